import pytest

from cleanwire.labels import Label
from cleanwire.model import Verdict
from cleanwire.reading.text import read_text
from cleanwire.stages.regions import defend_fragments, defend_quotations, defend_solitary, judge_head, judge_tail
from invented import ARTICLE, HEADLINE, PARAGRAPHS

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


KINDS = {"Print": Label.SHARE_WIDGET, "Rights": Label.LEGAL, "Also print": Label.SHARE_WIDGET}


@pytest.mark.parametrize(
    ("tail", "scraps"),
    [
        (["Print", "Anna Berg", "Rights"], [("Anna Berg", Label.SHARE_WIDGET)]),
        (["Print", "Rights", "Anna Berg"], [("Anna Berg", Label.LEGAL)]),
        (["Anna Berg", "Print", "Rights"], []),
        (["Print", "Anna Berg", "Also print"], []),
        (["Print", "Anna Berg"], []),
        (["Anna Berg", "Carl"], []),
        (["Print", PARAGRAPHS[0], "Rights"], []),
        (["Print", "Rights", " ".join(PARAGRAPHS)[:-1].replace(".", "")], []),
        (["Print", "Rights", "She lives on the quay, he said."], []),
        (["Print", *["Anna Berg"] * 20, "Rights"], []),
    ],
    ids=[
        "between two kinds",
        "below two kinds",
        "above both",
        "between two of one kind",
        "below one kind",
        "no contamination",
        "prose between",
        "too long for a scrap",
        "a sentence",
        "a list of its own",
    ],
)
def test_scraps_go_once_two_kinds_of_contamination_have_begun_below_the_article(tail, scraps):
    assert made_by(judge_tail, ARTICLE + "\n".join(tail), KINDS) == scraps


def test_a_name_right_over_a_biography_belongs_to_it():
    kinds = {"Print": Label.SHARE_WIDGET, "Anna Berg is a reporter.": Label.AUTHOR_BIO}
    tail = "Print\nAnna Berg\nAnna Berg is a reporter.\n"
    assert made_by(judge_tail, ARTICLE + tail, kinds) == [("Anna Berg", Label.AUTHOR_BIO)]


def test_a_scrap_that_stands_above_is_a_copy():
    assert made_by(judge_tail, f"{ARTICLE}Print\n{HEADLINE}\nRights\n", KINDS) == [(HEADLINE, Label.DUPLICATE)]


def test_lines_above_a_headline_that_is_only_guessed_stay():
    document = read_text(f"Print\nHarbour\n{ARTICLE}")
    claims = ((0, Label.SHARE_WIDGET, 0.9), (2, Label.HEADLINE, 0.6))
    blocks = document.blocks
    verdicts = tuple(Verdict(blocks[i].start, blocks[i].end, label, "en/x/y", sure, "") for i, label, sure in claims)
    assert judge_head(document, verdicts) == []


@pytest.mark.parametrize("item", ["- bring a coat", "3. bring a coat", "• bring a coat"])
def test_an_item_between_other_furniture_may_end_the_articles_own_list(item):
    assert made_by(judge_tail, f"{ARTICLE}Print\n{item}\nRights\n", KINDS) == []


INSETS = {
    "Advertisement": Label.AD_MARKER,
    "Read more: The old quay": Label.RELATED_LINKS,
    "Photo: A. Berg": Label.CAPTION,
}


@pytest.mark.parametrize("inset", [["Advertisement"], ["Read more: The old quay"], ["Photo: A. Berg", "Advertisement"]])
def test_lines_below_an_inset_may_end_the_article(inset):
    tail = ["Length: 40 m", *inset, "Speed: 12 knots", "Price: 9 million", "Print", "Rights"]
    assert made_by(judge_tail, ARTICLE + "\n".join(tail), KINDS | INSETS) == []


def test_scraps_below_an_inset_among_other_furniture_go():
    tail = ["Print", "Rights", "Advertisement", "Anna Berg", "Also print"]
    assert made_by(judge_tail, ARTICLE + "\n".join(tail), KINDS | INSETS) == [("Anna Berg", Label.AD_MARKER)]


@pytest.mark.parametrize("line", ["Nobody said a word until it was dark.", "“Well,” she said."])
def test_scraps_beside_a_line_of_the_storys_end_stay(line):
    assert made_by(judge_tail, ARTICLE + "\n".join(["Print", "Anna Berg", line, "Rights"]), KINDS) == []


def test_scraps_above_the_last_paragraph_stay():
    assert made_by(judge_tail, f"Print\nAnna Berg\nRights\n{ARTICLE}", KINDS) == []


ADDRESSES = ["The Blue Oar", "Quay 7, closed on Mondays", "The Old Net", "Kiln Street 3, no dogs"]


@pytest.mark.parametrize("lines", [ADDRESSES, [*ADDRESSES, "Soup at noon."]], ids=["no sentence", "a sentence below"])
def test_a_list_of_addresses_between_the_menu_and_buttons_is_no_tail(lines):
    assert made_by(judge_tail, "\n".join(["Print", *lines, "Also print", "Rights"]), KINDS) == []


def test_scraps_below_the_last_sentence_go_where_no_line_is_a_paragraph():
    text = "\n".join([*ADDRESSES, "Soup at noon.", "Print", "Anna Berg", "Rights"])
    assert made_by(judge_tail, text, KINDS) == [("Anna Berg", Label.SHARE_WIDGET)]


def test_a_line_that_is_claimed_as_content_is_no_scrap():
    text = f"{ARTICLE}Print\nRights\nA title below\n"
    assert made_by(judge_tail, text, {**KINDS, "A title below": Label.HEADLINE}) == []


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


MENU = {HEADLINE: Label.HEADLINE, "Print": Label.SHARE_WIDGET}


def test_short_lines_above_the_headline_go_where_contamination_stands_there():
    assert made_by(judge_head, f"Print\nHarbour\n{ARTICLE}", MENU) == [("Harbour", Label.NAVIGATION)]


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (f"Harbour\n{ARTICLE}", MENU),
        (f"Print\nHarbour\n{ARTICLE}", {"Print": Label.SHARE_WIDGET}),
        (f"Print\n{PARAGRAPHS[0]}\n{ARTICLE}", MENU),
        (f"Print\nNothing moved.\n{ARTICLE}", MENU),
        (ARTICLE, MENU),
        ("", MENU),
    ],
    ids=["no contamination", "no headline", "a paragraph above", "a sentence above", "nothing above", "nothing at all"],
)
def test_what_may_be_the_articles_own_stays_above_the_headline(text, claimed):
    assert made_by(judge_head, text, claimed) == []


@pytest.mark.parametrize("label", [Label.AUTHOR_BIO, Label.LEGAL, Label.RELATED_LINKS])
def test_a_claimed_paragraph_in_an_otherwise_clean_document_is_defended(label):
    assert made_by(defend_solitary, ARTICLE, {PARAGRAPHS[3]: label}) == [(PARAGRAPHS[3], Label.BODY)]


POINTER = "Read more: A year without boats"


def test_a_pointer_to_another_article_in_an_otherwise_clean_document_is_defended():
    assert made_by(defend_solitary, f"{ARTICLE}{POINTER}\n", {POINTER: Label.RELATED_LINKS}) == [(POINTER, Label.BODY)]


@pytest.mark.parametrize(("line", "label"), [("Read more:", Label.RELATED_LINKS), ("Print", Label.SHARE_WIDGET)])
def test_a_line_of_furniture_is_not_defended(line, label):
    assert made_by(defend_solitary, f"{ARTICLE}{line}\n", {line: label}) == []


def test_a_claimed_paragraph_beside_one_line_of_furniture_is_defended():
    claimed = {PARAGRAPHS[3]: Label.LEGAL, "Print": Label.SHARE_WIDGET}
    assert made_by(defend_solitary, f"{ARTICLE}Print\n", claimed) == [(PARAGRAPHS[3], Label.BODY)]


def test_a_claimed_paragraph_is_not_defended_where_furniture_stands():
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
