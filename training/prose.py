"""Refit the classifier of full-page text, and print its figures on held-out sources.

    python training/prose.py GOLD [--others FOLDER] [--write]

GOLD is a folder with `text-dev.jsonl.xz` and `lines-dev.jsonl.xz`: pages with the annotated article, and the full-page
text of each. Of the second file only the part `fit` is used. If a page is in both, a line belongs to the article if
either says so, and has no weight if they disagree, as lines do that readers were undecided about. FOLDER contains texts
that are neither pages nor articles, such as the documentation in /usr/share/doc; they must not be recognised as
full-page text. The printed figures are for held-out sources, a third at a time; the largest source is divided by site.
With `--write` everything is refitted to all pages: the decisions in `weights.toml` and `trees.json`, the screen in
`screen.toml`. Needs `pip install cleanwire[bench]`.
"""

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import takewhile
from pathlib import Path

import click
import numpy as np
from alignment import shares_in, words_of
from files import rows_of, text_of
from holding import number_of
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from trees import written_trees

from cleanwire.cleaning.pipeline import Stage, run, stages_of
from cleanwire.document import Document
from cleanwire.reading import read
from cleanwire.rules.rulebook import Rulebook
from cleanwire.scoring.trees import read_trees
from cleanwire.spans import Verdict
from cleanwire.stages.full_page import find_page_boilerplate
from cleanwire.stages.full_page.claims import unsure
from cleanwire.stages.full_page.evidence import FIRST, SECOND, Lines, first_evidence, lines_of, second_evidence
from cleanwire.stages.full_page.screening import DUMP, FEW, Screen, doubt, marks_of, shipped_screen

FOLDER = Path(__file__).parents[1] / "src/cleanwire/stages/full_page"

CLEAN = "gold"
"""The name of the article itself among the texts of a page. Nothing may be removed from it."""

CLEAN_WEIGHT = 3.0
"""How much more a line of the article itself counts than one of a full-page text: there every removal is an error."""

STRENGTH = 2500.0
"""The inverse strength of regularisation, where the weights of all lines sum to 1. A fifth and a thirtieth of it are
worse on held-out pages, by 0.001 and 0.002 of F1 of words."""

LEAST = -1.0
"""Other texts with a lower score of the screen are not fitted to: hardly any would be judged."""

OTHER = "other"
"""The name of texts that are neither pages nor articles."""

CALM = 3.0
"""How much more articles and other texts count for the screen than full-page texts: mistaking one for those is harm."""

ARTICLE = 0.5
"""The least share of a line's words that must belong to the article for the line to belong to it."""

HARMED = 0.1
"""A page that loses this share of the article's words is harmed."""

HEAVY = 200
"""Lines of more words count as this many."""

POWER = 0.8
"""Lines count by this power of their words: the score is by words, but headings are lines to a reader, too."""

TREES = {
    "max_iter": 200,
    "max_leaf_nodes": 31,
    "learning_rate": 0.08,
    "l2_regularization": 20.0,
    "min_samples_leaf": 100,
    "max_features": 0.3,
}
"""Of the second pass, combined with a regression. On held-out pages, both lose as many of the articles' words as the
regression alone, and gain 0.008 of F1 on German full-page text, 0.009 on English, 0.017 on rare languages and 0.007 on
WCXB. The trees alone lose a quarter more words."""

FOLDS = 3

DUMPS = ("html_text", "inscriptis")
"""The full-page texts in the first file. If a page has both, one is used as it is, and the other as if no pack knew its
language: most languages have fewer rules than English, and some none. This gains 0.003 of F1 on held-out pages."""

DUMP_OF = "dump of "
"""How the full-page texts of the second file are named, with their language."""

ENGLISH = "en"

LANGUAGES = {"en": ENGLISH, "de": "de", "ja": "cjk", "zh": "cjk", "ko": "cjk"}

RARE = {"de": 1.5, "other": 2.5, "cjk": 4.0}
"""How much more full-page texts in other languages than English count: three in four pages are English. On held-out
sources, Chinese, Japanese and Korean gain 0.02 of F1 by this, other languages 0.01, and WCXB loses 0.0005."""

OTHER_BYTES = 150_000
"""Longer texts are not pages."""


@dataclass(frozen=True)
class Page:
    """An annotated page, or another text."""

    source: str
    sites: frozenset[str]
    """The domain, and the group of near-duplicate pages."""
    language: str
    golds: Sequence[str]
    """The article, as annotated by one or two persons."""
    texts: dict[str, str]
    disputed: Sequence[str] = ()
    """Lines that readers were undecided about, and headlines, on which the two conventions differ."""
    clean: str = CLEAN
    """The name of the article itself among the texts."""

    @property
    def silent(self) -> str:
        """The full-page text that is used as if no pack knew its language."""
        return DUMPS[number_of(min(self.sites)) % 2] if set(DUMPS) <= self.texts.keys() else ""


@dataclass(frozen=True)
class Case:
    """One text of a page: the features of its lines, and which belong to the article."""

    name: str
    source: str
    sites: frozenset[str]
    language: str
    marks: dict[str, float]
    fitted: bool = False
    """Whether lines may be fitted to it."""
    reported: bool = True
    lines: Lines | None = None
    """None if the document does not look like full-page text."""
    first: np.ndarray = field(default_factory=lambda: np.empty(0))
    own: np.ndarray = field(default_factory=lambda: np.empty(0))
    """(lines) The share of words that belong to the article."""
    words: np.ndarray = field(default_factory=lambda: np.empty(0))
    """(lines) 0 if it is disputed whether the line belongs to the article."""
    article: int = 0
    """Words of the article."""

    @property
    def domain(self) -> str:
        return min(self.sites)

    @property
    def calm(self) -> bool:
        """Whether nothing may be removed."""
        return self.name in (CLEAN, OTHER)


@dataclass(frozen=True)
class Fit:
    """A logistic regression over scaled features."""

    names: Sequence[str]
    mean: np.ndarray
    spread: np.ndarray
    weights: np.ndarray
    bias: float

    def scores(self, table: np.ndarray) -> np.ndarray:
        scores: np.ndarray = (table - self.mean) / self.spread @ self.weights + self.bias
        return scores

    def boilerplate(self, table: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-np.clip(self.scores(table), -30, 30)))


@dataclass(frozen=True)
class Fits:
    """Both passes: the first, and the regression and trees whose scores are averaged in the second."""

    first: Fit
    second: Fit
    trees: str

    @cached_property
    def _score(self) -> Callable[[Sequence[float]], float]:
        return read_trees(self.trees).score

    def scores(self, case: Case) -> np.ndarray:
        table = _both(case, self.first)
        scores: np.ndarray = (self.second.scores(table) + [self._score(row) for row in table.tolist()]) / 2
        return scores


def pages_of(gold: Path) -> Iterator[Page]:
    """Yield the annotated pages, each once."""
    public = {page["id"]: page for page in rows_of(gold / "text-dev.jsonl.xz")}
    read = {page["id"]: page for page in rows_of(gold / "lines-dev.jsonl.xz") if page["part"] == "fit" and page["gold"]}
    for name in public | read:
        yield _page(public.get(name), read.get(name))


def _page(public: dict | None, read: dict | None) -> Page:
    known = [page for page in (public, read) if page]
    page = known[0]
    sites = {page["url"].split("/")[2] if page["url"] else page["id"]}
    if read is None:
        return Page(page["set"], frozenset(sites), ENGLISH, [page["gold"]], page["texts"])
    language = LANGUAGES.get(read["lang"], OTHER)
    texts = public["texts"] if public else {f"{DUMP_OF}{language}": read["dump"]}
    open_lines = [
        line
        for name, text in read["texts"].items()
        for line, label in zip(text.split("\n"), read["labels"][name], strict=True)
        if label in ("either", "headline")
    ]
    disputed = [*open_lines, *(read["headline"] or ())]
    sites.add(str(read["group"]))
    return Page(
        page["set"], frozenset(sites), language, [one["gold"] for one in known], read["texts"] | texts, disputed
    )


def others_in(folder: Path) -> Iterator[Page]:
    """Yield the texts of a folder, each without a full-page text."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.stat().st_size < OTHER_BYTES:
            text = text_of(path)
            if text is None:
                continue
            name = path.relative_to(folder).parts[0]
            yield Page(name, frozenset({name}), ENGLISH, [text], {}, clean=OTHER)


@cache
def _stages_before() -> tuple[Stage, ...]:
    return tuple(takewhile(lambda stage: stage is not find_page_boilerplate, stages_of(Rulebook())))


def cases_of(page: Page) -> list[Case]:
    """Return the texts of a page as cases, including the article itself."""
    made = []
    for name, text in {**page.texts, page.clean: page.golds[0]}.items():
        document = read(text, format="text")
        if len(document.blocks) < FEW:
            continue
        verdicts = run(_stages_before(), document)
        case = Case(name, page.source, page.sites, page.language, marks_of(document, verdicts))
        if not is_dump(name) and shipped_screen().likeness(case.marks) < LEAST - 1:
            made.append(case)
            continue
        spoken = [words_of(document.text(block)) for block in document.blocks]
        own, words = _labelled(page, spoken) if not case.calm else (np.ones(len(spoken)), _counts(spoken))
        article = max(30, *[len(words_of(gold)) for gold in page.golds])
        known = replace(case, own=own, words=words, article=article, fitted=is_dump(name) or case.calm)
        made.append(_seen(replace(known, fitted=known.fitted and name != page.silent), document, verdicts))
        if name == page.silent:
            made.append(_seen(replace(known, reported=False), document, tuple(filter(_speaks_any, verdicts))))
    return made


def _seen(case: Case, document: Document, verdicts: tuple[Verdict, ...]) -> Case:
    lines = lines_of(document, verdicts)
    return replace(case, lines=lines, first=_table_of(FIRST, first_evidence(lines)))


def _table_of(names: Sequence[str], columns: Sequence[float]) -> np.ndarray:
    """Convert concatenated columns to an array (lines, evidence)."""
    return np.array(columns, np.float32).reshape(len(names), -1).T


def _speaks_any(verdict: Verdict) -> bool:
    """Whether a verdict is not that of a rule of some language."""
    return "/" not in verdict.rule or verdict.rule.startswith("any/")


def _counts(spoken: Sequence[Sequence[str]]) -> np.ndarray:
    return np.array([len(words) for words in spoken])


def _labelled(page: Page, spoken: Sequence[Sequence[str]]) -> tuple[np.ndarray, np.ndarray]:
    """Return for each line the share that belongs to the article, and its words, or 0 if annotators disagree."""
    shares = np.array([shares_in(gold, spoken) for gold in page.golds])
    own = shares.max(0)
    disputed = {tuple(words_of(line)) for line in page.disputed}
    settled = np.array([tuple(words) not in disputed for words in spoken]) | (own >= ARTICLE)
    settled &= (shares >= ARTICLE).all(0) | (own < ARTICLE)
    return own, _counts(spoken) * settled


def is_dump(name: str) -> bool:
    return name in DUMPS or name.startswith(DUMP_OF)


def within(cases: Sequence[Case], screened: Screen) -> list[Case]:
    """Return the cases to fit to: full-page texts, and others that look enough like one."""
    return [case for case in cases if case.fitted and (not case.calm or screened.likeness(case.marks) >= LEAST)]


def screen(cases: Sequence[Case]) -> Screen:
    """Return the weight of each mark for a document to be full-page text, and not an article or another text."""
    seen = [case for case in cases if case.reported and (is_dump(case.name) or case.calm)]
    table = np.array([list(case.marks.values()) for case in seen])
    dumps = np.array([is_dump(case.name) for case in seen])
    weights = [CALM if case.calm else RARE.get(case.language, 1.0) for case in seen]
    fitted = LogisticRegression(max_iter=1000).fit(table, dumps, sample_weight=weights)
    counts = dict(zip(seen[0].marks, fitted.coef_[0].round(2).tolist(), strict=True))
    return Screen(round(float(fitted.intercept_[0]), 2), counts)


def folds_of(cases: Sequence[Case]) -> list[list[Case]]:
    """Divide cases by source, largest first; those of the largest, and other texts, by site."""
    sources = [source for source, _ in Counter(case.source for case in cases if is_dump(case.name)).most_common()]
    places = {source: place % FOLDS for place, source in enumerate(sources[1:])}
    folds: list[list[Case]] = [[] for _ in range(FOLDS)]
    for case in cases:
        folds[places.get(case.source, number_of(case.domain) % FOLDS)].append(case)
    return folds


def apart(cases: Sequence[Case], held_back: Sequence[Case]) -> list[Case]:
    """Return the cases that share no source or site with those held out."""
    sites = frozenset().union(*[case.sites for case in held_back])
    held = {id(case) for case in held_back}
    return [case for case in cases if id(case) not in held and sites.isdisjoint(case.sites)]


def fit(names: Sequence[str], cases: Sequence[Case], tables: Sequence[np.ndarray]) -> Fit:
    """Return a regression of boilerplate on tables of features, one for each case."""
    table = np.concatenate(tables).astype(np.float32)
    boilerplate = np.concatenate([case.own for case in cases]) < ARTICLE
    weights = np.concatenate([_weights(case) for case in cases])
    mean, spread = table.mean(0, dtype=float), table.std(0, dtype=float)
    spread[spread < 1e-6] = 1
    model = LogisticRegression(C=STRENGTH, solver="newton-cholesky", max_iter=12, tol=1e-3)
    model.fit(
        (table - mean.astype(np.float32)) / spread.astype(np.float32),
        boilerplate,
        sample_weight=weights / weights.sum(),
    )
    return Fit(names, mean, spread, model.coef_[0], float(model.intercept_[0]))


def _weights(case: Case) -> np.ndarray:
    """Return the weight of each line: by its words, with all documents weighted the same.

    Weighting by the words of the article instead makes long menus around ten lines of article outweigh everything:
    held-out articles lose half as many words again, and F1 on WCXB falls by 0.008.
    """
    words: np.ndarray = (np.minimum(case.words, HEAVY) ** POWER + 0.1) * (case.words > 0)
    return words / max(1, words.sum()) * (CLEAN_WEIGHT if case.calm else RARE.get(case.language, 1.0))


def twice(cases: Sequence[Case]) -> Fits:
    """Fit both passes. The second is given first-pass results for pages that the first was not fitted to."""
    tables: list[np.ndarray] = [np.empty(0)] * len(cases)
    for fold in range(FOLDS):
        inside = [case for case in cases if number_of(case.domain) // 10 % FOLDS != fold]
        part = fit(FIRST, inside, [case.first for case in inside])
        for at, case in enumerate(cases):
            if number_of(case.domain) // 10 % FOLDS == fold:
                tables[at] = _both(case, part)
    boilerplate = np.concatenate([case.own for case in cases]) < ARTICLE
    weights = np.concatenate([_weights(case) for case in cases])
    model = HistGradientBoostingClassifier(random_state=0, early_stopping=False, **TREES)
    model.fit(np.concatenate(tables), boilerplate, sample_weight=weights / weights.mean())
    return Fits(
        fit(FIRST, cases, [case.first for case in cases]),
        fit((*FIRST, *SECOND), cases, tables),
        written_trees(model, (*FIRST, *SECOND)),
    )


def _both(case: Case, first: Fit) -> np.ndarray:
    evidence = second_evidence(case.lines, 1 - first.boilerplate(case.first))
    return np.concatenate([case.first, _table_of(SECOND, evidence)], axis=1)


def judged(case: Case, fits: Fits, likeness: float) -> np.ndarray:
    """Return which lines of a case are removed."""
    if likeness < DUMP or case.lines is None:
        return np.zeros(len(case.words), bool)
    scores = fits.scores(case)
    free = ~np.array(case.lines.page.claimed) & np.array(
        [label is None or not label.is_content for label in case.lines.labels]
    )
    gone: np.ndarray = free & (scores >= doubt(unsure(scores, case.lines.page.sizes)))
    return gone


Row = tuple[float, ...]


def figures(cases: Iterable[Case], fits: Fits, screened: Screen) -> Iterator[tuple[str, Row]]:
    """Yield for each text its kind, F1 of words raw, by rules and after, the share lost, words lost and words."""
    for case in cases:
        if case.lines is None or not case.reported:
            continue
        gone = judged(case, fits, screened.likeness(case.marks))
        own = case.words * case.own
        lost, whole = float((own * gone).sum()), float(max(1, own.sum()))
        unclaimed = ~np.array(case.lines.page.claimed)
        f1s = [_f1(case, stays) for stays in (gone | True, unclaimed, ~gone & unclaimed)]
        name = f"{case.name} {case.source}" if case.name in DUMPS else case.name
        yield name, (*f1s, lost / whole > HARMED, lost, whole)


def report(found: Iterable[tuple[str, Row]]) -> None:
    """Print for each kind of text the mean F1 of words, the share of article words lost, and how many lose a tenth."""
    rows: dict[str, list[Row]] = {}
    for name, row in found:
        rows.setdefault(name, []).append(row)
    for name, held in sorted(rows.items()):
        before, rules, after, harmed, *_ = np.mean(held, axis=0)
        *_, lost, whole = np.sum(held, axis=0)
        f1s = f"f1 {before:.4f}, rules {rules:.4f}, after {after:.4f}"
        print(f"  {name:22} n={len(held):4} {f1s}; words lost {lost / whole:.4f}, over a tenth {harmed:.3f}")


def _f1(case: Case, stays: np.ndarray) -> float:
    shared = (case.words * case.own * stays).sum()
    return float(2 * shared / max(1, (case.words * stays).sum() + case.article))


def written(fits: Fits) -> str:
    """Return decisions as TOML."""
    lines = [
        "# What each piece of evidence counts for a line being boilerplate. Written by training/prose.py; evidence.py",
        "# says what the names mean.",
    ]
    for name, part in (("first", fits.first), ("second", fits.second)):
        lines += ["", f"[{name}]", f"bias = {part.bias:.5g}", f"[{name}.terms]", "# mean, spread, weight"]
        numbers = zip(part.names, part.mean, part.spread, part.weights, strict=True)
        lines += [f"{term} = [{mean:.5g}, {spread:.5g}, {weight:.4g}]" for term, mean, spread, weight in numbers]
    return "\n".join(lines) + "\n"


def written_screen(screened: Screen) -> str:
    """Return the screen as TOML."""
    lines = ["# What each mark counts for a document being the dump of a page. Written by training/prose.py."]
    lines += [f"bias = {screened.bias}", "", "[weights]"]
    lines += [f"{name} = {weight}" for name, weight in screened.weights.items()]
    return "\n".join(lines) + "\n"


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--others", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Texts of another kind.")
@click.option("--write", is_flag=True, help="Write weights fitted to all pages.")
def main(gold: Path, others: Path | None, write: bool) -> None:
    """Refit the classifier of full-page text."""
    pages = [*pages_of(gold), *(others_in(others) if others else ())]
    with multiprocessing.Pool() as workers:
        cases = [case for made in workers.imap(cases_of, pages, chunksize=8) for case in made]
    found: list[tuple[str, Row]] = []
    for held_back in folds_of(cases):
        rest = apart(cases, held_back)
        screened = screen(rest)
        found += figures(held_back, twice(within(rest, screened)), screened)
    print("sources held back:")
    report(found)
    if write:
        screened = screen(cases)
        fits = twice(within(cases, screened))
        (FOLDER / "weights.toml").write_text(written(fits), encoding="utf-8")
        (FOLDER / "trees.json").write_text(fits.trees, encoding="utf-8")
        (FOLDER / "screen.toml").write_text(written_screen(screened), encoding="utf-8")
        print("fitted to:")
        report(figures(cases, fits, screened))


if __name__ == "__main__":
    main()
