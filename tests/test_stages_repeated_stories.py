import pytest

from cleanwire import Cleaner
from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.rules.scene import Scene
from cleanwire.spans import Verdict
from cleanwire.stages.repeated_stories import find_revised
from invented import PARAGRAPHS
from timing import GROWTH, growth

BODY = "\n".join(PARAGRAPHS)
MORE = (
    "The first apprentices came in spring, and three of them have already signed on for another four years of work.",
    "Nobody in the harbour office could say on Tuesday what the second crossing of the evening would cost the town.",
    "A retired pilot who had followed the repair from his window said that he would believe in it after the winter.",
)
"""Paragraphs that share nothing with the article."""
BUTTON = "Share this story"
CHORUS = """\
Oh bring me the ferry, oh bring me the tide and the rain.
Oh bring me the quay where my own true love waits in the rain.
Oh bring me the night and the lamp and the long road home again.
"""


def revised_of(*lines, claimed=()):
    """Return the lines that repeat others, from top to bottom; those in `claimed` are known for share buttons."""
    document = read_text("\n".join(lines))
    verdicts = tuple(
        Verdict(block.start, block.end, Label.SHARE_WIDGET, "en/x/y", 0.9, "")
        for block in document.blocks
        if document.text(block) in claimed
    )
    return [document.text(block) for block, _ in sorted(find_revised(Scene(document, verdicts)))]


def reworded(paragraph):
    """Return a paragraph with its last word changed."""
    return paragraph.removesuffix(".").rpartition(" ")[0] + " indeed."


def extended(paragraph):
    """Return a paragraph with a plain word put in."""
    return paragraph.removesuffix(".") + " indeed."


@pytest.mark.parametrize(
    "change", [str, str.upper, extended], ids=["to the letter", "in capitals", "with a word put in"]
)
def test_a_story_pasted_twice_stays_once(change):
    again = [*map(change, PARAGRAPHS[:2]), *PARAGRAPHS[2:]]
    assert revised_of(*PARAGRAPHS, *again) == again


def test_words_may_be_replaced_where_boilerplate_stands_between_a_story_and_its_copy():
    again = [*map(reworded, PARAGRAPHS[:2]), *PARAGRAPHS[2:]]
    assert revised_of(*PARAGRAPHS, BUTTON, *again, claimed=[BUTTON]) == again


def test_a_line_between_a_story_and_its_copy_may_be_new():
    assert revised_of(*PARAGRAPHS, "From the archive", *PARAGRAPHS) == [*PARAGRAPHS]


def test_a_story_that_is_nearly_all_of_the_text_stays_once_whatever_stands_between():
    story = [*PARAGRAPHS, *MORE, *(f"{line[:-1]}, said Ida Lom of the yard at {at}." for at, line in enumerate(MORE))]
    assert revised_of(*story, " ".join(("Nobody here has seen the like of it.", *["And so on."] * 2)), *story) == story


def test_lines_within_and_beside_a_story_pasted_twice_go_with_it():
    story = ["The ferry is back", *PARAGRAPHS[:2], "What it cost", *PARAGRAPHS[2:], "- It sails at noon.", "Lomvik"]
    assert revised_of("News", *story, *story) == story


def test_a_story_whose_paragraphs_stand_twice_each_stays_once():
    twice = [paragraph for paragraph in PARAGRAPHS for _ in range(2)]
    assert revised_of(*twice) == [*PARAGRAPHS]


def test_a_story_pasted_three_times_stays_once():
    assert revised_of(*PARAGRAPHS * 3) == [*PARAGRAPHS * 2]


def test_a_long_story_stays_once_whatever_stands_between():
    yards = ("Brenn", "Quell", "Lomvik")
    story = [f"{line[:-1]}, said Ida Lom of the yard at {yard}." for yard in yards for line in PARAGRAPHS]
    others = [f"{line[:-1]}, said Karl Eik of the yard at {yard}." for yard in yards for line in (*MORE, *PARAGRAPHS)]
    assert revised_of(*story, *others, *story) == story


def test_the_line_that_is_repeated_comes_with_each():
    document = read_text("\n".join([*PARAGRAPHS, extended(PARAGRAPHS[0]), *PARAGRAPHS[1:]]))
    pairs = find_revised(Scene(document))
    assert [(block.index, first.index) for block, first in pairs] == [(4, 0), (5, 1), (6, 2), (7, 3)]


CHINESE = (
    "渡轮在大修一年之后于星期二重新启航往返于维尔马克与奥斯特维克之间船东说票价与火灾之前完全相同晚间班次将在春天恢复。",
    "大约两百人在雨中站在码头上船长在早上七点拉响了汽笛许多人是看着这条船长大的他们说从来没有想过它还会回来。",
    "修理的时间比计划的要长因为有一根轴必须重新铸造船东对港务委员会说保险公司只支付了其中的一半费用。",
)


def test_a_story_in_a_script_without_spaces_that_is_pasted_twice_stays_once():
    assert revised_of(*CHINESE, *CHINESE) == [*CHINESE]


def filled(lines, *slots):
    """Return lines with their slots filled in, once for each tuple of fillings."""
    return [line.format(*facts) for facts in slots for line in lines]


HALF_YEAR = (
    "Net sales rose by {0} per cent to {1} million euros, mainly because of higher prices for cables in the north.",
    "Operating profit before one-off items fell by {0} per cent to {2} million euros, which is less than was planned.",
    "Cash flow from operating activities was {2} million euros, after changes in working capital in the period.",
)
CAKE = (
    "Heat the oven until it is hot, butter a tin of the usual width and dust it with rye flour from the mill.",
    "Beat the butter with as much sugar until it is pale, and add {0} one by one while you go on beating it.",
    "Fold in the flour with a pinch of salt, spread the dough in the tin and smooth it with the back of a spoon.",
    "Press in the {1} with the cut side up, sprinkle them with sugar and bake the cake until it is brown on top.",
)
ORDER = (
    "A person who {0} in the harbour without leave is guilty of an offence and has to leave the harbour at once.",
    "A person who contravenes this section is liable to a fine not exceeding that for mooring without the leave.",
    "It is a defence for a person charged under this section to show that the vessel in question was in distress.",
    "The Board may give leave under this section for as long as it pleases, and on whatever terms it pleases to.",
)


@pytest.mark.parametrize(
    "lines",
    [
        filled(HALF_YEAR, (4, 312, 31), (7, 640, 58)),
        filled(HALF_YEAR, (4, 312, 31), (4, 640, 58), (4, 987, 90)),
        ["Plum cake", *filled(CAKE, ("two eggs", "plums")), "Apple cake", *filled(CAKE, ("three eggs", "apples"))],
        filled(ORDER, ("moors",), ("dredges",)),
        [BODY, *filled(ORDER, ("moors",)), MORE[0], *filled(ORDER, ("moors",))[1:]],
        [*PARAGRAPHS, *MORE, *PARAGRAPHS],
        [*PARAGRAPHS, *MORE, *PARAGRAPHS[:2]],
        [*PARAGRAPHS, "From the archive", *map(reworded, PARAGRAPHS)],
        [*PARAGRAPHS[:3], *(paragraph.replace("ferry", "Elisa") for paragraph in PARAGRAPHS[:3])],
        [
            line
            for n in range(5)
            for line in (f"For the rain that fell in year {n * 'a'}", f"And {PARAGRAPHS[1].lower()}")
        ],
        [BODY, CHORUS, MORE[0], CHORUS, MORE[1], CHORUS.replace("rain", "snow")],
        [*PARAGRAPHS, *("." * size for size in range(200, 204)), *MORE, *("." * size for size in range(200, 204))],
        [
            "Noon",
            *[f"{p[:-1]}, with a pear" for p in PARAGRAPHS],
            "Night",
            *[f"{p[:-1]}, with a pear" for p in PARAGRAPHS],
        ],
    ],
    ids=[
        "reports of two periods",
        "reports of three periods",
        "two cakes from one dough",
        "two sections of an order",
        "clauses that recur in a longer text",
        "a passage that recurs after another",
        "two paragraphs",
        "a story told again below a heading of its own",
        "paragraphs with another name",
        "a refrain between lines",
        "a chorus of long verses",
        "lines of dots",
        "lines without an end",
    ],
)
def test_what_recurs_by_right_stays(lines):
    assert revised_of(*lines) == []


SOURCES = {
    "a story that is revised again and again": (
        lambda n: "\n".join([*PARAGRAPHS, *map(reworded, PARAGRAPHS)] * n),
        1_000,
    ),
    "a long paragraph and short ones that share a sentence": (
        lambda n: "\n".join([" ".join(MORE * n), *MORE * n]),
        2_000,
    ),
    "stories with subheads": (lambda n: "\n".join(f"Part\n{line}" for line in (*PARAGRAPHS, *MORE) * n), 1_000),
    "stories and lines by turns": (
        lambda n: "\n".join([*PARAGRAPHS[:3], *["Part"] * 50, *MORE, *["Part"] * 50] * n),
        60,
    ),
}


@pytest.mark.no_cover
@pytest.mark.parametrize(("make", "size"), SOURCES.values(), ids=SOURCES)
def test_time_is_linear_in_the_source(make, size):
    assert growth(Cleaner().clean, make, size) < GROWTH
