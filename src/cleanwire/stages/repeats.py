"""What a document says twice, word for word."""

from collections import Counter
from dataclasses import dataclass

from cleanwire.labels import Label
from cleanwire.model import Block, Document, Verdict
from cleanwire.rules.scene import Scene

__all__ = ["Repeats"]

REPEAT_WORDS = 12
"""A line this long that stands again is a copy. Shorter ones recur by right: refrains, table cells, "Pros:"."""

NEIGHBOUR_WORDS = 5
"""A line this long right below its copy, or beside removed ones, is a copy too: galleries print captions twice."""

OFTEN = 3
"""A line that stands more often than this is a form of the text (a chorus, a questionnaire), not an accident."""

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
        often = Counter(keys)
        first: dict[str, Block] = {}
        made: list[Verdict] = []
        for block, key in zip(document.blocks, keys, strict=True):
            copied = first.setdefault(key, block)
            if copied is block or scene.contaminated(block.index) or often[key] > OFTEN:
                continue
            if _same(document, copied, block) and _is_copy(scene, copied, block):
                evidence = f"stands already at {copied.left}: {document.text(copied)[:60]}"
                verdict = Verdict(block.start, block.end, Label.DUPLICATE, "repeats", CONFIDENCE, evidence)
                scene.claim(verdict)
                made.append(verdict)
        return made


def _same(document: Document, copied: Block, block: Block) -> bool:
    """Whether two blocks of one key are the same also in their figures, which keys fold."""
    return document.text(copied).casefold().split() == document.text(block).casefold().split()


def _is_copy(scene: Scene, copied: Block, block: Block) -> bool:
    """Whether the second of two equal lines is there by accident."""
    if block.size >= REPEAT_WORDS or scene.labels[copied.index] is Label.HEADLINE:
        return True
    beside = copied.index == block.index - 1 or scene.contaminated(block.index - 1)
    return block.size >= NEIGHBOUR_WORDS and (beside or scene.contaminated(block.index + 1))
