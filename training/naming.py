"""Fit the labels of boilerplate that the judge claims: weights of features and of words for each kind."""

from collections.abc import Sequence

import numpy as np
from labelled import Case
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from cleanwire.labels import Label
from cleanwire.rules.scene import Scene
from cleanwire.stages.judging.evidence import evidence_of
from cleanwire.stages.judging.lexicon import Lexicon
from cleanwire.stages.judging.naming import Naming, Signs

__all__ = ["naming_of", "written_naming"]

STRENGTH = 0.1
"""The inverse strength of regularisation. With three times as much, 0.02 fewer of the lines get the right label."""

CLAIMED = 0.5
"""A claim of this confidence gives a line its label."""

HEAVY = 60
"""Lines of more words count as this many."""


def naming_of(cases: Sequence[Case], lexicon: Lexicon, unknown: float) -> Naming:
    """Fit the naming of kinds by features.

    All boilerplate of a page is used, and once more the lines that no rule names when a share of the rules is off.
    """
    lines = [
        line
        for case in cases
        if not case.text.calm
        for share in (0.0, unknown)
        for line in _lines(case, lexicon, share)
    ]
    shapes = DictVectorizer()
    table = shapes.fit_transform([signs for signs, *_ in lines])
    weights = np.array([min(size, HEAVY) for *_, size in lines]) ** 0.5 / 3
    model = LogisticRegression(C=STRENGTH, max_iter=600, fit_intercept=False)
    model.fit(table, [label for _, label, _ in lines], sample_weight=weights)
    held = dict(zip(shapes.feature_names_, model.coef_.T.round(2).tolist(), strict=True))
    return Naming(tuple(map(Label, model.classes_)), held)


def _lines(case: Case, lexicon: Lexicon, share: float) -> list[tuple[dict[str, float], str, int]]:
    """Return features, kind and length of each line of boilerplate; with a share of rules off, of unnamed ones only."""
    verdicts = case.known(share)
    lines = case.document.line_table()
    evidence = evidence_of(case.document, lines, verdicts, lexicon.weigh(case.document, lines))
    signs = Signs(Scene(case.document, verdicts), lines, evidence, lexicon)
    return [
        (signs.of(block), case.labels[at], block.size)
        for at, block in enumerate(case.document.blocks)
        if case.truth[at] == 1 and (share == 0 or evidence.at("claim", at) < CLAIMED)
    ]


def written_naming(naming: Naming) -> str:
    """Return the weights as a table with a row for each feature and a column for each kind."""
    head = "\t".join(["sign", *naming.kinds])
    return f"{head}\n" + "".join(
        f"{sign}\t" + "\t".join(f"{weight:.2f}" for weight in held) + "\n"
        for sign, held in sorted(naming.weights.items())
    )
