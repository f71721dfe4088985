"""Whether a document looks like the dump of a whole page, from what is known of its blocks."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from math import log2

from cleanwire.labels import Label
from cleanwire.model import Document, Verdict

__all__ = [
    "DUMP",
    "FEW",
    "LEFTOVERS",
    "PLAIN",
    "SURE",
    "Screen",
    "doubt",
    "dump_likeness",
    "marks_of",
    "shipped_screen",
]

DUMP = 1.0
"""The likeness from which a document counts as a dump. Of pages held back, 95 in 100 dumps are above it, and of clean
articles fewer than 1."""

PLAIN = 4.0
"""The likeness from which there is no doubt that a document is a dump: 85 in 100 dumps are above it, and no article
among the dense furniture of the shipped ones."""

CAUTION = 0.6
"""How far the score of a line has to be above nought in any case. With .6 dumps of held-back pages lose .025 of the
article's words for an F1 of .9296, with nought .039 for .9306, with 1 .019 for .9258."""

SLOPE = 1.0
"""How much surer a line has to be for each step that a document looks less like a dump. With .7 dumps gain .002 of F1,
and newspaper4k's texts, of which some look like dumps, lose three times as many of the article's words."""

LEFTOVERS = 0.0
"""The likeness under which a document counts as clean and is not looked at: of pages held back 99 in 100 clean
articles, 95 in 100 texts of trafilatura, three in four of resiliparse's and one or two dumps in 100."""

FEW = 12
"""Documents of fewer lines are no dumps, and too short to tell furniture by company."""

MANY = 20_000
"""Lines above which a text is no page."""

SHORT = 5
"""Lines of so many words are short: menu entries, buttons, names."""

EDGE = 40
"""Lines at either end without a paragraph that count in full, and short ones in a row: heads and feet of pages have
some hundred."""

KINDS = 8
"""So many kinds of contamination count in full: what an extractor leaves is of two or three, a page has a dozen."""

WHOLE = 150
"""Lines from which kinds count in full. Three in four dumps are as long; in few lines many kinds are what a bad
extractor left around an article."""

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


@cache
def shipped_screen() -> Screen:
    """Return the screen of `screen.toml`."""
    table = tomllib.loads((resources.files(__package__) / "screen.toml").read_text("utf-8"))
    return Screen(table["bias"], table["weights"])


def dump_likeness(document: Document, verdicts: tuple[Verdict, ...]) -> float:
    """Return how much a document looks like a dump rather than an article by itself, as a logistic score."""
    if not FEW <= len(document.blocks) <= MANY:
        return float("-inf")
    return shipped_screen().likeness(marks_of(document, verdicts))


def doubt(likeness: float) -> float:
    """Return how high a line has to score to be furniture, in a document of some likeness to a dump."""
    return CAUTION + SLOPE * max(0.0, PLAIN - likeness)


def marks_of(document: Document, verdicts: tuple[Verdict, ...]) -> dict[str, float]:
    """Return what a document with lines shows at a glance, each from 0 to 1."""
    blocks = document.blocks
    count = len(blocks)
    short = [block.size <= SHORT for block in blocks]
    prose = [block.index for block in blocks if block.prose]
    longest = max([len(list(run)) for is_short, run in groupby(short) if is_short], default=0)
    claimed = {verdict.label for verdict in verdicts if verdict.confidence >= SURE and not verdict.label.is_content}
    return {
        "short": sum(short) / count,
        "row": min(1.0, log2(1 + longest) / log2(1 + EDGE)),
        "kinds": min(1.0, len(claimed - {Label.DUPLICATE}) / KINDS) * min(1.0, count / WHOLE),
        "head": min(EDGE, prose[0] if prose else count) / EDGE,
        "tail": min(EDGE, count - 1 - prose[-1] if prose else count) / EDGE,
    }
