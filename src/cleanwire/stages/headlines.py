"""Which line is the article's own headline."""

from cleanwire.folding import fold, key_of, spaced
from cleanwire.labels import Label
from cleanwire.model import Block, Document, Verdict
from cleanwire.rules.conditions import titled
from cleanwire.rules.scene import Scene

__all__ = ["find_headline"]

HEADLINE_WORDS = range(3, 20)
"""How many words a headline has: 99 of 100 page titles of the development data do."""

CANDIDATES = 40
"""So many lines above or below the article are looked at: to look for the words of each in the text costs time, and
no page's head that an extractor leaves is longer."""

CONTENT_LETTERS = 4
"""Words from this length on carry the subject: shorter ones are mostly articles, prepositions and auxiliaries."""

SUPPORT_ABOVE = 0.5
"""Share of its content words that a line above the article has to share with the text. On development pages 413 of 503
first lines that do are the page's title, and 10 of 71 that do not."""

SUPPORT_TITLED = 0.25
"""The same for a line in title case, which little else above an article is: 296 of 352 first lines in title case that
share as much are the page's title."""

SENTENCE_WORDS = 18
"""A headline that closes like a sentence is no longer than this, and in title case."""

SUPPORT_BELOW = 0.8
"""The same for a line below the article, where links to other stories stand as well: nearly all of its words."""

OPENING_WORDS = 6
"""A first line in title case that is this long is a headline even if its words do not come back."""

TITLE_LIKENESS = 0.4
"""Share of the words of a line and of the page's title together that both have: titles add or lose a site's name."""

HEAD_CONFIDENCE = 0.8
BELOW_CONFIDENCE = 0.6


def find_headline(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim at most one block as the headline: by its shape, its place, and its words coming back in the text."""
    scene = Scene(document, verdicts)
    candidates = [block for block in document.blocks[: scene.first_prose + 1][:CANDIDATES] if _is_shaped(scene, block)]
    if document.title:
        wanted = frozenset(key_of(spaced(fold(document.title))).split())
        likeness = {block: _likeness(frozenset(block.key.split()), wanted) for block in candidates}
        best = max(candidates, key=likeness.__getitem__, default=None)
        if best and likeness[best] >= TITLE_LIKENESS:
            return [_headline(best, HEAD_CONFIDENCE, "the page's title")]
    if document.hints:  # a page names its headline: what else comes back in the text is a teaser or a caption
        tops = [block for block in candidates if document.hints[block.index].tag == "h1"]
        return [_headline(block, HEAD_CONFIDENCE, "the only <h1>") for block in tops if len(tops) == 1]
    for block in candidates:
        enough = SUPPORT_TITLED if titled(scene, block) else SUPPORT_ABOVE
        if _support(scene, block) >= enough or _opens(scene, block):
            return [_headline(block, HEAD_CONFIDENCE, "its words come back in the text")]
    for block in document.blocks[scene.last_prose + 1 :][:CANDIDATES]:
        beside = scene.contaminated(block.index - 1) or scene.contaminated(block.index + 1)
        if beside and _is_shaped(scene, block) and _support(scene, block) >= SUPPORT_BELOW:
            return [_headline(block, BELOW_CONFIDENCE, "its words come back in the text above")]
    return []


def _headline(block: Block, confidence: float, found: str) -> Verdict:
    return Verdict(block.start, block.end, Label.HEADLINE, "headlines", confidence, found)


def _is_shaped(scene: Scene, block: Block) -> bool:
    """Whether a block could be a headline by its form: a line of a headline's length that closes like no sentence.

    A title may close like one ("Why It Fell. And Why You Should Care."): in title case that is allowed.
    """
    if scene.labels[block.index] is not None or block.size not in HEADLINE_WORDS or not block.key:
        return False
    text = scene.document.folded[block.left : block.right]
    if text.endswith((":", ",", ";")) or text[0] in "*-|([":
        return False
    if block.prose or text.endswith("."):
        return block.size <= SENTENCE_WORDS and titled(scene, block)
    return True


def _opens(scene: Scene, block: Block) -> bool:
    """Whether a block is a line in title case that opens the document, right above its first paragraph.

    Where the text was cut short behind a paywall the headline's words need not come back.
    """
    if block.index > 0 or block.size < OPENING_WORDS or len(scene.blocks) < 2:
        return False
    return titled(scene, block) and scene.blocks[1].prose


def _likeness(words: frozenset[str], wanted: frozenset[str]) -> float:
    """Return the share of the words of two titles that both have; 0 where they have but one."""
    common = len(words & wanted)
    return common / len(words | wanted) if common > 1 else 0.0


def _support(scene: Scene, block: Block) -> float:
    """Return the share of a line's content words that stand elsewhere in the text."""
    words = {word for word in block.key.split() if len(word) >= CONTENT_LETTERS}
    bare = scene.document.bare
    found = sum(bare.find(word, block.end) >= 0 or bare.find(word, 0, block.start) >= 0 for word in words)
    return found / len(words) if words else 0.0
