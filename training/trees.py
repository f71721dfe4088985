"""Trees that recognise boilerplate by all features of a line."""

import json
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from labelled import Case, weights_of
from sklearn.ensemble import HistGradientBoostingClassifier

from cleanwire.stages.judging.evidence import EVIDENCE, evidence_of
from cleanwire.stages.judging.lexicon import Lexicon

__all__ = ["trees_of", "written_trees"]

TREES = {
    "max_iter": 200,
    "max_leaf_nodes": 31,
    "learning_rate": 0.07,
    "l2_regularization": 20.0,
    "min_samples_leaf": 40,
    "max_features": 0.25,
}
"""Half as many, or half as large, find 0.03 less of the boilerplate; twice as many find the same."""


def trees_of(cases: Iterable[tuple[Case, Lexicon]], unknown: float) -> HistGradientBoostingClassifier:
    """Return trees fitted to the lines of cases, both with all rules and without a share of them.

    The lexicon of a case was fitted to other sources, so trees see the weights that words have on unknown pages.
    """
    tables, truths, weights = [], [], []
    for case, lexicon in cases:
        for share in (0.0,) if case.text.calm else (0.0, unknown):
            tables.append(_table_of(case, lexicon, share))
            truths.append(case.truth)
            weights.append(weights_of(case))
    weight = np.concatenate(weights)
    counted = weight > 0
    model = HistGradientBoostingClassifier(random_state=0, early_stopping=False, **TREES)
    return model.fit(
        np.concatenate(tables)[counted],
        np.concatenate(truths)[counted],
        sample_weight=weight[counted] / weight[counted].mean(),
    )


def _table_of(case: Case, lexicon: Lexicon, share: float) -> np.ndarray:
    """Return the features of a case's lines without a share of the rules, as an array (lines, evidence)."""
    lines = case.document.line_table()
    evidence = evidence_of(case.document, lines, case.known(share), lexicon.weigh(case.document, lines))
    return np.array(evidence.numbers, np.float32).reshape(len(EVIDENCE), lines.count).T


def written_trees(
    model: HistGradientBoostingClassifier, names: Sequence[str] = EVIDENCE, bars: Mapping[str, float] | None = None
) -> str:
    """Return trees as JSON, one per line."""
    trees = [json.dumps(_nested(held[0].nodes, 0)) for held in model._predictors]
    bias = round(float(model._baseline_prediction.item()), 4)
    head = {"names": list(names), "bias": bias, "bars": dict(bars or {})}
    return f'{json.dumps(head)[:-1]}, "trees": [\n' + ",\n".join(trees) + "\n]}\n"


def _nested(nodes: np.ndarray, at: int) -> list | float:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    below, above = _nested(nodes, node["left"]), _nested(nodes, node["right"])
    return [int(node["feature_idx"]), float(f"{node['num_threshold']:.5g}"), round(_mean(nodes, at), 4), below, above]


def _mean(nodes: np.ndarray, at: int) -> float:
    node = nodes[at]
    if node["is_leaf"]:
        return float(node["value"])
    left, right = nodes[node["left"]], nodes[node["right"]]
    total = _mean(nodes, node["left"]) * left["count"] + _mean(nodes, node["right"]) * right["count"]
    return float(total / (left["count"] + right["count"]))
