"""The rows of a corpus summary, and their form as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn

from cleanwire.errors import ReadingError

__all__ = [
    "LabelTotal",
    "Loss",
    "Rejection",
    "RuleTotal",
    "Sample",
    "SiteTotal",
    "Template",
    "Totals",
    "plain",
    "rows_of",
]


class Rejection(NamedTuple):
    """Why documents gave no text, and how many."""

    reason: str
    documents: int


class LabelTotal(NamedTuple):
    """What was removed under a label."""

    label: str
    documents: int
    """The number of documents."""
    removals: int
    words: int


class Sample(NamedTuple):
    """A removal to review."""

    text: str
    """Its beginning, with single spaces."""
    times: int
    """How often the rule removed exactly this."""
    url: str
    """The document that it comes from; if it comes from several, the alphabetically first address."""
    before: str
    """The end of the text before it."""
    after: str
    """The beginning of the text after it."""


class RuleTotal(NamedTuple):
    """What a rule removed under a label."""

    rule: str
    label: str
    documents: int
    removals: int
    words: int
    samples: tuple[Sample, ...] = ()
    """A random sample of its different removals, the commonest first."""


class Template(NamedTuple):
    """A line that was removed as part of a site's template."""

    line: str
    times: int


class SiteTotal(NamedTuple):
    """What was removed from a site's documents."""

    site: str
    """The host, without `www.`; empty for documents without an address."""
    documents: int
    rejected: int
    words: int
    """Words of the sources."""
    removed: int
    """How many of these words were removed."""
    labels: tuple[tuple[str, int], ...] = ()
    """The number of removed words under each label, the largest first."""
    templates: tuple[Template, ...] = ()
    """A random sample of its template's lines, the commonest first."""


class Loss(NamedTuple):
    """A document that lost much."""

    url: str
    opening: str
    """How its source begins, to search for it if there is no address."""
    words: int
    """Words of the source."""
    removed: int
    label: str
    """The label under which most words were removed."""
    guarded: bool

    @property
    def share(self) -> float:
        """The share of its words that was removed, in 0..1."""
        return self.removed / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class Totals:
    """What was removed from the documents of a corpus: all fields of a summary."""

    documents: int = 0
    """All documents, including rejected ones."""
    passed: int = 0
    """How many records of archives hold no document, such as requests and images; not included in `documents`."""
    guarded: int = 0
    """The number of documents in which removals were undone, because too little of the article would have been left."""
    words: int = 0
    """Words of the sources."""
    removed: int = 0
    """How many of these words were removed."""
    rejected: tuple[Rejection, ...] = ()
    """Why documents gave no text, the commonest reason first."""
    labels: tuple[LabelTotal, ...] = ()
    """What was removed under each label, the most words first."""
    rules: tuple[RuleTotal, ...] = ()
    """What each rule removed, the most removals first."""
    sites: tuple[SiteTotal, ...] = ()
    """What was removed from each site, the most words first."""
    losses: tuple[Loss, ...] = ()
    """The documents that lost the largest share of their words, the largest first."""


def plain(value: object) -> Any:
    """Return rows as dictionaries and tuples as lists, recursively, for JSON."""
    if isinstance(value, tuple):
        if hasattr(value, "_asdict"):
            return {name: plain(item) for name, item in value._asdict().items()}
        return [plain(item) for item in value]
    return value


_NESTED: dict[str, type] = {"samples": Sample, "templates": Template}


def rows_of(kind: Any, records: object) -> tuple[Any, ...]:
    """Return the rows from records that `plain` made.

    Raises ReadingError for other records.
    """
    if not isinstance(records, list):
        raise ReadingError(f"{kind.__name__}: should be a list of records, not {type(records).__name__}")
    return tuple(_row(kind, record) for record in records)


def _row(kind: Any, record: object) -> Any:
    if not isinstance(record, Mapping) or set(record) != set(kind._fields):
        raise ReadingError(f"{kind.__name__}: should be a record of {', '.join(kind._fields)}, not {record!r:.80}")
    return kind(**{name: _value(kind, name, record[name]) for name in kind._fields})


def _value(kind: Any, name: str, value: object) -> object:
    if name in _NESTED:
        return rows_of(_NESTED[name], value)
    if name == "labels":
        return tuple(_pair(pair) for pair in value) if isinstance(value, list) else _refuse(kind, name, value)
    expected = kind.__annotations__[name]
    return value if type(value) is expected else _refuse(kind, name, value)


def _pair(pair: object) -> tuple[str, int]:
    match pair:
        case [str(label), int(words)]:
            return label, words
    raise ReadingError(f"labels: should hold pairs of a label and its words, not {pair!r:.80}")


def _refuse(kind: Any, name: str, value: object) -> NoReturn:
    raise ReadingError(f"{kind.__name__}: {name} cannot be {value!r:.80}")
