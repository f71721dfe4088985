"""Corrects the labels of apparent stories that are lists of teasers, comment threads, or a page's small print."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.spans import Verdict
from cleanwire.stages.stories.claiming import HAIR, STORIES

__all__ = ["renamed"]

MOST = 0.5
"""An apparent story is boilerplate if at least this share of its words is in lines that are more likely boilerplate
than not. Three in four tails of labelled pages that were taken for stories have nine tenths of their words in such
lines, and one in ten of 200 appended stories has a hundredth. Lines that occur twice do not count, because a story may
have been appended twice."""


def renamed(
    document: Document,
    verdicts: Sequence[Verdict],
    is_boilerplate: Callable[[Block], bool],
    label_of: Callable[[Block], Label],
) -> Iterator[Verdict]:
    """Yield a verdict with its own label for each line of apparent stories that read like boilerplate."""
    for story, blocks in _blocks_of(document, verdicts).items():
        labels = [label_of(block) if is_boilerplate(block) else Label.APPENDED_STORY for block in blocks]
        other = sum([block.size for block, label in zip(blocks, labels, strict=True) if label != story.label])
        if other >= MOST * sum([block.size for block in blocks]):
            sure = min(1.0, story.confidence + HAIR)
            for block in blocks:
                yield Verdict(block.start, block.end, label_of(block), STORIES, sure, story.evidence)


def _blocks_of(document: Document, verdicts: Sequence[Verdict]) -> Mapping[Verdict, list[Block]]:
    """Return the blocks of each story, keyed by the first of its verdicts."""
    stories: dict[str, Verdict] = {}
    found: defaultdict[Verdict, list[Block]] = defaultdict(list)
    taken: set[int] = set()
    for verdict in verdicts:
        if verdict.rule == STORIES:
            story = stories.setdefault(verdict.evidence, verdict)
            for at in document.covered(verdict.start, verdict.end):
                if at not in taken:
                    taken.add(at)
                    found[story].append(document.blocks[at])
    return found
