"""Refit the weights and trees that separate the article of an HTML page from the rest.

    python training/markup.py [GOLD] [--write]

GOLD is a folder of annotated pages, by default the one in CLEANWIRE_GOLD. It contains `html-dev.jsonl.xz` and
`lines-dev.jsonl.xz` with one page per line: {"set", "html", "gold", "url"}, where gold is the text of its article. Some
also have "group" (the site), "texts" and "labels" (the output of extractors, and the label of each line of it), and
"part". Pages of another part than `fit` are left out, and so are all other pages of their sites.

The printed figures are for held-out pages: first one source at a time, then one site in five. There are three: for what
trafilatura keeps, for trafilatura with weights, and for our own extractor, which uses trafilatura with weights on pages
where it expects an F1 below SURE; then the share of these pages, and the F1 of our own extractor alone. With --write
everything is fitted to all pages; the same pages give the same files. Needs the extra [bench].
"""

import argparse
import multiprocessing
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from files import rows_of
from holding import number_of
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits
from trees import written_trees

from cleanwire.reading.html.alignment import align, words_of
from cleanwire.reading.html.choosing import SURE, Observed, asked, chosen_alone, chosen_of, observe
from cleanwire.reading.html.headline import TITLE_LIKENESS
from cleanwire.reading.html.likelihood import SPREADS, Weights
from cleanwire.reading.html.own import HOPELESS, Own, weighed_again
from cleanwire.reading.html.parsing import parsed
from cleanwire.reading.html.surroundings import ELEMENTS, Surroundings
from cleanwire.reading.html.vocabulary import HINT_WORDS
from cleanwire.scoring.trees import read_trees
from cleanwire.stages.page_markup import DOUBTFUL

FILES = ("html-dev.jsonl.xz", "lines-dev.jsonl.xz")

FITTED = "fit"
"""The part of the pages that weights are fitted to. Pages without a part belong to it."""

UNSAID = frozenset({"either", "headline"})
"""Lines with these labels are not used: editors could decide either way, or the gold text leaves them out."""

FEW = 40
"""Sources with fewer pages are held out together."""

FOLDS = 5

C = 0.0003
"""The inverse strength of regularisation. On held-out sources, 0.00003 costs 0.004 in F1 of words; 0.001 is the same
except on news, which loses 0.003, and 0.003 loses 0.02 there."""

TREES = {
    "max_iter": 100,
    "max_leaf_nodes": 15,
    "learning_rate": 0.1,
    "l2_regularization": 20.0,
    "min_samples_leaf": 60,
    "max_features": 0.3,
}
"""60 trees at a learning rate of 0.15 lose 0.0003 of F1 on held-out sources."""

HALVES = 2
"""Trees get first scores from weights fitted to other sites. For this, the sites are divided into this many parts."""

LARGEST = 30.0
"""The greatest weight of a block, so that a page with one long block does not decide."""

GRAM = 4
INSIDE = 0.5

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "cleanwire" / "reading" / "html"

Row = dict[str, Any]
Table = tuple[np.ndarray, sparse.csr_matrix]

NAMES = [("near", word) for word in sorted(HINT_WORDS)]
NAMES += [("far", word) for word in sorted(HINT_WORDS)]
NAMES += [("elements", element) for element in sorted(ELEMENTS)]
PLACES = {name: place for place, name in enumerate(NAMES)}


@dataclass(frozen=True, slots=True)
class Case:
    """A page, and which of its blocks belong to the article."""

    source: str
    site: str
    observed: Observed
    """Including what trafilatura keeps."""
    alone: Observed
    """Without it."""
    truth: np.ndarray
    weight: np.ndarray
    """The weight of each block, 0 for those that the gold text does not decide."""


def rows_in(folder: Path) -> list[Row]:
    """Return the pages that weights may be fitted to, each with its site."""
    rows: list[Row] = [row for name in FILES for row in rows_of(folder / name)]
    groups = {row["group"] for row in rows if "group" in row}
    rows = [row | {"site": site_of(row, groups)} for row in rows if row["gold"]]
    apart = {row["site"] for row in rows if row.get("part", FITTED) != FITTED}
    return [row for row in rows if row["site"] not in apart]


def site_of(row: Row, groups: set[str]) -> str:
    """Return the group of a page; otherwise the group that its domain belongs to, or its domain."""
    if "group" in row:
        return str(row["group"])
    domain = urlsplit(row["url"] or "").netloc.lower().removeprefix("www.")
    parts = domain.split(".")
    return next((name for at in range(len(parts)) if (name := ".".join(parts[at:])) in groups), domain or row["id"])


def case_of(row: Row) -> Case | None:
    tree = parsed(row["html"])
    alone = observe(tree) if tree is not None else None
    if tree is None or alone is None:
        return None
    observed = asked(alone, tree, url=row["url"] or None)
    truth = truth_of(observed, row["gold"])
    weight = np.where(unsaid(observed, row) & ~truth, 0.0, weight_of(observed, truth))
    return Case(row["set"], row["site"], observed, alone, truth, weight)


def truth_of(observed: Observed, gold: str) -> np.ndarray:
    """Return for each block of a page whether the gold text contains it."""
    lines = [words_of(line) for line in gold.split("\n")]
    flat = [word for line in lines for word in line]
    grams = set(zip(*(flat[n:] for n in range(GRAM)), strict=False))
    inside = align(observed.page.words, lines)
    keys = Counter(" ".join(words) for words in observed.page.words)
    for index, words in enumerate(observed.page.words):
        own = list(zip(*(words[n:] for n in range(GRAM)), strict=False))
        if not inside[index] and len(words) > 5 * GRAM and keys[" ".join(words)] == 1:
            inside[index] = sum(gram in grams for gram in own) > INSIDE * len(own)
    return np.array(inside)


def unsaid(observed: Observed, row: Row) -> np.ndarray:
    """Return which blocks the gold text does not decide: by their labels, or headlines left out by convention."""
    if "labels" in row:
        lines = [
            words_of(line)
            for name, text in sorted(row["texts"].items())
            for line, label in zip(text.split("\n"), row["labels"][name], strict=True)
            if label in UNSAID
        ]
        return np.array(align(observed.page.words, lines))
    title = " ".join(words_of(observed.title))[:40]
    absent = bool(title) and title not in " ".join(words_of(row["gold"]))
    return absent & (observed.columns["title"] > TITLE_LIKENESS)


def weight_of(observed: Observed, truth: np.ndarray) -> np.ndarray:
    """Return the weight of each block, which is its share of the article's words."""
    size = observed.columns["words"]
    weight: np.ndarray = np.minimum(LARGEST, 100 * (size + 1) / (size[truth].sum() + 50))
    return weight


def table_of(cases: Sequence[Case], terms: Sequence[str]) -> Table:
    """Return the evidence of all blocks: features, and the names around them."""
    numbers = [np.stack([case.observed.columns[name] for name in terms], 1).astype(np.float32) for case in cases]
    rows = [places_of(one) for case in cases for one in case.observed.around]
    edges = np.cumsum([0, *map(len, rows)])
    held = [place for row in rows for place in row]
    names = sparse.csr_matrix((np.ones(len(held), np.float32), held, edges), shape=(len(rows), len(NAMES)))
    return np.concatenate(numbers), names


def places_of(around: Surroundings) -> list[int]:
    return sorted(
        place
        for part in ("near", "far", "elements")
        for word in getattr(around, part)
        if (place := PLACES.get((part, word))) is not None
    )


def fitted(cases: Sequence[Case]) -> Weights:
    """Return the weights of a logistic regression on the evidence, each term scaled by its standard deviation.

    Evidence that is constant, such as what trafilatura kept if it was not run, is left out.
    """
    columns = [case.observed.columns for case in cases]
    terms = [name for name in columns[0] if name != "words" and _differs([one[name] for one in columns])]
    numbers, names = table_of(cases, terms)
    truth = np.concatenate([case.truth for case in cases])
    weight = np.concatenate([case.weight for case in cases])
    mean, spread = numbers.mean(0, dtype=float), np.maximum(numbers.std(0, dtype=float), 1e-3)
    scaled = np.clip((numbers - mean) / spread, -SPREADS, SPREADS)
    share = np.asarray(names.mean(0)).ravel()
    widths = np.maximum(np.sqrt(share * (1 - share)), 1e-3)
    both = sparse.hstack([sparse.csr_matrix(scaled), names @ sparse.diags(1 / widths)]).tocsr()
    model = LogisticRegression(C=C, max_iter=400).fit(both, truth, sample_weight=weight)
    added = model.coef_[0]
    single = dict(zip(NAMES, (added[len(terms) :] / widths).tolist(), strict=True))
    parts = {part: {word: value for (of, word), value in single.items() if of == part} for part, _ in NAMES}
    columns = zip(mean.tolist(), spread.tolist(), added.tolist(), strict=False)
    return Weights(float(model.intercept_[0]), dict(zip(terms, columns, strict=True)), **parts)


def _differs(parts: Sequence[np.ndarray]) -> bool:
    return min(part.min() for part in parts) < max(part.max() for part in parts)


def own_of(cases: Sequence[Case]) -> tuple[Weights, str]:
    """Return our own extractor fitted to some pages: weights, and trees as JSON."""
    cases = [replace(case, observed=case.alone) for case in cases]
    tables, known = [], []
    for half in range(HALVES):
        weights = fitted([case for case in cases if fold_of_site(case) % HALVES != half])
        for case in (case for case in cases if fold_of_site(case) % HALVES == half):
            page, evidence, around, *_ = case.observed
            scores, known = weighed_again(page, evidence, around, weights)
            counted = (scores > HOPELESS) & (case.weight > 0)
            table = np.array([*known.values()], np.float32).T
            tables.append((table[counted], case.truth[counted], case.weight[counted]))
    weights = fitted(cases)
    numbers, truth, weight = (np.concatenate(part) for part in zip(*tables, strict=True))
    places = np.flatnonzero(numbers.min(0) < numbers.max(0))
    model = HistGradientBoostingClassifier(random_state=0, early_stopping=False, **TREES)
    model.fit(numbers[:, places], truth, sample_weight=weight / weight.mean())
    return weights, written_trees(model, [[*known][place] for place in places])


def f1_of(case: Case, stays: np.ndarray) -> float:
    """Return the F1 of words of the kept blocks, ignoring blocks that the gold text does not decide."""
    size = case.observed.columns["words"] * (case.weight > 0)
    right = size[stays & case.truth].sum()
    return float(2 * right / max(1.0, size[stays].sum() + size[case.truth].sum()))


def kept_of(case: Case) -> np.ndarray:
    return np.array(case.observed.page.kept, bool)


def stays_of(case: Case, weights: Weights) -> np.ndarray:
    choice = chosen_of(case.observed, weights)
    stays = np.zeros(len(case.truth), bool)
    stays[choice.chosen] = True
    return stays & (~kept_of(case) | (choice.likelihoods >= DOUBTFUL))


def scores_of(case: Case, weights: Weights, own: Own) -> tuple[float, ...]:
    """Return the F1 of trafilatura, of it with weights, and of our own; whether that runs trafilatura; its F1 alone."""
    choice = chosen_alone(case.alone, own)
    stays = np.zeros(len(case.truth), bool)
    stays[choice.chosen] = True
    weighed, alone = f1_of(case, stays_of(case, weights)), f1_of(case, stays)
    asks = choice.expected < SURE
    return f1_of(case, kept_of(case)), weighed, weighed if asks else alone, float(asks), alone


def held_back(cases: Sequence[Case], fold_of: Callable[[Case], Hashable]) -> None:
    """Print the figures on each fold for weights and trees fitted to other folds and sites."""
    folds = defaultdict(list)
    for case in cases:
        folds[fold_of(case)].append(case)
    scores: list[tuple[float, ...]] = []
    for name, fold in sorted(folds.items(), key=str):
        sites = {case.site for case in fold}
        others = [case for case in cases if fold_of(case) != name and case.site not in sites]
        first, trees = own_of(others)
        weights, own = fitted(others), Own(first, read_trees(trees))
        found = [scores_of(case, weights, own) for case in fold]
        print(shown(f"{name}", found), flush=True)
        scores += found
    print(shown("all", scores), flush=True)


def shown(name: str, scores: Sequence[tuple[float, ...]]) -> str:
    before, weighed, own, asks, alone = np.mean(scores, 0)
    return (
        f"  {name:20} {len(scores):4} pages  F1 of words: trafilatura {before:.4f}, with weights {weighed:.4f}, "
        f"own {own:.4f}; runs trafilatura on {asks:.0%}, alone {alone:.4f}"
    )


def fold_of_site(case: Case) -> int:
    return number_of(case.site) % FOLDS


def rendered(weights: Weights) -> str:
    lines = [
        "# Built by training/markup.py. A score is the bias, for each term weight * (value - mean) / spread,",
        "# and what the words and elements around a block add.",
        "",
        f"bias = {weights.bias:.4f}",
        "",
        "[terms]",
        "# mean, spread, weight",
    ]
    lines += [
        f"{name} = [{mean:.5g}, {spread:.5g}, {weight:.4f}]" for name, (mean, spread, weight) in weights.terms.items()
    ]
    for part in ("near", "far", "elements"):
        lines += ["", f"[{part}]"] + [
            f"{word} = {weight:.3f}"
            for word, weight in getattr(weights, part).items()
            if abs(weight) >= 0.0005 or part == "elements"
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=os.environ.get("CLEANWIRE_GOLD"))
    parser.add_argument("--write", action="store_true", help="write the packaged weights and trees")
    args = parser.parse_args()
    if args.gold is None or not all((Path(args.gold) / name).is_file() for name in FILES):
        parser.error(f"GOLD should be a folder with {' and '.join(FILES)}; name one, or set CLEANWIRE_GOLD")
    with multiprocessing.Pool() as workers:
        made = workers.map(case_of, rows_in(Path(args.gold)), chunksize=8)
    cases = [case for case in made if case is not None]
    pages = Counter(case.source for case in cases)
    with threadpool_limits(1):  # so that sums are the same on all machines of one kind
        print("held-out sources:")
        held_back(cases, lambda case: case.source if pages[case.source] >= FEW else "others")
        print(f"held-out sites, one in {FOLDS}:")
        held_back(cases, fold_of_site)
        if args.write:
            write(cases)


def write(cases: Sequence[Case]) -> None:
    """Write the shipped weights and trees, fitted to all pages."""
    own, trees = own_of(cases)
    texts = {
        "trafilatura-weights.toml": rendered(fitted(cases)),
        "own-weights.toml": rendered(own),
        "own-trees.json": trees,
    }
    for name, text in texts.items():
        (TARGET / name).write_text(text, encoding="utf-8")
    print(f"wrote {', '.join(texts)} to {TARGET.relative_to(ROOT)}, fitted to {len(cases)} pages")


if __name__ == "__main__":
    main()
