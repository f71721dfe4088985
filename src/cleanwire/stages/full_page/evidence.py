"""The features of lines in full-page text: first of a line and its position, then of its neighbours' scores."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cleanwire.document import Document
from cleanwire.labels import Label
from cleanwire.native.prose import first_pass, second_pass
from cleanwire.native.prose.page_lines import HEADLINE, PageLines
from cleanwire.rules.scene import Scene
from cleanwire.spans import Verdict
from cleanwire.stages.full_page.screening import SURE

__all__ = ["FIRST", "SECOND", "Lines", "first_evidence", "lines_of", "second_evidence"]

_KINDS = (
    Label.COMMENTS,
    Label.NAVIGATION,
    Label.RELATED_LINKS,
    Label.LEGAL,
    Label.NEWSLETTER,
    Label.BYLINE,
    Label.CAPTION,
    Label.DUPLICATE,
    Label.AUTHOR_BIO,
    Label.SHARE_WIDGET,
)
_NUMBERS = {**{kind: number for number, kind in enumerate(_KINDS)}, Label.HEADLINE: HEADLINE}

FIRST = first_pass.first_names(_KINDS)
"""The names of the features of the first pass, in the order in which weights are fitted to them."""

SECOND = second_pass.second_names()
"""The names of the features of the second pass."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A document's lines as both passes see them."""

    document: Document
    verdicts: tuple[Verdict, ...]
    page: PageLines
    labels: tuple[Label | None, ...]

    def __reduce__(self) -> tuple[Callable[..., "Lines"], tuple[Any, ...]]:
        return lines_of, (self.document, self.verdicts)


def lines_of(document: Document, verdicts: tuple[Verdict, ...]) -> Lines:
    """Return the lines of a document with its verdicts."""
    labels = tuple(Scene(document, verdicts).labels)
    page = PageLines(
        document.source,
        document.folded,
        document.bare,
        document.line_table(),
        [(one.start, one.end) for one in verdicts if not one.label.is_content and one.confidence >= SURE],
        [-1 if label is None else _NUMBERS.get(label, -1) for label in labels],
    )
    return Lines(document, verdicts, page, labels)


def first_evidence(lines: Lines) -> "array[float]":
    """Return the features of each line, its position, and the form of its neighbours: the columns of FIRST."""
    return first_pass.first_evidence(lines.page, len(_KINDS))


def second_evidence(lines: Lines, likely: Sequence[float]) -> "array[float]":
    """Return the features that depend on how likely each line is to belong to the article: the columns of SECOND."""
    return second_pass.second_evidence(lines.page, likely)
