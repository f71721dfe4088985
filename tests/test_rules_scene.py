import pytest

from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.rules.scene import Scene
from cleanwire.spans import Verdict
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


def test_a_claim_returns_the_lines_that_nothing_had_claimed():
    scene = scene_with((2, 2))
    assert list(scene.claim(Verdict(0, len(TEXT), Label.NOTICE, "en/x/z", 0.95, ""))) == [0, 1, 3, 4]


@pytest.mark.parametrize(
    ("confidence", "label", "firm"), [(0.9, Label.LEGAL, True), (0.7, Label.LEGAL, False), (0.9, Label.BODY, False)]
)
def test_a_line_is_firm_boilerplate_if_the_claim_is_sure(confidence, label, firm):
    scene = scene_with()
    block = scene.blocks[2]
    scene.claim(Verdict(block.start, block.end, label, "en/x/y", confidence, ""))
    assert (scene.firm(2), scene.sure) == (firm, int(firm))


@pytest.mark.parametrize("index", [-1, 5])
def test_there_is_no_boilerplate_beyond_the_ends(index):
    assert not scene_with((0, 4)).firm(index)


def test_a_defended_line_is_the_authors():
    scene = scene_with((1, 1), (3, 3))
    assert (scene.first_prose, scene.last_prose) == (5, -1)
    scene.defend(3)
    assert (scene.labels[3], scene.sure, scene.first_prose, scene.last_prose) == (Label.BODY, 1, 3, 3)


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ("#\n#\nhere", 2),
        ("#\nhere", 1),
        ("#\nA line\nhere", 1),
        ("#\nA line\nA line\nhere", 1),
        ("#\nA line\nA line\nA line\nhere", 0),
        ("#\nIt is late.\nhere", 0),
        ("#\nA line of four words\nhere", 0),
        ("A line\nhere", 0),
        ("here", 0),
    ],
)
def test_boilerplate_is_beside_a_line_if_only_stray_words_stand_between(lines, count):
    document = read_text(lines.replace("#", "Rights"))
    blocks = [block for block in document.blocks if document.text(block) == "Rights"]
    scene = Scene(document, [Verdict(b.start, b.end, Label.LEGAL, "en/x/y", 0.9, "") for b in blocks])
    assert scene.firm_beside(len(document.blocks) - 1, -1) == count


WRAPPED = "For thirty years I took three papers, and they wrote to me to"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{WRAPPED}\nsign up", True),
        (f"{WRAPPED}\nSign up", False),
        (f"{WRAPPED}\n\nsign up", False),
        (f"{WRAPPED}.\nsign up", False),
        ("A title\nsign up", False),
        ("sign up", False),
    ],
)
def test_a_line_goes_on_with_the_wrapped_sentence_above(text, expected):
    scene = Scene(read_text(text))
    assert scene.continues(scene.blocks[-1]) == expected


@pytest.mark.parametrize(
    "line", ["هل سقط الجسر؟", "«سقط الجسر.»\u200f", "पुल गिर गया।", "সেতু পড়ে গেছে । ", "پل گر گیا۔"]
)
def test_a_line_closes_like_a_sentence_in_any_script(line):
    document = read_text(line)
    assert Scene(document).closes(document.blocks[0])


@pytest.mark.parametrize("line", ["سقط الجسر", "पुल गिर गया :", "সেতু (ছবি)"])
def test_another_line_does_not(line):
    document = read_text(line)
    assert not Scene(document).closes(document.blocks[0])
