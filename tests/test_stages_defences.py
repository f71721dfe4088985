import pytest

from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.spans import Verdict
from cleanwire.stages.defences import defend_fragments, defend_quotations, defend_solitary
from invented import ARTICLE, PARAGRAPHS

ABOVE = "The captain of the ferry also"
BELOW = "its interest in a second boat, which could sail from Ostervik in the spring of next year."


def made_by(stage, text, claimed):
    """Return the lines that a stage claims, with the labels; `claimed` maps lines to labels that they have."""
    document = read_text(text)
    verdicts = tuple(
        Verdict(block.start, block.end, claimed[document.text(block)], "en/x/y", 0.9, "")
        for block in document.blocks
        if document.text(block) in claimed
    )
    return [(document.source[v.start : v.end].strip(), v.label) for v in stage(document, verdicts)]


@pytest.mark.parametrize("fragment", ["signalled", "signalled on Monday", "print, share and"])
def test_a_fragment_of_a_running_sentence_is_defended(fragment):
    text = f"{ABOVE}\n{fragment}\n{BELOW}\n"
    assert made_by(defend_fragments, text, {fragment: Label.SHARE_WIDGET}) == [(fragment, Label.BODY)]


@pytest.mark.parametrize(
    ("above", "fragment", "below"),
    [
        (f"{ABOVE}.", "signalled", BELOW),
        (ABOVE, "signalled.", BELOW),
        (ABOVE, "Signalled", BELOW),
        (ABOVE, "signalled", BELOW.capitalize()),
        (ABOVE, "signalled", "its interest"),
        ("Print", "share", BELOW),
    ],
    ids=["closed above", "closed itself", "opens a sentence", "opened below", "not closed below", "a word above"],
)
def test_a_line_that_carries_no_sentence_on_is_not_defended(above, fragment, below):
    assert made_by(defend_fragments, f"{above}\n{fragment}\n{below}\n", {fragment: Label.SHARE_WIDGET}) == []


def test_a_fragment_that_nothing_claims_needs_no_defence():
    assert made_by(defend_fragments, f"{ABOVE}\nsignalled\n{BELOW}\nPrint\n", {"Print": Label.SHARE_WIDGET}) == []


@pytest.mark.parametrize("text", ["", "print", "print\nshare"])
def test_a_text_too_short_for_fragments_has_none(text):
    assert made_by(defend_fragments, text, {"print": Label.SHARE_WIDGET, "share": Label.SHARE_WIDGET}) == []


@pytest.mark.parametrize(
    "paragraph",
    [
        "“We use cookies.” She has read it so often today that she no longer sees it at all, she says.",
        '"Sign up for our newsletter", says the note on the door of every shop on Quay Street this spring.',
    ],
)
def test_a_paragraph_that_quotes_contamination_to_speak_about_it_is_defended(paragraph):
    text = f"{PARAGRAPHS[0]}\n{paragraph}\n"
    assert made_by(defend_quotations, text, {paragraph: Label.NOTICE}) == [(paragraph, Label.BODY)]


@pytest.mark.parametrize(
    "line",
    [
        "“We use cookies and similar techniques to give you the best experience on the pages of this site.”",
        "We use “cookies” and similar techniques to give you the best experience on the pages of this site.",
        "“We use cookies,” it said.",
    ],
    ids=["a quotation alone", "a quoted word", "a short line"],
)
def test_a_line_that_is_no_paragraph_about_a_quotation_is_not_defended(line):
    assert made_by(defend_quotations, f"{PARAGRAPHS[0]}\n{line}\n", {line: Label.NOTICE}) == []


def test_a_paragraph_with_a_quotation_that_nothing_claims_needs_no_defence():
    assert (
        made_by(defend_quotations, "“We use cookies.” She has read it so often today that it means nothing.\n", {})
        == []
    )


KINDS = {"Print": Label.SHARE_WIDGET, "Rights": Label.LEGAL}


@pytest.mark.parametrize("label", [Label.AUTHOR_BIO, Label.LEGAL, Label.RELATED_LINKS])
def test_a_claimed_paragraph_in_an_otherwise_clean_document_is_defended(label):
    assert made_by(defend_solitary, ARTICLE, {PARAGRAPHS[3]: label}) == [(PARAGRAPHS[3], Label.BODY)]


POINTER = "Read more: A year without boats"


def test_a_pointer_to_another_article_in_an_otherwise_clean_document_is_defended():
    assert made_by(defend_solitary, f"{ARTICLE}{POINTER}\n", {POINTER: Label.RELATED_LINKS}) == [(POINTER, Label.BODY)]


@pytest.mark.parametrize(("line", "label"), [("Read more:", Label.RELATED_LINKS), ("Print", Label.SHARE_WIDGET)])
def test_a_line_of_boilerplate_is_not_defended(line, label):
    assert made_by(defend_solitary, f"{ARTICLE}{line}\n", {line: label}) == []


def test_a_claimed_paragraph_beside_one_line_of_boilerplate_is_defended():
    claimed = {PARAGRAPHS[3]: Label.LEGAL, "Print": Label.SHARE_WIDGET}
    assert made_by(defend_solitary, f"{ARTICLE}Print\n", claimed) == [(PARAGRAPHS[3], Label.BODY)]


def test_a_claimed_paragraph_is_not_defended_where_boilerplate_stands():
    claimed = {**KINDS, PARAGRAPHS[3]: Label.LEGAL, POINTER: Label.RELATED_LINKS}
    assert made_by(defend_solitary, f"{ARTICLE}Print\n{POINTER}\nRights\nAlso print\n", claimed) == []


def test_a_document_without_claims_needs_no_defence():
    assert made_by(defend_solitary, ARTICLE, {}) == []


def test_a_paragraph_that_markup_claims_is_not_defended():
    document = read_text(ARTICLE)
    block = document.blocks[-1]
    claims = [
        Verdict(block.start, block.end, Label.AUTHOR_BIO, rule, 0.9, "") for rule in ("markup", "en/author_bio/x")
    ]
    assert [defend_solitary(document, (claim,)) != [] for claim in claims] == [False, True]
