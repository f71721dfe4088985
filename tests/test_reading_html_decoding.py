import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.errors import ReadingError
from cleanwire.reading.html.decoding import HEAD, LARGEST, decoded

GERMAN = "<p>Die Fähre über den Fluß fährt für fünf Kronen — „täglich“.</p>"


def named(charset, *, text=GERMAN):
    return f"<html><meta charset='{charset}'>{text}"


@pytest.mark.parametrize("source", ["", "<p>Boats", GERMAN, "\0", "a\r\nb", "\U0001f6a2"])
def test_text_is_not_changed(source):
    assert decoded(source) == source


def test_a_lone_surrogate_becomes_a_character_that_can_be_encoded():
    assert decoded("boats \ud800 sail") == "boats ? sail"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
    ids=["UTF-8", "UTF-16, little end first", "UTF-16, big end first"],
)
def test_a_byte_order_mark_determines_the_encoding_and_is_removed(mark, encoding):
    assert decoded(mark + GERMAN.encode(encoding)) == GERMAN


def test_the_byte_order_mark_of_a_text_is_removed():
    assert decoded("\ufeff" + GERMAN) == GERMAN


def test_a_byte_order_mark_overrides_the_declared_charset():
    page = named("koi8-r")
    assert decoded(codecs.BOM_UTF16_LE + page.encode("utf-16-le")) == page


def test_utf_8_is_read_as_such_whatever_charset_is_declared():
    page = named("windows-1252")
    assert decoded(page.encode()) == page


@pytest.mark.parametrize("charset", ["windows-1252", "cp1252", "WINDOWS-1252"])
def test_the_declared_charset_is_used(charset):
    page = named(charset)
    assert decoded(page.encode("cp1252")) == page


@pytest.mark.parametrize("charset", ["iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii", "ISO-8859-1"])
def test_pages_that_declare_latin_1_are_read_as_windows_1252(charset):
    page = named(charset)
    assert decoded(page.encode("cp1252")) == page


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("koi8-r", "Паром вернулся"),
        ("windows-1251", "Паром вернулся"),
        ("shift_jis", "船が出た"),
        ("gbk", "渡轮回来了"),
    ],
)
def test_charsets_of_other_scripts_are_read(charset, text):
    page = named(charset, text=text)
    assert decoded(page.encode(charset)) == page


@pytest.mark.parametrize(
    "meta",
    [
        "<meta charset=koi8-r>",
        "<META CHARSET = 'koi8-r' >",
        "<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>",
    ],
)
def test_a_charset_can_be_declared_in_several_ways(meta):
    page = meta + "Паром"
    assert decoded(page.encode("koi8-r")) == page


@pytest.mark.parametrize(
    "charset",
    """
    no-such-charset hex rot13 base64 utf-7 utf-16 idna punycode undefined unicode_escape raw-unicode-escape x\xff
    """.split(),  # noqa: SIM905
)
def test_an_impossible_charset_is_ignored(charset):
    page = named(charset)
    assert "fährt für fünf Kronen" in decoded(page.encode("cp1252"))


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_bytes_that_end_within_a_character_only_lose_that_character(cut):
    assert decoded("boats \U0001f6a2".encode()[:-cut]) == "boats "


@pytest.mark.parametrize("source", [b"\0", b"%PDF-1.7\0", b"a" * (HEAD - 1) + b"\0"])
def test_nul_bytes_at_the_beginning_are_refused(source):
    with pytest.raises(ReadingError, match="NUL bytes"):
        decoded(source)


def test_nul_bytes_farther_in_are_read():
    source = b"a" * HEAD + b"\0"
    assert decoded(source) == source.decode()


@pytest.mark.parametrize("source", ["x" * (LARGEST + 1), b"x" * (LARGEST + 1)], ids=["text", "bytes"])
def test_a_source_that_is_too_large_is_refused_with_the_limit(source):
    with pytest.raises(ReadingError, match=f"{LARGEST + 1:,} characters; the limit is {LARGEST:,}"):
        decoded(source)


charsets = st.sampled_from(
    ["utf-8", "cp1252", "koi8-r", "utf-7", "utf-16", "hex", "gb18030", "idna", "punycode", "unicode_escape"]
)
sources = st.one_of(
    st.binary(),
    st.text().map(str.encode),
    st.builds(
        lambda mark, rest: mark + rest, st.sampled_from([codecs.BOM_UTF8, b"\xff\xfe", b"\xfe\xff"]), st.binary()
    ),
    st.builds(lambda charset, rest: f"<meta charset={charset}>".encode() + rest, charsets, st.binary()),
    st.builds(lambda name, rest: b"<meta charset='" + name + b"'>\xff" + rest, st.binary(max_size=20), st.binary()),
)


@given(sources)
def test_any_bytes_become_text_that_can_be_encoded_or_are_refused(source):
    with suppress(ReadingError):
        decoded(source).encode()


def test_a_long_comment_before_a_page_does_not_hide_its_charset():
    page = f"<!--{' kept by hand ' * 600}-->\n{named('koi8-r', text='<p>Паром вернулся')}"
    assert decoded(page.encode("koi8-r")) == page


@pytest.mark.parametrize("charset", ["unicode_escape", "raw_unicode_escape"])
def test_no_charset_produces_text_that_cannot_be_encoded(charset):
    decoded(f"<meta charset={charset}>".encode() + rb"\ud800" + b"\xff").encode()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_in_utf_8_is_decoded(text):
    marked = codecs.BOM_UTF8 + text.encode()
    assert decoded(marked) == text
