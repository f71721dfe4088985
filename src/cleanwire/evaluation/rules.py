"""Measures rules: what those of a language remove from lines labelled by a reader, and from text in other languages."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.errors import ReadingError
from cleanwire.evaluation.documents import EITHER
from cleanwire.files.problems import reason_of
from cleanwire.labels import Label
from cleanwire.result import Result
from cleanwire.text.folding import fold, spaced, words_of

__all__ = ["LabelledText", "Measured", "Tally", "labelled_texts", "measure"]


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text with a label for every line."""

    language: str
    text: str
    labels: tuple[str | None, ...]
    """One for each line: one of `cleanwire.Label`, EITHER, or None for a blank line."""


@dataclass(slots=True)
class Tally:
    """What one rule removed, in words."""

    right: int = 0
    mislabelled: int = 0
    """Words that it removed under another label than the reader's."""
    article: int = 0
    example: str = ""
    """A line of the article that it removed, or else one of boilerplate."""


@dataclass(slots=True)
class Measured:
    """What the rules of a language do."""

    language: str
    rules: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    """The rules that removed something from texts in the language, by id."""
    left: Counter[str] = field(default_factory=Counter)
    """Words of boilerplate that were kept, by label."""
    article: int = 0
    """Words of articles in texts in the language."""
    foreign: int = 0
    """Lines of articles in texts in other languages."""
    hits: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The lines among them that the language's rules remove, by rule."""

    @property
    def removed(self) -> int:
        """Words of boilerplate that were removed."""
        return sum(tally.right for tally in self.rules.values())

    @property
    def lost(self) -> int:
        """Words of articles that were removed."""
        return sum(tally.article for tally in self.rules.values())


def labelled_texts(path: str | Path) -> Iterator[LabelledText]:
    """Yield the texts of a file of JSON lines.

    Each has a `language` (or `lang`), a `text`, and `labels`, a list with one for each line of the text; without labels
    every line belongs to the article. `text` and `labels` may be objects instead, with the output of several extractors
    for one page and the labels of each under the same name (then `texts` is accepted, too).

    Raises ReadingError with the line that cannot be read.
    """
    try:
        with Path(path).open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    try:
                        yield from _texts_of(json.loads(line))
                    except (json.JSONDecodeError, RecursionError) as error:
                        raise ReadingError(f"{path}: line {number}: is not JSON; write one object per line") from error
                    except (ValueError, TypeError, KeyError, AttributeError) as error:
                        raise ReadingError(f"{path}: line {number}: {_problem(error)}") from error
    except OSError as error:
        raise ReadingError(f"{path}: cannot be read: {reason_of(error)}") from error
    except UnicodeDecodeError as error:
        raise ReadingError(f"{path}: is not UTF-8: {error}; save it as UTF-8") from error


def _problem(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"has no {error.args[0]!r}; a record needs a `language` and a `text`"
    return f"{error}"


def _texts_of(record: dict[str, Any]) -> Iterator[LabelledText]:
    language = record["language"] if "language" in record else record["lang"]
    texts = record["texts"] if "texts" in record else record["text"]
    labels = record.get("labels")
    if isinstance(texts, str):
        texts, labels = {"": texts}, {"": labels} if labels is not None else None
    for name, text in texts.items():
        lines = text.split("\n")
        known = tuple(labels[name]) if labels else tuple("body" if line.strip() else None for line in lines)
        if len(known) != len(lines):
            raise ValueError(f"has {len(known)} labels for {len(lines)} lines; each line needs one")
        if unknown := {*known} - {None, EITHER, *Label}:
            raise ValueError(f"{min(map(str, unknown))!r} is not a label")
        yield LabelledText(str(language)[:2], text, known)


def measure(language: str, texts: Iterable[LabelledText]) -> Measured:
    """Measure the rules of a language: on texts in the language as users get it, and applied to texts in others.

    Raises OptionError for a language without rules.
    """
    forced, as_used = Cleaner(languages=[language]), Cleaner()
    measured = Measured(language)
    for text in texts:
        if text.language == language:
            _count_own(measured, text, as_used.explain(text.text, format="text"))
        else:
            _count_foreign(measured, text, forced.explain(text.text, format="text"))
    return measured


def _count_own(measured: Measured, text: LabelledText, result: Result) -> None:
    for line, label, removal in _judged(text, result):
        words = len(words_of(spaced(fold(line))))
        content = Label(label).is_content
        if content:
            measured.article += words
        if removal is None:
            if not content:
                measured.left[label] += words
            continue
        tally = measured.rules[removal.rule]
        tally.example = line.strip() if content or not tally.example else tally.example
        if content:
            tally.article += words
        else:
            tally.right += words
            tally.mislabelled += words if removal.label != label else 0


def _count_foreign(measured: Measured, text: LabelledText, result: Result) -> None:
    for line, label, removal in _judged(text, result):
        if label == Label.BODY:
            measured.foreign += 1
            if removal is not None and removal.rule.startswith(f"{measured.language}/"):
                measured.hits[removal.rule].append(line.strip())


def _judged(text: LabelledText, result: Result) -> Iterator[tuple[str, str, Any]]:
    """Yield each line that counts, its label, and the removal that contains it, or None if it is kept."""
    at = position = 0
    removed = result.removed
    for line, label in zip(text.text.split("\n"), text.labels, strict=True):
        start = at + len(line) - len(line.lstrip())
        end = at + len(line.rstrip())
        at += len(line) + 1
        while position < len(removed) and removed[position].end < end:
            position += 1
        if label is None or label == EITHER or start >= end:
            continue
        removal = removed[position] if position < len(removed) and removed[position].start <= start else None
        yield line, label, removal
