"""Which line is the article's own headline."""

from dataclasses import dataclass

from cleanwire.folding import fold, key_of, spaced
from cleanwire.labels import Label
from cleanwire.model import Block, Document, Verdict
from cleanwire.rules.scene import Scene

__all__ = ["Headlines"]

HEADLINE_WORDS = range(3, 31)
"""How many words a headline has: 99 of 100 page titles of the development data do."""

CONTENT_LETTERS = 4
"""Words from this length on carry the subject: shorter ones are mostly articles, prepositions and auxiliaries."""

SUPPORT_ABOVE = 0.4
"""Share of its content words that a line above the article has to share with the text. Titles of development pages
share .75 in the median; the lines of a menu or a byline share under .3."""

SUPPORT_BELOW = 0.8
"""The same for a line below the article, where links to other stories stand as well."""

HEAD_PROSE = 2
"""A headline above the article has at most so many paragraphs above it: a standfirst and a notice."""

TITLE_LIKENESS = 0.6
"""Share of the words of a line and of the page's title together that both have: titles add or lose a site's name."""

HEAD_CONFIDENCE = 0.8
BELOW_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class Headlines:
    """Finds the headline by its shape, its place, and its words coming back in the text."""

    def __call__(self, document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
        """Claim at most one block as the headline."""
        scene = Scene(document, verdicts)
        candidates = [block for block in _above(scene) if _is_shaped(scene, block)]
        if document.title:
            wanted = frozenset(key_of(spaced(fold(document.title))).split())
            for block in candidates:
                if _likeness(frozenset(block.key.split()), wanted) >= TITLE_LIKENESS:
                    return [_headline(document, block, HEAD_CONFIDENCE, "the page's title")]
        for block in candidates:
            if _support(scene, block) >= SUPPORT_ABOVE:
                return [_headline(document, block, HEAD_CONFIDENCE, "its words come back in the text")]
        for block in document.blocks[scene.last_prose + 1 :]:
            if _is_shaped(scene, block) and block.size > 4 and _support(scene, block) >= SUPPORT_BELOW:
                return [_headline(document, block, BELOW_CONFIDENCE, "its words come back in the text above")]
        return []


def _headline(document: Document, block: Block, confidence: float, found: str) -> Verdict:
    return Verdict(block.start, block.end, Label.HEADLINE, "headlines", confidence, found)


def _above(scene: Scene) -> list[Block]:
    """Return the blocks above the article's second paragraph: where a headline stands."""
    blocks = []
    prose = 0
    for block in scene.blocks:
        prose += block.prose and not scene.contaminated(block.index)
        if prose >= HEAD_PROSE:
            break
        blocks.append(block)
    return blocks


def _is_shaped(scene: Scene, block: Block) -> bool:
    """Whether a block could be a headline by its form: one unclaimed line of a headline's length, without a period."""
    if scene.labels[block.index] is not None or block.size not in HEADLINE_WORDS or not block.key:
        return False
    text = scene.document.folded[block.left : block.right]
    return not text.endswith((".", ":", ",", ";")) and text[0] not in "*-"


def _likeness(words: frozenset[str], wanted: frozenset[str]) -> float:
    return len(words & wanted) / (min(len(words), len(wanted)) or 1) if len(words & wanted) > 1 else 0.0


def _support(scene: Scene, block: Block) -> float:
    """Return the share of a line's content words that stand elsewhere in the text."""
    words = {word for word in block.key.split() if len(word) >= CONTENT_LETTERS}
    bare = scene.document.bare
    found = sum(bare.find(word, block.end) >= 0 or bare.find(word, 0, block.start) >= 0 for word in words)
    return found / len(words) if words else 0.0
