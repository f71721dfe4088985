"""What is claimed of a story that was found: its headline and its lines, and what they show, for a person to read."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.native.stories.terms import terms_in
from cleanwire.spans import Verdict
from cleanwire.stages.stories.finding import Candidate
from cleanwire.stages.stories.forms import has_dateline
from cleanwire.stages.stories.lines import Lines, is_headed

__all__ = ["HAIR", "STORIES", "SURE", "Claimed"]

STORIES = "stories"
"""The rule of claims on other stories."""

FIRM = 0.85
"""A claim as sure as this stands inside a story, for what it is: even the safe strictness goes by it. What is claimed
with less goes with the story."""

OF_STORIES = frozenset({Label.BYLINE, Label.CAPTION, Label.CREDIT, Label.DUPLICATE})
"""What a story has itself, or says again: inside a story it goes with the story, and as such."""

SURE = 0.5
"""A story that the default strictness removes: a doubtful one leaves a byline what it is."""

HAIR = 0.001
"""By so much a claim is surer than one that it replaces: a story of its byline, a label of its own of a story."""

ABOVE = 4
"""A story's headline stands so many lines above its first paragraph at most: a byline, a date, a caption between."""

TELLING = 4
"""Letters of an ASCII word that says something in a headline."""

SHARED = 0.4
"""Share of the telling words of a headline that its opening holds, where another claim lies on it. Of the titles of
1,075 pages .79 have more in their own opening, and .008 in that of another page."""

OPENING = 3
"""So many lines of a story are its opening, which speaks of what the headline says."""

SHOWN = 5
"""So many words of the host are shown that do not come back."""

QUOTED = 60
"""So many characters are shown of the lines where the story begins."""


class Claimed:
    """What other stages claimed of the lines of a document, and what that leaves of a story to claim."""

    def __init__(self, document: Document, verdicts: Iterable[Verdict]) -> None:
        self.document = document
        starts, ends = [block.start for block in document.blocks], [block.right for block in document.blocks]
        steps = [0] * (len(starts) + 1)
        self.own: dict[int, float] = {}
        """How sure the claims are on the blocks that are parts of a story, such as its byline."""
        for verdict in verdicts:
            if verdict.confidence < FIRM or verdict.label.is_content:
                continue
            first, last = bisect_left(starts, verdict.start), bisect_right(ends, verdict.end)
            if verdict.label in OF_STORIES:
                self.own.update((at, max(verdict.confidence, self.own.get(at, 0.0))) for at in range(first, last))
            elif first < last:
                steps[first] += 1
                steps[last] -= 1
        self.firm = [depth > 0 for depth in accumulate(steps[:-1])]
        """For each block whether it is what a firm claim says."""

    def story(self, lines: Lines, found: Candidate) -> Iterator[Verdict]:
        """Yield a verdict on each run of a story's lines that no firm claim lies on."""
        blocks, reason = self.document.blocks, _reason(lines, found)
        at, end = self._headline(lines, found), lines.blocks[found.end - 1].index + 1
        if found.appended:
            end = lines.blocks[found.end].index if found.end < len(lines) else len(blocks)
        while at < end:
            first = at
            while at < end and not self.firm[at]:
                at += 1
            if at > first:
                span = blocks[first].start, blocks[at - 1].end
                yield Verdict(*span, Label.APPENDED_STORY, STORIES, found.confidence, reason)
            for part in range(first, at) if found.confidence >= SURE else ():
                if self.own.get(part, 0.0) >= found.confidence:
                    sure, span = min(1.0, self.own[part] + HAIR), (blocks[part].start, blocks[part].end)
                    yield Verdict(*span, Label.APPENDED_STORY, STORIES, sure, reason)
            at += 1

    def _headline(self, lines: Lines, found: Candidate) -> int:
        """Return the index of the block that a story begins with: its headline, which some rule may have taken."""
        first = lines.blocks[found.start]
        if lines.headed[found.start]:
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
        terms = terms_in(self.document.bare[block.left : block.right])
        return {term for term in terms if len(term) >= TELLING or not term.isascii()}


def _reason(lines: Lines, found: Candidate) -> str:
    """Say what ended and what began: the last words above, what stands between, the headline, and what is gone."""
    shown = []
    if found.start:
        shown.append(f"ends above: {lines.text(found.start - 1)[-QUOTED:]}")
    if lines.gaps[found.start]:
        shown.append(f"then: {', '.join(dict.fromkeys(lines.gaps[found.start]))}")
    headed, dated = lines.headed[found.start], has_dateline(lines.text(found.start))
    what = "a headline" if headed else "a dateline" if dated else "a line"
    shown.append(f"begins with {what}: {lines.text(found.start)[:QUOTED]}")
    weights, spelled = lines.terms.weights, lines.terms.spelled
    inside = set(lines.said(found.start, found.end))
    ranked = sorted((-count * weights[term], term) for term, count in lines.counts.items() if term not in inside)
    gone = [spelled[term] for _, term in ranked[:SHOWN]]
    return " | ".join([*shown, f"does not speak of: {', '.join(gone)}"])
