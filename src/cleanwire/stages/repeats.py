"""What a document says twice, word for word."""

from collections import Counter
from dataclasses import dataclass

from cleanwire.labels import Label
from cleanwire.model import Block, Document, Verdict
from cleanwire.rules.scene import Scene

__all__ = ["Repeats"]

REPEAT_WORDS = 25
"""A paragraph this long that stands again alone is a copy. In gold text of development pages, most shorter ones
recur by right: recipes, conditions, addresses, forms."""

RUN = 3
"""So many lines in a row that stand again in a row are a passage pasted twice; shorter rows recur in meal plans,
calendars and refrains."""

NEIGHBOUR_WORDS = 5
"""A line this long right below its copy, or beside removed ones, is a copy too: galleries print captions twice."""

OFTEN = 3
"""A line that stands more often than this is a form of the text (a chorus, a questionnaire), not an accident."""

DISTANCES = 3
"""Copies at more distances than this are a form of the text: of them only those in a row go."""

CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Repeats:
    """Claims the second copy of a line; the first stays."""

    def __call__(self, document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
        """Claim every later copy of a headline, a paragraph, or a line beside contamination."""
        keys = [block.key or document.folded[block.left : block.right] for block in document.blocks]
        if len(set(keys)) == len(keys):
            return []
        scene = Scene(document, verdicts)
        copies = _copies(scene, keys)
        scattered = len({block.index - copied.index for copied, block in copies}) > DISTANCES
        runs = _runs(copies)
        made: list[Verdict] = []
        for copied, block in copies:
            pasted = runs[block.index] >= RUN or (block.size >= REPEAT_WORDS and not scattered)
            if _is_furniture(scene, copied, block) or (pasted and _is_paragraph(document, block)):
                evidence = f"stands already at {copied.left}: {document.text(copied)[:60]}"
                verdict = Verdict(block.start, block.end, Label.DUPLICATE, "repeats", CONFIDENCE, evidence)
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
    """Whether the copy is the headline again, or a line again right below itself or beside contamination."""
    if scene.labels[copied.index] is Label.HEADLINE:
        return True
    beside = copied.index == block.index - 1 or scene.contaminated(block.index - 1)
    return block.size >= NEIGHBOUR_WORDS and (beside or scene.contaminated(block.index + 1))


def _is_paragraph(document: Document, block: Block) -> bool:
    return block.prose and document.folded[block.left] not in "*-|"


def _runs(copies: list[tuple[Block, Block]]) -> dict[int, int]:
    """Return, for the index of each copy, how many lines in a row are copied with it at the same distance."""
    lengths: dict[int, int] = {}
    row: list[int] = []
    distance = 0
    for copied, block in copies:
        if not row or block.index != row[-1] + 1 or block.index - copied.index != distance:
            lengths.update(dict.fromkeys(row, len(row)))
            row = []
        distance = block.index - copied.index
        row.append(block.index)
    lengths.update(dict.fromkeys(row, len(row)))
    return lengths
