import pytest

from cleanwire.reading.html.alignment import align, words_of

BLOCKS = ["Home", "Ferry returns", "News", "Ferry returns", "It sailed on Monday at noon.", "Read more", "It sailed."]


def kept(lines, blocks=BLOCKS):
    found = align([words_of(block) for block in blocks], [words_of(line) for line in lines])
    return [index for index, hit in enumerate(found) if hit]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["It sailed on Monday at noon."], [4]),
        (["Ferry returns", "It sailed on Monday at noon."], [3, 4]),
        (["Ferry returns", "News", "Ferry returns"], [1, 2, 3]),
        (["It sailed on Monday", "at noon."], [4]),
        (["It sailed on Monday at noon. It sailed."], [4, 6]),
        (["Something else"], []),
        ([], []),
        (["", "|"], []),
    ],
    ids=["one", "the copy beside", "as many copies", "split", "joined", "unknown", "none", "no words"],
)
def test_lines_are_found_among_blocks(lines, expected):
    assert kept(lines) == expected


def test_of_a_text_that_stands_twice_on_the_page_one_copy_is_kept():
    text = ["The ferry sailed again.", "It was noon."]
    assert len(kept(text, [*text, *text])) == len(text)
