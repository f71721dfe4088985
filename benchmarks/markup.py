"""Rebuild the weights that tell a page's article from what stands around it.

    python benchmarks/markup.py PAGES.jsonl[.xz] [--write] [--share N]

PAGES holds one page a line: {"html", "gold", "url"}, where gold is the text of its article. Pages whose domain hashes
to 0, 1 or 2 of 10 are held back: nothing is fitted on them. Without --write the weights are fitted and judged only.
Needs the extra [bench].
"""

import argparse
import json
import lzma
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from holding import is_held_back
from sklearn.linear_model import LogisticRegression
from trafilatura.utils import load_html

from cleanwire.reading.html.alignment import align, words_of
from cleanwire.reading.html.choosing import MISSED, Observed, observe
from cleanwire.reading.html.evidence import TITLE_LIKENESS
from cleanwire.reading.html.likelihood import SPREADS, Weights
from cleanwire.reading.html.surroundings import ELEMENTS
from cleanwire.reading.html.vocabulary import HINT_WORDS
from cleanwire.stages.markup import DOUBTFUL

C = 0.0003
"""Strength of the fit. In five-fold cross-validation by domain .00005 and .0001 scored .004 and .002 less on WCXB; .001
scored the same there and .004 less on 54 scrapinghub pages. Measured on a larger set of evidence than is shipped."""

LARGEST = 30.0
"""The most that one block weighs, so that no page of one long block decides."""

GRAM = 4
INSIDE = 0.5

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "cleanwire" / "reading" / "html" / "weights.toml"


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def domain_of(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def truth_of(observed: Observed, gold: str) -> np.ndarray:
    """Return for each block of a page whether the gold text holds it."""
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


def matrix(observed: Observed, names: list[str]) -> np.ndarray:
    columns = [observed.columns[name] for name in names]
    for part, words in (("near", sorted(HINT_WORDS)), ("far", sorted(HINT_WORDS)), ("elements", sorted(ELEMENTS))):
        columns += [np.array([word in getattr(one, part) for one in observed.around], float) for word in words]
    return np.stack(columns, 1).astype(np.float32)


def weight_of(observed: Observed, truth: np.ndarray, gold: str) -> np.ndarray:
    """Return what each block counts: its share of the article's words.

    A headline that the gold text leaves out by convention tells nothing.
    """
    size = observed.columns["words"]
    weight = np.minimum(LARGEST, 100 * (size + 1) / (size[truth].sum() + 50))
    if observed.title and " ".join(words_of(observed.title))[:40] not in " ".join(words_of(gold)):
        weight[observed.columns["title"] > TITLE_LIKENESS] = 0
    return weight


def fitted(pages: list[tuple[Observed, np.ndarray, np.ndarray]]) -> Weights:
    names = [name for name in pages[0][0].columns if name != "words"]
    numbers = np.concatenate([matrix(observed, names) for observed, _, _ in pages])
    truth = np.concatenate([one for _, one, _ in pages])
    weight = np.concatenate([one for _, _, one in pages])
    mean, spread = numbers.mean(0), np.maximum(numbers.std(0), 1e-3)
    scaled = (numbers - mean) / spread
    np.clip(scaled, -SPREADS, SPREADS, out=scaled)
    model = LogisticRegression(C=C, max_iter=400).fit(scaled, truth, sample_weight=weight)
    added = model.coef_[0]
    count, words = len(names), sorted(HINT_WORDS)
    terms = {name: (float(mean[k]), float(spread[k]), float(added[k])) for k, name in enumerate(names)}
    single = added[count:] / spread[count:]
    bias = float(model.intercept_[0] - (added[count:] * mean[count:] / spread[count:]).sum())
    near, far, elements = np.split(single, [len(words), 2 * len(words)])
    return Weights(
        bias,
        terms,
        dict(zip(words, near.tolist(), strict=True)),
        dict(zip(words, far.tolist(), strict=True)),
        dict(zip(sorted(ELEMENTS), elements.tolist(), strict=True)),
    )


def judged(weights: Weights, pages: list[tuple[Observed, np.ndarray, np.ndarray]]) -> str:
    """Return the mean F1 of the words that stay, without and with the weights."""
    before, after = [], []
    for observed, truth, _ in pages:
        size, kept = observed.columns["words"], observed.columns["kept"] > 0
        likely = weights.likelihoods(observed.columns, observed.around)
        stays = likely > np.where(kept, DOUBTFUL, MISSED)
        for chosen, scores in ((kept, before), (stays, after)):
            right = size[chosen & truth].sum()
            scores.append(2 * right / max(1, size[chosen].sum() + size[truth].sum()))
    return f"F1 of words, page by page: extractor {np.mean(before):.4f}, with weights {np.mean(after):.4f}"


def rendered(weights: Weights) -> str:
    lines = [
        "# Built by benchmarks/markup.py. A score is the bias, for each term weight * (value - mean) / spread,",
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
    parser.add_argument("pages", type=Path)
    parser.add_argument("--write", action="store_true", help="write the packaged weights")
    parser.add_argument("--share", type=int, default=1, help="use every Nth page only")
    args = parser.parse_args()
    parts: dict[bool, list[tuple[Observed, np.ndarray, np.ndarray]]] = {False: [], True: []}
    for number, row in enumerate(rows(args.pages)):
        tree = load_html(row["html"]) if number % args.share == 0 else None
        observed = observe(tree, url=row["url"] or None) if tree is not None else None
        if observed is not None:
            truth = truth_of(observed, row["gold"])
            held_back = is_held_back(domain_of(row["url"] or ""))
            parts[held_back].append((observed, truth, weight_of(observed, truth, row["gold"])))
    weights = fitted(parts[False])
    for held_back, name in ((False, "fitted on"), (True, "held back")):
        print(f"{name} {len(parts[held_back])} pages: {judged(weights, parts[held_back])}")
    if args.write:
        TARGET.write_text(rendered(weights), encoding="utf-8")
        print(f"wrote {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
