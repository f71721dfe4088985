import numpy as np
from datasketch import MinHash

from cleanwire.profile.hashing import words_of
from cleanwire.profile.minhash import BANDS, NEAR_WORDS, ROWS, SEED, bands_of, signatures
from cleanwire.reading.text import read_text


def test_signatures_are_those_of_datasketch():
    hashes = np.random.default_rng(1).integers(0, 2**32, 90, dtype=np.uint32)
    starts = np.array([0, 1, 30, 47])
    made = signatures(hashes, starts)
    for row, part in zip(made, np.split(hashes, starts[1:]), strict=True):
        theirs = MinHash(num_perm=BANDS * ROWS, seed=SEED, scheme="affine32", hashfunc=lambda number: number)
        theirs.update_batch([int(number) for number in part])
        assert row.tolist() == theirs.hashvalues.tolist()


def test_lines_too_short_or_too_long_have_no_variants():
    short, long = " ".join("abc"), "word " * NEAR_WORDS.stop
    rows, bands = bands_of(words_of(read_text(f"{short}\nthe line is long enough\n{long}\n")))
    assert rows.tolist() == [1]
    assert bands.shape == (1, BANDS)


def test_a_line_has_the_same_bands_wherever_it_stands():
    line = "the line is long enough to have variants"
    alone = bands_of(words_of(read_text(line)))[1]
    behind = bands_of(words_of(read_text(f"a line above it stands here\n{line}\nand one below it does, too")))[1]
    assert behind[1].tolist() == alone[0].tolist()


def test_bands_of_one_line_differ():
    bands = bands_of(words_of(read_text("the line is long enough to have variants")))[1]
    assert len(set(bands[0].tolist())) == BANDS
