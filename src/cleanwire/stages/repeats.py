"""Finds what occurs twice in a document, word for word: copies, and the table of contents above the text."""

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
"""The smallest number of words in a paragraph that is a copy if it recurs alone. In gold text of development pages,
shorter ones recur intentionally: recipes, conditions, addresses, forms."""

NEIGHBOUR_WORDS = 5
"""The same for a line right below its original, or in a gallery: galleries print captions twice."""

HEADLINE = 0.8
"""The confidence from which copies of a headline are removed. A less certain headline may be a refrain."""

OFTEN = 3
"""A line that occurs more often than this is part of a form (a chorus, a questionnaire), not an accident."""

DISTANCES = 3
"""Copies at more different distances than this are part of a form."""

CONFIDENCE = 0.9

ENTRY_WORDS = 16
"""The greatest number of words in an entry of a table of contents."""

ENTRIES = 2
"""The smallest number of entries in a table of contents. With one, five lines were removed on development pages, and
one of them was an entry."""

GAP = 1
"""The greatest number of consecutive entries that have no subhead below: the extractor lost it, or it was shortened."""

_GALLERY = frozenset({Label.CAPTION, Label.CREDIT, Label.MEDIA})
"""Labels of lines next to a caption that a gallery prints twice."""

_LISTED = lazy_pattern(r"[*|-]|\(?(?:0+|[a-z]{1,3})[).]\s")
"""The beginning of a list item, a table row or a clause of a law, in folded text. These recur intentionally."""

_Entry = str | tuple[str, ...]
"""The words of a line: its key, and its numbers if it has any."""


def find_repeats(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim the later copies of a headline, of a paragraph, and of a line in a gallery. The first is kept."""
    keys = [block.key or document.folded[block.left : block.right] for block in document.blocks]
    if len(set(keys)) == len(keys):
        return []
    scene = Scene(document, verdicts)
    headlines = {v.start for v in verdicts if v.label is Label.HEADLINE and v.confidence >= HEADLINE}
    copies = _copies(scene, keys)
    scattered = len({block.index - copied.index for copied, block in copies}) > DISTANCES
    claimed: dict[int, int] = {}
    for copied, block in copies:
        paragraph = block.prose and not _LISTED.match(document.folded, block.left)
        alone = paragraph and block.size >= REPEAT_WORDS and not scattered
        # A paragraph that followed a copied one is removed with it.
        carried = paragraph and claimed.get(block.index - 1) == copied.index - 1
        if alone or carried or copied.start in headlines or _is_beside(scene, copied, block):
            claimed[block.index] = copied.index
    return [_copy(document, document.blocks[first], document.blocks[index]) for index, first in claimed.items()]


def _copies(scene: Scene, keys: list[str]) -> list[tuple[Block, Block]]:
    """Return the pairs of a line and its later copy, whose numbers, which keys fold, are equal as well."""
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
    """Whether a copy is right below its original, but not among short lines as in verse, or is in a gallery."""
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
    evidence = f"repeats the text above, at {copied.left}: {document.text(copied)[:60]}"
    return Verdict(block.start, block.end, Label.DUPLICATE, "repeats", CONFIDENCE, evidence)


def find_contents(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim as navigation the entries of a table of contents: lines under its heading that recur as subheads.

    Without such a heading, they may be the author's own list: on development pages, three in four are.
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
        # Searching below entries that are claimed themselves, or already found, would take quadratic time.
        if heading.start < end or first == len(document.blocks) or scene.labels[first] is not None:
            continue
        last = last or {_entry(document, block): block.index for block in document.blocks if block.key}
        end = _end_of_entries(document, last, first)
        if end > heading.end:
            evidence = f"subheadings that follow below, under: {document.text(heading)[:40]}"
            made.append(Verdict(heading.end, end, Label.NAVIGATION, "contents", CONFIDENCE, evidence))
    return made


def _entry(document: Document, block: Block) -> _Entry:
    """Return the words of a line, and its numbers: "Step 1" is not "Step 2"."""
    return (block.key, *figures_of(document.text(block))) if "0" in block.key else block.key


def _end_of_entries(document: Document, last: Mapping[_Entry, int], first: int) -> int:
    """Return the end of the lines whose copies below are in the same order; 0 if there are not enough."""
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
