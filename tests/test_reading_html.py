import json
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleanwire
from cleanwire.errors import ReadingError
from cleanwire.reading.formats import EXTRACTORS
from cleanwire.reading.html import read_html
from cleanwire.reading.html.choosing import chosen_alone, observe
from cleanwire.reading.html.own import shipped_own
from cleanwire.reading.html.parsing import parsed
from cleanwire.reading.text import read_text
from invented import HEADLINE, PARAGRAPHS
from invented_pages import MENU, TEXT, bodies_of, page_of
from timing import GROWTH, growth

PAGE = f"""<!DOCTYPE html>
<html lang="en">
<head><title>{HEADLINE} | The Velmark Courier</title></head>
<body>
<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>
<article><h1>{HEADLINE}</h1>
<p>{"</p><p>".join(PARAGRAPHS)}</p>
</article>
<footer>The Velmark Courier, Quay Street</footer>
</body></html>
"""


def test_the_document_contains_the_paragraphs_of_the_page():
    document = read_html(PAGE)
    assert [document.text(block) for block in document.blocks if block.prose] == list(PARAGRAPHS)


def test_the_document_contains_no_markup():
    assert "<" not in read_html(PAGE).source


def test_the_document_has_the_title_of_the_page():
    assert HEADLINE in read_html(PAGE).title


def test_a_page_is_read_the_same_again():
    assert read_html(PAGE) == read_html(PAGE)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_bytes_of_a_page_are_decoded(encoding):
    page = PAGE.replace("ferry", "Fährschiff")
    assert "Fährschiff" in read_html(page.encode(encoding)).source


def test_bytes_in_the_encoding_that_the_page_names_are_decoded():
    page = PAGE.replace("<head>", "<head><meta charset='windows-1252'>").replace("ferry", "Fährschiff")
    assert "Fährschiff" in read_html(page.encode("windows-1252")).source


@pytest.mark.parametrize(
    "page", ["", " ", "<html></html>", "<html><body></body></html>", b"", b"<html>", "<!-- <html> -->"]
)
def test_a_page_without_main_text_is_an_empty_document(page):
    assert read_html(page).blocks == ()


def test_a_page_with_lone_surrogates_is_read():
    assert PARAGRAPHS[1] in read_html(PAGE.replace("sailed", "sailed\ud800")).source


def test_a_page_with_nul_characters_is_read():
    assert PARAGRAPHS[1] in read_html(PAGE.replace("sailed", "sail\0ed")).source


def test_a_deeply_nested_page_is_read():
    read_html("<html><body>" + "<div>" * 20_000 + PARAGRAPHS[0])


@pytest.mark.parametrize("source", [b"\0\1\2\3binary", b"%PDF-1.7\0\0<html>"])
def test_a_binary_file_is_refused_with_the_reason(source):
    with pytest.raises(ReadingError, match="NUL bytes"):
        read_html(source)


PAGES = sorted((Path(__file__).resolve().parent.parent / "fixtures" / "pages").glob("*.html"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_cleaning_a_page_gives_the_text_beside_it(path):
    expected = path.with_suffix(".txt").read_text("utf-8")
    assert cleanwire.clean(path.read_bytes(), format="html").rstrip() == expected.rstrip()


def test_there_is_a_hint_for_each_block():
    document = read_html(PAGE)
    assert len(document.hints) == len(document.blocks)


def test_hints_name_the_element_of_a_block():
    assert [hint.tag for hint in read_html(PAGE).hints] == ["h1", *["p"] * len(PARAGRAPHS)]


def test_plain_text_has_no_hints():
    assert read_text("It sailed.").hints == ()


def test_lines_of_code_are_kept_as_lines():
    page = PAGE.replace("</article>", "<pre><code>def sail():\n    return 'back'\n</code></pre></article>")
    assert "def sail():\n    return 'back'" in read_html(page).source


def test_empty_lines_in_code_are_kept():
    code = "def sail():\n    return 'back'\n\n\nsail()"
    assert code in read_html(PAGE.replace("</article>", f"<pre>{code}</pre></article>")).source


def test_a_line_break_within_a_paragraph_breaks_the_line():
    page = PAGE.replace(PARAGRAPHS[1], f"{PARAGRAPHS[1]}<br>{PARAGRAPHS[0][:40]}")
    assert f"{PARAGRAPHS[1]}\n{PARAGRAPHS[0][:40]}" in read_html(page).source


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "the source is empty"),
        ("<html><body><img></body></html>", "shows no text"),
        ("<html><body><p>&#x200b;</p></body></html>", "shows no text"),
        ("<html><body><nav><a href='/'>Home</a></nav><footer>© 2031</footer></body></html>", "holds no article"),
    ],
)
def test_a_page_without_an_article_says_why(page, reason):
    assert reason in cleanwire.explain(page, format="html").reason


def test_a_page_with_an_article_gives_no_reason():
    assert cleanwire.explain(PAGE).reason == ""


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("<html>" + "x" * 20_000_001, "characters"),
        ("<html>" + "<b>x</b>" * 60_000, "tags"),
        ("<html><table><tr>" + "<td>x" * 20_001, "cells"),
    ],
)
def test_a_page_too_large_for_an_article_is_refused_with_the_reason(page, what):
    with pytest.raises(ReadingError, match=f"{what}.*the limit is"):
        read_html(page)


@pytest.mark.no_cover
@pytest.mark.parametrize("tag", ["div", "span", "form", "ul", "table"])
def test_time_is_linear_in_the_depth_of_nesting(tag):
    assert growth(read_html, lambda depth: f"<html><body>{f'<{tag}>' * depth}{PARAGRAPHS[0]}", 40_000) < GROWTH


def test_a_page_nested_as_deeply_as_a_page_may_be_is_read():
    assert PARAGRAPHS[0] in read_html("<html><body>" + "<div>" * 90_000 + PARAGRAPHS[0]).source


@pytest.mark.parametrize("end", [PAGE.index("</p>"), PAGE.index("</p>") - 30, PAGE.index("<footer>") + 3])
def test_a_truncated_page_is_read(end):
    assert HEADLINE in read_html(PAGE[:end]).title


@pytest.mark.parametrize("charset", ["koi8-r", "no-such-charset", "utf-16", "hex"])
def test_bytes_in_another_encoding_than_the_page_names_are_read(charset):
    page = PAGE.replace("<head>", f"<head><meta charset='{charset}'>").replace("ferry", "Fährschiff")
    assert read_html(page.encode("windows-1252")).blocks


def test_bytes_truncated_within_a_character_are_read():
    page = PAGE.replace("Quay Street", "Kai ä").encode()
    assert PARAGRAPHS[0] in read_html(page[: page.rindex("ä".encode()) + 1]).source


def test_resiliparse_reads_the_paragraphs_of_a_page():
    source = read_html(PAGE, extractor="resiliparse").source
    assert all(paragraph in " ".join(source.split()) for paragraph in PARAGRAPHS)


def test_a_fragment_of_a_page_is_read():
    assert read_html(f"<p>{PARAGRAPHS[0]}</p>").source == PARAGRAPHS[0]


def test_text_outside_of_a_body_is_read():
    assert (
        PARAGRAPHS[0]
        in read_html(f"<!doctype html><title>Ferry</title><article><p>{PARAGRAPHS[0]}</p></article>").source
    )


HINTED = f"""<!DOCTYPE html><html><body><article>
<h1>{HEADLINE}</h1>
<p>{PARAGRAPHS[0]}</p>
<p>See <a href="/map">map</a> of the quay, which the harbour office drew for visitors by foot last year.</p>
<h2>What a ticket costs</h2>
<ul><li>The crossing costs five crowns.</li></ul>
<table><tr><td>Dogs cross free.</td></tr><tr><td>{PARAGRAPHS[1]}</td><td>1</td></tr></table>
<pre>velmark --to ostervik</pre>
<aside class="related-boats"><p>{PARAGRAPHS[2]}</p></aside>
<p>{PARAGRAPHS[3]}</p>
</article></body></html>
"""


def hint_of(text, *, page=HINTED):
    """Return the hint of the block that begins with a text."""
    document = read_html(page)
    pairs = zip(document.blocks, document.hints, strict=True)
    return next(hint for block, hint in pairs if document.text(block).startswith(text))


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (HEADLINE, "h1"),
        (PARAGRAPHS[0], "p"),
        ("What a ticket", "h2"),
        ("The crossing", "li"),
        ("Dogs", "tr"),
        (PARAGRAPHS[1], "td"),
        ("velmark", "pre"),
    ],
)
def test_the_hint_of_a_block_names_its_element(text, tag):
    assert hint_of(text).tag == tag


def test_the_hint_of_a_block_has_its_share_of_links():
    text = "See map of the quay, which the harbour office drew for visitors by foot last year."
    assert hint_of("See map").linked == len("map") / len(text.replace(" ", ""))


def test_the_hint_of_a_block_without_links_says_so():
    assert hint_of(PARAGRAPHS[0]).linked == 0


def test_the_hint_of_a_block_has_the_vocabulary_words_around_it():
    assert (hint_of(PARAGRAPHS[2]).names, hint_of(PARAGRAPHS[0]).names) == (("related",), ())


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        (PARAGRAPHS[0], ("article",)),
        (PARAGRAPHS[2], ("article", "aside")),
        ("The crossing", ("article", "ul")),
        ("Dogs", ("article", "table")),
    ],
)
def test_the_hint_of_a_block_names_the_elements_around_it(text, elements):
    assert hint_of(text).elements == elements


def test_the_hint_of_a_block_says_whether_another_extractor_kept_it():
    document = read_html(HINTED, extractor="trafilatura")
    hints = zip(map(document.text, document.blocks), document.hints, strict=True)
    taken = {text: hint.extracted for text, hint in hints}
    assert (taken[PARAGRAPHS[0]], taken[PARAGRAPHS[2]]) == (True, False)


def test_each_line_of_a_block_has_the_hint_of_the_block():
    page = HINTED.replace("--to ostervik", "--to ostervik\nvelmark --back")
    assert hint_of("velmark --back", page=page) == hint_of("velmark --to", page=page)


def test_the_items_of_a_list_are_lines_below_one_another():
    page = HINTED.replace("</li>", "</li><li>Children go for two.</li>")
    assert "\n\nThe crossing costs five crowns.\nChildren go for two.\n\n" in read_html(page).source


def test_an_article_that_is_only_in_the_data_of_a_page_is_read_from_there():
    data = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(PARAGRAPHS)})
    head = f"<title>Ferry</title><script type='application/ld+json'>{data}</script>"
    document = read_html(page_of("<p>Subscribe to read</p>", head=head))
    assert (document.source, document.title, document.hints) == (" ".join(PARAGRAPHS), "Ferry", ())


PROGRAM = """import time

PORT = 3

def read(port):
    try:
        value = tide.read(port)
    except tide.Timeout:
        return None
    return value

def main():
    while True:
        open_lock(read(PORT))
        time.sleep(60)

if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize("text", ["<p>This is the program that opens the lock.</p>", TEXT], ids=["short", "long"])
def test_program_code_in_an_article_is_kept_whole(text):
    around = f"{MENU}<article><h1>The lock</h1>{text}<pre>{PROGRAM}</pre></article><footer>© 2031 Velmark</footer>"
    page = page_of(around, head="<title>The lock</title>")
    kept = cleanwire.clean(page).splitlines()
    assert [line for line in PROGRAM.splitlines() if line.strip() and line not in kept] == []
    assert "The lock" in kept


def test_the_text_that_resiliparse_finds_has_no_hints():
    assert read_html(HINTED, extractor="resiliparse").hints == ()


def test_a_page_in_which_resiliparse_finds_nothing_says_so():
    assert read_html("<html><img></html>", extractor="resiliparse").reason == "resiliparse finds no article in the page"


texts = st.text(max_size=30)
pages = st.one_of(texts, bodies_of(texts), bodies_of(texts).map(page_of))


@settings(max_examples=100, deadline=None)
@given(pages, st.sampled_from(EXTRACTORS))
def test_the_blocks_of_any_page_cover_its_text(page, extractor):
    document = read_html(page, extractor=extractor)
    assert "".join(document.source[block.start : block.end] for block in document.blocks) == document.source
    assert all(above.end == below.start for above, below in pairwise(document.blocks))


@settings(max_examples=60, deadline=None)
@given(pages)
def test_each_block_of_any_page_has_a_hint_or_none_has(page):
    document = read_html(page)
    assert len(document.hints) in {0, len(document.blocks)}


@settings(max_examples=60, deadline=None)
@given(pages)
def test_any_page_without_text_says_why(page):
    document = read_html(page)
    assert bool(document.blocks) is not bool(document.reason)


@settings(max_examples=60, deadline=None)
@given(st.one_of(pages.map(lambda page: page.encode("utf-8", "replace")), st.binary()))
def test_any_bytes_are_read_or_refused(source):
    with suppress(ReadingError):
        read_html(source).source.encode()


LONG = {
    "paragraphs": (lambda n: "".join(f"<p>{PARAGRAPHS[at % 4]} {at}.</p>" for at in range(n)), 4_000),
    "equal paragraphs": (lambda n: f"<p>{PARAGRAPHS[0]}</p>" * n, 4_000),
    "links": (
        lambda n: TEXT + "".join(f"<div><a href='/{at}'>A year without boats</a></div>" for at in range(n)),
        4_000,
    ),
    "links in paragraphs": (lambda n: f"<p>{PARAGRAPHS[0]} <a href='/'>Map</a> of it.</p>" * n, 4_000),
    "links in one paragraph": (lambda n: f"{TEXT}<p>{'<a href=/>Boats</a> ' * n}", 8_000),
    "bold words in one paragraph": (lambda n: f"{TEXT}<p>{'<b>Boats</b> sail ' * n}", 8_000),
    "items of lists": (lambda n: TEXT + "<ul>" + "".join(f"<li>Boat {at} sailed" for at in range(n)), 6_000),
    "menus": (lambda n: TEXT + MENU * n, 2_000),
    "lines": (lambda n: f"{TEXT}<p>{'Boats<br>' * n}", 8_000),
    "rows of tables": (lambda n: f"{TEXT}<table>{'<tr><td>Boat<td>12' * n}", 4_000),
    "code": (lambda n: f"{TEXT}<pre>{'sail()' * n}", 20_000),
    "headings": (lambda n: f"<h2>What a ticket costs</h2><p>{PARAGRAPHS[0]}</p>" * n, 2_000),
    "scripts": (lambda n: TEXT + "<script>sail()</script>" * n, 8_000),
    "elements in one another": (lambda n: "<div>" * n + TEXT + "</div>" * n, 200),
    "paragraphs left open": (lambda n: "".join(f"<p><font>{PARAGRAPHS[at % 4]} {at}." for at in range(n)), 4_000),
    "elements left open": (lambda n: f"<div><span>{PARAGRAPHS[0]}" * n, 4_000),
    "buttons left open": (lambda n: f"<button><p>{PARAGRAPHS[0]}" * n, 1_000),
    "empty elements": (lambda n: f"{TEXT}<p>{'<b></b>Boats sail. ' * n}", 4_000),
    "Japanese": (lambda n: f"<p>{'渡し船は火曜日の朝に岸を離れた。' * n}</p>" * 4, 2_000),
    "lists in one another": (lambda n: f"{TEXT}{'<ul><li>Boats' * n}", 120),
    "nests side by side": (lambda n: ("<div>" * 20 + TEXT + "</div>" * 20) * n, 400),
    "one long paragraph": (lambda n: f"<p>{PARAGRAPHS[0] * n}</p>", 8_000),
    "classes": (
        lambda n: "".join(f"<div class='share boat-{at}'><p>{PARAGRAPHS[0]} {at}.</div>" for at in range(n)),
        2_000,
    ),
    "descriptions": (lambda n: f"<meta name=description content='{PARAGRAPHS[0] * n}'>{TEXT}", 8_000),
}


def reads_alone(page):
    """Read a page with our own extractor, certain or not."""
    return chosen_alone(observe(parsed(page)), shipped_own())


def reads_asking(page):
    return read_html(page, extractor="trafilatura")


@pytest.mark.no_cover
@pytest.mark.parametrize("reads", [reads_alone, reads_asking])
@pytest.mark.parametrize(("make", "size"), LONG.values(), ids=LONG)
def test_time_is_linear_in_the_page(make, size, reads):
    assert growth(reads, lambda n: page_of(f"<article><h1>{HEADLINE}</h1>{make(n)}</article>"), size) < GROWTH
