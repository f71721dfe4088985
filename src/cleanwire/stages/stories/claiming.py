"""Turns stories that were found into claims on their headline and lines, with evidence for a person to read."""

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
"""Inside a story, a claim with at least this confidence keeps its label: even the safe strictness accepts it. Lines of
less certain claims are claimed with the story."""

OF_STORIES = frozenset({Label.BYLINE, Label.CAPTION, Label.CREDIT, Label.DUPLICATE})
"""Labels of parts of a story, or of its repetitions. Inside a story, these lines are claimed as part of it."""

SURE = 0.5
"""The confidence of a story that the default strictness removes. In a less certain story, a byline keeps its label."""

HAIR = 0.001
"""How much the confidence of a claim exceeds that of the claim that it replaces: a story's that of its byline, a
corrected label's that of a story."""

ABOVE = 4
"""The greatest number of lines between a story's headline and its first paragraph: a byline, a date, a caption."""

TELLING = 4
"""The smallest number of letters in an ASCII word that counts as a content word of a headline."""

SHARED = 0.4
"""A line that has another claim is the headline if more than this share of its content words occurs in the opening. Of
the titles of 1,075 pages, 79 % have more in their own opening, and 0.8 % in that of another page."""

OPENING = 3
"""The number of lines in a story's opening, which is about what the headline says."""

SHOWN = 5
"""The number of words of the article, missing in the story, that the evidence shows."""

QUOTED = 60
"""The number of characters that the evidence shows of the lines where the story begins."""


class Claimed:
    """The claims of other stages on a document's lines, and what they leave of a story to claim."""

    def __init__(self, document: Document, verdicts: Iterable[Verdict]) -> None:
        self.document = document
        starts, ends = [block.start for block in document.blocks], [block.right for block in document.blocks]
        steps = [0] * (len(starts) + 1)
        self.own: dict[int, float] = {}
        """The confidence of claims on blocks that may be parts of a story, such as its byline, by the block's index."""
        for verdict in verdicts:
            if verdict.confidence < FIRM or verdict.label.is_content:
                continue
            first, last = bisect_left(starts, verdict.start), bisect_right(ends, verdict.end)
            if verdict.label in OF_STORIES:
                self.own.update((at, max(verdict.confidence, self.own.get(at, 0.0))) for at in range(first, last))
            elif first < last:
                steps[first] += 1
                steps[last] -= 1
        self.firm: list[bool] = [depth > 0 for depth in accumulate(steps[:-1])]
        """Whether each block has a claim of high confidence that keeps its label."""

    def story(self, lines: Lines, found: Candidate) -> Iterator[Verdict]:
        """Yield a verdict for each run of a story's lines without such a claim."""
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
        """Return the index of the block that a story begins with: its headline, which a rule may have claimed."""
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
    """Return the evidence: the last words above, claims between, the headline, and words that no longer occur."""
    shown = []
    if found.start:
        shown.append(f"the article ends: {lines.text(found.start - 1)[-QUOTED:]}")
    if lines.gaps[found.start]:
        shown.append(f"next: {', '.join(dict.fromkeys(lines.gaps[found.start]))}")
    headed, dated = lines.headed[found.start], has_dateline(lines.text(found.start))
    what = "a headline" if headed else "a dateline" if dated else "a line"
    shown.append(f"begins with {what}: {lines.text(found.start)[:QUOTED]}")
    weights, spelled = lines.terms.weights, lines.terms.spelled
    inside = set(lines.said(found.start, found.end))
    ranked = sorted((-count * weights[term], term) for term, count in lines.counts.items() if term not in inside)
    gone = [spelled[term] for _, term in ranked[:SHOWN]]
    return " | ".join([*shown, f"words that no longer occur: {', '.join(gone)}"])
