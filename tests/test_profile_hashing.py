import subprocess
import sys

import numpy as np
import pytest

from cleanwire.native.profiles.site_keys import mixed
from cleanwire.profile.hashing import number_of_name, words_of
from cleanwire.reading.text import read_text


def keys(text):
    return words_of(read_text(text)).keys().tolist()


def forms(text):
    return words_of(read_text(text)).hashes.keys().tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Our heron, awake!", "our HERON awake"), ("“herons” – here", '"herons" - here'), ("12 herons", "12 Herons!")],
)
def test_the_same_phrase_has_the_same_key(one, other):
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"), [("dog bites man", "man bites dog"), ("a a", "a"), ("heron", "herons"), ("heron", "heron one")]
)
def test_other_words_have_another_key(one, other):
    assert keys(one) != keys(other)
    assert forms(one) != forms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("12 herons", "3,400 herons"), ("2.14 metres", "21.4 metres"), ("-5 degrees", "5 degrees"), ("0 to 1", "1 to 0")],
)
def test_lines_that_differ_in_a_figure_have_one_form_and_two_keys(one, other):
    assert forms(one) == forms(other)
    assert keys(one) != keys(other)


def test_a_line_without_figures_has_the_key_of_its_form():
    assert keys("Our heron, awake!") == forms("Our heron, awake!")


HEADLINES = "Nine lamps for the old harbour", "The long way home of Bo"


@pytest.mark.parametrize("line", ["You read: {}", "{} – all comments", "Leaf 7: {}"])
def test_lines_that_mention_different_headlines_have_one_key(line):
    one, other = (f"{headline}\n\n{line.format(headline)}\n" for headline in HEADLINES)
    assert keys(one)[0] != keys(other)[0]
    assert keys(one)[1] == keys(other)[1]
    assert words_of(read_text(one)).titles == (False, True)


@pytest.mark.parametrize("line", ["{} is a village in the valley of the Oxe.", "{} died at home in Oxley, at peace."])
def test_what_a_sentence_says_about_the_headline_is_a_fact(line):
    one, other = (f"{headline}\n\n{line.format(headline)}\n" for headline in HEADLINES)
    assert forms(one)[1] == forms(other)[1]
    assert keys(one)[1] != keys(other)[1]
    assert words_of(read_text(one)).titles == (False, False)


def test_a_figure_beside_the_headline_is_a_fact():
    one, other = (f"{headline}\n\nLeaf {at}: {headline}\n" for at, headline in enumerate(HEADLINES))
    assert keys(one)[1] != keys(other)[1]


def test_lines_without_words_have_no_key():
    words = words_of(read_text("one\n***\ntwo three\n"))
    assert words.blocks == (0, 2)
    assert words.hashes.sizes.tolist() == [1, 2]


def test_a_long_line_has_the_key_of_its_words():
    long = "many words " * 40
    assert keys(long) == keys(long.upper())


def test_keys_are_the_same_in_every_process():
    code = "from cleanwire.profile.hashing import *; print(int(number_of_name('a', 'b')))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert int(out) == int(number_of_name("a", "b"))


def test_mixing_is_one_to_one_on_a_sample():
    assert len({*mixed(np.arange(10_000, dtype=np.uint64), 0)}) == 10_000
