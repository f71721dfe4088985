import pytest

from cleanwire.labels import Label
from cleanwire.model import Verdict
from cleanwire.reading.text import read_text
from cleanwire.rules.scene import Scene
from invented import PARAGRAPHS

TEXT = f"A title\n{PARAGRAPHS[0]}\nA line\n{PARAGRAPHS[1]}\nRights\n"


def scene_with(*claimed, label=Label.LEGAL):
    """Return the scene of the text with a claim from the first to the last line of each pair."""
    document = read_text(TEXT)
    blocks = document.blocks
    return Scene(document, [Verdict(blocks[a].start, blocks[b].end, label, "en/x/y", 0.9, "") for a, b in claimed])


def test_a_line_that_nothing_claims_has_no_label():
    assert scene_with().labels == [None] * 5


def test_a_claim_labels_every_line_that_it_covers():
    assert scene_with((2, 3)).labels == [None, None, Label.LEGAL, Label.LEGAL, None]


def test_a_claim_of_a_part_of_a_line_labels_nothing():
    scene = scene_with()
    scene.claim(Verdict(2, 7, Label.LEGAL, "en/x/y", 0.9, ""))
    assert scene.labels == [None] * 5


def test_a_claim_without_the_line_break_labels_its_line():
    scene = scene_with()
    scene.claim(Verdict(0, 7, Label.LEGAL, "en/x/y", 0.9, ""))
    assert scene.labels[0] is Label.LEGAL


def test_the_first_claim_of_a_line_stays():
    scene = scene_with((2, 2))
    scene.claim(Verdict(0, len(TEXT), Label.NOTICE, "en/x/z", 0.95, ""))
    assert scene.labels == [Label.NOTICE, Label.NOTICE, Label.LEGAL, Label.NOTICE, Label.NOTICE]


@pytest.mark.parametrize(("index", "expected"), [(-1, False), (0, False), (4, True), (5, False)])
def test_a_line_is_contaminated_if_it_is_claimed_and_there(index, expected):
    assert scene_with((4, 4)).contaminated(index) == expected


def test_a_line_claimed_as_content_is_not_contaminated():
    assert not scene_with((0, 0), label=Label.HEADLINE).contaminated(0)


@pytest.mark.parametrize(("index", "above", "below"), [(0, 0, 2), (1, 0, 1), (2, 1, 1), (3, 1, 0), (4, 2, 0)])
def test_paragraphs_above_and_below_are_counted_claimed_or_not(index, above, below):
    scene = scene_with((1, 1))
    block = scene.blocks[index]
    assert (scene.prose_above(block), scene.prose_below(block)) == (above, below)


@pytest.mark.parametrize(
    ("claimed", "first", "last"),
    [([], 1, 3), ([(1, 1)], 3, 3), ([(3, 3)], 1, 1), ([(0, 4)], 5, -1), ([(2, 2)], 1, 3)],
)
def test_the_first_and_last_paragraph_are_those_that_nothing_claims(claimed, first, last):
    scene = scene_with(*claimed)
    assert (scene.first_prose, scene.last_prose) == (first, last)


def test_the_first_and_last_line_can_be_the_first_and_last_paragraph():
    scene = Scene(read_text("\n".join([PARAGRAPHS[0], "A line", PARAGRAPHS[1]])))
    assert (scene.first_prose, scene.last_prose) == (0, 2)


def test_the_last_line_can_be_the_paragraph_below():
    scene = Scene(read_text(f"A line\n{PARAGRAPHS[0]}"))
    assert scene.prose_below(scene.blocks[0]) == 1


def test_the_first_line_can_be_contaminated():
    assert scene_with((0, 0)).contaminated(0)


def test_equal_keys_are_counted_claimed_or_not():
    scene = Scene(read_text("12 May\nA line\n13 MAY:\n14 May\n"))
    assert [scene.count(block) for block in scene.blocks] == [3, 1, 3, 3]


def test_the_last_paragraph_moves_up_when_it_is_claimed():
    scene = scene_with()
    seen = [scene.last_prose]
    block = scene.blocks[3]
    scene.claim(Verdict(block.start, block.end, Label.LEGAL, "en/x/y", 0.9, ""))
    assert [*seen, scene.last_prose] == [3, 1]
