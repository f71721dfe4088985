from array import array
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.profiles.word_hashes import WordHashes

WHOLE, SMALL = 2**64 - 1, 2**32 - 1
WORDS = st.text(st.characters(exclude_characters=" "), min_size=1, max_size=9)
LINES = st.lists(st.lists(WORDS, max_size=9).map(" ".join), max_size=6)
PERMUTATIONS = st.lists(st.tuples(st.integers(0, SMALL), st.integers(0, SMALL)), min_size=6, max_size=6)


def mixed(key):
    key = (key ^ key >> 30) * 0xBF58476D1CE4E5B9 & WHOLE
    key = (key ^ key >> 27) * 0x94D049BB133111EB & WHOLE
    return key ^ key >> 31


def spread(number):
    number = (number ^ number >> 16) * 0x85EBCA6B & SMALL
    number = (number ^ number >> 13) * 0xC2B2AE35 & SMALL
    return number ^ number >> 16


def hashes(line):
    return [crc32(word.encode("utf-8", "surrogatepass")) for word in line.split(" ")] if line else []


@given(LINES)
def test_the_hash_of_a_word_is_the_crc_of_its_bytes(lines: list[str]) -> None:
    words = WordHashes(lines)
    assert words.hashes.tolist() == [one for line in lines for one in hashes(line)]
    assert words.sizes.tolist() == [len(hashes(line)) for line in lines]


@given(LINES)
def test_the_key_of_a_line_depends_on_its_words_and_their_order(lines: list[str]) -> None:
    golden = 0x9E3779B97F4A7C15
    keys = [
        mixed(sum(mixed(one + golden * at & WHOLE) for at, one in enumerate(hashes(line), 1)) & WHOLE) for line in lines
    ]
    assert WordHashes(lines).keys().tolist() == keys


@given(LINES, PERMUTATIONS, st.integers(0, 5), st.integers(0, 9))
def test_bands_are_made_of_the_smallest_hashes_of_pairs_of_words(
    lines: list[str], permutations: list[tuple[int, int]], least: int, most: int
) -> None:
    factors, terms = (array("I", column) for column in zip(*permutations, strict=True))
    held = [line for line, one in enumerate(lines) if least <= len(hashes(one)) <= most]
    bands = []
    for line in held:
        words = hashes(lines[line])
        pairs = [
            spread(before * 0x9E3779B1 & SMALL ^ one) for before, one in zip([0, *words[:-1]], words, strict=False)
        ]
        signature = [min([pair * factor + term & SMALL for pair in pairs] or [SMALL]) for factor, term in permutations]
        for band in range(2):
            key = 0
            for number in signature[3 * band : 3 * band + 3]:
                key = mixed(key * 3 + number + band & WHOLE)
            bands.append(key)
    found = WordHashes(lines).bands(least, most, factors, terms)
    assert [column.tolist() for column in found] == [held, bands]


@pytest.mark.parametrize(("factors", "terms"), [("II", [[1, 2, 3], [1, 2]]), ("II", [[1], [1]]), ("QQ", [[1] * 3] * 2)])
def test_a_missing_factor_or_term_is_refused(factors: str, terms: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="a factor and a term"):
        WordHashes(["a b"]).bands(0, 9, *map(array, factors, terms))
