"""What a tool did to a document, in words, and the scores over many documents."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import add
from statistics import fmean, stdev

from cleanwire.evaluation.documents import Page, Text
from cleanwire.text.folding import UNSPACED, fold, spaced, words_of

__all__ = [
    "RUINED",
    "SAMPLES",
    "PageOutcome",
    "PageScore",
    "TextOutcome",
    "TextScore",
    "page_outcome",
    "page_score",
    "text_outcome",
    "text_score",
    "words",
]

RUINED = 0.05
"""A text that loses a larger share of its article's words counts as ruined: one paragraph in twenty."""

SAMPLES = 1000
"""How many bootstrap samples of the pages are drawn: the deviation is then known to about 2 %."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """How close the output of an extractor is to a page's article; shares from 0 to 1."""

    language: str
    precision: float
    recall: float
    f1: float
    unwanted: int
    """The number of unwanted lines in the output."""
    of_unwanted: int
    seconds: float
    failed: bool = False
    """Whether the extractor raised an error, which counts as an empty output."""


@dataclass(frozen=True, slots=True)
class TextOutcome:
    """What a filter did to a text, in words."""

    language: str
    removed: int
    """Removed words of boilerplate."""
    boilerplate: int
    lost: int
    """Lost words of the article."""
    article: int
    seconds: float
    failed: bool = False
    """Whether the filter raised an error, which counts as keeping everything."""

    @property
    def is_ruined(self) -> bool:
        """Whether the text lost more of its article than `RUINED`."""
        return self.lost > RUINED * self.article


@dataclass(frozen=True, slots=True)
class PageScore:
    """Means over pages."""

    documents: int
    precision: float
    recall: float
    f1: float
    deviation: float
    """The standard deviation of `f1` over bootstrap samples of the pages."""
    unwanted: float
    """The share of unwanted lines that are in the output."""
    of_unwanted: int
    """The number of unwanted lines."""
    milliseconds: float
    """Processor time per page."""
    failed: int


@dataclass(frozen=True, slots=True)
class TextScore:
    """Shares of the words of all texts together."""

    documents: int
    removed: float
    """The removed share of the boilerplate."""
    boilerplate: int
    """Words of boilerplate."""
    lost: float
    """The lost share of the articles."""
    article: int
    """Words of articles."""
    ruined: int
    """The number of texts that lost more than RUINED of their article."""
    milliseconds: float
    """Processor time per text."""
    failed: int


def words(text: str) -> Counter[str]:
    """Count the words of a text; in scripts without spaces between words, count pairs of letters.

    Single letters would match nearly any text in the same language.

    >>> sorted(words("The ferry, the FERRY 渡し船").items())
    [('ferry', 2), ('the', 2), ('し船', 1), ('渡し', 1)]
    """
    return Counter(_words(text))


def _words(text: str) -> Iterator[str]:
    for is_letter, run in groupby(words_of(spaced(fold(text))), key=lambda word: UNSPACED.match(word) is not None):
        found = [*run]
        yield from map(add, found, found[1:]) if is_letter and len(found) > 1 else found


def page_outcome(page: Page, text: str, *, seconds: float = 0.0, failed: bool = False) -> PageOutcome:
    """Return how close a text is to a page's article, by its words, in any order.

    Words that could be kept or removed are not counted if the text has more of them than the article.

    >>> page = Page("a", "", article="The ferry sailed again", either="News", unwanted=("Share this",))
    >>> outcome = page_outcome(page, "News The ferry sailed. Share this!")
    >>> outcome.precision, outcome.recall, outcome.unwanted
    (0.6, 0.75, 1)
    """
    gold, found = words(page.article), words(text)
    right = (gold & found).total()
    counted = found.total() - ((found - gold) & words(page.either)).total()
    precision = right / counted if counted else float(not gold)
    recall = right / gold.total() if gold else 1.0
    f1 = 2 * precision * recall / (precision + recall) if right else precision * recall
    given = _as_line(text)
    unwanted = sum(_as_line(line) in given for line in page.unwanted)
    return PageOutcome(page.language, precision, recall, f1, unwanted, len(page.unwanted), seconds, failed)


def _as_line(text: str) -> str:
    return f" {' '.join(words_of(spaced(fold(text))))} "


def text_outcome(text: Text, kept: Sequence[Span], *, seconds: float = 0.0, failed: bool = False) -> TextOutcome:
    r"""Return what happened to the words of a text of which only some spans are kept; the spans are sorted.

    >>> text = Text("a", "The ferry sailed.\nShare this", boilerplate=((18, 28),))
    >>> outcome = text_outcome(text, [(4, 23)])
    >>> (outcome.lost, outcome.article), (outcome.removed, outcome.boilerplate)
    ((1, 3), (1, 2))
    """
    cuts = {0, len(text.source)}
    for span in (*kept, *text.boilerplate, *text.either):
        cuts.update(span)
    is_kept, goes, is_either = _within(kept), _within(text.boilerplate), _within(text.either)
    counts: Counter[tuple[bool, bool]] = Counter()
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        if not is_either(start):
            counts[goes(start), is_kept(start)] += len(words_of(spaced(fold(text.source[start:end]))))
    return TextOutcome(
        text.language,
        counts[True, False],
        counts[True, False] + counts[True, True],
        counts[False, False],
        counts[False, False] + counts[False, True],
        seconds,
        failed,
    )


def _within(spans: Iterable[Span]) -> Callable[[int], bool]:
    """Return a function that says whether spans cover a position; its arguments may not decrease."""
    left = iter(spans)
    current = next(left, None)

    def covers(at: int) -> bool:
        nonlocal current
        while current is not None and current[1] <= at:
            current = next(left, None)
        return current is not None and current[0] <= at

    return covers


def page_score(outcomes: Sequence[PageOutcome]) -> PageScore:
    """Return the means over one or more pages."""
    of_unwanted = sum(outcome.of_unwanted for outcome in outcomes)
    return PageScore(
        len(outcomes),
        fmean(outcome.precision for outcome in outcomes),
        fmean(outcome.recall for outcome in outcomes),
        fmean(outcome.f1 for outcome in outcomes),
        _deviation([outcome.f1 for outcome in outcomes]),
        _share(sum(outcome.unwanted for outcome in outcomes), of_unwanted),
        of_unwanted,
        _milliseconds(outcomes),
        sum(outcome.failed for outcome in outcomes),
    )


def text_score(outcomes: Sequence[TextOutcome]) -> TextScore:
    """Return the shares over one or more texts."""
    boilerplate = sum(outcome.boilerplate for outcome in outcomes)
    article = sum(outcome.article for outcome in outcomes)
    return TextScore(
        len(outcomes),
        _share(sum(outcome.removed for outcome in outcomes), boilerplate),
        boilerplate,
        _share(sum(outcome.lost for outcome in outcomes), article),
        article,
        sum(outcome.is_ruined for outcome in outcomes),
        _milliseconds(outcomes),
        sum(outcome.failed for outcome in outcomes),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _milliseconds(outcomes: Sequence[PageOutcome] | Sequence[TextOutcome]) -> float:
    return 1000 * fmean(outcome.seconds for outcome in outcomes)


def _deviation(values: Sequence[float]) -> float:
    """Return the standard deviation of the mean over bootstrap samples, the same in every run."""
    if len(values) == 1:
        return 0.0
    chance = random.Random(0)  # noqa: S311, not used for secrets
    return stdev(fmean(chance.choices(values, k=len(values))) for _ in range(SAMPLES))
