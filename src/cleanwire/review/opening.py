"""A document as it is shown: its text, what cleanwire says about it, and what its file says."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from threading import Lock

import cleanwire
from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.document import Document
from cleanwire.errors import ReadingError
from cleanwire.labels import Label
from cleanwire.reading import read
from cleanwire.result import Result
from cleanwire.review.decisions import Decision, Work
from cleanwire.review.documents import Documents, Entry, Raw, checksum
from cleanwire.review.lines import Line, lines_of, lines_within, rows_of
from cleanwire.spans import Segment, Verdict

__all__ = ["Opened", "Opener", "segment_at"]

MOST_OPEN = 8
"""How many opened documents are kept: those near the one on screen, in a few windows."""

MOST_CLAIMS = 3
"""How many lost claims are shown for a line: more only repeat the same in other words."""

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that has been cleaned."""

    entry: Entry
    raw: Raw
    result: Result
    before: Result | None
    """The result without the pack under edit; None if there is no such pack."""
    lines: tuple[Line, ...]
    given: tuple[Decision, ...]
    """Where its file differs from cleanwire."""
    language: str

    @property
    def source(self) -> str:
        """The text that is reviewed; for an HTML page, the extracted text."""
        return self.result.source

    @property
    def fresh(self) -> Work:
        """The work on it before any decision."""
        entry = self.entry
        return Work(entry.id, entry.name, checksum(self.source), cleanwire.__version__, decisions=self.given)

    def lines_under(self, decisions: Sequence[Decision]) -> tuple[Line, ...]:
        """Return the lines, also divided where decisions begin and end, as an earlier version may have divided them."""
        starts = {line.start for line in self.lines}
        known = starts | {line.end for line in self.lines}
        bounds = {at for one in decisions for at in (one.start, one.end)}
        return self.lines if bounds <= known else lines_of(self.source, starts | bounds)

    def claims(self) -> dict[int, list[Verdict]]:
        """Return the claims on each line that has any, by its start, the most confident first."""
        found: dict[int, list[Verdict]] = {}
        for verdict in sorted(self.result.verdicts, key=lambda verdict: -verdict.confidence):
            for line in lines_within(self.lines, verdict.start, verdict.end):
                known = found.setdefault(line.start, [])
                if len(known) < MOST_CLAIMS + 1:  # the winning claim is among them
                    known.append(verdict)
        return found


class Opener:
    """Opens documents, and caches the most recent ones. Threads may share it."""

    def __init__(self, documents: Documents, cleaner: Cleaner) -> None:
        self.documents = documents
        self.cleaner = cleaner
        self._open: OrderedDict[tuple[int, int], Opened] = OrderedDict()
        self._lock = Lock()

    def opened(self, number: int, other: Cleaner | None = None, *, version: int = 0) -> Opened:
        """Return a document, cleaned by `other` if given; `version` distinguishes that from earlier cleaners.

        Raises ReadingError for a document that cannot be read.
        """
        key = (number, version)
        with self._lock:
            if key in self._open:
                self._open.move_to_end(key)
                return self._open[key]
        opened = self._opened(number, other)
        with self._lock:
            self._open[key] = opened
            while len(self._open) > MOST_OPEN:
                self._open.popitem(last=False)
        return opened

    def cleaned(self, number: int) -> tuple[Document, Result]:
        """Return a document as it is read, and cleaned. It is not cached."""
        document = self.document(number, self.documents.read(number))
        return document, self.cleaner.judge(document)

    def document(self, number: int, raw: Raw) -> Document:
        """Return a document as cleaners read it."""
        try:
            return read(raw.source, url=raw.url or None, extractor=self.cleaner.extractor)
        except ReadingError as error:
            raise ReadingError(f"{self.documents.entries[number].name}: {error}") from error

    def _opened(self, number: int, other: Cleaner | None) -> Opened:
        raw = self.documents.read(number)
        document = self.document(number, raw)
        result = (other or self.cleaner).judge(document)
        before = self.cleaner.judge(document) if other else None
        cuts = {document.origin(block.start) for block in document.blocks}
        cuts.update(segment.start for one in (result, before) if one for segment in one.segments)
        if raw.labelled:
            cuts.update(at for removal in raw.labelled.removed for at in (removal.start, removal.end))
        lines = lines_of(result.source, cuts)
        given = tuple(_given(raw, result, lines))
        return Opened(
            self.documents.entries[number], raw, result, before, lines, given, next(iter(document.languages), "")
        )


def segment_at(segments: Sequence[Segment], offset: int) -> Segment:
    """Return the segment that contains an offset."""
    return segments[bisect_right(segments, offset, key=_START) - 1]


def _given(raw: Raw, result: Result, lines: Sequence[Line]) -> Iterator[Decision]:
    """Yield the decisions that the file makes, where it differs from cleanwire."""
    for line, label in _labels(raw, lines):
        segment = segment_at(result.segments, line.start)
        said = segment.label.value if segment.removed or segment.label is Label.HEADLINE else Label.BODY.value
        if label != said and not (raw.labelled and label == Label.BODY and not segment.removed):
            yield Decision(line.start, line.end, label, own=False)


def _labels(raw: Raw, lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Yield the lines for which the file has a label."""
    if raw.labelled:
        removals = raw.labelled.removed
        for line in lines:
            found = removals[max(0, bisect_right(removals, line.start, key=_START) - 1) :]
            inside = next((one for one in islice(found, 1) if one.start <= line.start < one.end), None)
            yield line, (inside.label if inside else Label.BODY).value
    for parts in rows_of(lines) if raw.labels else ():
        label = raw.labels[parts[0].row] if raw.labels and parts[0].row < len(raw.labels) else None
        if label:
            yield from ((part, label) for part in parts)
