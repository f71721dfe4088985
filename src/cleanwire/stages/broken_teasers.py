"""Teasers of other articles below the article, in any language: sentences that break off, each under its title."""

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
"""So many sentences that break off near each other are teasers; where nothing else in the document is contamination for
certain, so many in all. Of 811 labelled pages 12 have three, ten of them teasers: the others are an interview, which is
quoted, and rules of a forum. A list of products on one of 963 clean pages has five."""

UNTITLED = 8
"""So many have to be where most have no title."""

TEASER_WORDS = 8
"""The shortest teaser: a title that breaks off may be the author's."""

TITLE_WORDS = 3
"""The shortest title."""

LINES = 4
"""So many lines stand between two teasers: a section, a title, a name, a date."""

MOST = 0.75
"""So many teasers stand under a title: one in four may stand under a picture."""

WHOLE = 0.34
"""So many paragraphs may stand among and below teasers for each that breaks off: short ones are whole."""

ABOVE = 4
"""So many paragraphs stand above: the article."""

CONFIDENCE = 0.85

SEEN = 24
"""The characters at the end of a line that tell whether it breaks off."""

_BROKEN = lazy_pattern(r"\w[ ,]{0,2}(?:…|\.\.\.|\[(?:…|\.\.\.)\])[^\w\"'”’»“]{0,6}(?:\w{1,8}(?:…|\.\.\.))?$")


def find_broken_teasers(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim runs of long lines that break off, each below a title, where the article is over."""
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
    """Return for each block how many paragraphs from it on neither break off nor are claimed as contamination."""
    whole = [int(b.prose and b.index not in broken and not scene.contaminated(b.index)) for b in reversed(scene.blocks)]
    return list(accumulate(whole))[::-1]


def _breaks_off(document: Document, block: Block) -> bool:
    return bool(_BROKEN.search(document.source, max(block.left, block.right - SEEN), block.right))


def _runs(lines: Sequence[int]) -> Iterator[list[int]]:
    """Yield the lines in runs: those of one run stand near each other."""
    run = [lines[0]]
    for line in lines[1:]:
        if line - run[-1] - 1 > LINES:
            yield run
            run = []
        run.append(line)
    yield run


def _are_teasers(scene: Scene, run: Sequence[int]) -> bool:
    """Whether most lines of a run have a title, or they are many, and an article stands above."""
    blocks = scene.blocks
    titled = sum(any(_is_title(scene, block) for block in blocks[above + 1 : below]) for above, below in pairwise(run))
    least = TEASERS if titled >= MOST * (len(run) - 1) else UNTITLED
    return len(run) >= least and scene.prose_above(blocks[run[0]]) >= ABOVE


def _is_title(scene: Scene, block: Block) -> bool:
    return block.size >= TITLE_WORDS and not block.prose and scene.ends(block) != "."


def _claimed(scene: Scene, run: Sequence[int]) -> Verdict:
    """Return the claim of a run of teasers, from the title above the first on."""
    blocks, first = scene.blocks, run[0]
    while first > 0 and run[0] - first < run[1] - run[0] - 1 and _is_title(scene, blocks[first - 1]):
        first -= 1
    evidence = f"{len(run)} sentences that break off, such as: {scene.document.text(blocks[run[0]])[-40:]}"
    return Verdict(
        blocks[first].start, blocks[run[-1]].end, Label.RELATED_LINKS, "broken_teasers", CONFIDENCE, evidence
    )
