from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest
import regex

from cleanwire.reading.text import read_text
from cleanwire.rules.matching import SEARCHED
from cleanwire.rules.rulebook import Rulebook
from cleanwire.rules.searching import bounded_search
from cleanwire.stages.phrases import Phrases
from invented import ARTICLE, PARAGRAPHS, claims, rule_of, verdicts_of

BUTTONS = 'is = ["Send it", "Copy the link", "12 Hearts", "Heart"]'


def matches(line, fields, *, label="notice"):
    """Tell whether a rule of these fields takes the whole of a line that stands between paragraphs."""
    return claims(f"{PARAGRAPHS[0]}\n{line}\n{PARAGRAPHS[1]}\n", rule_of(fields, label=label)) == [f"{line}\n"]


@pytest.mark.parametrize(
    "line",
    [
        "Cloud notice",
        "CLOUD NOTICE",
        "cloud notice:",
        "  » Cloud notice «",
        "“Cloud” – notice…",
        "* Cloud notice *",
        "[Cloud-notice]",
        "Cloud\u00a0notice",
        "Ｃｌｏｕｄ notice",
    ],
)
def test_is_matches_a_line_that_is_the_phrase_but_for_case_and_marks(line):
    assert matches(line, 'is = ["Cloud notice"]')


@pytest.mark.parametrize("line", ["Cloud notices", "Cloud notice today", "The cloud notice", "Cloudnotice", "Cloud"])
def test_is_does_not_match_a_line_that_says_more_or_less(line):
    assert not matches(line, 'is = ["Cloud notice"]')


@pytest.mark.parametrize("line", ["12 clouds", "1 Clouds", "12,345 clouds", "1 000 000 clouds", "１２ clouds"])
def test_any_number_matches_any_number(line):
    assert matches(line, 'is = ["3 Clouds"]')


def test_a_phrase_with_a_number_does_not_match_a_line_without():
    assert not matches("Clouds", 'is = ["3 Clouds"]')


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "`", "´"])
def test_any_apostrophe_matches_any_apostrophe(apostrophe):
    assert matches(f"Today{apostrophe}s clouds", 'is = ["Today’s clouds"]')


@pytest.mark.parametrize(
    "line",
    [
        "Send it Copy the link",
        "Send it | Copy the link | 3 Hearts",
        "Send it · Copy the link · Heart · Heart",
        "Send it 12 Copy the link 3",
    ],
)
def test_is_matches_a_row_of_buttons(line):
    assert matches(line, BUTTONS, label="share_widget")


@pytest.mark.parametrize("line", ["Send it to a friend", "Copy the link Send it by mail", "He: Send it", "Send it it"])
def test_a_row_that_holds_another_word_is_not_one_of_buttons(line):
    assert not matches(line, BUTTONS, label="share_widget")


def test_phrases_that_are_no_buttons_make_no_row():
    assert not matches("Send it Copy the link", BUTTONS, label="legal")


def test_a_row_of_several_kinds_goes_to_the_rule_that_most_buttons_have():
    send = rule_of('is = ["Send it", "Copy the link"]', label="share_widget")
    count = rule_of('is = ["12 Hearts"]', label="counter")
    _, verdicts = verdicts_of(f"{PARAGRAPHS[0]}\n3 Hearts Send it Copy the link\n", count, send)
    assert [verdict.rule for verdict in verdicts] == [send.id]


def test_a_row_of_words_that_need_company_needs_it_too():
    words = rule_of('is = ["Heart", "Star"]\nwhere = { near = ["notice"] }', label="share_widget", name="words")
    send = rule_of('is = ["Send it"]', label="share_widget", name="send")
    source = f"{PARAGRAPHS[0]}\n{{}}\n{PARAGRAPHS[1]}\n"
    assert claims(source.format("Heart Star"), words, send) == []
    assert claims(source.format("Heart Send it"), words, send) == ["Heart Send it\n"]


def test_a_row_that_holds_boilerplate_of_a_thread_is_some():
    answer = rule_of('is = ["Answer"]\nreach = "entry"', label="comments", name="answer")
    hearts = rule_of('is = ["12 Hearts"]', label="counter", name="hearts")
    document = read_text(f"{PARAGRAPHS[0]}\nAnswer 3 Hearts\n")
    assert [entry.line for entry in Phrases(Rulebook.of([answer, hearts])).entries(document)] == [1]


@pytest.mark.parametrize("line", ["Cloud notice", "Cloud notice: rain at noon", "“Cloud notice” for the coast"])
def test_starts_matches_a_line_that_opens_with_the_phrase(line):
    assert matches(line, 'starts = ["Cloud notice"]')


@pytest.mark.parametrize("line", ["Cloud noticed", "The cloud notice", "Cloud", "Cloudy notice"])
def test_starts_does_not_match_other_words_or_places(line):
    assert not matches(line, 'starts = ["Cloud notice"]')


def test_starts_may_be_one_word():
    assert matches("Cloudburst, seen from the quay", 'starts = ["Cloudburst"]')


@pytest.mark.parametrize("where", ["above", "between", "below"])
def test_starts_matches_a_long_paragraph_anywhere(where):
    long = "Cloud notice: " + " ".join(PARAGRAPHS * 5) + "\n"
    parts = {"above": (long, ARTICLE * 3), "between": (ARTICLE * 3, long, ARTICLE * 3), "below": (ARTICLE * 3, long)}
    assert claims("".join(parts[where]), rule_of('starts = ["Cloud notice"]')) == [long]


@pytest.mark.parametrize(
    "line", ["Cloud notice", "A cloud notice, again", "See our (cloud) notice", "Seen: cloud notice"]
)
def test_has_matches_a_line_that_holds_the_phrase(line):
    assert matches(line, 'has = ["Cloud notice"]')


@pytest.mark.parametrize("line", ["A cloud noticed", "Clouds notice", "Notice: cloud", "Subcloud notice"])
def test_has_does_not_match_parts_of_words_or_another_order(line):
    assert not matches(line, 'has = ["Cloud notice"]')


@pytest.mark.parametrize("text", [ARTICLE + "{}", "{}" + ARTICLE])
def test_has_matches_a_long_paragraph_at_either_end(text):
    long = (
        PARAGRAPHS[1][:-1] + ", says the cloud notice that the harbour has put up for those who wait for the ferry.\n"
    )
    assert claims(text.format(long), rule_of('has = ["cloud notice"]')) == [long]


@pytest.mark.parametrize("line", ["Cloud 12", "cloud 3 of 4", "“Cloud 12”", "» Cloud 7", "- CLOUD 99"])
def test_a_pattern_sees_the_folded_line_without_marks_before_it(line):
    assert matches(line, "pattern = '^cloud 0'")


@pytest.mark.parametrize("line", ["The cloud 12", "cloud", "cloud x"])
def test_a_pattern_that_is_not_there_matches_nothing(line):
    assert not matches(line, "pattern = '^cloud 0'")


@pytest.mark.parametrize("line", ["[ ]", "( )", "()"])
def test_a_pattern_can_match_a_line_of_marks(line):
    assert matches(line, r"""pattern = '^[(\[] ?[\])]$'""")


@pytest.mark.parametrize(("line", "expected"), [("Cloud 12", True), ("Cloud twelve", False), ("Fog 12", False)])
def test_a_pattern_with_phrases_needs_both(line, expected):
    assert matches(line, "starts = [\"Cloud\"]\npattern = '\\b00$'") == expected


@pytest.mark.parametrize(
    ("line", "expected"), [("Cloud notice", True), ("Cloud notice!?", True), ("A cloud notice.", False)]
)
def test_all_conditions_have_to_hold(line, expected):
    assert matches(line, 'has = ["cloud notice"]\nwhere = { max-words = 3, sentence = false }') is False or expected


def test_reach_block_takes_the_line_and_the_blank_lines_below():
    text = f"{PARAGRAPHS[0]}\n\n  Cloud notice \n\n\n{PARAGRAPHS[1]}\n"
    assert claims(text, rule_of('is = ["Cloud notice"]')) == ["  Cloud notice \n\n\n"]


def test_reach_block_takes_the_line_also_where_the_pattern_is_a_part_of_it():
    assert matches("A cloud 12 away", "pattern = 'cloud 00'")


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("Rain fell. [cloud 12] It went on.", " [cloud 12]"),
        ("Rain fell.  [cloud 12]", "  [cloud 12]"),
        ("Rain fell.\u00a0[cloud 12]", "\u00a0[cloud 12]"),
        ("[cloud 12] Rain fell.", "[cloud 12] "),
        ("  [cloud 12]\tRain fell.  ", "[cloud 12]\t"),
        ("Rain[cloud 12]fell.", "[cloud 12]"),
        ("- Rain. [Cloud 12] Wind.", " [Cloud 12]"),
        ("“Rain… ‘so’” [CLOUD 12].", " [CLOUD 12]"),
    ],
)
def test_reach_match_takes_the_passage_with_the_blanks_on_one_side(line, taken):
    text = f"{PARAGRAPHS[0]}\n{line}\n{PARAGRAPHS[1]}\n"
    rule = rule_of("pattern = '\\[cloud 00\\]'\nreach = \"match\"")
    document, [verdict] = verdicts_of(text, rule)
    assert (document.source[verdict.start : verdict.end], verdict.start) == (
        taken,
        text.index(taken, len(PARAGRAPHS[0])),
    )


@pytest.mark.parametrize("line", ["[cloud 12]", "  [cloud 12]  ", "- [cloud 12]", "[cloud 12] |"])
def test_reach_match_takes_the_line_where_nothing_else_stands_on_it(line):
    assert matches(line, "pattern = '\\[cloud 00\\]'\nreach = \"match\"")


def test_the_evidence_of_a_phrase_is_what_the_line_shows():
    _, [verdict] = verdicts_of("“Cloud” Notice 12\n", rule_of('is = ["cloud notice 3"]'))
    assert verdict.evidence == "“Cloud” Notice 12"


def test_the_evidence_of_a_pattern_is_what_it_matched_in_the_source():
    _, [verdict] = verdicts_of(
        "Rain fell. (Cloud ’12) It went on.\n", rule_of("pattern = \"cloud '00\"\nreach = 'match'")
    )
    assert verdict.evidence == "Cloud ’12"


@pytest.mark.parametrize("field", ["starts", "has"])
def test_the_evidence_of_an_inner_phrase_is_the_phrase(field):
    _, [verdict] = verdicts_of("Cloud notice for the coast\n", rule_of(f'{field} = ["Cloud notice"]'))
    assert verdict.evidence.lower() == "cloud notice"


def test_the_evidence_of_an_inner_phrase_is_read_without_the_spaces_of_its_key():
    _, [verdict] = verdicts_of("この続きを読むには登録が要ります\n", rule_of('has = ["続きを読む"]'))
    assert verdict.evidence == "続きを読む"


def test_evidence_is_no_longer_than_a_line_of_a_terminal():
    _, [verdict] = verdicts_of(" ".join(PARAGRAPHS), rule_of("has = [\"ferry\"]\npattern = '^.+$'"))
    assert len(verdict.evidence) <= 80


def test_a_claim_carries_the_confidence_of_its_rule():
    _, [verdict] = verdicts_of("Cloud notice\n", rule_of('is = ["Cloud notice"]\nconfidence = 0.65'))
    assert verdict.confidence == 0.65


def test_every_rule_that_matches_a_line_claims_it():
    rules = [rule_of(fields, name=name) for name, fields in [("a", 'is = ["Cloud"]'), ("b", 'starts = ["Cloud"]')]]
    _, verdicts = verdicts_of("Cloud\n", *rules)
    assert {verdict.rule for verdict in verdicts} == {"en/notice/a", "en/notice/b"}


def test_a_pattern_that_explodes_matches_nothing():
    assert not matches("a" * 60 + "!", "pattern = '^(a|aa|a?)+$'")


def test_of_phrases_that_each_begin_with_another_by_the_thousand_the_longest_is_the_evidence():
    rule = replace(rule_of('has = ["a"]'), has=tuple(" ".join("a" * count) for count in range(1, 1000)))
    _, [verdict, *_] = verdicts_of("b a a a a c\n", rule)
    assert verdict.evidence == "a a a a"


def test_a_pattern_is_not_tried_on_a_line_longer_than_any_article():
    source = "Cloud 12" + " x" * (SEARCHED // 2) + "\n"
    assert claims(source, rule_of("has = [\"Cloud 1\"]\npattern = '^cloud'")) == []


def test_a_pattern_that_overran_is_not_tried_again_in_the_same_document():
    stage = Phrases(Rulebook.of([rule_of("pattern = '^(?:!|(a|aa|a?)+$)'")]))
    document = read_text("!\n" + "a" * 60 + "!\n!\n")
    assert [verdict.start for verdict in stage(document, ())] == [0]
    assert [verdict.start for verdict in stage(read_text("!\n"), ())] == [0]


def test_a_search_is_not_stopped_for_the_time_that_other_threads_take():
    pattern = regex.compile("^cloud notice$")
    stop = Event()
    with ThreadPoolExecutor(8) as pool:
        for _ in range(7):
            pool.submit(lambda: [regex.compile("a+$").search("a" * 3000 + "!") for _ in iter(stop.is_set, True)])
        found = [bounded_search(pattern, "cloud notice") for _ in range(300)]
        stop.set()
    assert all(found)


def test_a_search_that_explodes_is_stopped():
    with pytest.raises(TimeoutError):
        bounded_search(regex.compile("^(a|aa|a?)+$"), "a" * 60 + "!")
