"""Finds teasers of other articles below the article, in any language: truncated sentences, each under a title."""

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate, pairwise

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.loading.patterns import lazy_pattern
from cleanwire.rules.scene import Scene
from cleanwire.spans import Verdict

__all__ = ["find_broken_teasers"]

TEASERS, ALONE = 3, 6
"""The number of truncated sentences near each other that are teasers; and the number in all that is needed if no other
boilerplate has high confidence. Of 811 labelled pages, 12 have three, and on ten of these they are teasers; the others
are an interview, which is quoted, and rules of a forum. A list of products on one of 963 clean pages has five."""

UNTITLED = 8
"""The number that is needed if most have no title."""

TEASER_WORDS = 8
"""The smallest number of words in a teaser. A truncated title may be the author's."""

TITLE_WORDS = 3
"""The smallest number of words in a title."""

LINES = 4
"""The greatest number of lines between two teasers: a section, a title, a name, a date."""

MOST = 0.75
"""The share of teasers that have a title. One in four may have a picture instead."""

WHOLE = 0.34
"""The greatest number of paragraphs among and below the teasers for each truncated sentence: short teasers are not
truncated."""

ABOVE = 4
"""The smallest number of paragraphs above the teasers, which are the article."""

CONFIDENCE = 0.85

SEEN = 24
"""The number of characters at the end of a line that decide whether it is truncated."""

_BROKEN = lazy_pattern(r"\w[ ,]{0,2}(?:…|\.\.\.|\[(?:…|\.\.\.)\])[^\w\"'”’»“]{0,6}(?:\w{1,8}(?:…|\.\.\.))?$")


def find_broken_teasers(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim runs of long truncated lines, each below a title, after the end of the article."""
    if document.source.count("…") + document.source.count("...") < TEASERS:
        return []
    broken = [block.index for block in document.blocks if block.size >= TEASER_WORDS and _breaks_off(document, block)]
    if len(broken) < TEASERS:
        return []
    scene = Scene(document, verdicts)
    if len(broken) < ALONE and not scene.sure:
        return []
    whole = _whole_below(scene, set(broken))
    return [
        _claimed(scene, run)
        for run in _runs(broken)
        if _are_teasers(scene, run) and whole[run[0]] <= WHOLE * (len(broken) - bisect_left(broken, run[0]))
    ]


def _whole_below(scene: Scene, broken: Container[int]) -> list[int]:
    """Return for each block how many paragraphs from it on are neither truncated nor claimed as boilerplate."""
    whole = [int(b.prose and b.index not in broken and not scene.contaminated(b.index)) for b in reversed(scene.blocks)]
    return list(accumulate(whole))[::-1]


def _breaks_off(document: Document, block: Block) -> bool:
    return bool(_BROKEN.search(document.source, max(block.left, block.right - SEEN), block.right))


def _runs(lines: Sequence[int]) -> Iterator[list[int]]:
    """Yield runs of lines that are near each other."""
    run = [lines[0]]
    for line in lines[1:]:
        if line - run[-1] - 1 > LINES:
            yield run
            run = []
        run.append(line)
    yield run


def _are_teasers(scene: Scene, run: Sequence[int]) -> bool:
    """Whether most lines of a run have a title, or there are many, and an article is above."""
    blocks = scene.blocks
    titled = sum(any(_is_title(scene, block) for block in blocks[above + 1 : below]) for above, below in pairwise(run))
    least = TEASERS if titled >= MOST * (len(run) - 1) else UNTITLED
    return len(run) >= least and scene.prose_above(blocks[run[0]]) >= ABOVE


def _is_title(scene: Scene, block: Block) -> bool:
    return block.size >= TITLE_WORDS and not block.prose and scene.ends(block) != "."


def _claimed(scene: Scene, run: Sequence[int]) -> Verdict:
    """Return the claim of a run of teasers, beginning at the title above the first."""
    blocks, first = scene.blocks, run[0]
    while first > 0 and run[0] - first < run[1] - run[0] - 1 and _is_title(scene, blocks[first - 1]):
        first -= 1
    evidence = f"{len(run)} truncated sentences, such as: {scene.document.text(blocks[run[0]])[-40:]}"
    return Verdict(
        blocks[first].start, blocks[run[-1]].end, Label.RELATED_LINKS, "broken_teasers", CONFIDENCE, evidence
    )
