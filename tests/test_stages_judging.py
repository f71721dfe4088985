import math
import pickle
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanwire
from cleanwire.labels import Label
from cleanwire.native.numbers.trees import Forest, grown
from cleanwire.reading.text import read_text
from cleanwire.rules.rulebook import Rulebook
from cleanwire.rules.scene import Scene
from cleanwire.scoring.trees import Trees, read_trees
from cleanwire.spans import Verdict
from cleanwire.stages.judging import JUDGE, Judge, shipped_judge
from cleanwire.stages.judging.evidence import EVIDENCE, evidence_of
from cleanwire.stages.judging.lexicon import Lexicon, lexicon_of, listed_lexicon
from cleanwire.stages.judging.naming import Naming, Signs, listed_naming, naming_of, reason_for
from cleanwire.stages.phrases import Phrases
from invented import ARTICLE as HEADED
from invented import HEADLINE, PARAGRAPHS

ARTICLE = "\n".join(PARAGRAPHS[:6])
SILENT = Lexicon.of({}, {})
NAMELESS = Naming((Label.NAVIGATION,), {})
EXTRA = "The old boat will be sold to a museum in the spring, the board said in a letter to its members."


def claim(document, line, label=Label.SHARE_WIDGET, rule="en/x/y", confidence=0.9):
    """Return a claim of a rule on a line of a document."""
    block = next(block for block in document.blocks if document.text(block) == line)
    return Verdict(block.start, block.end, label, rule, confidence, "")


def known(document, verdicts, lexicon=SILENT):
    """Return the evidence of a document's lines."""
    lines = document.line_table()
    return evidence_of(document, lines, verdicts, lexicon.weigh(document, lines))


def evidence_in(text, *claimed, **options):
    """Return the evidence of a text's lines, some of which a rule claims, as lists by name."""
    document = read_text(text)
    evidence = known(document, [claim(document, line, **options) for line in claimed])
    return {name: evidence[name].tolist() for name in EVIDENCE}


def test_every_piece_of_evidence_has_a_number_for_each_line():
    columns = evidence_in(f"{ARTICLE}\nShare\nTweet\n", "Share")
    assert {len(column) for column in columns.values()} == {len(PARAGRAPHS[:6]) + 2}


def test_a_text_without_lines_has_no_evidence():
    assert set(map(len, evidence_in(" \n\n").values())) == {0}


def test_a_row_holds_what_is_known_of_a_line_in_the_order_that_is_asked_for():
    document = read_text("Ferry\nHarbour?\nFerry\n")
    evidence = known(document, ())
    assert evidence.rows(("question", "again"), [1, 2]) == [[1, 0], [0, 1]]
    assert evidence.rows(EVIDENCE, [1])[0] == [evidence.at(name, 1) for name in EVIDENCE]


@pytest.mark.parametrize(
    ("line", "name", "number"),
    [
        ("The ferry returns.", "closed", True),
        ("The ferry returns", "closed", False),
        ("“The ferry returns.”", "closed", True),
        ("渡し船が戻る。", "closed", True),
        ("Related stories:", "colon", True),
        ("• The ferry", "bullet", True),
        ("12 ferries", "figure", True),
        ("He said “yes”", "quoted", True),
        ("Why now?", "question", True),
        ("Published 3.4.2024", "stamp", True),
        ("Published 12:45", "stamp", True),
        ("2024年3月4日", "stamp", True),
        ("The ferry", "stamp", False),
        ("The Ferry Returns", "capitals", 1.0),
        ("The ferry returns today", "capitals", 0.25),
        ("int main() { return 0; }", "code", True),
        ("The ferry", "code", False),
    ],
)
def test_the_form_of_a_line_is_evidence(line, name, number):
    assert evidence_in(f"{line}\n")[name] == [number]


def test_a_line_that_stands_again_is_known():
    assert evidence_in("Ferry\nHarbour\nFerry\n")["again"] == [1, 0, 1]


def test_claims_are_told_by_who_makes_them():
    text = f"{ARTICLE}\nShare\nTweet\n"
    by_rule = evidence_in(text, "Share")
    by_stage = evidence_in(text, "Share", rule="repeats")
    kept = evidence_in(text, "Share", label=Label.BODY)
    assert (by_rule["own"][-2], by_rule["stage"][-2], by_rule["claimed"][-2]) == (0.9, 0, 1)
    assert (by_stage["own"][-2], by_stage["stage"][-2], by_stage["claimed"][-2]) == (0, 0.9, 1)
    assert (kept["keep"][-2], kept["claimed"][-2]) == (0.9, 0)


def test_a_claim_over_several_lines_reaches_them():
    document = read_text("Related\nOne thing\nOther thing\n")
    verdict = Verdict(document.blocks[1].start, document.blocks[2].end, Label.RELATED_LINKS, "en/x/y", 0.85, "")
    evidence = known(document, [verdict])
    assert (evidence["reach"].tolist(), evidence["own"].tolist()) == ([0, 0.85, 0.85], [0, 0, 0])


def test_neighbours_are_means_that_few_lines_say_less_of():
    columns = evidence_in("Yes.\nNo\nYes.\n")
    assert columns["closed_above1"] == [0, 0.5, 0]
    assert columns["closed_below1"] == [0, 0.5, 0]
    assert columns["closed_above3"] == [0, 0.5, pytest.approx(1 / 3)]


def test_words_and_runs_and_edges_are_looked_up():
    document = read_text("Read more about it\n")
    lexicon = Lexicon.of({"read more": 1.0, "^ read": 0.5, "it $": 0.5, "about it": -1.0}, {})
    assert lexicon.weigh(document, document.line_table()) == [pytest.approx(1.0 / 2)]


def test_words_speak_for_the_kind_that_they_stand_in():
    lexicon = lexicon_of(listed_lexicon("words\tweight\tkind\nreply\t2.00\tcomments\nread\t2.00\t\n"))
    assert lexicon.speak(["read", "and", "reply"]) == {Label.COMMENTS: pytest.approx(2 / 2**0.5)}


def test_a_lexicon_is_pickled_as_its_weights():
    lexicon = Lexicon.of({"reply": 2.0}, {"reply": Label.COMMENTS})
    copied = pickle.loads(pickle.dumps(lexicon))  # noqa: S301, it is our own
    document = read_text("Reply\n")
    lines = document.line_table()
    assert copied == lexicon
    assert copied.weigh(document, lines) == lexicon.weigh(document, lines) == [2.0]


def test_the_shipped_lexicon_holds_words_and_runs_of_up_to_three():
    weights = {gram: weight for gram, weight, _ in shipped_judge().lexicon.entries()}
    assert weights["newsletter"] > 0 > weights["said"]
    assert max(len(gram.split(" ")) for gram in weights) == 3


TREES = read_trees(
    '{"names": ["size", "claim"], "bias": -1.0, "bars": {"safe": 0.9, "default": 0.8, "thorough": 0.5},'
    ' "trees": [[1, 0.5, 0.0, -1.0, [0, 3.0, 2.0, 3.0, 1.0]], 0.5]}'
)


def test_the_shipped_bars_rise_with_the_strictness():
    bars = shipped_judge().trees.bars
    assert 0.5 <= bars["thorough"] < bars["default"] < bars["safe"] <= 1


SURE = Trees(("size",), Forest(9.0, grown([], 1), ()), TREES.bars)

NAMING = naming_of(
    listed_naming(
        "sign\tbyline\tcomments\n"
        "always\t0.50\t0.00\n"
        "below:comments\t0.00\t2.00\n"
        "below short:comments\t0.00\t1.00\n"
        "words:comments\t0.00\t3.00\n"
    )
)


def named(text, line, *claimed, lexicon=SILENT, label=Label.COMMENTS):
    """Return the signs of a line of a text, some other lines of which a rule claims, and what it is called by them."""
    document = read_text(text)
    claims = [claim(document, one, label=label) for one in claimed]
    evidence = known(document, claims, lexicon)
    block = next(block for block in document.blocks if document.text(block) == line)
    signs = Signs(Scene(document, claims), document.line_table(), evidence, lexicon).of(block)
    return signs, NAMING.label_of(signs)


def test_a_line_is_called_what_its_signs_speak_for_most():
    signs, label = named(f"{ARTICLE}\nAnna\nReply\n", "Anna", "Reply")
    assert label is Label.COMMENTS
    assert (signs["below:comments"], signs["below short:comments"], signs["document:comments"]) == (1.0, 1.0, 1.0)
    assert named(f"{ARTICLE}\nAnna\nReply\n", "Anna")[1] is Label.BYLINE


def test_what_stands_farther_away_says_less_of_the_kind():
    signs, label = named(f"{ARTICLE}\nAnna\nBerg\nOslo\nBergen\nHamar\nReply\n", "Anna", "Reply")
    assert signs["below:comments"] == pytest.approx(1 / 5)
    assert "below short:comments" not in signs
    assert label is Label.BYLINE


def test_words_say_which_kind_a_line_is():
    lexicon = Lexicon.of({"thoughts": 1.0}, {"thoughts": Label.COMMENTS})
    assert named(f"{ARTICLE}\nThoughts\n", "Thoughts", lexicon=lexicon)[1] is Label.COMMENTS


def test_the_same_kind_on_both_sides_is_a_sign():
    signs, _ = named(f"{ARTICLE}\nLike\nAnna\nReply\n", "Anna", "Like", "Reply")
    assert signs["both:comments"] == 1.0


@pytest.mark.parametrize(
    ("moves", "reason"),
    [
        ({"words_above3": 2.0, "size": 1.0, "again": 0.5}, "its words and its length among its neighbours"),
        ({"copy": 2.0, "reach": 1.0}, "its copies and rules"),
        ({"digits": 1.0}, "its form"),
    ],
)
def test_a_reason_names_what_moved_a_line_most(moves, reason):
    document = read_text("The old quay\n")
    assert reason_for(moves, document, document.blocks[0]) == f"likely boilerplate by {reason}: The old quay"


def test_every_piece_of_evidence_is_called_something_but_forms():
    forms = {"colon", "bullet", "figure", "quoted", "question", "exclaim", "code", "digits", "commas"}
    forms |= {"capitals", "wordlike", "letters"}
    document = read_text("The old quay\n")
    for name in EVIDENCE:
        plain = reason_for({name: 1.0}, document, document.blocks[0]).startswith("likely boilerplate by its form:")
        assert plain == (name in forms), name


LEFTOVERS = (
    "By Jane Doe\n"
    f"{ARTICLE}\n"
    "Share on Facebook\nRelated articles\nMayor opens the new bridge after two years of work\n"
    "Subscribe to our newsletter\nMost popular\nCouncil votes against the plan to close the school\n"
    "© 2024 The Valley Courier. All rights reserved.\n"
)


def test_what_nothing_knows_among_contamination_goes_with_a_likelihood_and_a_reason():
    result = cleanwire.explain(LEFTOVERS)
    assert result.text.strip() == ARTICLE
    for verdict in result.verdicts:
        if verdict.rule == JUDGE:
            assert shipped_judge().trees.bars["thorough"] <= verdict.confidence <= 1
            assert verdict.evidence.startswith("likely boilerplate by ")


def test_an_article_without_contamination_is_left_alone():
    assert shipped_judge()(read_text(f"{ARTICLE}\n"), ()) == []


@pytest.mark.parametrize(("weight", "speaks"), [(5.0, True), (0.5, False)])
def test_where_nothing_is_claimed_words_have_to_speak_for_contamination(weight, speaks):
    document = read_text(f"{ARTICLE}\n{EXTRA}\nNewsletter\n")
    sure = Judge(SURE, Lexicon.of({"newsletter": weight}, {}), NAMELESS)
    assert bool(sure(document, ())) is speaks


def test_the_judge_does_not_speak_of_what_others_have_claimed():
    document = read_text(LEFTOVERS)
    sure = Judge(SURE, SILENT, NAMELESS)
    claimed = claim(document, "Share on Facebook")
    spoken = {verdict.start for verdict in sure(document, (claimed,))}
    assert claimed.start not in spoken
    assert len(spoken) == len(document.blocks) - 1


def test_strictness_asks_for_less_or_more_likelihood():
    removed = [
        len(cleanwire.Cleaner(strictness=strictness).clean(LEFTOVERS)) for strictness in ("safe", "default", "thorough")
    ]
    assert removed == sorted(removed, reverse=True)


@given(st.lists(st.text(max_size=40), max_size=12), st.integers(0, 2**16))
def test_any_text_has_evidence(lines, seed):
    document = read_text("\n".join(lines))
    chance = random.Random(seed)  # noqa: S311, no secret
    verdicts = [
        Verdict(block.start, block.end, chance.choice(list(Label)), "en/x/y", chance.random(), "")
        for block in document.blocks
    ]
    evidence = known(document, verdicts)
    assert len(evidence.numbers) == len(EVIDENCE) * len(document.blocks)
    assert all(map(math.isfinite, evidence.numbers))


def test_an_exception_keeps_what_the_judge_is_sure_of():
    said = "“We will sell the old boat in the spring,” the mayor said."
    document = read_text(f"{ARTICLE}\nPrint\n{said}\n")
    line = document.blocks[-1]
    judged = Verdict(line.start, line.end, Label.NOTICE, JUDGE, 0.999, "")
    (kept,) = Phrases(Rulebook()).defend(document, (claim(document, "Print"), judged))
    assert (kept.start, kept.label, kept.confidence) == (line.start, Label.BODY, 0.999)
    assert Phrases(Rulebook()).defend(document, (claim(document, "Print"),)) == []


KINDS = {
    "Print": Label.SHARE_WIDGET,
    "Rights": Label.LEGAL,
    "Also print": Label.SHARE_WIDGET,
    "Advertisement": Label.AD_MARKER,
    "Read more: The old quay": Label.RELATED_LINKS,
    "Photo: A. Berg": Label.CAPTION,
    HEADLINE: Label.HEADLINE,
}
ADDRESSES = ["The Blue Oar", "Quay 7, closed on Mondays", "The Old Net", "Kiln Street 3, no dogs"]


def taken(text, kinds):
    """Return what the judge would remove of a text whose lines have some labels already."""
    document = read_text(text)
    claims = tuple(claim(document, line, label=label) for line, label in kinds.items() if line in text.split("\n"))
    bar = shipped_judge().trees.bars["default"]
    return [document.source[v.start : v.end].strip() for v in shipped_judge()(document, claims) if v.confidence >= bar]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADED}Anna Berg\nPrint\nRights",
        f"{HEADED}Print\n{EXTRA}\nRights",
        f"{HEADED}Print\n- bring a coat\nRights",
        f"{HEADED}Length: 40 m\nAdvertisement\nSpeed: 12 knots\nPrice: 9 million\nPrint\nRights",
        f"{HEADED}Length: 40 m\nPhoto: A. Berg\nAdvertisement\nSpeed: 12 knots\nPrice: 9 million\nPrint\nRights",
        f"{HEADED}Print\nAnna Berg\nNobody said a word until it was dark.\nRights",
        f"{HEADED}Print\nAnna Berg\n“Well,” she said.\nRights",
        "\n".join(["Print", *ADDRESSES, "Also print", "Rights"]),
        "\n".join(["Print", *ADDRESSES, "Soup at noon.", "Also print", "Rights"]),
        f"Harbour\n{HEADED}",
        f"Print\n{EXTRA}\n{HEADED}",
        f"Print\nNothing moved.\n{HEADED}",
        HEADED,
    ],
)
def test_what_may_be_the_articles_own_stays(text):
    assert taken(text, KINDS) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["Print", *[f"I rowed the boat past quay number {number}" for number in range(20)], "Rights", PARAGRAPHS[1]],
        ["Print", *[f"Hall {number}, doors at noon" for number in range(20)], "Rights"],
        ["Print", "Anna Berg", "Rights"],
    ],
    ids=["verse above a notice", "a list", "a scrap"],
)
def test_what_has_no_place_among_paragraphs_is_not_judged(lines):
    document = read_text("\n".join(lines))
    eager = Judge(SURE, SILENT, NAMELESS)
    assert eager(document, (claim(document, "Print"), claim(document, "Rights", label=Label.LEGAL))) == []


def test_items_of_a_list_go_only_if_some_item_is_known():
    eager = Judge(SURE, SILENT, NAMELESS)
    document = read_text(f"{HEADED}Print\n- Cars: 3 euros\n- Bicycles: 50 cents\nRights\n")
    claims = (claim(document, "Print"), claim(document, "Rights", label=Label.LEGAL))
    items = {block.start for block in document.blocks if document.text(block).startswith("- ")}
    assert items.isdisjoint(verdict.start for verdict in eager(document, claims))
    known = claim(document, "- Cars: 3 euros", label=Label.NAVIGATION)
    assert items & {verdict.start for verdict in eager(document, (*claims, known))} == items - {known.start}
