import subprocess
import sys
from collections import Counter, defaultdict
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire import Cleaner, SiteProfile
from cleanwire.errors import OptionError
from cleanwire.testing import synthetic_forms
from cleanwire.text.folding import figures_of, fold

FORMS = tuple(synthetic_forms(pages=8, seed=3))
SAMENESS = ("repeats", "contents", "template", "borrowed")
"""The rules about what a document, or another one, has already said."""


def lines(text):
    return [line for line in text.split("\n") if line]


def lost(result, article):
    """Return what was removed from an article as already said: pairs of rule and text."""
    kept = Counter(lines(article))
    gone = [
        (span.rule, line)
        for span in result.removed
        if span.rule in SAMENESS
        for line in lines(result.source[span.start : span.end])
    ]
    return [(rule, line) for rule, line in gone if kept[line]]


def test_every_site_has_as_many_pages_as_asked_for():
    assert [*Counter(urlsplit(page.url).hostname for page in FORMS).values()] == [8] * 14


def test_sentences_come_back_with_other_figures():
    said = defaultdict(set)
    for page in FORMS:
        for line in lines(page.article):
            said[fold(line)].add(tuple(figures_of(line)))
    assert sum(len(figures) > 4 for figures in said.values()) > 20


def test_every_second_site_prints_lines_of_its_own():
    printing = defaultdict(bool)
    for page in FORMS:
        printing[urlsplit(page.url).hostname] |= bool(page.spans)
    assert [*printing.values()] == [False, True] * 7


def test_the_same_arguments_give_the_same_pages_in_another_process():
    code = "from cleanwire.testing import synthetic_forms; print(hash(repr([*synthetic_forms(pages=2)])))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": "1", "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1]


@pytest.mark.parametrize("option", ["sites", "pages"])
def test_a_number_below_one_is_one_error(option):
    with pytest.raises(OptionError, match=f"{option} = 0"):
        synthetic_forms(**{option: 0})


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 24))
def test_no_sentence_of_a_form_goes_for_being_said_already(seed, pages):
    corpus = [*synthetic_forms(sites=3, pages=pages, seed=seed)]
    profile = SiteProfile.fit((page.text, page.url) for page in corpus)
    for cleaner in (Cleaner(), Cleaner(profile=profile), Cleaner(profile=profile.finished(), strictness="thorough")):
        for page in corpus:
            assert lost(cleaner.explain(page.text, url=page.url), page.article) == []
