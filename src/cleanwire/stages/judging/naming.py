"""Chooses the label of a line that the judge claims, and words the evidence for a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.native.judging.grams import grams_in
from cleanwire.native.text.line_tables import LineTable
from cleanwire.rules.scene import Scene
from cleanwire.stages.judging.evidence import Evidence
from cleanwire.stages.judging.lexicon import Lexicon

__all__ = ["Naming", "Signs", "listed_naming", "naming_of", "reason_for"]

NEARBY = 12
"""The greatest distance, in lines, of a claimed line whose label counts for a line."""

NAME_WORDS = 4
"""Lines with at most this many words are names and buttons. The lines next to them have a different meaning than those
next to longer ones."""

TITLE_WORDS = 6
"""The smallest number of words in a title that is surely a copy. Shorter lines recur by chance."""

SIZES = (1, 3, 8, 16, 40)
"""The steps in which the length of a line counts, in words."""

TOP = 4
"""The number of first lines that are distinguished: at the top of a page, each kind has its position."""

CHARACTERS = 40
"""The number of characters of the line that the evidence shows."""

REASONS = 2
"""The number of reasons in the evidence, the most important first."""

_FORMS = ("closed", "colon", "bullet", "figure", "quoted", "question", "stamp", "over_headline")
_ADDRESSES = ("@", "http", "www")

_SAID = {
    "words": "its words",
    "claim": "removals around it",
    "claims": "removals around it",
    "claimed": "removals around it",
    "kinds": "removals around it",
    "own": "rules",
    "reach": "rules",
    "stage": "rules",
    "keep": "rules",
    "headline": "rules",
    "again": "its copies",
    "copy": "its copies",
    "stamp": "dates around it",
    "size": "its length among its neighbours",
    "unlike": "its length among its neighbours",
    "closed": "line endings",
    "prose": "its position",
    "open": "its position",
    "over": "its position",
    "paragraph": "its position",
    "document": "the document",
    "has": "the document",
    "run": "short lines around it",
    "short": "short lines around it",
}
"""How features are described, by the first word of their names. All others are the line's form."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A linear classifier of the kinds of boilerplate: weights of signs. The kind with the largest sum wins."""

    kinds: tuple[Label, ...]
    weights: Mapping[str, Sequence[float]]
    """For each sign, one weight per kind."""

    def label_of(self, signs: Mapping[str, float]) -> Label:
        """Return the most likely kind of a line with these signs."""
        sums = [0.0] * len(self.kinds)
        for sign, value in signs.items():
            for number, weight in enumerate(self.weights.get(sign, ())):
                sums[number] += weight * value
        return self.kinds[sums.index(max(sums))]


class Signs:
    """The signs of a document's lines that indicate their kind: words, nearby lines, position, length, form."""

    def __init__(self, scene: Scene, lines: LineTable, evidence: Evidence, lexicon: Lexicon) -> None:
        self._scene, self._lines, self._evidence, self._lexicon = scene, lines, evidence, lexicon
        named = {label for label in scene.labels if label is not None and not label.is_content}
        self._common = ["always", *(f"document:{label}" for label in sorted(named))]

    def of(self, block: Block) -> dict[str, float]:
        """Return the signs of a line with their values."""
        at, document, evidence = block.index, self._scene.document, self._evidence
        above, below = evidence.at("open_above", at) > 0, evidence.at("open_below", at) > 0
        place = "head" if not above else "within" if below else "tail"
        size = next((f"{size}" for size in SIZES if block.size <= size), "more")
        signs = [*self._common, f"place:{place}", f"size:{size}"]
        signs += [form for form in _FORMS if evidence.at(form, at)]
        if evidence.at("copy", at):
            signs.append("copy:long" if block.size >= TITLE_WORDS else "copy:short")
        if any(mark in document.folded[block.left : block.right] for mark in _ADDRESSES):
            signs.append("address")
        if not above:
            signs.append(f"line:{min(at, TOP)}")
        spoken = self._lexicon.speak(grams_in(document.bare, self._lines, at))
        return {
            **dict.fromkeys(signs, 1.0),
            **{f"words:{kind}": said for kind, said in spoken.items()},
            **dict(self._neighbours(block)),
        }

    def _neighbours(self, block: Block) -> Iterator[tuple[str, float]]:
        """Yield the labels of the nearest claimed lines above and below as signs: the nearer, the higher the value."""
        length = "short" if block.size <= NAME_WORDS else "long"
        found: list[Label] = []
        for side, step in (("above", -1), ("below", 1)):
            label, away = self._nearest(block.index, step)
            if label is None:
                yield f"{side}:none", 1.0
                continue
            found.append(label)
            yield f"{side}:{label}", 1 / away
            if away == 1:
                yield f"{side} {length}:{label}", 1.0
        if len(found) == 2 and found[0] is found[1]:
            yield f"both:{found[0]}", 1.0

    def _nearest(self, at: int, step: int) -> tuple[Label | None, int]:
        """Return the label of the nearest claimed line on one side, and its distance; None and 0 if there is none."""
        labels = self._scene.labels
        for away in range(1, NEARBY + 1):
            other = at + step * away
            label = labels[other] if 0 <= other < len(labels) else None
            if label is not None and not label.is_content:
                return label, away
        return None, 0


def reason_for(moves: Mapping[str, float], document: Document, block: Block) -> str:
    """Return the evidence in words: the features that did most to make a line boilerplate."""
    said: dict[str, float] = {}
    for name, moved in moves.items():
        reason = _SAID.get(name.partition("_")[0], "its form")
        said[reason] = said.get(reason, 0.0) + moved
    most = sorted(said, key=lambda reason: -said[reason])[:REASONS]
    return f"likely boilerplate by {' and '.join(most)}: {document.text(block)[:CHARACTERS]}"


def listed_naming(text: str) -> dict[str, Any]:
    """Return the prepared form of a table with one row for each sign and one column for each kind.

    Raises ValueError for a text that is not such a table.
    """
    head, *rows = [line.split("\t") for line in text.splitlines()]
    kinds = [Label(kind) for kind in head[1:]]
    weights = {sign: [float(weight) for weight in held] for sign, *held in rows}
    if not kinds or any(len(held) != len(kinds) for held in weights.values()):
        raise ValueError("each sign should have one weight for each kind")
    return {"kinds": kinds, "weights": weights}


def naming_of(held: Mapping[str, Any]) -> Naming:
    """Return weights from their prepared form."""
    return Naming(tuple(map(Label, held["kinds"])), held["weights"])
