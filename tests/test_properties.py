import os
import subprocess
import sys
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire import Cleaner, LabelledTextError, PackError, ReadingError
from cleanwire.reading.text import read_text
from cleanwire.report.labelled import Removal, parse_labelled, render_labelled
from cleanwire.rules.pack import load_pack
from cleanwire.text.folding import fold, key_of, spaced
from invented import HEADLINE, PARAGRAPHS

pytestmark = pytest.mark.slow

FURNITURE = (
    "Advertisement",
    "Share on Facebook",
    "Print Share on Facebook 12 Comments",
    "Related:",
    "Related Articles",
    "Read more: A year without boats",
    "- A year without boats",
    "Leave a Reply",
    "Your email address will not be published. Required fields are marked *",
    "Reply · Share · 3 likes",
    "12 Comments",
    "By Jane Doe",
    "Updated: September 02, 2022",
    "Sign up for our newsletter",
    "Subscribe to continue reading",
    "© 2022 The Velmark Courier. All rights reserved.",
    "(Reporting by Jane Doe; editing by John Roe)",
    "Back to top",
    "1 of 14",
    "- 4 reads.",
    "We use cookies to improve your experience.",
    "Jane Doe is a reporter based in Velmark. Follow her at @janedoe",
    "Tags: ferry, harbour",
    "signalled",
    HEADLINE,
)
SCRAPS = (
    "\u200b",
    "\u202eevitanretla",
    "السلام عليكم",
    "\0",
    "\ud800",
    "***",
    "“",
    "( )",
    "…",
    "１２ Comments",
    "İ",
    "a" * 300,
)
BREAKS = ("\n", "\n\n", "\r\n", "\r", "\n \t\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", " ")

characters = st.one_of(
    st.characters(), st.integers(0xD800, 0xDFFF).map(chr), st.sampled_from("\0\r\n\u2028\u202e\ufeff")
)
any_text = st.text(characters)
lines = st.one_of(st.sampled_from(FURNITURE), st.sampled_from(PARAGRAPHS), st.sampled_from(SCRAPS), any_text)
sources = st.one_of(
    any_text, st.lists(st.tuples(lines, st.sampled_from(BREAKS)).map("".join), max_size=30).map("".join)
)
cleaners = st.sampled_from(
    [
        Cleaner(),
        Cleaner(strictness="thorough"),
        Cleaner(strictness="safe", keep={"byline"}, drop={"headline", "en/legal/"}),
    ]
)

thorough = settings(max_examples=120, deadline=None)


@thorough
@given(cleaners, sources)
def test_the_segments_tile_the_source(cleaner, source):
    result = cleaner.explain(source)
    edges = [0, *(segment.end for segment in result.segments)]
    assert [segment.start for segment in result.segments] == edges[:-1]
    assert edges[-1] == len(source)


@thorough
@given(cleaners, sources)
def test_no_segment_is_empty(cleaner, source):
    assert all(segment.start < segment.end for segment in cleaner.explain(source).segments)


@thorough
@given(cleaners, sources)
def test_the_output_is_the_source_minus_the_removals(cleaner, source):
    result = cleaner.explain(source)
    kept, at = "", 0
    for segment in result.removed:
        kept += source[at : segment.start]
        at = segment.end
    assert cleaner.clean(source) == kept + source[at:]


@thorough
@given(cleaners, sources)
def test_a_removal_begins_and_ends_at_a_line_or_within_what_one_shows(cleaner, source):
    document = read_text(source)
    edges = {block.start for block in document.blocks}
    edges.update(place for block in document.blocks for place in range(block.left, block.right + 1))
    edges = {len(source), *map(document.origin, edges)}
    assert {place for segment in cleaner.explain(source).removed for place in (segment.start, segment.end)} <= edges


@thorough
@given(cleaners, sources)
def test_every_removal_says_why(cleaner, source):
    assert all(s.rule and s.evidence and 0 < s.confidence <= 1 for s in cleaner.explain(source).removed)


@thorough
@given(cleaners, sources)
def test_every_removal_was_claimed(cleaner, source):
    result = cleaner.explain(source)
    claimed = {(verdict.rule, verdict.label, verdict.confidence) for verdict in result.verdicts}
    assert {(segment.rule, segment.label, segment.confidence) for segment in result.removed} <= claimed


@thorough
@given(cleaners, sources)
def test_a_source_that_shows_something_never_comes_back_blank(cleaner, source):
    assert bool(cleaner.clean(source).strip()) == bool(source.strip())


@thorough
@given(cleaners, sources)
def test_the_same_source_gives_the_same_result(cleaner, source):
    assert cleaner.explain(source) == cleaner.explain(source)


@thorough
@given(cleaners, sources)
def test_labelled_text_gives_back_the_source_and_the_removals(cleaner, source):
    result = cleaner.explain(source)
    labelled = parse_labelled(render_labelled(result))
    assert labelled.source == source
    assert labelled.removed == tuple(
        Removal(s.start, s.end, s.label, s.rule, round(s.confidence, 2)) for s in result.removed
    )


TAGS = (
    "<p>",
    "</p>",
    "<div>",
    "<td>",
    "<!--",
    "-->",
    "<script>",
    "<![CDATA[",
    "<meta charset='x-none'>",
    "&#0;",
    "<h1>",
)
pages = st.tuples(
    st.sampled_from(["<!doctype html>", "<html>", "<body>"]),
    st.lists(st.one_of(st.sampled_from(TAGS), lines), max_size=12).map("".join),
).map("".join)


@settings(max_examples=60, deadline=None)
@given(cleaners, pages)
def test_the_segments_of_any_page_tile_the_text_that_was_extracted(cleaner, page):
    result = cleaner.explain(page)
    assert "".join(result.source[segment.start : segment.end] for segment in result.segments) == result.source


CHARSETS = ("utf-8", "utf-16", "utf-7", "latin-1", "cp1252", "shift_jis", "gb18030", "idna", "hex", "none", "")
pieces = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in ("div", "p", "table", "tr", "td", "li", "h1", "pre", "svg", "template")]),
    st.sampled_from([f"</{tag}>" for tag in ("div", "p", "table", "article", "html", "body")]),
    st.sampled_from(["<p", "<a href='", "<!--", "<![CDATA[", "&", "&#", "&#x110000;", "</", "<", '<p class="', "\0"]),
    st.integers(1, 4000).map(lambda size: f"<div class='{'share ' * size}' data-x=\"{'&quot;' * size}\">"),
    st.integers(1, 300).map(lambda depth: "<div>" * depth),
    lines,
)
raw_pages = st.builds(
    lambda declared, encoding, body, cut: f"<html><meta charset={declared}><body>{body}".encode(encoding, "replace")[
        : -cut or None
    ],
    st.sampled_from(CHARSETS),
    st.sampled_from(["utf-8", "utf-16", "latin-1", "shift_jis", "gb18030"]),
    st.lists(pieces, max_size=14).map("".join),
    st.integers(0, 9),
)


@settings(max_examples=60, deadline=None)
@given(raw_pages)
def test_the_bytes_of_any_page_are_cleaned_or_refused(page):
    try:
        result = Cleaner().explain(page, format="html")
    except ReadingError:
        return
    assert "".join(result.source[segment.start : segment.end] for segment in result.segments) == result.source
    assert result.source or result.reason


FIELDS = (
    'why = "Clouds."',
    'is = ["Cloud notice"]',
    'has = ["cloud", "\\u0000"]',
    "pattern = '^(?:cloud|fog)+ 0'",
    "pattern = '(a+)+$'",
    "pattern = '('",
    "where = { tail = true, max-words = 4 }",
    "where = { after = 1e400 }",
    'reach = "rest"',
    "confidence = 0.5",
    'match = ["Cloud notice"]',
    'no-match = ["Cloud", """ x\n» y"""]',
    'label = "notice"',
    "[clouds]",
    "[[clouds]]",
    '["\\n"]',
    "[a.b.c]",
)
packs = st.one_of(
    st.binary(max_size=200),
    st.lists(st.one_of(st.sampled_from(FIELDS), st.text(max_size=30)), max_size=12).map(
        lambda fields: "\n".join(['label = "notice"', "[clouds]", *fields]).encode("utf-8", "replace")
    ),
    st.sets(st.sampled_from(FIELDS[:12])).map(lambda fields: "\n".join(['label = "keep"\n[x]', *fields]).encode()),
)


@settings(max_examples=150, deadline=None)
@given(packs)
def test_any_pack_is_loaded_or_refused_by_its_path(tmp_path_factory, pack):
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(pack)
    try:
        rules = load_pack(file)
    except PackError as error:
        assert str(error).startswith(f"{file}: ")  # noqa: PT017
        return
    assert all(rule.id and (rule.pattern or rule.is_ or rule.starts or rule.has) for rule in rules)


labelled_lines = st.tuples(
    st.sampled_from(["  ", "- ", " \\", "-\\", "-- ", "", "--", "\\"]),
    st.one_of(st.sampled_from(["en/notice/x (notice, 0.90)", "a b (media, 1.00)", "x (y, 2)", "\r", " "]), any_text),
).map("".join)


@thorough
@given(st.lists(labelled_lines, max_size=12).map("\n".join), st.sampled_from(["\n", ""]))
def test_any_labelled_text_is_read_or_refused_by_its_line(text, end):
    try:
        labelled = parse_labelled(text + end)
    except LabelledTextError as error:
        assert str(error).startswith("line ")  # noqa: PT017
        return
    places = [place for removal in labelled.removed for place in (removal.start, removal.end)]
    assert places == sorted(places)
    assert max(places, default=0) <= len(labelled.source)


left_over_markup = st.lists(
    st.sampled_from(
        [
            *("[", "![", "](", ")", "](http://a.example)", "**", "*", "_", "__", "# ", "- [ ] ", "```", "\\"),
            *("&nbsp;", "&copy;", "&#8217;", "&", ";", "\u00ad", "\u200b", "\ufeff", "â€™", "Ã©", "Â©"),
            *("word", "Share on", "A", " ", "\n", "\n\n"),
        ]
    ),
    max_size=40,
).map("".join)


@thorough
@given(sources)
def test_blocks_tile_the_text_that_is_read(source):
    document = read_text(source)
    edges = [0, *(block.end for block in document.blocks)]
    assert [block.start for block in document.blocks] == edges[:-1]
    assert not document.blocks or edges[-1] == len(document.source)


@thorough
@given(sources)
def test_the_visible_text_of_blocks_is_all_that_the_text_shows(source):
    document = read_text(source)
    shown = "".join(document.text(block) for block in document.blocks)
    assert "".join(fold(shown).split()) == "".join(fold(document.source).split())


@thorough
@given(sources)
def test_no_block_holds_a_line_break_in_what_it_shows(source):
    document = read_text(source)
    assert all(len(document.text(block).splitlines()) == 1 for block in document.blocks)


@thorough
@given(st.one_of(sources, left_over_markup))
def test_offsets_lead_back_into_the_original_in_order(source):
    document = read_text(source)
    assert document.original == source
    if document.rendering:
        origins = [document.rendering.origin(offset) for offset in range(len(document.source) + 1)]
        assert origins == sorted(origins)
        assert origins[0] == 0
        assert origins[-1] <= len(source)


@thorough
@given(any_text)
def test_folding_keeps_the_length(text):
    assert len(fold(text)) == len(spaced(fold(text))) == len(text)


@thorough
@given(any_text)
def test_folding_what_is_folded_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@thorough
@given(any_text)
def test_a_key_is_its_own_key(text):
    key = key_of(spaced(fold(text)))
    assert key_of(spaced(key)) == key


DIGESTING = """
import sys
from hashlib import sha256
from cleanwire import explain
from test_properties import MIXED
print(sha256(repr([explain(source) for source in MIXED]).encode()).hexdigest())
"""
MIXED = ["\n".join([*FURNITURE[n:], *PARAGRAPHS, *FURNITURE[:n], *PARAGRAPHS[:2]]) for n in range(len(FURNITURE))]
"""Documents in which every phrase stands in many places and companies."""


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_a_fresh_process_with_another_hash_seed_gives_the_same_results(seed, pytestconfig):
    done = subprocess.run(
        [sys.executable, "-c", DIGESTING],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=pytestconfig.rootpath / "tests",
        capture_output=True,
        text=True,
        check=True,
    )
    here = sha256(repr([Cleaner().explain(source) for source in MIXED]).encode()).hexdigest()
    assert done.stdout.strip() == here
