import pytest

from cleanwire import Cleaner
from cleanwire.reading.text import read_text
from cleanwire.stages.revisions import find_revised
from invented import PARAGRAPHS
from test_time import GROWTH, growth

BODY = "\n".join(PARAGRAPHS)
MORE = (
    "The first apprentices came in spring, and three of them have already signed on for another four years of work.",
    "Nobody in the harbour office could say on Tuesday what the second crossing of the evening would cost the town.",
    "A retired pilot who had followed the repair from his window said that he would believe in it after the winter.",
)
"""Paragraphs that share nothing with the article."""
CHORUS = """\
Oh bring me the ferry, oh bring me the tide and the rain.
Oh bring me the quay where my own true love waits in the rain.
Oh bring me the night and the lamp and the long road home again.
"""


def revised_of(text):
    """Return the lines that repeat others, from top to bottom."""
    document = read_text(text)
    return [document.text(block) for block, _ in sorted(find_revised(document))]


def revised(paragraph):
    """Return a paragraph with its last word changed."""
    return paragraph.removesuffix(".").rpartition(" ")[0] + " indeed."


def test_a_story_pasted_twice_with_small_changes_stays_once():
    again = [*map(revised, PARAGRAPHS[:2]), *PARAGRAPHS[2:]]
    assert revised_of("\n".join([*PARAGRAPHS, *MORE, *again])) == again


def test_a_subhead_within_a_story_pasted_twice_goes_with_it():
    first = [*PARAGRAPHS[:2], "What it cost", *PARAGRAPHS[2:]]
    again = [revised(PARAGRAPHS[0]), *first[1:]]
    assert revised_of("\n".join([*first, *MORE, *again])) == again


def test_a_story_whose_paragraphs_stand_twice_each_stays_once():
    first = [f"{PARAGRAPHS[at]} {MORE[at]}" for at in range(3)]
    pairs = [line for paragraph in first for line in ("What it cost", paragraph, revised(paragraph))]
    assert revised_of("\n".join(pairs)) == list(map(revised, first))


def test_a_new_paragraph_within_a_story_pasted_twice_stays():
    again = [revised(PARAGRAPHS[0]), PARAGRAPHS[1], MORE[2], PARAGRAPHS[3]]
    assert revised_of("\n".join([*PARAGRAPHS, *MORE[:2], *again])) == [*again[:2], again[3]]


def test_a_story_pasted_twice_that_lost_a_paragraph_stays_once():
    again = [PARAGRAPHS[0], *map(revised, (PARAGRAPHS[1], PARAGRAPHS[3]))]
    assert revised_of("\n".join([*PARAGRAPHS, *MORE, *again])) == again


def test_a_passage_that_is_too_short_for_a_pasted_story_stays():
    again = [revised(PARAGRAPHS[0]), PARAGRAPHS[1]]
    assert revised_of("\n".join([*PARAGRAPHS, *MORE, *again])) == []


CHINESE = (
    "渡轮在大修一年之后于星期二重新启航往返于维尔马克与奥斯特维克之间船东说票价与火灾之前完全相同晚间班次将在春天恢复。",
    "大约两百人在雨中站在码头上船长在早上七点拉响了汽笛许多人是看着这条船长大的他们说从来没有想过它还会回来。",
    "修理的时间比计划的要长因为有一根轴必须重新铸造船东对港务委员会说保险公司只支付了其中的一半费用。",
)


def test_a_story_in_a_script_without_spaces_that_is_pasted_twice_stays_once():
    again = [CHINESE[0].replace("星期二", "周二"), *CHINESE[1:]]
    assert revised_of("\n".join([*CHINESE, BODY, *again])) == again


def test_a_chorus_of_long_verses_stays():
    sung = f"{BODY}\n{CHORUS}{MORE[0]}\n{CHORUS}{MORE[1]}\n{CHORUS.replace('rain', 'snow')}"
    assert revised_of(sung) == []


def test_lines_of_dots_stay():
    dots = [f"{'.' * size}" for size in range(200, 204)]
    assert revised_of("\n".join([*PARAGRAPHS, *dots, *MORE, *dots, PARAGRAPHS[0]])) == []


def test_the_line_that_is_repeated_comes_with_each():
    document = read_text("\n".join([*PARAGRAPHS, *MORE, *map(revised, PARAGRAPHS[:1]), *PARAGRAPHS[1:]]))
    assert [(block.index, first.index) for block, first in find_revised(document)] == [(7, 0), (8, 1), (9, 2), (10, 3)]


SOURCES = {
    "a story that is revised again and again": (
        lambda n: "\n".join([*PARAGRAPHS, *map(revised, PARAGRAPHS)] * n),
        1_000,
    ),
    "a long paragraph and short ones that share a sentence": (
        lambda n: "\n".join([" ".join(MORE * n), *MORE * n]),
        2_000,
    ),
    "stories with subheads": (lambda n: "\n".join(f"Part\n{line}" for line in (*PARAGRAPHS, *MORE) * n), 1_000),
}


@pytest.mark.no_cover
@pytest.mark.parametrize(("make", "size"), SOURCES.values(), ids=SOURCES)
def test_time_is_linear_in_the_source(make, size):
    assert growth(Cleaner(), make, size) < GROWTH
