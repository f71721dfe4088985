"""What two cleanings of the same text did differently, line by line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from cleanwire.errors import ReadingError

__all__ = ["Change", "Removal", "changes"]


class Removal(TypedDict):
    """The parts of a removal in `Result.to_dict` that a comparison needs."""

    start: int
    end: int
    label: str
    rule: str


@dataclass(frozen=True, slots=True)
class Change:
    """A line from which two cleanings removed different parts, or under different labels or rules."""

    line: int
    """Its number in the source, from 1."""
    text: str
    before: tuple[Removal, ...]
    """What the first cleaning removed from it; empty if the line was kept."""
    after: tuple[Removal, ...]
    """What the second one removed from it."""

    @property
    def kind(self) -> str:
        """The kind of change: `removed` or `kept` by the second cleaning only, or `changed`.

        It is `changed` if both remove something from the line, but not the same, or under another label or rule.
        """
        if self.before and self.after:
            return "changed"
        return "kept" if self.before else "removed"


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    r"""Yield the lines that differ between two records (`Result.to_dict`) of one source, from top to bottom.

    >>> import cleanwire
    >>> text = "It opened on Monday after two years of work.\nAdvertisement\n"
    >>> kept = cleanwire.Cleaner(keep={"ad_marker"}).explain(text).to_dict()
    >>> [(change.line, change.kind) for change in changes(kept, cleanwire.explain(text).to_dict())]
    [(2, 'removed')]

    Raises ReadingError if the sources differ, such as those of an HTML page that two extractors have read.
    """
    source = before["source"]
    if after["source"] != source:
        raise ReadingError("the two cleanings read different texts; compare cleanings of the same text")
    first, second = _Removals(before["removed"]), _Removals(after["removed"])
    start = 0
    for number, line in enumerate(source.split("\n"), start=1):
        end = start + len(line)
        was, now = first.within(start, end), second.within(start, end)
        if line.strip() and was != now:
            yield Change(number, line, was, now)
        start = end + 1


class _Removals:
    """The removals of a text, queried from its start to its end."""

    def __init__(self, removals: Sequence[Removal]) -> None:
        self._removals = removals
        self._at = 0

    def within(self, start: int, end: int) -> tuple[Removal, ...]:
        """Return what is removed from a line, with offsets in the text clipped to the line."""
        while self._at < len(self._removals) and self._removals[self._at]["end"] <= start:
            self._at += 1
        found = []
        for removal in self._removals[self._at :]:
            if removal["start"] >= end:
                break
            cut = max(start, removal["start"]), min(end, removal["end"])
            found.append(Removal(start=cut[0], end=cut[1], label=removal["label"], rule=removal["rule"]))
        return tuple(found)
