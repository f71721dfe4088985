"""Decides whether a document looks like full-page text, which the code calls a dump."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path
from typing import Any

from cleanwire.document import Document
from cleanwire.labels import Label
from cleanwire.loading.prepared import Prepared
from cleanwire.native.prose.page_glances import glance
from cleanwire.spans import Verdict

__all__ = [
    "DUMP",
    "FEW",
    "PLAIN",
    "PREPARED",
    "SURE",
    "Screen",
    "doubt",
    "dump_likeness",
    "marks_of",
    "shipped_screen",
]

DUMP = 2.5
"""The likeness from which a document counts as full-page text. With 0.5, 1, 2, 2.5 and 3, F1 on full-page text is the
same within 0.001, because such text is easy to recognise. But the extracted texts of the labelled pages lose 0.0010 of
the articles' words with 1 and 0.0007 with 2.5, and rules recognise the boilerplate in these anyway."""

PLAIN = 5.0
"""The likeness from which a document is certainly full-page text: 610 of 704 full-page texts of the labelled pages are
above it, and 5 of 45 extracted texts that look like full-page text."""

UNSURE = 4.0
"""How far above zero the score of a line has to be if all lines of a document are in doubt. Lists, directories and
guides are articles without paragraphs, and lose most. In cross-validation by source, full-page text of WCXB loses
0.0147 of the article's words with it, for an F1 of 0.9265; with 3, 0.019 for 0.9285; with 5, 0.011 for 0.9235. A fixed
step of 1.6 instead loses 0.0124 for 0.9203."""

FEW = 60
"""The smallest number of lines in full-page text. Shorter documents have too few neighbours to recognise boilerplate by
them. 95 in 100 full-page texts of the labelled pages have more lines, and one in 200 words of their boilerplate is in
shorter ones."""

MANY = 20_000
"""The greatest number of lines in a page."""

EDGE = 40
"""The number of lines without a paragraph at either end, or of consecutive short lines, that counts fully. Headers and
footers of pages have about a hundred."""

KINDS = 8
"""The number of kinds of boilerplate that counts fully: extracted text has two or three, a page has a dozen."""

WHOLE = 150
"""The number of lines from which kinds count fully. Three in four full-page texts are as long. Many kinds in few lines
are what a bad extractor left around an article."""

SEVERAL = 3
"""The number of kinds of boilerplate that is sufficient evidence of a whole page: 95 in 100 English full-page texts
have as many, and one in 100 clean articles and manuals."""

SURE = 0.5
"""Claims with less confidence remove nothing by default, and do not count."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The weights of the marks of full-page text."""

    bias: float
    weights: Mapping[str, float]

    def likeness(self, marks: Mapping[str, float]) -> float:
        """Return the likeness to full-page text, as a logistic score."""
        return self.bias + sum([weight * marks[name] for name, weight in self.weights.items()])


_TABLE = Path(__file__).with_name("screen.toml")


def _learned() -> dict[str, Any]:
    import tomllib  # noqa: PLC0415, only what is not prepared needs it

    return tomllib.loads(_TABLE.read_text("utf-8"))


PREPARED = Prepared(_TABLE.with_suffix(".prepared"), lambda: [_TABLE], (), _learned)


@cache
def shipped_screen() -> Screen:
    """Return the screen of `screen.toml`."""
    table = PREPARED.load()
    return Screen(table["bias"], table["weights"])


def dump_likeness(document: Document, verdicts: tuple[Verdict, ...]) -> float:
    """Return how much a document looks like full-page text and not like an article alone, as a logistic score.

    A text without paragraphs contains no article that could be found: it is a list, a table or a program. If lines were
    cut into sentences, neither position nor neighbours are known. For both, and for documents with too few or too many
    lines, the score is minus infinity.
    """
    blocks = document.blocks
    if not FEW <= len(blocks) <= MANY or document.sentences or not any(block.prose for block in blocks):
        return float("-inf")
    return shipped_screen().likeness(marks_of(document, verdicts))


def doubt(unsure: float) -> float:
    """Return the score that a line needs to be boilerplate.

    `unsure` is the share of the document that is in doubt, from 0 to 1.
    """
    return UNSURE * unsure


def marks_of(document: Document, verdicts: tuple[Verdict, ...]) -> dict[str, float]:
    """Return the marks of full-page text in a document with lines, each from 0 to 1."""
    count = len(document.blocks)
    seen = glance(document.source, document.folded, document.line_table())
    claimed = {verdict.label for verdict in verdicts if verdict.confidence >= SURE and not verdict.label.is_content}
    kinds = len(claimed - {Label.DUPLICATE})
    return {
        "short": seen.short / count,
        "row": min(1.0, log2(1 + seen.run) / log2(1 + EDGE)),
        "menu": seen.entries / count,
        "listed": seen.listed / count,
        "lower": seen.lower / count,
        "code": seen.code / count,
        "evidence": min(1.0, kinds / SEVERAL),
        "kinds": min(1.0, kinds / KINDS) * min(1.0, count / WHOLE),
        "head": min(EDGE, seen.first if seen.first >= 0 else count) / EDGE,
        "tail": min(EDGE, count - 1 - seen.last if seen.last >= 0 else count) / EDGE,
    }
