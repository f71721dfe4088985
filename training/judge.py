"""Refit the judge, and print what it does to sources that nothing was fitted to.

    python training/judge.py GOLD [--others FOLDER] [--write]

GOLD is a folder with `lines-dev.jsonl.xz`, pages whose every line readers labelled, of which the part `fit` is used,
and with `text-dev.jsonl.xz`, whose articles are whole: of them nothing may go. FOLDER holds texts of another kind,
such as the documentation in /usr/share/doc, of which nothing may go either.

Rules have met the pages of GOLD, and know more of them than of others. So each page is fitted to twice: as it is, and
as if half of the rules that belong to a language were not there. The printed figures are of sources held back, a fourth
at a time, in both ways. With `--write` the lexicon and the trees are refitted to all pages. Needs
`pip install cleanwire[bench]`.
"""

import json
import multiprocessing
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
import numpy as np
from labelled import FOLDS, Case, Folds, apart, case_of, folds_of, stages_around, texts_in, weights_of
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from cleanwire.cleaner import THRESHOLDS
from cleanwire.model import Document, Verdict
from cleanwire.resolving import resolve
from cleanwire.stages.judging import JUDGE, Judge
from cleanwire.stages.judging.evidence import evidence_of
from cleanwire.stages.judging.lexicon import Lexicon
from cleanwire.stages.judging.trees import read_trees

FOLDER = Path(__file__).parents[1] / "src/cleanwire/stages/judging"

SITES = 5
"""Words that stand on pages of fewer sites are names and chance."""

LEXICON_STRENGTH = 3.0
"""The inverse strength of regularisation of the lexicon. A tenth and three times as much find less."""

LEAST_WEIGHT = 0.02
"""Words that weigh less are left out of the packaged lexicon."""

UNKNOWN = 0.45
"""Share of the rules of languages that are taken away: what goes of pages that no rule has met is about a half."""

BUDGETS = {"safe": (0.0002, 0.005), "default": (0.001, 0.0135), "thorough": (0.005, 0.06)}
"""The share of the articles' words that may go at each strictness, and of documents that may lose over 1 %."""

BARS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.83, 0.85, 0.88, 0.9, 0.92, 0.94, 0.96, 0.98, 1.0)
"""How sure the judge may have to be."""

NEVER = 0.98
"""The bar where none keeps a budget."""

LOOSE = {"thorough": BARS[0], "default": 0.9}
"""With this the judge claims all that some bar may ask for; long rows of lines are told by the default bar."""

TREES = {
    "max_iter": 200,
    "max_leaf_nodes": 31,
    "learning_rate": 0.07,
    "l2_regularization": 20.0,
    "min_samples_leaf": 40,
    "max_features": 0.25,
}
"""Half as many, or half as large, find .03 less of the contamination; twice as many find the same."""


def lexicon_of(cases: Sequence[Case]) -> Lexicon:
    """Return what words speak for contamination, by a regression over the labelled lines."""
    cases = [case for case in cases if not case.text.calm]
    sites: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        for grams in case.grams:
            for gram in grams:
                sites[gram].add(case.text.site)
    numbers = {gram: number for number, gram in enumerate(sorted(g for g, held in sites.items() if len(held) >= SITES))}
    table = _table([grams for case in cases for grams in case.grams], numbers)
    truth = np.concatenate([case.truth for case in cases])
    weights = np.concatenate([weights_of(case) for case in cases])
    counted = weights > 0
    model = LogisticRegression(C=LEXICON_STRENGTH / weights[counted].mean(), solver="liblinear", tol=1e-3)
    model.fit(table[counted], truth[counted], sample_weight=weights[counted])
    return Lexicon({gram: round(float(model.coef_[0][number]), 2) for gram, number in numbers.items()})


def _table(lines: Sequence[Sequence[str]], numbers: dict[str, int]) -> sparse.csr_matrix:
    columns = [[numbers[gram] for gram in grams if gram in numbers] for grams in lines]
    ends = np.cumsum([0, *map(len, columns)])
    values = np.repeat([1 / max(1, len(held)) ** 0.5 for held in columns], np.diff(ends))
    flat = np.array([number for held in columns for number in held], np.int32)
    return sparse.csr_matrix((values, flat, ends), shape=(len(columns), len(numbers)))


def table_of(case: Case, lexicon: Lexicon, share: float) -> np.ndarray:
    """Return (lines, evidence) what is known of a case's lines without a share of the rules."""
    columns = evidence_of(case.document, case.known(share), lexicon)
    return np.array(list(columns.values()), np.float32).T


def _lexicon_without(cases: Sequence[Case], folds: Folds, held_back: frozenset[int]) -> tuple[frozenset[int], Lexicon]:
    return held_back, lexicon_of(apart(cases, folds, held_back))


def fitted(
    cases: Sequence[Case], folds: Folds, lexicons: dict[frozenset[int], Lexicon], held_back: frozenset[int]
) -> HistGradientBoostingClassifier:
    """Return trees fitted to the cases of other folds: what they see of words is what words say of unknown sources."""
    tables, truths, weights = [], [], []
    for case in apart(cases, folds, held_back):
        lexicon = lexicons[held_back | {folds[case.text.source]}]
        for share in (0.0,) if case.text.calm else (0.0, UNKNOWN):
            tables.append(table_of(case, lexicon, share))
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


@dataclass(frozen=True)
class Judged:
    """What the whole pipeline makes of a case of a source that its judge was not fitted to."""

    case: Case
    gone: dict[tuple[str, float], np.ndarray]
    """(lines) Which lines go at a strictness, where the judge has to be that sure."""


def judged(case: Case, judge: Judge, share: float) -> Judged:
    """Return what the pipeline removes with some judge and without a share of the rules."""
    known = case.known(share)
    verdicts = (*known, *judge(case.document, known))
    _, _, behind = stages_around()
    for stage in behind:
        verdicts = (*verdicts, *stage(case.document, verdicts))
    return Judged(
        case, {(name, bar): _gone(case.document, verdicts, THRESHOLDS[name], bar) for name in BUDGETS for bar in BARS}
    )


def _gone(document: Document, verdicts: Sequence[Verdict], threshold: float, bar: float) -> np.ndarray:
    result = resolve(
        document.source,
        verdicts,
        removes=lambda verdict: not verdict.label.is_content,
        is_sure=lambda verdict: verdict.confidence >= (bar if verdict.rule == JUDGE else threshold),
    )
    gone = np.zeros(len(document.blocks), bool)
    starts = [block.left for block in document.blocks]
    for span in result.removed:
        for index in range(bisect_left(starts, span.start), len(starts)):
            if document.blocks[index].right > span.end:
                break
            gone[index] = True
    return gone


def keeps(held: Sequence[Judged], name: str, bar: float) -> bool:
    """Whether a strictness keeps its budget with a bar, on what extractors left."""
    held = [one for one in held if not one.case.text.calm]
    own = [one.case.words * (one.case.truth == 0) for one in held]
    lost = np.array([(words * one.gone[name, bar]).sum() for words, one in zip(own, held, strict=True)])
    whole = np.array([words.sum() for words in own])
    share, documents = BUDGETS[name]
    return bool(lost.sum() <= share * whole.sum() and (lost > 0.01 * whole).mean() <= documents)


def report(held: Sequence[Judged], name: str, bar: float) -> None:
    """Print for each kind of text what goes at a strictness with a bar."""
    rows: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for one in held:
        case, gone = one.case, one.gone[name, bar]
        foreign = (case.truth == 1) & np.array([label != "appended_story" for label in case.labels])
        own = case.words * (case.truth == 0)
        row = ((case.words * foreign * gone).sum(), (case.words * foreign).sum(), (own * gone).sum(), own.sum())
        rows[case.text.kind].append(row)
    for kind, figures in sorted(rows.items()):
        found, foreign, lost, own = np.array(figures, float).T
        mean = (found[foreign > 0] / foreign[foreign > 0]).mean() if (foreign > 0).any() else 0.0
        print(
            f"    {kind:12} n={len(figures):4} removed {found.sum() / max(1, foreign.sum()):.3f} (mean of pages"
            f" {mean:.3f})  lost {lost.sum() / own.sum():.5f}  over 1 % {(lost > 0.01 * own).mean():.4f}"
            f" over 10 % {(lost > 0.1 * own).mean():.4f}"
        )


def written_trees(model: HistGradientBoostingClassifier, names: Sequence[str], bars: dict[str, float]) -> str:
    """Return trees as JSON, one to a line."""
    trees = [json.dumps(_nested(held[0].nodes, 0)) for held in model._predictors]
    bias = round(float(model._baseline_prediction.item()), 4)
    head = {"names": list(names), "bias": bias, "bars": bars}
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


def written_lexicon(lexicon: Lexicon) -> str:
    """Return a lexicon as a table, the words that say most first."""
    held = [(words, weight) for words, weight in lexicon.weights.items() if abs(weight) >= LEAST_WEIGHT]
    held.sort(key=lambda one: (-abs(one[1]), one[0]))
    return "words\tweight\n" + "".join(f"{words}\t{weight:.2f}\n" for words, weight in held)


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--others", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Texts of another kind.")
@click.option("--write", is_flag=True, help="Write what was fitted to all pages.")
def main(gold: Path, others: Path | None, write: bool) -> None:
    """Refit the judge."""
    with multiprocessing.Pool() as workers:
        cases = [case for case in workers.imap(case_of, list(texts_in(gold, others)), chunksize=8) if case]
    folds = folds_of(cases)
    names = list(evidence_of(cases[0].document, (), Lexicon({})))
    wanted = {frozenset({one, other}) for one in range(FOLDS) for other in range(FOLDS)} | {frozenset()}
    with multiprocessing.Pool() as workers:
        lexicons = dict(workers.imap(partial(_lexicon_without, cases, folds), sorted(wanted, key=sorted)))
    models = {fold: fitted(cases, folds, lexicons, frozenset({fold})) for fold in range(FOLDS)}
    found: dict[float, list[Judged]] = {0.0: [], UNKNOWN: []}
    for fold, model in models.items():
        judge = Judge(read_trees(written_trees(model, names, LOOSE)), lexicons[frozenset({fold})])
        inside = [case for case in cases if folds[case.text.source] == fold]
        for share, held in found.items():
            with multiprocessing.Pool() as workers:
                held.extend(workers.imap(partial(judged, judge=judge, share=share), inside, chunksize=8))
    bars = {name: next((bar for bar in BARS if keeps(found[UNKNOWN], name, bar)), NEVER) for name in BUDGETS}
    for share, held in found.items():
        for name, bar in bars.items():
            print(f"sources held back, {share:.0%} of the rules unknown, {name}, bar {bar}:")
            report(held, name, bar)
    if write:
        model = fitted(cases, folds, lexicons, frozenset())
        (FOLDER / "trees.json").write_text(written_trees(model, names, bars), encoding="utf-8")
        (FOLDER / "lexicon.tsv").write_text(written_lexicon(lexicons[frozenset()]), encoding="utf-8")


if __name__ == "__main__":
    main()
