"""Fit the lexicon: which words speak for boilerplate, and for which kind."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

import numpy as np
from labelled import Case, weights_of
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from cleanwire.labels import Label
from cleanwire.stages.judging.lexicon import Lexicon

__all__ = ["lexicon_of", "written_lexicon"]

SITES = 5
"""Words on pages of fewer sites are names or chance."""

STRENGTH = 3.0
"""The inverse strength of regularisation. A tenth and three times this value find less. Adding whole articles, as text
of which nothing is removed, changes nothing."""

AGREED = 2
"""A word speaks for a kind of boilerplate if it occurs in it on at least this many sites, and on half of all."""

LEAST_WEIGHT = 0.02
"""Words with a smaller weight are left out of the shipped lexicon."""


def lexicon_of(cases: Sequence[Case]) -> Lexicon:
    """Return which words speak for boilerplate, by a regression over the annotated lines."""
    cases = [case for case in cases if not case.text.calm]
    sites: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        for grams in case.grams:
            for gram in grams:
                sites[gram].add(case.text.site)
    numbers = {gram: number for number, gram in enumerate(sorted(g for g, held in sites.items() if len(held) >= SITES))}
    table = _table_of([grams for case in cases for grams in case.grams], numbers)
    truth = np.concatenate([case.truth for case in cases])
    weights = np.concatenate([weights_of(case) for case in cases])
    counted = weights > 0
    model = LogisticRegression(C=STRENGTH / weights[counted].mean(), solver="liblinear", tol=1e-3)
    model.fit(table[counted], truth[counted], sample_weight=weights[counted])
    found = {gram: round(float(model.coef_[0][number]), 2) for gram, number in numbers.items()}
    weights = {gram: weight for gram, weight in found.items() if abs(weight) >= LEAST_WEIGHT}
    return Lexicon.of(weights, _kinds_of(cases, {gram for gram, weight in weights.items() if weight > 0}))


def _kinds_of(cases: Sequence[Case], grams: Set[str]) -> dict[str, Label]:
    """Return for each word the kind of boilerplate in which it occurs on most sites, if at least two agree."""
    sites: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for case in cases:
        for held, label, truth in zip(case.grams, case.labels, case.truth, strict=True):
            for gram in grams.intersection(held) if truth == 1 else ():
                sites[gram][label].add(case.text.site)
    kinds: dict[str, Label] = {}
    for gram, labels in sites.items():
        label = max(labels, key=lambda one: (len(labels[one]), one))
        if len(labels[label]) >= max(AGREED, sum(map(len, labels.values())) / 2):
            kinds[gram] = Label(label)
    return kinds


def _table_of(lines: Sequence[Sequence[str]], numbers: Mapping[str, int]) -> sparse.csr_matrix:
    """Return the share of each line that a word is (lines, words): in lines of many known words each says less."""
    columns = [[numbers[gram] for gram in grams if gram in numbers] for grams in lines]
    ends = np.cumsum([0, *map(len, columns)])
    values = np.repeat([1 / max(1, len(held)) ** 0.5 for held in columns], np.diff(ends))
    flat = np.array([number for held in columns for number in held], np.int32)
    return sparse.csr_matrix((values, flat, ends), shape=(len(columns), len(numbers)))


def written_lexicon(lexicon: Lexicon) -> str:
    """Return a lexicon as a table, with the largest weights first."""
    rows = sorted(lexicon.entries(), key=lambda one: (-abs(one[1]), one[0]))
    return "words\tweight\tkind\n" + "".join(f"{words}\t{weight:.2f}\t{kind or ''}\n" for words, weight, kind in rows)
