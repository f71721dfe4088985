"""Refit what tells prose from furniture, and print what it does to pages held back.

    python benchmarks/prose.py GOLD [--others FOLDER] [--write]

GOLD is a folder with `text-dev.jsonl.xz` and `lines-dev.jsonl.xz`: pages with the article that a person marked, and
what dumps of the page hold. Of the second file only the part `fit` is used. FOLDER holds texts that are neither pages
nor articles, such as the documentation in /usr/share/doc: a dump must not be seen in them. Three domains in ten are
held back: the figures printed are theirs. With `--write all` the decisions are refitted to all pages and written to
`weights.toml`, and the screen to `screen.toml`. Needs `pip install cleanwire[bench]`.
"""

import gzip
import json
import lzma
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

import click
import numpy as np
from alignment import shares_in, words_of
from holding import number_of
from sklearn.linear_model import LogisticRegression

from cleanwire.cleaner import run, stages_of
from cleanwire.reading import read
from cleanwire.rules.rulebook import Rulebook
from cleanwire.stages.prose import find_furniture
from cleanwire.stages.prose.evidence import Lines, first_evidence, lines_of, second_evidence
from cleanwire.stages.prose.screening import DUMP, FEW, Screen, doubt, marks_of, shipped_screen

FOLDER = Path(__file__).parents[1] / "src/cleanwire/stages/prose"

CLEAN = "gold"
"""The name under which the article itself is one of a page's texts: of it nothing may go."""

CLEAN_WEIGHT = 3.0
"""How much more a line of the article itself counts than one of a text: there a cut is harm and nothing else."""

STRENGTH = 2500.0
"""The inverse strength of regularisation, where the weights of all lines add up to 1. A fifth and a thirtieth of it did
worse on pages that were not fitted to, by .001 and .002 of F1 of words."""

LEAST = -1.0
"""Dumps that look less like one by the screen are not fitted to: hardly any is judged."""

OTHER = "other"
"""The name of texts that are neither pages nor articles."""

CALM = 3.0
"""How much more the article itself and other texts count for the screen than dumps: to take one for a dump is harm."""

HEAVY = 200
"""Words of a line above which it counts no more."""

POWER = 0.8
"""Lines count by this power of their words: the score is by words, and headings are lines to a reader too."""

FOLDS = 3

DUMPS = ("html_text", "inscriptis")
"""Which texts of the first file are dumps."""

DUMP_OF = "dump of "
"""How the dumps of the second file are named, with their language."""

LANGUAGES = {"en": "en", "de": "de", "ja": "cjk", "zh": "cjk", "ko": "cjk"}

OTHER_BYTES = 150_000
"""Longer texts are no pages."""


@dataclass(frozen=True)
class Case:
    """One text of one page: what is known of its lines, and which are the article's."""

    name: str
    domain: str
    marks: dict[str, float]
    lines: Lines | None = None
    """None where the document looks like no dump at all."""
    first: np.ndarray = field(default_factory=lambda: np.empty(0))
    own: np.ndarray = field(default_factory=lambda: np.empty(0))
    """(lines) Share of the words that are the article's."""
    words: np.ndarray = field(default_factory=lambda: np.empty(0))
    article: int = 0
    """Words of the article."""


@dataclass(frozen=True)
class Fit:
    """A logistic regression over scaled evidence."""

    names: Sequence[str]
    mean: np.ndarray
    spread: np.ndarray
    weights: np.ndarray
    bias: float

    def scores(self, table: np.ndarray) -> np.ndarray:
        scores: np.ndarray = (table - self.mean) / self.spread @ self.weights + self.bias
        return scores

    def furniture(self, table: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-np.clip(self.scores(table), -30, 30)))


def pages_of(gold: Path) -> Iterator[dict]:
    """Yield the labelled pages: where each is from, the article, and what extractors and dumps left of the page."""
    with lzma.open(gold / "text-dev.jsonl.xz", "rt", encoding="utf-8") as file:
        for page in map(json.loads, file):
            domain = page["url"].split("/")[2] if page["url"] else page["id"]
            yield {"domain": domain, "gold": page["gold"], "texts": page["texts"]}
    with lzma.open(gold / "lines-dev.jsonl.xz", "rt", encoding="utf-8") as file:
        for page in map(json.loads, file):
            if page["part"] == "fit" and page["gold"]:
                name = f"{DUMP_OF}{LANGUAGES.get(page['lang'], 'other')}"
                texts = {**page["texts"], name: page["dump"]}
                yield {"domain": str(page["group"]), "gold": page["gold"], "texts": texts}


def others_in(folder: Path) -> Iterator[dict]:
    """Yield the texts of a folder, each without a dump."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.stat().st_size < OTHER_BYTES:
            raw = path.read_bytes()
            try:
                text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8")
            except (OSError, EOFError, ValueError):
                continue
            yield {"domain": path.relative_to(folder).parts[0], "gold": text, "texts": {}, "name": OTHER}


def cases_of(page: dict) -> list[Case]:
    """Return the texts of a page as cases, the article itself among them."""
    stages = tuple(takewhile(lambda stage: stage is not find_furniture, stages_of(Rulebook())))
    made = []
    for name, text in {**page["texts"], page.get("name", CLEAN): page["gold"]}.items():
        document = read(text, format="text")
        if len(document.blocks) < FEW:
            continue
        verdicts = run(stages, document)
        marks = marks_of(document, verdicts)
        if not is_dump(name) and shipped_screen().likeness(marks) < LEAST - 1:
            made.append(Case(name, page["domain"], marks))
            continue
        lines = lines_of(document, verdicts)
        spoken = [words_of(document.text(block)) for block in document.blocks]
        first = np.array(list(first_evidence(lines).values()), np.float32).T
        own = shares_in(page["gold"], spoken) if name not in (CLEAN, OTHER) else np.ones(len(spoken))
        counts = np.array([len(words) for words in spoken])
        size = max(30, len(words_of(page["gold"])))
        made.append(Case(name, page["domain"], marks, lines, first, own, counts, size))
    return made


def is_dump(name: str) -> bool:
    return name in DUMPS or name.startswith(DUMP_OF)


def within(cases: Sequence[Case], screened: Screen) -> list[Case]:
    """Return the cases that look enough like dumps to be judged, and some beyond."""
    return [case for case in cases if case.lines and screened.likeness(case.marks) >= LEAST]


def screen(cases: Sequence[Case]) -> Screen:
    """Return what each mark counts for a document being a dump, and not an article or another text by itself."""
    seen = [case for case in cases if is_dump(case.name) or case.name in (CLEAN, OTHER)]
    table = np.array([list(case.marks.values()) for case in seen])
    dumps = np.array([is_dump(case.name) for case in seen])
    fitted = LogisticRegression(max_iter=1000).fit(table, dumps, sample_weight=np.where(dumps, 1, CALM))
    weights = dict(zip(seen[0].marks, fitted.coef_[0].round(2).tolist(), strict=True))
    return Screen(round(float(fitted.intercept_[0]), 2), weights)


def held_back(domain: str) -> bool:
    """Whether a site is held back; by another number than the one that parts the labelled pages."""
    return number_of(f"prose {domain}") % 10 < 3


def fit(names: Sequence[str], cases: Sequence[Case], tables: Sequence[np.ndarray]) -> Fit:
    """Return a regression of furniture on tables of evidence, one for each case."""
    table = np.concatenate(tables).astype(np.float32)
    furniture = np.concatenate([case.own for case in cases]) < 0.5
    weights = np.concatenate([_weights(case) for case in cases])
    mean, spread = table.mean(0, dtype=float), table.std(0, dtype=float)
    spread[spread < 1e-6] = 1
    model = LogisticRegression(C=STRENGTH, solver="newton-cholesky", max_iter=12, tol=1e-3)
    model.fit(((table - mean) / spread).astype(np.float64), furniture, sample_weight=weights / weights.sum())
    return Fit(names, mean, spread, model.coef_[0], float(model.intercept_[0]))


def _weights(case: Case) -> np.ndarray:
    """Return how much each line counts: by its words, and the shorter the article, the more."""
    words: np.ndarray = (np.minimum(case.words, HEAVY) ** POWER + 0.1) / case.article**POWER
    return words * (CLEAN_WEIGHT if case.name in (CLEAN, OTHER) else 1.0)


def twice(cases: Sequence[Case]) -> tuple[Fit, Fit]:
    """Fit both passes. What the second sees of the first is what pages get that the first was not fitted to."""
    names = list(first_evidence(cases[0].lines))
    tables: list[np.ndarray] = [np.empty(0)] * len(cases)
    for fold in range(FOLDS):
        inside = [case for case in cases if number_of(case.domain) // 10 % FOLDS != fold]
        part = fit(names, inside, [case.first for case in inside])
        for at, case in enumerate(cases):
            if number_of(case.domain) // 10 % FOLDS == fold:
                tables[at] = _both(case, part)
    first = fit(names, cases, [case.first for case in cases])
    more = list(second_evidence(cases[0].lines, np.full(len(cases[0].words), 0.5)))
    return first, fit([*names, *more], cases, tables)


def _both(case: Case, first: Fit) -> np.ndarray:
    evidence = second_evidence(case.lines, 1 - first.furniture(case.first))
    return np.concatenate([case.first, np.array(list(evidence.values()), np.float32).T], axis=1)


def judged(case: Case, fits: tuple[Fit, Fit], likeness: float) -> np.ndarray:
    """Return which lines of a case go."""
    if likeness < DUMP or case.lines is None:
        return np.zeros(len(case.words), bool)
    first, second = fits
    gone: np.ndarray = second.scores(_both(case, first)) >= doubt(likeness)
    return gone


def report(cases: Iterable[Case], fits: tuple[Fit, Fit], screened: Screen) -> None:
    """Print for each kind of text its F1 of words before and after, with the words of the article that go."""
    rows: dict[str, list[tuple[float, ...]]] = {}
    for case in cases:
        if case.lines is None:
            continue
        stays = ~judged(case, fits, screened.likeness(case.marks))
        whole = np.ones(len(stays), bool)
        own = case.words * case.own
        lost = 1 - (own * stays).sum() / max(1, own.sum())
        after = _f1(case, stays & ~case.lines.claimed)
        rows.setdefault(case.name, []).append((_f1(case, whole), _f1(case, ~case.lines.claimed), after, lost))
    for name, figures in sorted(rows.items()):
        before, rules, after, lost = np.mean(figures, axis=0)
        print(f"  {name:16} n={len(figures):4} f1 {before:.4f}, rules {rules:.4f}, after {after:.4f}; lost {lost:.4f}")


def _f1(case: Case, stays: np.ndarray) -> float:
    shared = (case.words * case.own * stays).sum()
    return float(2 * shared / max(1, (case.words * stays).sum() + case.article))


def written(fits: tuple[Fit, Fit]) -> str:
    """Return decisions as TOML."""
    lines = [
        "# What each piece of evidence counts for a line being furniture. Written by benchmarks/prose.py; evidence.py",
        "# says what the names mean.",
    ]
    for name, part in zip(("first", "second"), fits, strict=True):
        lines += ["", f"[{name}]", f"bias = {part.bias:.5g}", f"[{name}.terms]", "# mean, spread, weight"]
        numbers = zip(part.names, part.mean, part.spread, part.weights, strict=True)
        lines += [f"{term} = [{mean:.5g}, {spread:.5g}, {weight:.4g}]" for term, mean, spread, weight in numbers]
    return "\n".join(lines) + "\n"


def written_screen(screened: Screen) -> str:
    """Return the screen as TOML."""
    lines = ["# What each mark counts for a document being the dump of a page. Written by benchmarks/prose.py."]
    lines += [f"bias = {screened.bias}", "", "[weights]"]
    lines += [f"{name} = {weight}" for name, weight in screened.weights.items()]
    return "\n".join(lines) + "\n"


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--others", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Texts of another kind.")
@click.option(
    "--write",
    type=click.Choice(["all", "fitted"]),
    help="Write weights fitted to all pages, or not to those held back.",
)
def main(gold: Path, others: Path | None, write: str | None) -> None:
    """Refit the decisions on prose."""
    pages = [*pages_of(gold), *(others_in(others) if others else ())]
    with multiprocessing.Pool() as workers:
        cases = [case for made in workers.imap(cases_of, pages, chunksize=8) for case in made]
    fitted = [case for case in cases if not held_back(case.domain)]
    screened = screen(fitted)
    fits = twice(within(fitted, screened))
    print("pages held back:")
    report([case for case in cases if held_back(case.domain)], fits, screened)
    if write == "all":
        screened = screen(cases)
        fits = twice(within(cases, screened))
    if write:
        (FOLDER / "weights.toml").write_text(written(fits), encoding="utf-8")
        (FOLDER / "screen.toml").write_text(written_screen(screened), encoding="utf-8")


if __name__ == "__main__":
    main()
