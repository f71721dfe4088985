"""What a document says twice, word for word: copies, and the table of contents above the text."""

from collections import Counter
from itertools import groupby

from cleanwire.labels import Label
from cleanwire.model import Block, Document, Verdict
from cleanwire.rules.scene import Scene

__all__ = ["find_contents", "find_repeats"]

REPEAT_WORDS = 40
"""A paragraph this long that stands again alone is a copy. Shorter ones recur by right in gold text of development
pages: recipes, conditions, addresses, forms."""

RUN = 3
"""So many lines in a row that stand again in a row are a passage pasted twice; shorter rows recur in meal plans,
calendars and refrains."""

RUN_PROSE = 2
"""So many of them are paragraphs: a chorus has none."""

NEIGHBOUR_WORDS = 5
"""A line this long right below its copy, or in a gallery, is a copy too: galleries print captions twice."""

OFTEN = 3
"""A line that stands more often than this is a form of the text (a chorus, a questionnaire), not an accident."""

DISTANCES = 3
"""Copies at more distances than this are a form of the text: of them only those in a row go."""

CONFIDENCE = 0.9

RUN_CONFIDENCE = 0.95

ENTRY_WORDS = 16
"""The longest entry of a table of contents."""

GAP = 1
"""So many lines of a table of contents may have no subhead below: an extractor lost it, or it was shortened."""

_GALLERY = frozenset({Label.CAPTION, Label.CREDIT, Label.MEDIA, Label.DUPLICATE})
"""What stands beside a caption that a gallery prints twice."""


def find_repeats(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim the later copies of a headline, of a paragraph, and of a line in a gallery; the first stays."""
    keys = [block.key or document.folded[block.left : block.right] for block in document.blocks]
    if len(set(keys)) == len(keys):
        return []
    scene = Scene(document, verdicts)
    copies = _copies(scene, keys)
    scattered = len({_distance(copied, block) for copied, block in copies}) > DISTANCES
    pasted = _pasted(document, copies)
    made: list[Verdict] = []
    for copied, block in copies:
        alone = block.size >= REPEAT_WORDS and not scattered and _is_paragraph(document, block)
        if alone or block.index in pasted or _is_furniture(scene, copied, block):
            evidence = f"stands already at {copied.left}: {document.text(copied)[:60]}"
            confidence = RUN_CONFIDENCE if block.index in pasted else CONFIDENCE
            verdict = Verdict(block.start, block.end, Label.DUPLICATE, "repeats", confidence, evidence)
            scene.claim(verdict)
            made.append(verdict)
    return made


def _copies(scene: Scene, keys: list[str]) -> list[tuple[Block, Block]]:
    """Return the pairs of a line and its later copy, the same also in their figures, which keys fold."""
    often = Counter(keys)
    first: dict[str, Block] = {}
    pairs = []
    for block, key in zip(scene.blocks, keys, strict=True):
        copied = first.setdefault(key, block)
        if copied is block or scene.contaminated(block.index) or often[key] > OFTEN:
            continue
        if _same(scene.document, copied, block):
            pairs.append((copied, block))
    return pairs


def _same(document: Document, copied: Block, block: Block) -> bool:
    return document.text(copied).casefold().split() == document.text(block).casefold().split()


def _is_furniture(scene: Scene, copied: Block, block: Block) -> bool:
    """Whether the copy is the headline again, or a line again right below itself or in a gallery."""
    if scene.labels[copied.index] is Label.HEADLINE:
        return True
    beside = copied.index == block.index - 1 or scene.labels[block.index - 1] in _GALLERY
    below = block.index + 1 < len(scene.blocks) and scene.labels[block.index + 1] in _GALLERY
    return block.size >= NEIGHBOUR_WORDS and (beside or below)


def _is_paragraph(document: Document, block: Block) -> bool:
    return block.prose and document.folded[block.left] not in "*-|"


def _pasted(document: Document, copies: list[tuple[Block, Block]]) -> frozenset[int]:
    """Return the indexes of copies that stand in a row at one distance from their firsts, paragraphs among them."""
    found: list[int] = []
    for _, run in groupby(enumerate(copies), key=lambda item: (item[1][1].index - item[0], _distance(*item[1]))):
        blocks = [block for _, (_, block) in run]
        if len(blocks) >= RUN and sum(_is_paragraph(document, block) for block in blocks) >= RUN_PROSE:
            found += [block.index for block in blocks]
    return frozenset(found)


def _distance(copied: Block, block: Block) -> int:
    return block.index - copied.index


def find_contents(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim as navigation the entries of a table of contents: lines under its heading that stand again as subheads.

    Without such a heading they may be the author's own list: on development pages three in four are.
    """
    if not any(verdict.label is Label.NAVIGATION for verdict in verdicts):
        return []
    scene = Scene(document, verdicts)
    headings = [block for block in document.blocks if scene.labels[block.index] is Label.NAVIGATION]
    if not headings:
        return []
    last = {block.key: block.index for block in document.blocks if block.key}
    made: list[Verdict] = []
    end = 0
    for heading in headings:
        first = heading.index + 1
        # To look below each entry that is claimed itself, or is taken already, would take quadratic time.
        if heading.start < end or first == len(document.blocks) or scene.labels[first] is not None:
            continue
        end = _end_of_entries(document, last, first)
        if end > heading.end:
            evidence = f"stand again as subheads below, and under: {document.text(heading)[:40]}"
            made.append(Verdict(heading.end, end, Label.NAVIGATION, "contents", CONFIDENCE, evidence))
    return made


def _end_of_entries(document: Document, last: dict[str, int], first: int) -> int:
    """Return where the lines end whose copies below stand in the same order; 0 where there are none."""
    end = missed = 0
    above = first
    for index in range(first, len(document.blocks)):
        block = document.blocks[index]
        if block.prose or block.size > ENTRY_WORDS or missed > GAP:
            break
        again = last.get(block.key, -1)
        if again > max(above, block.index):
            above, missed, end = again, 0, block.end
        else:
            missed += 1
    return end
