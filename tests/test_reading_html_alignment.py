import pytest

from cleanwire.reading.html.alignment import align, size_of, words_of

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


def test_one_copy_of_repeated_text_is_kept():
    text = ["The ferry sailed again.", "It was noon."]
    assert len(kept(text, [*text, *text])) == len(text)


@pytest.mark.parametrize(
    ("text", "words", "size"),
    [
        ("Ferry No. 2", ["ferry", "no", "2"], 3),
        ("Fähr\xadschiff", ["fährschiff"], 1),
        ("fer\u200bry", ["ferry"], 1),
        ("渡し船2隻", ["渡", "し", "船", "2", "隻"], 3),
        ("한국의 배", ["한국의", "배"], 2),
        ("", [], 0),
    ],
    ids=["figures", "soft hyphen", "blank without width", "Japanese", "Korean", "nothing"],
)
def test_words_are_those_that_a_reader_sees(text, words, size):
    assert (words_of(text), size_of(words_of(text))) == (words, size)


def test_lines_are_found_if_the_extractor_removed_soft_hyphens():
    assert kept(
        ["Das Fährschiff legte am Montag wieder ab."], ["Das Fähr\xadschiff leg\xadte am Mon\xadtag wie\xadder ab."]
    ) == [0]


def test_sentences_are_found_if_the_extractor_joined_them_without_spaces():
    blocks = ["渡し船は火曜日の朝に岸を離れた。", "雨の中で二百人が見送った。", "お知らせ"]
    assert kept(["渡し船は火曜日の朝に岸を離れた。雨の中で二百人が見送った。"], blocks) == [0, 1]
