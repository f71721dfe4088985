"""What a document says twice, word for word: copies, and the table of contents above the text."""

from collections import Counter
from collections.abc import Mapping

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.loading.patterns import lazy_pattern
from cleanwire.rules.scene import Scene
from cleanwire.spans import Verdict
from cleanwire.text.folding import figures_of

__all__ = ["find_contents", "find_repeats"]

REPEAT_WORDS = 40
"""A paragraph this long that stands again alone is a copy. Shorter ones recur by right in gold text of development
pages: recipes, conditions, addresses, forms."""

NEIGHBOUR_WORDS = 5
"""A line this long right below its copy, or in a gallery, is a copy too: galleries print captions twice."""

HEADLINE = 0.8
"""How sure a headline has to be that what stands again as its copy goes: one that was guessed may be a refrain."""

OFTEN = 3
"""A line that stands more often than this is a form of the text (a chorus, a questionnaire), not an accident."""

DISTANCES = 3
"""Copies at more distances than this are a form of the text."""

CONFIDENCE = 0.9

ENTRY_WORDS = 16
"""The longest entry of a table of contents."""

ENTRIES = 2
"""A table of contents has so many entries. On development pages five single lines went; one of them was an entry."""

GAP = 1
"""So many lines of a table of contents may have no subhead below: an extractor lost it, or it was shortened."""

_GALLERY = frozenset({Label.CAPTION, Label.CREDIT, Label.MEDIA})
"""What stands beside a caption that a gallery prints twice."""

_LISTED = lazy_pattern(r"[*|-]|\(?(?:0+|[a-z]{1,3})[).]\s")
"""Begins an item of a list, a row of a table, a clause of a law, in folded text: those recur by right."""

_Entry = str | tuple[str, ...]
"""What a line says: its key, and its figures where it has any."""


def find_repeats(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim the later copies of a headline, of a paragraph, and of a line in a gallery; the first stays."""
    keys = [block.key or document.folded[block.left : block.right] for block in document.blocks]
    if len(set(keys)) == len(keys):
        return []
    scene = Scene(document, verdicts)
    headlines = {v.start for v in verdicts if v.label is Label.HEADLINE and v.confidence >= HEADLINE}
    copies = _copies(scene, keys)
    scattered = len({_distance(copied, block) for copied, block in copies}) > DISTANCES
    claimed: dict[int, int] = {}
    for copied, block in copies:
        paragraph = block.prose and not _LISTED.match(document.folded, block.left)
        alone = paragraph and block.size >= REPEAT_WORDS and not scattered
        # What stood below a copied paragraph goes with it.
        carried = paragraph and claimed.get(block.index - 1) == copied.index - 1
        if alone or carried or copied.start in headlines or _is_beside(scene, copied, block):
            claimed[block.index] = copied.index
    return [_copy(document, document.blocks[first], document.blocks[index]) for index, first in claimed.items()]


def _copies(scene: Scene, keys: list[str]) -> list[tuple[Block, Block]]:
    """Return the pairs of a line and its later copy, the same also in their figures, which keys fold."""
    often = Counter(keys)
    first: dict[tuple[str, ...], Block] = {}
    pairs = []
    for block, key in zip(scene.blocks, keys, strict=True):
        if 1 < often[key] <= OFTEN:
            copied = first.setdefault((key, *scene.document.text(block).casefold().split()), block)
            if copied is not block and not scene.contaminated(block.index):
                pairs.append((copied, block))
    return pairs


def _is_beside(scene: Scene, copied: Block, block: Block) -> bool:
    """Whether the copy stands right below its first and among no other lines, as in verse, or in a gallery."""
    if block.size < NEIGHBOUR_WORDS:
        return False
    blocks, last = scene.blocks, len(scene.blocks) - 1
    row = all(blocks[index].key == block.key for index in range(copied.index + 1, block.index))
    if copied.index == block.index - 1 or (block.key and row):
        below = next((index for index in range(block.index, last) if blocks[index].key != block.key), last)
        around = (max(0, copied.index - 1), below)
        return block.prose or any(blocks[index].prose or scene.contaminated(index) for index in around)
    around = (block.index - 1, min(block.index + 1, last))
    return any(scene.labels[index] in _GALLERY for index in around)


def _copy(document: Document, copied: Block, block: Block) -> Verdict:
    evidence = f"stands already at {copied.left}: {document.text(copied)[:60]}"
    return Verdict(block.start, block.end, Label.DUPLICATE, "repeats", CONFIDENCE, evidence)


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
    last: dict[_Entry, int] = {}
    made: list[Verdict] = []
    end = 0
    for heading in headings:
        first = heading.index + 1
        # To look below each entry that is claimed itself, or is taken already, would take quadratic time.
        if heading.start < end or first == len(document.blocks) or scene.labels[first] is not None:
            continue
        last = last or {_entry(document, block): block.index for block in document.blocks if block.key}
        end = _end_of_entries(document, last, first)
        if end > heading.end:
            evidence = f"stand again as subheads below, and under: {document.text(heading)[:40]}"
            made.append(Verdict(heading.end, end, Label.NAVIGATION, "contents", CONFIDENCE, evidence))
    return made


def _entry(document: Document, block: Block) -> _Entry:
    """Return the words of a line, and its figures: "Step 1" is not "Step 2"."""
    return (block.key, *figures_of(document.text(block))) if "0" in block.key else block.key


def _end_of_entries(document: Document, last: Mapping[_Entry, int], first: int) -> int:
    """Return where the lines end whose copies below stand in the same order; 0 where there are not enough."""
    end = missed = count = 0
    above = first
    for index in range(first, len(document.blocks)):
        block = document.blocks[index]
        if block.prose or block.size > ENTRY_WORDS or missed > GAP:
            break
        again = last.get(_entry(document, block), -1)
        if again > max(above, block.index):
            above, missed, end, count = again, 0, block.end, count + 1
        else:
            missed += 1
    return end if count >= ENTRIES else 0
