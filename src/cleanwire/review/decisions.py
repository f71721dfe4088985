"""What a person decided about a document: immutable values, and functions that make new ones from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from itertools import pairwise
from operator import attrgetter
from typing import Any

from cleanwire.labels import Label

__all__ = [
    "CHOICES",
    "EITHER",
    "Decision",
    "Edit",
    "Work",
    "decided",
    "marked",
    "record_of",
    "redone",
    "undone",
    "work_of",
]

EITHER = "either"
"""A label for lines where readers may differ: such lines are not scored, and nothing is fitted to them."""

CHOICES = frozenset({*(label.value for label in Label), EITHER, ""})
"""The possible labels of a decision; empty if it only has a note."""

MOST_EDITS = 200
"""How many steps can be undone. A step of one line takes about 150 bytes on disk, so a document's file stays under
100 KB, which is written within milliseconds."""

MOST_NOTE = 2_000
"""The most characters of a note: a page of text. Anything longer belongs in a report."""

FORMAT = 1
"""The version of the file format."""

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's judgement of a span of a document."""

    start: int
    end: int
    label: str
    """One of the choices. Content labels keep the span, all others remove it."""
    note: str = ""
    own: bool = True
    """Whether it was made in a review; otherwise it came with the file."""

    def __post_init__(self) -> None:
        if self.label not in CHOICES:
            raise ValueError(f"label = {self.label!r} is unknown; there are {', '.join(sorted(CHOICES))}")
        if not 0 <= self.start < self.end:
            raise ValueError(f"{self.start} to {self.end} is not a span")
        if len(self.note) > MOST_NOTE:
            raise ValueError(f"a note has {len(self.note):,} characters; the most is {MOST_NOTE:,}: shorten it")


@dataclass(frozen=True, slots=True)
class Edit:
    """A step that can be undone: the decisions that it removed, and those that replaced them."""

    taken: tuple[Decision, ...]
    given: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that was decided about a document."""

    id: str
    name: str
    text: str
    """The checksum of the text that spans refer to; a later extractor may find another text in the same page."""
    version: str
    """The version of cleanwire whose removals were reviewed."""
    revision: int = 0
    """Increases by one with every change."""
    reviewed: bool = False
    decisions: tuple[Decision, ...] = ()
    """Sorted, not overlapping."""
    past: tuple[Edit, ...] = ()
    future: tuple[Edit, ...] = ()

    @property
    def own(self) -> tuple[Decision, ...]:
        """The decisions that were made in a review."""
        return tuple(decision for decision in self.decisions if decision.own)


def decided(work: Work, made: Sequence[Decision]) -> Work:
    """Return the work with new decisions, which replace older ones. A decision without label and note only deletes.

    Raises ValueError if the new decisions overlap.
    """
    made = sorted(made, key=_START)
    if any(left.end > right.start for left, right in pairwise(made)):
        raise ValueError("spans of one change overlap")
    taken = tuple(one for one in work.decisions if any(one.start < new.end and new.start < one.end for new in made))
    given = [new for new in made if new.label or new.note]
    given += [rest for one in taken for rest in _outside(one, made)]
    edit = Edit(taken, tuple(sorted(given, key=_START)))
    if edit.taken == edit.given:
        return work
    return _stepped(work, edit, past=(*work.past, edit)[-MOST_EDITS:], future=())


def undone(work: Work) -> Work:
    """Return the work without its last step, or unchanged if there is none."""
    if not work.past:
        return work
    *past, edit = work.past
    return _stepped(work, Edit(edit.given, edit.taken), past=tuple(past), future=(*work.future, edit))


def redone(work: Work) -> Work:
    """Return the work with the last undone step done again, or unchanged if there is none."""
    if not work.future:
        return work
    *future, edit = work.future
    return _stepped(work, edit, past=(*work.past, edit), future=tuple(future))


def marked(work: Work, *, reviewed: bool) -> Work:
    """Return the work marked as reviewed, or not."""
    return work if work.reviewed == reviewed else replace(work, reviewed=reviewed, revision=work.revision + 1)


def _stepped(work: Work, edit: Edit, *, past: tuple[Edit, ...], future: tuple[Edit, ...]) -> Work:
    gone = set(edit.taken)
    decisions = sorted([one for one in work.decisions if one not in gone] + [*edit.given], key=_START)
    return replace(work, revision=work.revision + 1, decisions=tuple(decisions), past=past, future=future)


def _outside(decision: Decision, made: Iterable[Decision]) -> Iterable[Decision]:
    """Yield the parts of a decision that lie outside new ones, which are sorted."""
    at = decision.start
    for new in made:
        if at < new.start < decision.end:
            yield replace(decision, start=at, end=new.start)
        if new.start < decision.end:
            at = max(at, new.end)
    if at < decision.end:
        yield replace(decision, start=at)


def record_of(work: Work) -> dict[str, Any]:
    """Return work as JSON values."""
    return {"format": FORMAT, **asdict(work)}


def work_of(record: object) -> Work:
    """Return the work from a record.

    Raises ValueError for an invalid record, or one of a later version.
    """
    if not isinstance(record, dict):
        raise ValueError("it is not an object")
    if record.get("format") != FORMAT:
        raise ValueError(f"its format is {record.get('format')!r}, not {FORMAT}")
    try:
        plain = {field.name: record[field.name] for field in fields(Work)}
        work = Work(
            **plain
            | {
                "decisions": _decisions(record["decisions"]),
                "past": tuple(map(_edit, record["past"])),
                "future": tuple(map(_edit, record["future"])),
            }
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"a field is missing or of another type: {error}") from error
    return work


def _edit(record: Mapping[str, Any]) -> Edit:
    return Edit(_decisions(record["taken"]), _decisions(record["given"]))


def _decisions(records: Iterable[Mapping[str, Any]]) -> tuple[Decision, ...]:
    return tuple(Decision(**record) for record in records)
