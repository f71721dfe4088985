"""Regular expressions that are compiled when they are first asked for something."""

import copy
import pickle
import re

import pytest

from cleanwire.loading.patterns import lazy_pattern

WORD = r"[a-z]+(?P<figure>\d)?"
TEXTS = ["", "ferry", "a1 b2", "渡", "\ud800x9"]


@pytest.fixture
def compilations(monkeypatch):
    """What is compiled, as it is."""
    made, plain = [], re.compile
    monkeypatch.setattr("re.compile", lambda *given: made.append(given) or plain(*given))
    return made


@pytest.mark.parametrize("text", TEXTS)
def test_it_answers_as_a_compiled_pattern_does(text):
    lazy, plain = lazy_pattern(WORD, re.ASCII), re.compile(WORD, re.ASCII)
    assert [found.span() for found in lazy.finditer(text)] == [found.span() for found in plain.finditer(text)]
    assert lazy.findall(text) == plain.findall(text)
    assert lazy.sub("x", text) == plain.sub("x", text)
    assert (lazy.match(text) is None, lazy.fullmatch(text) is None) == (
        plain.match(text) is None,
        plain.fullmatch(text) is None,
    )
    assert (lazy.pattern, lazy.flags, lazy.groupindex) == (plain.pattern, plain.flags, plain.groupindex)


def test_bytes_are_searched_as_well():
    assert lazy_pattern(rb"\d+").search(b"ferry 12")[0] == b"12"


def test_nothing_is_compiled_before_something_is_asked(compilations):
    lazy = lazy_pattern("[")
    assert compilations == []
    with pytest.raises(re.error):
        lazy.search("x")


def test_what_was_asked_once_is_at_hand(compilations):
    lazy = lazy_pattern(WORD)
    for text in TEXTS:
        lazy.search(text)
    assert len(compilations) == 1


def test_what_a_pattern_does_not_have_it_does_not_have_either():
    with pytest.raises(AttributeError):
        lazy_pattern(WORD).ferry  # noqa: B018


def test_it_is_pickled_and_copied_as_its_text(compilations):
    lazy = lazy_pattern(WORD, re.ASCII)
    copies = [pickle.loads(pickle.dumps(lazy)), copy.deepcopy(lazy)]  # noqa: S301
    assert compilations == []
    assert [one.findall("a1") for one in copies] == [["1"], ["1"]]
