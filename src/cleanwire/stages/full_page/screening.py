"""Whether a document looks like the dump of a whole page, from what is known of its blocks."""

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
"""The likeness from which a document counts as a dump. Nothing is gained below: of 0.5, 1, 2, 2.5 and 3 dumps come out
the same within .001 of F1 (a dump is plain or none), while the texts that extractors leave of the labelled pages lose
.0010 of the articles' words with 1 and .0007 with 2.5, and what rules know of them is named by the rules."""

PLAIN = 5.0
"""The likeness from which there is no doubt that a document is a dump: of 704 dumps of the labelled pages 610 are above
it, of 45 texts of extractors that look like dumps 5."""

UNSURE = 4.0
"""How far the score of a line has to be above nought where all lines of a document are in doubt: lists, directories and
guides are articles without paragraphs, and it is in them that articles lose most. Held back by source, dumps of WCXB
lose .0147 of the article's words with it for an F1 of .9265; with 3 .019 for .9285, with 5 .011 for .9235. A fixed step
of 1.6 instead loses .0124 for .9203."""

FEW = 60
"""Documents of fewer lines are no dumps, and too short to tell boilerplate by company: 95 in 100 dumps of the labelled
pages have more lines, and of the boilerplate that dumps hold one word in 200 stands in shorter ones."""

MANY = 20_000
"""Lines above which a text is no page."""

EDGE = 40
"""Lines at either end without a paragraph that count in full, and short ones in a row: heads and feet of pages have
some hundred."""

KINDS = 8
"""So many kinds of contamination count in full: what an extractor leaves is of two or three, a page has a dozen."""

WHOLE = 150
"""Lines from which kinds count in full. Three in four dumps are as long; in few lines many kinds are what a bad
extractor left around an article."""

SEVERAL = 3
"""So many kinds of contamination are evidence enough that a page's boilerplate is there: 95 in 100 English dumps have
as many, and of clean articles and manuals one in 100."""

SURE = 0.5
"""What is claimed with less is not removed by default, and counts as unclaimed."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What each mark counts."""

    bias: float
    weights: Mapping[str, float]

    def likeness(self, marks: Mapping[str, float]) -> float:
        """Return the likeness to a dump that marks show, as a logistic score."""
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
    """Return how much a document looks like a dump rather than an article by itself, as a logistic score.

    A text without a paragraph holds no article to be found: it is a list, a table or a program. Of sentences that were
    cut out of one line neither place nor company is known.
    """
    blocks = document.blocks
    if not FEW <= len(blocks) <= MANY or document.sentences or not any(block.prose for block in blocks):
        return float("-inf")
    return shipped_screen().likeness(marks_of(document, verdicts))


def doubt(unsure: float) -> float:
    """Return how high a line has to score to be boilerplate.

    `unsure` is the share of the document's lines, from 0 to 1, of which it cannot be told what they are.
    """
    return UNSURE * unsure


def marks_of(document: Document, verdicts: tuple[Verdict, ...]) -> dict[str, float]:
    """Return what a document with lines shows at a glance, each from 0 to 1."""
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
