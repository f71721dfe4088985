import subprocess
import sys

import numpy as np
import pytest

from cleanwire.profile.hashing import key_of_name, mixed, words_of
from cleanwire.reading.text import read_text


def keys(text):
    return words_of(read_text(text)).keys().tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Our heron, awake!", "our HERON awake"), ("12 herons", "3,400 herons"), ("“herons” – here", '"herons" - here')],
)
def test_the_same_phrase_has_the_same_key(one, other):
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"), [("dog bites man", "man bites dog"), ("a a", "a"), ("heron", "herons"), ("heron", "heron one")]
)
def test_other_words_have_another_key(one, other):
    assert keys(one) != keys(other)


def test_lines_without_words_have_no_key():
    words = words_of(read_text("one\n***\ntwo three\n"))
    assert words.blocks.tolist() == [0, 2]
    assert words.sizes.tolist() == [1, 2]


def test_a_long_line_has_the_key_of_its_words():
    long = "many words " * 40
    assert keys(long) == keys(long.upper())


def test_keys_are_the_same_in_every_process():
    code = "from cleanwire.profile.hashing import *; print(int(key_of_name('a', 'b')))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert int(out) == int(key_of_name("a", "b"))


def test_mixing_is_one_to_one_on_a_sample():
    assert len(np.unique(mixed(np.arange(10_000, dtype=np.uint64)))) == 10_000
