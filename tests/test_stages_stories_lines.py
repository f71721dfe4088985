from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire.fingerprints import Words
from cleanwire.labels import Label
from cleanwire.model import Verdict
from cleanwire.reading.text import read_text
from cleanwire.rules.scene import Scene
from cleanwire.stages.stories.lines import RESIDUE, Lines, cosines, lines_of
from cleanwire.vocabulary import LINE_ROW, Vocabulary, marked, stem, words_of
from invented import PARAGRAPHS
from test_stages_stories import CHESS, CHINESE, GERMAN, HOST, RUSSIAN, SECTIONS, SENTENCE, VOLCANO, text_of

BYLINE = "By Jane Doe"
SHARE = "Share on Facebook"
LINKS = "Read more: A year without boats"


def scene_of(text, claimed=None):
    """Return a text as a scene; `claimed` maps lines to labels that they already have."""
    document = read_text(text)
    verdicts = (
        Verdict(block.start, block.end, claimed[document.text(block)], "en/x/y", 0.9, "")
        for block in document.blocks
        if document.text(block) in (claimed or {})
    )
    return Scene(document, verdicts)


def lines_from(*texts, claimed=None):
    """Return the unclaimed lines of a text, however short it is."""
    scene = scene_of("".join(f"{text}\n" for text in texts), claimed)
    blocks = [block for block, label in zip(scene.blocks, scene.labels, strict=True) if not label or label.is_content]
    words = Words.of(marked([scene.document.bare[block.left : block.right] for block in blocks]))
    table = Vocabulary.of("en")
    return Lines(scene, blocks, words, table.rows.of(words), table)


def words_in(lines):
    """Return for each line its words that say something about a subject, as numbered."""
    return [[lines.spelled(number) for number in lines.spoken(at, at + 1).tolist()] for at in range(len(lines))]


def types_in(lines):
    return [lines.spelled(number) for number in range(len(lines.terms.counts))]


def said_in(lines):
    """Return for each line its words that say something about a subject, word by word."""
    rows = lines.table.rows
    texts = [lines.document.bare[block.left : block.right] for block in lines.blocks]
    return [[stem(word) for word in words_of([text])[1:] if rows[word] > LINE_ROW] for text in texts]


def texts_of(lines):
    return [lines.text(at) for at in range(len(lines))]


@pytest.mark.parametrize(
    "text",
    [
        "",
        text_of(HOST[:3]),
        "\n".join([" ".join(HOST)] * 2),
        text_of(PARAGRAPHS),
        text_of(GERMAN),
        text_of(RUSSIAN),
        text_of(CHINESE),
        text_of(CHINESE, RUSSIAN, GERMAN),
        "\n" * 30,
        "***\n" * 30,
    ],
    ids=[
        "nothing",
        "three lines",
        "two long lines",
        "few words",
        "German",
        "Russian",
        "Chinese",
        "several other languages",
        "blank lines",
        "rules",
    ],
)
def test_a_text_in_which_no_story_can_be_found_has_no_lines(text):
    assert lines_of(scene_of(text)) is None


@pytest.mark.parametrize("story", [HOST, VOLCANO, CHESS, SECTIONS], ids=["ferry", "volcano", "chess", "sections"])
def test_an_english_article_has_its_lines(story):
    assert texts_of(lines_of(scene_of(text_of(story)))) == list(story)


def test_english_with_some_german_has_lines():
    assert lines_of(scene_of(text_of(HOST, GERMAN[:1]))) is not None


@pytest.mark.parametrize(("count", "found"), [(2, False), (3, True), (15_000, True), (25_000, False)])
def test_a_text_has_neither_too_few_lines_nor_too_many(count, found):
    text = " ".join(HOST) + "\n" + f"{SENTENCE}\n" * count
    assert (lines_of(scene_of(text)) is not None) is found


@pytest.mark.parametrize(("count", "found"), [(6, False), (30, True)])
def test_a_text_has_enough_words(count, found):
    assert (lines_of(scene_of(f"{SENTENCE}\n" * count)) is not None) is found


@pytest.mark.parametrize(("count", "found"), [(0, True), (2, True), (150, False)])
def test_a_text_is_prose_for_the_most_part(count, found):
    text = text_of(HOST) + "The ferry\nA ship\nThe harbour of Velmark\n" * count
    assert (lines_of(scene_of(text)) is not None) is found


def test_lines_that_are_claimed_are_left_out():
    text = f"{HOST[0]}\n{SHARE}\n{text_of(HOST[1:])}"
    assert texts_of(lines_of(scene_of(text, {SHARE: Label.SHARE_WIDGET}))) == list(HOST)


@pytest.mark.parametrize("label", [Label.HEADLINE, Label.BODY])
def test_lines_that_are_claimed_as_content_stay(label):
    assert texts_of(lines_of(scene_of(text_of(HOST), {HOST[0]: label}))) == list(HOST)


def test_claimed_lines_do_not_count_towards_the_words_of_a_text():
    claimed = dict.fromkeys(HOST[3:], Label.LEGAL)
    assert lines_of(scene_of(text_of(HOST), claimed)) is None


HARBOUR, QUAY, LAVA = "The harbour and the ferry", "Ferry, ferry: a quay!", "Lava of the volcano"


def test_there_are_as_many_lines_as_blocks():
    assert len(lines_from(HARBOUR, QUAY, LAVA)) == 3


def test_the_text_of_a_line_is_what_the_source_shows():
    assert lines_from(HARBOUR, f"  {QUAY} ", LAVA).text(1) == QUAY


def test_reach_counts_the_words_above_each_line():
    assert lines_from(HARBOUR, QUAY, LAVA).reach == [0, 5, 9, 13]


def test_sums_add_the_vectors_of_the_words_above_each_line():
    table = Vocabulary.of("en")
    ferry, harbour, quay = (table.vectors[table.rows[word]] for word in ("ferry", "harbour", "quay"))
    expected = [0 * ferry, harbour + ferry, harbour + 3 * ferry + quay]
    assert lines_from(HARBOUR, QUAY).sums == pytest.approx(np.array(expected), rel=1e-5)


def test_a_topic_is_the_sum_of_the_vectors_of_its_lines():
    lines = lines_from(HARBOUR, QUAY, LAVA)
    assert lines.topic(1, 3) == pytest.approx(lines.topic(1, 2) + lines.topic(2, 3))


def test_a_line_without_known_words_is_about_nothing():
    assert not lines_from(HARBOUR, "Xq zzyx 12 the", QUAY).topic(1, 2).any()


def test_the_words_of_a_line_are_those_that_say_something():
    assert words_in(lines_from("The ferry was at 12 quays", "of the", QUAY)) == [
        ["ferry", "quay"],
        [],
        ["ferry", "ferry", "quay"],
    ]


def test_the_types_are_the_different_words_in_their_order():
    assert types_in(lines_from(HARBOUR, QUAY, LAVA)) == ["harbour", "ferry", "quay", "lava", "volcano"]


@pytest.mark.parametrize(
    ("name", "values"), [("first", [0, 0, 1, 2, 2]), ("last", [0, 1, 1, 2, 2]), ("counts", [1, 3, 1, 1, 1])]
)
def test_terms_know_of_each_word(name, values):
    assert getattr(lines_from(HARBOUR, QUAY, LAVA).terms, name).tolist() == values


def test_terms_count_the_words_above_each_line():
    assert lines_from(HARBOUR, QUAY, LAVA).terms.begins == [0, 2, 5, 7]


def test_terms_weigh_as_their_table_does():
    table = Vocabulary.of("en")
    lines = lines_from(HARBOUR, "Velmark")
    assert lines.terms.weights.tolist() == [table.weights[table.rows["harbour"]], table.weights[table.rows["ferry"]], 1]


def test_spoken_are_the_numbers_of_the_words_of_a_run():
    assert lines_from(HARBOUR, QUAY, LAVA).spoken(1, 3).tolist() == [1, 1, 2, 3, 4]


def test_nothing_is_spoken_in_an_empty_run():
    assert lines_from(HARBOUR, QUAY, LAVA).spoken(1, 1).tolist() == []


def test_recurring_words_are_weighed_by_how_often_they_stand():
    table = Vocabulary.of("en")
    ((count, weight),) = lines_from(HARBOUR, QUAY, LAVA).recurring
    assert (count, weight) == (3, pytest.approx(float(table.weights[table.rows["ferry"]])))


@pytest.mark.parametrize(("at", "words", "end"), [(0, 1, 1), (0, 5, 1), (0, 6, 2), (1, 8, 3), (0, 99, 3), (2, 99, 3)])
def test_a_run_below_a_line_has_so_many_words_and_a_line_at_least(at, words, end):
    assert lines_from(HARBOUR, QUAY, LAVA).below(at, words) == end


@pytest.mark.parametrize(("at", "words", "start"), [(3, 1, 2), (3, 4, 2), (3, 5, 1), (2, 9, 0), (3, 99, 0), (0, 5, 0)])
def test_a_run_above_a_line_has_so_many_words_and_a_line_at_least(at, words, start):
    assert lines_from(HARBOUR, QUAY, LAVA).above(at, words) == start


@pytest.mark.parametrize(("words", "ends"), [(1, [1, 2, 3]), (6, [2, 3]), (99, [3])])
def test_a_run_is_cut_after_so_many_words_each(words, ends):
    lines = lines_from(HARBOUR, QUAY, LAVA)
    parts = [lines.topic(start, end) for start, end in pairwise([0, *ends])]
    assert lines.cut(0, 3, words) == pytest.approx(np.array(parts))


@pytest.mark.parametrize("at", [0, 1, 3])
def test_an_empty_run_has_no_parts(at):
    assert len(lines_from(HARBOUR, QUAY, LAVA).cut(at, at, 5)) == 0


def parts_of(lines):
    """Return all that is known of lines, as plain values."""
    terms = lines.terms
    return {
        "texts": texts_of(lines),
        "reach": lines.reach,
        "sums": lines.sums.tolist(),
        "words": words_in(lines),
        "types": types_in(lines),
        "terms": [
            getattr(terms, name).tolist() for name in ("spots", "said", "at", "first", "last", "counts", "weights")
        ],
        "begins": terms.begins,
        "recurring": lines.recurring,
        "headed": lines.headed,
        "capitals": lines.capitals,
        "names": lines.names,
        "residue": lines.residue,
        "gaps": lines.gaps,
    }


@pytest.mark.parametrize("end", [1, 2, 5, len(HOST) - 1])
def test_the_lines_above_a_line_are_the_lines_of_the_shorter_text(end):
    assert parts_of(lines_from(*HOST).until(end)) == parts_of(lines_from(*HOST[:end]))


def test_the_lines_above_a_line_keep_what_was_claimed_among_them():
    claimed = {SHARE: Label.SHARE_WIDGET, LINKS: Label.RELATED_LINKS}
    texts = (SHARE, HARBOUR, LINKS, QUAY)
    assert parts_of(lines_from(*texts, LAVA, HARBOUR, claimed=claimed).until(3)) == parts_of(
        lines_from(*texts, LAVA, claimed=claimed)
    )


def test_the_lines_above_the_lines_above_a_line_are_those_above_it():
    lines = lines_from(*HOST)
    assert parts_of(lines.until(8).until(3)) == parts_of(lines.until(3))


@pytest.mark.parametrize(
    ("line", "headed"),
    [
        (HOST[0], True),
        ("Ferry returns", True),
        ("What it costs?", True),
        ("Ferry " * 20, True),
        ("Ferry", False),
        ("Ferry " * 30, False),
        (HOST[1], False),
        ("The ferry returns.", False),
        ("The ferry returns:", False),
        ("The ferry returns,", False),
        ("The ferry returns;", False),
        ("- The ferry returns", False),
        ("• The ferry returns", False),
        ("| Ferry | Harbour", False),
        ("(The ferry returns)", False),
        ("[The ferry returns]", False),
        ("iPhone prices fall again", True),
        ("300 g of barley flour", True),
        ("two spoons of chestnuts", False),
    ],
)
def test_a_line_could_be_a_headline_by_its_form(line, headed):
    assert lines_from(HARBOUR, line).headed[1] is headed


@pytest.mark.parametrize(
    ("line", "share"),
    [("Teenager Wins Chess Title", 1), ("Teenager wins Chess title", 0.5), ("The old pier", 0), ("It is - 12", 0)],
)
def test_capitals_are_counted_among_longer_words(line, share):
    assert lines_from(line).capitals == [share]


def test_a_line_that_could_be_no_headline_has_no_capitals():
    assert lines_from(HOST[1]).capitals == [0]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("The captain, Tor Eik, lives in Velmark.", ["Tor", "Eik", "Velmark"]),
        ("Velmark waits. Nobody sails.", []),
        ("It was built by the MTU yard in Ostervik", ["MTU", "Ostervik"]),
        ("“Tor” and (Ida)", []),
        ("nobody", []),
        ("Only A and Bo were there", []),
        ("they met O’Hara", []),
        ("they met D’Arcy and McKay", []),
    ],
)
def test_names_are_capitals_inside_a_sentence(line, names):
    assert lines_from(line).names == [names]


@pytest.mark.parametrize("label", sorted(RESIDUE))
def test_what_pages_end_with_is_residue(label):
    assert lines_from(HARBOUR, SHARE, QUAY, claimed={SHARE: label}).residue == [0, 1]


@pytest.mark.parametrize("label", sorted(set(Label) - RESIDUE - {Label.HEADLINE, Label.BODY}))
def test_what_stands_in_the_middle_of_articles_is_no_residue(label):
    assert lines_from(HARBOUR, SHARE, QUAY, claimed={SHARE: label}).residue == [0, 0]


def test_residue_is_counted_above_each_line():
    claimed = {SHARE: Label.SHARE_WIDGET, LINKS: Label.RELATED_LINKS, BYLINE: Label.BYLINE}
    lines = lines_from(SHARE, HARBOUR, LINKS, BYLINE, SHARE, QUAY, LAVA, SHARE, claimed=claimed)
    assert lines.residue == [1, 2, 0]


def test_gaps_are_what_was_claimed_between_lines():
    claimed = {SHARE: Label.SHARE_WIDGET, BYLINE: Label.BYLINE}
    lines = lines_from(HARBOUR, BYLINE, SHARE, QUAY, LAVA, claimed=claimed)
    assert lines.gaps == [(), (Label.BYLINE, Label.SHARE_WIDGET), ()]


def test_nothing_stands_between_lines_where_nothing_was_claimed():
    assert lines_from(HARBOUR, QUAY).gaps == [(), ()]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [([1, 0], [3, 0], 1), ([1, 0], [0, 2], 0), ([1, 0], [-1, 0], -1), ([0, 0], [1, 0], 0), ([0, 0], [0, 0], 0)],
    ids=["the same way", "across", "the other way", "nothing and something", "nothing"],
)
def test_a_cosine_is_how_much_two_parts_point_the_same_way(one, other, expected):
    assert cosines(np.array(one, float), np.array(other, float)) == pytest.approx(expected)


def test_each_part_has_a_cosine_with_its_partner():
    ones, others = np.array([[1.0, 0.0], [0.0, 2.0]]), np.array([[0.0, 1.0], [0.0, 1.0]])
    assert cosines(ones, others) == pytest.approx([0, 1])


def test_all_parts_may_have_one_partner():
    assert cosines(np.array([[1.0, 0.0], [0.0, 2.0]]), np.array([0.0, 3.0])) == pytest.approx([0, 1])


def test_two_parts_of_one_story_are_more_alike_than_two_stories():
    lines = lines_from(*HOST, *VOLCANO)
    own = cosines(lines.topic(0, 6), lines.topic(6, len(HOST)))
    assert own > cosines(lines.topic(0, len(HOST)), lines.topic(len(HOST), len(lines))) + 0.3


SCRAPS = ("L", "L s L", "\0", "\ud800", "Ferry", "The s", "12", "***", "“", "ferries", "паром", "船" * 40, "a " * 50)

any_lines = st.lists(
    st.one_of(st.sampled_from((*HOST, *VOLCANO, *CHESS, *SECTIONS)), st.sampled_from(SCRAPS), st.text(max_size=40)),
    min_size=1,
    max_size=20,
).filter(lambda texts: any(text.strip() for text in "\n".join(texts).splitlines()))
"""Lines of which at least one shows something."""


@settings(deadline=None)
@given(any_lines)
def test_there_is_a_sum_for_each_line_of_any_text(texts):
    lines = lines_from(*texts)
    assert len(lines.sums) == len(lines.reach) == len(lines.terms.begins) == len(lines) + 1


@settings(deadline=None)
@given(any_lines)
def test_the_words_of_the_lines_of_any_text_are_all_that_it_says(texts):
    lines = lines_from(*texts)
    assert words_in(lines) == said_in(lines)


@settings(deadline=None)
@given(any_lines)
def test_the_words_of_any_text_stand_between_their_first_line_and_their_last(texts):
    lines = lines_from(*texts)
    terms = lines.terms
    found = [[at for at, line in enumerate(said_in(lines)) if word in line] for word in types_in(lines)]
    assert [(places[0], places[-1]) for places in found] == list(
        zip(terms.first.tolist(), terms.last.tolist(), strict=True)
    )


@settings(deadline=None)
@given(any_lines)
def test_reach_never_falls(texts):
    assert all(above < below for above, below in pairwise(lines_from(*texts).reach))


@settings(deadline=None)
@given(any_lines, st.data())
def test_the_lines_above_a_line_of_any_text_are_those_of_the_shorter_text(texts, data):
    lines = lines_from(*texts)
    end = data.draw(st.integers(1, len(lines) - 1)) if len(lines) > 1 else 0
    if end:
        assert parts_of(lines.until(end)) == parts_of(lines_from(*texts_of(lines)[:end]))
