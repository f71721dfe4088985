"""The annotated texts that the judge is fitted to, as the judge sees them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np
from files import rows_of, text_of
from holding import number_of

from cleanwire.cleaning.pipeline import Stage, run, stages_of
from cleanwire.document import Document
from cleanwire.native.judging.grams import grams_in
from cleanwire.reading import read
from cleanwire.rules.rulebook import Rulebook
from cleanwire.spans import Verdict
from cleanwire.stages.judging import Judge
from cleanwire.stages.run_together import parted

__all__ = [
    "FOLDS",
    "Case",
    "Folds",
    "Text",
    "apart",
    "case_of",
    "folds_of",
    "stages_around",
    "texts_in",
    "weights_of",
]

FOLDS = 4

HEAVY = 200
"""Lines of more words count as this many."""

POWER = 0.5
"""Lines count by this power of their words. With 0.3 and 0.7 the figures are the same within 0.01."""

CALM = 1.0
"""The weight of lines of whole articles and of other texts, of which nothing may be removed."""

OTHER_BYTES = 60_000
OTHER_TEXTS = 400
"""The number of texts of another kind that are taken, and their greatest length."""


@dataclass(frozen=True)
class Text:
    """A text whose lines are labelled."""

    name: str
    source: str
    site: str
    group: str
    kind: str
    """The extractor that produced it, or `gold` or `other`, of which nothing may be removed."""
    language: str
    text: str
    labels: tuple[str | None, ...] = ()

    @property
    def calm(self) -> bool:
        return self.kind in ("gold", "other")


@dataclass(frozen=True)
class Case:
    """A text that has been read, and the claims of the stages before the judge."""

    text: Text
    document: Document
    verdicts: tuple[Verdict, ...]
    truth: np.ndarray
    """(lines) 1 for boilerplate, 0 for the article, -1 if undecided."""
    labels: tuple[str, ...]
    words: np.ndarray
    grams: tuple[tuple[str, ...], ...] = ()

    def known(self, share: float) -> tuple[Verdict, ...]:
        """Return the claims without those of a share of the rules that belong to a language."""
        return tuple(v for v in self.verdicts if not _is_dropped(v.rule, self.text.name, share))


def _is_dropped(rule: str, name: str, share: float) -> bool:
    return "/" in rule and not rule.startswith("any/") and _chance(rule + name) < share


@cache
def _chance(text: str) -> float:
    return (number_of(text) >> 96) / 2**32


def texts_in(gold: Path, others: Path | None) -> Iterator[Text]:
    """Yield the annotated texts, whole articles, and texts of another kind."""
    for page in rows_of(gold / "lines-dev.jsonl.xz"):
        if page.get("part", "fit") == "fit":
            for kind, text in page["texts"].items():
                labels = tuple(page["labels"][kind])
                where = (page["set"], page["site"], str(page["group"]))
                yield Text(page["id"], *where, kind, page["lang"], text, labels)
    whole = gold / "text-dev.jsonl.xz"
    for page in rows_of(whole) if whole.exists() else ():
        site = page["url"].split("/")[2] if page["url"] else page["id"]
        yield Text(page["id"], page["set"], site, site, "gold", "en", page["gold"])
    if others:
        yield from _others(others)


def _others(folder: Path) -> Iterator[Text]:
    paths = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    paths = sorted((path for path in paths if path.stat().st_size < OTHER_BYTES), key=lambda path: _chance(str(path)))
    for path in paths[:OTHER_TEXTS]:
        text = text_of(path)
        if text is None:
            continue
        place = path.relative_to(folder).parts[0]
        yield Text(str(path), place, place, place, "other", "en", text)


@cache
def stages_around() -> tuple[Rulebook, tuple[Stage, ...], tuple[Stage, ...]]:
    """Return the shipped rules, and the stages before and after the judge."""
    rulebook = Rulebook()
    stages = stages_of(rulebook)
    at = next(number for number, stage in enumerate(stages) if isinstance(stage, Judge))
    return rulebook, stages[:at], stages[at + 1 :]


def case_of(text: Text) -> Case | None:
    """Return a text as the judge sees it, or None if it shows nothing."""
    rulebook, stages, _ = stages_around()
    document = parted(read(text.text, format="text"), rulebook)
    if not document.blocks:
        return None
    labels = ("body",) * len(document.blocks) if text.calm else tuple(_labels(text, document))
    truth = [-1 if label in ("", "either") else int(label not in ("body", "headline")) for label in labels]
    words = np.array([block.size for block in document.blocks])
    lines = document.line_table()
    grams = tuple(tuple(grams_in(document.bare, lines, at)) for at in range(lines.count))
    return Case(text, document, run(stages, document), np.array(truth), labels, words, grams)


def _labels(text: Text, document: Document) -> Iterator[str]:
    """Yield for each block the label of the line that most of it belongs to."""
    lines: list[tuple[int, int, str]] = []
    at = 0
    for line, label in zip(text.text.split("\n"), text.labels, strict=True):
        lines.append((at, at + len(line), label or ""))
        at += len(line) + 1
    first = 0
    for block in document.blocks:
        left, right = document.origin(block.left), document.origin(block.right)
        while lines[first][1] <= left:
            first += 1
        shared: dict[str, int] = defaultdict(int)
        for start, end, label in islice(lines, first, None):
            if start >= right:
                break
            shared[label] += min(end, right) - max(start, left)
        yield max(shared, key=shared.__getitem__)


def weights_of(case: Case) -> np.ndarray:
    """Return the weight of each line."""
    counted: np.ndarray = np.minimum(case.words, HEAVY) ** POWER * (case.truth >= 0)
    return counted * (CALM if case.text.calm else 1.0)


Folds = dict[str, int]


def folds_of(cases: Iterable[Case]) -> Folds:
    """Return the fold of each source, with the largest ones in different folds."""
    sizes: dict[str, int] = defaultdict(int)
    for case in cases:
        sizes[case.text.source] += not case.text.calm
    load = [0] * FOLDS
    folds: Folds = {}
    for source in sorted(sizes, key=lambda source: (-sizes[source], source)):
        folds[source] = load.index(min(load))
        load[folds[source]] += max(1, sizes[source])
    return folds


def apart(cases: Sequence[Case], folds: Folds, held_back: Iterable[int]) -> list[Case]:
    """Return the cases outside of some folds that share no source, site or group with them."""
    held = set(held_back)
    out = [case.text for case in cases if folds[case.text.source] in held]
    places = {(text.site, text.group) for text in out} | {(text.site, text.site) for text in out}
    sites, groups = {site for site, _ in places}, {group for _, group in places}
    return [
        case
        for case in cases
        if folds[case.text.source] not in held and case.text.site not in sites and case.text.group not in groups
    ]
