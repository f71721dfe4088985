import pytest

from cleanwire.reading.text import read_text
from cleanwire.stages.same_words import find_same, is_reworded, is_version, said_in

LEVEL = "At six the river stood at 2.14 metres at Oxley, says the harbour office."


def blocks_of(*lines):
    document = read_text("\n".join(lines))
    return document, *document.blocks


@pytest.mark.parametrize(
    "again",
    [LEVEL, LEVEL.upper(), LEVEL.replace(",", " –"), f"“{LEVEL}”"],
    ids=["to the letter", "in another case", "with another sign", "in quotation marks"],
)
def test_lines_with_the_same_words_and_figures_say_the_same(again):
    document, first, second = blocks_of(LEVEL, again)
    assert said_in(document, first) == said_in(document, second)


@pytest.mark.parametrize(
    "other",
    [
        LEVEL.replace("2.14", "2.26"),
        LEVEL.replace("2.14", "21.4"),
        LEVEL.replace("2.14", "-2.14"),
        LEVEL.replace("2.14", "12.14"),
        LEVEL.replace("Oxley", "Kelton"),
    ],
    ids=["a figure", "a decimal point", "a sign", "a digit", "a name"],
)
def test_lines_that_differ_in_a_fact_do_not(other):
    document, first, second = blocks_of(LEVEL, other)
    assert said_in(document, first) != said_in(document, second)
    assert not is_version(document, first, second)
    assert not is_reworded(document, first, second)


@pytest.mark.parametrize("version", [LEVEL.replace("stood", "still stood"), LEVEL.replace(", says", ", so says")])
def test_a_line_with_plain_words_put_in_is_a_version(version):
    document, first, second = blocks_of(LEVEL, version)
    assert is_version(document, first, second)
    assert is_version(document, second, first)


@pytest.mark.parametrize(
    "other",
    [
        LEVEL.replace("at Oxley", "at Lower Oxley"),
        LEVEL.replace("stood", "stood for 3 hours"),
        LEVEL.replace("river", "canal"),
        LEVEL.replace("six", "seven"),
    ],
    ids=["a name is put in", "a figure is put in", "a word is replaced", "a number is replaced"],
)
def test_a_line_that_says_something_else_is_no_version(other):
    assert not is_version(*blocks_of(LEVEL, other))


def test_a_script_without_case_has_no_versions():
    hindi = "नदी सुबह छह बजे पुल के नीचे खड़ी थी"
    assert is_version(*blocks_of(hindi, f"{hindi}!"))
    assert not is_version(*blocks_of(hindi, f"{hindi} और शांत"))


def test_a_word_in_place_of_another_is_rewording():
    assert is_reworded(*blocks_of(LEVEL, LEVEL.replace("says", "notes")))


@pytest.mark.parametrize("other", [LEVEL.replace("stood", "lay").replace("says", "notes"), f"{LEVEL} It fell."])
def test_more_changes_are_no_rewording(other):
    assert not is_reworded(*blocks_of(LEVEL, other))


@pytest.mark.parametrize(
    ("within", "found"),
    [
        ("Add 5 eggs and a cup of milk to it.", True),
        ("Add 6 eggs and a cup of milk to it. Then add 5 eggs and a cup of milk to it.", True),
        ("Add 6 eggs and a cup of milk to it.", False),
        ("Add 15 eggs and a cup of milk to it.", False),
        ("Add 5 eggs and a cup of milk to 12.", False),
    ],
    ids=["equal", "equal further on", "another figure", "part of a figure", "other words"],
)
def test_a_passage_is_found_with_its_figures(within, found):
    document, block, target = blocks_of("5 eggs and a cup of milk to it", within)
    assert (find_same(document, block, target.start, target.end) >= 0) == found


def test_a_line_without_words_is_found_nowhere():
    document, block, target = blocks_of("***", "Add 5 eggs.")
    assert find_same(document, block, target.start, target.end) == -1
