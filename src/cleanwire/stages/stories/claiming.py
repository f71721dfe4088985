"""What is claimed of a story that was found: its headline and its lines, and what they show, for a person to read."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from cleanwire.labels import Label
from cleanwire.model import Block, Document, Verdict
from cleanwire.stages.stories.lines import Lines, is_headed

__all__ = ["Candidate", "Claimed"]

FIRM = 0.85
"""A claim as sure as this stands inside a story, for what it is: even the safe strictness goes by it. What is claimed
with less goes with the story."""

ABOVE = 4
"""A story's headline stands so many lines above its first paragraph at most: a byline, a date, a caption between."""

TELLING = 4
"""Letters of a word that says something in a headline."""

SHARED = 0.4
"""Share of the telling words of a headline that its opening holds, where another claim lies on it. Of the titles of
1,075 pages .79 have more in their own opening, and .008 in that of another page."""

OPENING = 3
"""So many lines of a story are its opening, which speaks of what the headline says."""

SHOWN = 5
"""So many words of the host are shown that do not come back."""

QUOTED = 60
"""So many characters are shown of the lines where the story begins."""


class Candidate(NamedTuple):
    """A run of lines that may be another story."""

    start: int
    end: int
    confidence: float
    evidence: dict[str, float]
    appended: bool
    """Whether it is all that stands below a cut, rather than a run of a few lines."""


class Claimed:
    """What other stages claimed of the lines of a document, and what that leaves of a story to claim."""

    def __init__(self, document: Document, verdicts: Iterable[Verdict]) -> None:
        self.document = document
        starts, ends = [block.start for block in document.blocks], [block.right for block in document.blocks]
        steps = [0] * (len(starts) + 1)
        for verdict in verdicts:
            if verdict.confidence >= FIRM and not verdict.label.is_content and verdict.label is not Label.DUPLICATE:
                first, last = bisect_left(starts, verdict.start), bisect_right(ends, verdict.end)
                if first < last:
                    steps[first] += 1
                    steps[last] -= 1
        self.firm = [depth > 0 for depth in accumulate(steps[:-1])]
        """For each block whether it is what a firm claim says. A copy of what the story says is the story."""

    def story(self, lines: Lines, found: Candidate) -> Iterator[Verdict]:
        """Yield a verdict on each run of a story's lines that no firm claim lies on."""
        blocks, reason = self.document.blocks, _reason(lines, found)
        at = self._headline(lines, found)
        end = len(blocks) if found.appended else lines.blocks[found.end - 1].index + 1
        while at < end:
            first = at
            while at < end and not self.firm[at]:
                at += 1
            if at > first:
                span = blocks[first].start, blocks[at - 1].end
                yield Verdict(*span, Label.APPENDED_STORY, "stories", found.confidence, reason)
            at += 1

    def _headline(self, lines: Lines, found: Candidate) -> int:
        """Return the index of the block that a story begins with: its headline, which some rule may have taken."""
        first = lines.blocks[found.start]
        if found.evidence["headline"]:
            return first.index
        top = lines.blocks[found.start - 1].index + 1 if found.start else 0
        said = set().union(*(self._words(block) for block in lines.blocks[found.start : found.start + OPENING]))
        for block in self.document.blocks[max(top, first.index - ABOVE) : first.index]:
            words = self._words(block)
            shared = len(words & said) > SHARED * len(words)
            if shared and not self.firm[block.index] and is_headed(self.document, block):
                return block.index
        return first.index

    def _words(self, block: Block) -> set[str]:
        return {word for word in self.document.bare[block.left : block.right].split() if len(word) >= TELLING}


def _reason(lines: Lines, found: Candidate) -> str:
    """Say what ended and what began: the last words above, what stands between, the headline, and what is gone."""
    shown = []
    if found.start:
        shown.append(f"ends above: {lines.text(found.start - 1)[-QUOTED:]}")
    if lines.gaps[found.start]:
        shown.append(f"then: {', '.join(dict.fromkeys(lines.gaps[found.start]))}")
    what = "a headline" if found.evidence["headline"] else "a dateline" if found.evidence["dateline"] else "a line"
    shown.append(f"begins with {what}: {lines.text(found.start)[:QUOTED]}")
    terms = lines.terms
    outside = terms.counts * terms.weights
    outside[lines.spoken(found.start, found.end)] = 0
    gone = [lines.spelled(number) for number in (-outside).argsort(kind="stable")[:SHOWN].tolist() if outside[number]]
    return " | ".join([*shown, f"does not speak of: {', '.join(gone)}"])
