import numpy as np
from datasketch import MinHash

from cleanwire.native.profiles.site_keys import mixed
from cleanwire.profile.hashing import words_of
from cleanwire.profile.minhash import BANDS, NEAR_WORDS, ROWS, SEED, bands_of
from cleanwire.reading.text import read_text


def test_bands_are_made_of_the_signatures_of_datasketch():
    words = words_of(read_text("the line is long enough to have variants"))
    hashes = np.array(words.hashes.hashes, np.uint32)
    pairs = np.append(np.uint32(0), hashes[:-1]) * np.uint32(0x9E3779B1) ^ hashes
    theirs = MinHash(num_perm=BANDS * ROWS, seed=SEED, scheme="affine32", hashfunc=lambda number: number)
    theirs.update_batch([int(pair) for pair in pairs])
    keys = np.zeros(BANDS, np.uint64)
    for number in range(ROWS):
        keys = keys * np.uint64(3) + theirs.hashvalues.reshape(BANDS, ROWS)[:, number] + np.arange(BANDS, dtype="u8")
        keys = np.frombuffer(mixed(keys, 0), np.uint64)
    assert bands_of(words)[1].tolist() == [keys.tolist()]


def test_lines_too_short_or_too_long_have_no_variants():
    short, long = " ".join("abc"), "word " * NEAR_WORDS.stop
    rows, bands = bands_of(words_of(read_text(f"{short}\nthe line is long enough\n{long}\n")))
    assert rows.tolist() == [1]
    assert bands.shape == (1, BANDS)


def test_a_line_has_the_same_bands_in_any_position():
    line = "the line is long enough to have variants"
    alone = bands_of(words_of(read_text(line)))[1]
    behind = bands_of(words_of(read_text(f"a line above it stands here\n{line}\nand one below it does, too")))[1]
    assert behind[1].tolist() == alone[0].tolist()


def test_bands_of_one_line_differ():
    bands = bands_of(words_of(read_text("the line is long enough to have variants")))[1]
    assert len(set(bands[0].tolist())) == BANDS
