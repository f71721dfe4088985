"""What a review does, apart from the web: lists and shows documents, takes decisions, and exports them."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

import cleanwire
from cleanwire.errors import CleanwireError, OptionError
from cleanwire.files.outputs import encoded, write_atomically
from cleanwire.report.escaping import escaped
from cleanwire.review.background import Background
from cleanwire.review.decisions import Decision, Work, decided, marked, redone, undone
from cleanwire.review.filters import Filter, filter_of
from cleanwire.review.opening import Opened, Opener
from cleanwire.review.saving import file_name, fixture_of, gold_record, packed_records, report_of
from cleanwire.review.shown import effects_record, labels_record, lines_record, work_record
from cleanwire.review.store import Store, make_folder

__all__ = ["Desk", "UnknownError"]

MOST_ROWS = 200
"""How many documents are listed at once: a few screens."""

TRAINING = "training/lines-dev.jsonl.xz"
"""The file for training data, named as `training/` expects it."""

_Record = dict[str, Any]


class UnknownError(CleanwireError):
    """There is no such document."""


class Desk:
    """The documents of a review and the decisions about them. Threads may share it."""

    def __init__(self, opener: Opener, store: Store, background: Background) -> None:
        self._opener = opener
        self._store = store
        self._background = background
        self._entries = opener.documents.entries
        self._numbers = {entry.id: number for number, entry in enumerate(self._entries)}

    def session(self) -> _Record:
        """Return what does not change while the server runs."""
        watch = self._background.watch
        return {
            "version": cleanwire.__version__,
            "documents": len(self._entries),
            "copies": self._opener.documents.copies,
            "without": self._opener.documents.without,
            "output": escaped(str(self._store.folder)),
            "rules": escaped(str(watch.path)) if watch else "",
            "labels": labels_record(),
        }

    def listed(self, query: Mapping[str, str]) -> _Record:
        """Return some documents that a filter admits, from a number on; the first such answer includes their total.

        Raises OptionError for an invalid query.
        """
        wanted = filter_of(query)
        first, count = _count(query, "from", 0), min(_count(query, "count", MOST_ROWS), MOST_ROWS)
        found = [*islice(self._admitted(wanted, range(first, len(self._entries))), count + 1)]
        record: _Record = {
            "documents": [self._row(number) for number in found[:count]],
            "next": found[count] if len(found) > count else None,
            "known": len(self._background.findings),
            "all": len(self._entries),
        }
        if not first:
            record["matching"] = sum(1 for _ in self._admitted(wanted, range(len(self._entries))))
        return record

    def beside(self, document: str, query: Mapping[str, str]) -> _Record:
        """Return the next document that a filter admits, or with `step=-1` the previous one; null if there is none."""
        number, step = self._number(document), _number(query, "step", 1)
        further = range(number + 1, len(self._entries)) if step > 0 else range(number - 1, -1, -1)
        found = next(self._admitted(filter_of(query), further), None)
        return {"document": None if found is None else self._row(found)}

    def document(self, document: str) -> _Record:
        """Return a document with its lines and the decisions about them.

        Raises UnknownError for an unknown id, and ReadingError for a document that cannot be read.
        """
        number = self._number(document)
        self._background.look_near(number)
        opened = self._opened(number)
        work = self._store.load(opened.fresh)
        return {
            "id": document,
            "number": number,
            "name": escaped(opened.entry.name),
            "url": escaped(opened.raw.url),
            "guarded": opened.result.guarded,
            "reason": opened.result.reason,
            "lines": lines_record(opened, work),
            "work": work_record(work),
        }

    def change(self, document: str, body: Mapping[str, Any]) -> _Record:
        """Change the decisions about a document; return them once they are on disk.

        Raises StaleError if the current revision is not the one that the change was made to, OptionError for an invalid
        change, and WritingError if it cannot be written.
        """
        opened = self._opened(self._number(document))
        revision = body.get("revision")
        if not isinstance(revision, int):
            raise OptionError(f"revision = {revision!r} should be the number that the document came with")
        try:
            work = self._store.update(opened.fresh, revision, _change_of(body, len(opened.source)))
        except ValueError as error:
            raise OptionError(str(error)) from error
        return {"work": work_record(work)}

    def save(self, document: str, body: Mapping[str, Any]) -> _Record:
        """Write a document as a fixture or as a bug report; return the path.

        Raises OptionError for another form, and WritingError if it cannot be written.
        """
        opened = self._opened(self._number(document))
        work = self._store.load(opened.fresh)
        forms: dict[str, tuple[str, str, Callable[[Opened, Work], str]]] = {
            "fixture": ("fixtures", ".txt", fixture_of),
            "report": ("reports", ".md", report_of),
        }
        form = body.get("form")
        if form not in forms:
            raise OptionError(f"form = {form!r} should be one of {', '.join(forms)}")
        folder, suffix, render = forms[form]
        text = encoded(render(opened, work), encoding="utf-8", name=work.name)
        return self._written(f"{folder}/{file_name(work)}{suffix}", text)

    def save_training(self) -> _Record:
        """Write all documents marked as reviewed as training data; return the path and their number."""
        data, count = packed_records(self._reviewed())
        if not count:
            raise OptionError("no document is marked as reviewed; mark those that should be learned from")
        return self._written(TRAINING, data) | {"documents": count}

    def rules(self, seen: str) -> _Record:
        """Return the effects of the pack under edit, or only that nothing is new since the answer `seen`."""
        effects = self._background.effects
        if effects is None:
            raise UnknownError("no pack is under edit: start with --rules PACK")
        mark = f"{effects.state.version}.{len(effects.done)}"
        if mark == seen:
            return {"seen": mark}
        return {
            "seen": mark,
            "version": effects.state.version,
            "error": escaped(effects.state.error),
            "done": len(effects.done),
            "all": len(self._entries),
            "rules": effects_record(effects, self._entries),
            "failures": [
                {"rule": one.rule, "field": one.field, "example": _escaped_lines(one.example), "problem": one.problem}
                for one in effects.state.failures
            ],
        }

    def _opened(self, number: int) -> Opened:
        watch = self._background.watch
        if watch is None:
            return self._opener.opened(number)
        state = watch.state
        return self._opener.opened(number, state.cleaner, version=state.version)

    def _number(self, document: str) -> int:
        if document not in self._numbers:
            raise UnknownError("there is no such document here: it may belong to another review")
        return self._numbers[document]

    def _admitted(self, wanted: Filter, numbers: range) -> Iterator[int]:
        findings = self._background.findings
        for number in numbers:
            if wanted.admits(findings.get(number), self._store.status(self._entries[number].id)):
                yield number

    def _row(self, number: int) -> _Record:
        entry = self._entries[number]
        status = self._store.status(entry.id)
        findings = self._background.findings.get(number)
        return {
            "number": number,
            "id": entry.id,
            "name": escaped(entry.name),
            "changed": status.changed,
            "reviewed": status.reviewed,
            "labels": None if findings is None else sorted({finding.label for finding in findings}),
        }

    def _reviewed(self) -> Iterator[_Record]:
        for number, entry in enumerate(self._entries):
            if self._store.status(entry.id).reviewed:
                opened = self._opened(number)
                yield gold_record(opened, self._store.load(opened.fresh))

    def _written(self, name: str, data: bytes) -> _Record:
        path = self._store.folder / name
        make_folder(path.parent)
        write_atomically(path, data)
        return {"path": escaped(str(path))}


def _escaped_lines(text: str) -> str:
    """Return text with its line breaks, and everything else escaped that a browser would interpret."""
    return "\n".join(map(escaped, text.strip("\n").split("\n")))


def _change_of(body: Mapping[str, Any], size: int) -> Callable[[Work], Work]:
    """Return the change that a request asks for; `size` is that of the text. Raises ValueError for an invalid one."""
    match body.get("action"):
        case "undo":
            return undone
        case "redo":
            return redone
        case "mark":
            return lambda work: marked(work, reviewed=body.get("reviewed") is True)
        case "decide":
            records = body.get("decisions") or []
            if not isinstance(records, list):
                raise ValueError("decisions should be a list")
            made = [_decision(one, size) for one in records]
            return lambda work: decided(work, made)
    raise ValueError(f"action = {body.get('action')!r} should be one of decide, undo, redo, mark")


def _decision(record: object, size: int) -> Decision:
    if not isinstance(record, dict):
        raise ValueError("a decision should be an object")
    start, end = record.get("start"), record.get("end")
    label, note = record.get("label", ""), record.get("note", "")
    if not (type(start) is type(end) is int and isinstance(label, str) and isinstance(note, str)):
        raise ValueError("a decision should have start and end as numbers, label and note as text")
    if end > size:
        raise ValueError(f"{end} is after the end of the text, which has {size:,} characters")
    return Decision(start, end, label, note)


def _number(query: Mapping[str, str], name: str, default: int) -> int:
    try:
        return int(query.get(name) or default)
    except ValueError as error:
        raise OptionError(f"{name} = {query.get(name)!r} should be a whole number") from error


def _count(query: Mapping[str, str], name: str, default: int) -> int:
    number = _number(query, name, default)
    if number < 0:
        raise OptionError(f"{name} = {number} should be 0 or more")
    return number
