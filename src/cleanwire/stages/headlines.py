"""Finds the article's own headline."""

from collections.abc import Iterator, Sequence

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.loading.patterns import lazy_pattern
from cleanwire.reading.markdown import markdown_title
from cleanwire.rules.conditions import titled
from cleanwire.rules.scene import Scene
from cleanwire.spans import Verdict
from cleanwire.text.folding import UNSPACED, fold, key_of, spaced

__all__ = ["find_headline"]

HEADLINE_WORDS = range(3, 20)
"""The number of words in a headline: 99 of 100 page titles of the development data are in this range."""

CANDIDATES = 40
"""The number of lines above or below the article that are considered. Searching for their words in the text takes time,
and extractors leave no longer page headers."""

CONTENT_LETTERS = 4
"""Words of at least this length are content words. Shorter ones are mostly articles, prepositions and auxiliaries."""

PAIRS = 3
"""If pairs of letters are used as words, at least this many are needed: some of fewer pairs occur in any text."""

_SHORT_WORDS = lazy_pattern(r"[\uac00-\ud7af]")
"""Letters of Hangul, which are syllables. Words have two or three of them, and endings that change."""

_ENDING = lazy_pattern(r"[\u3040-\u309f]{2}")
"""A pair of letters of Hiragana: endings and particles."""

SUPPORT_ABOVE = 0.5
"""The share of content words of a line above the article that have to occur in the text. On development pages, 413 of
503 first lines that reach it are the page's title, and 10 of 71 that do not."""

SUPPORT_PAIRED = 0.4
"""The same if pairs of letters are used as words: all 39 lines above the text that are the page's title on development
pages in Japanese, Chinese and Korean reach it."""

SUPPORT_TITLED = 0.25
"""The same for a line in title case, which is rare above an article except in headlines: 296 of 352 first lines in
title case that reach it are the page's title."""

SENTENCE_WORDS = 18
"""The greatest number of words in a headline that ends like a sentence, which has to be in title case."""

SUPPORT_BELOW = 0.8
"""The same share for a line below the article, where there are also links to other stories: nearly all of its words."""

OPENING_WORDS = 6
"""A first line in title case with this many words is a headline even if its words do not occur in the text."""

TITLE_LIKENESS = 0.4
"""The number of words that a line and the page's title have in common, as a share of all words in either. Titles add or
lose a site's name."""

ABOVE_PROSE = 2
"""The number of paragraphs below that make a headline certain. In verse and lists, a line whose words recur is the
refrain, or an entry."""

HEAD_CONFIDENCE = 0.8
"""Certain enough that other lines are removed as copies of the headline."""

UNSURE = 0.6
"""The line may be the headline, but nothing is removed because of it."""


def find_headline(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim at most one block as the headline, by its form, its position, and its words that occur in the text.

    On an HTML page it is the line like the page's title, or the only heading of the first level.
    """
    if not document.blocks:
        return []
    scene = Scene(document, verdicts)
    candidates = [block for block in document.blocks[: scene.first_prose + 1][:CANDIDATES] if _is_shaped(scene, block)]
    named = _named(document, candidates)
    if named or document.hints:
        return named
    return _above(scene, candidates) or _below(scene)


def _named(document: Document, candidates: Sequence[Block]) -> list[Verdict]:
    """Claim the headline that the markup names: the line like the title, or the only heading of the first level."""
    title = document.title or markdown_title(document.original)
    if title:
        wanted = frozenset(key_of(spaced(fold(title))).split())
        likeness = {block: _likeness(frozenset(block.key.split()), wanted) for block in candidates}
        best = max(candidates, key=likeness.__getitem__, default=None)
        if best and likeness[best] >= TITLE_LIKENESS:
            return [_headline(best, HEAD_CONFIDENCE, "the page's title")]
    tops = [block for block in candidates if document.hints and document.hints[block.index].tag == "h1"]
    return [_headline(tops[0], HEAD_CONFIDENCE, "the only <h1>")] if len(tops) == 1 else []


def _above(scene: Scene, candidates: Sequence[Block]) -> list[Verdict]:
    """Claim the first line above the article whose words occur in it."""
    first = scene.blocks[0]
    told = scene.prose_below(first) + first.prose >= ABOVE_PROSE
    for block in candidates if told else candidates[:1]:
        if _support(scene, block) >= _enough(scene, block) or _opens(scene, block):
            return [_headline(block, HEAD_CONFIDENCE if told else UNSURE, "the text repeats its words")]
    return []


def _enough(scene: Scene, block: Block) -> float:
    """Return the share of a line's content words that have to occur in the text for it to be the headline."""
    if titled(scene, block):
        return SUPPORT_TITLED
    return SUPPORT_PAIRED if UNSPACED.search(block.key) else SUPPORT_ABOVE


def _below(scene: Scene) -> list[Verdict]:
    """Claim the first line below the article that is next to boilerplate, and whose words nearly all occur above."""
    for block in scene.blocks[scene.last_prose + 1 :][:CANDIDATES]:
        beside = scene.contaminated(block.index - 1) or scene.contaminated(block.index + 1)
        if beside and _is_shaped(scene, block) and _support(scene, block) >= SUPPORT_BELOW:
            return [_headline(block, UNSURE, "the text above repeats its words")]
    return []


def _headline(block: Block, confidence: float, found: str) -> Verdict:
    return Verdict(block.start, block.end, Label.HEADLINE, "headlines", confidence, found)


def _is_shaped(scene: Scene, block: Block) -> bool:
    """Whether a block has the form of a headline: its length, and an end unlike that of a sentence.

    In title case, it may end like a sentence ("Why It Fell. And Why You Should Care.").
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
    """Whether a block is a line in title case that begins the document, with the first paragraph right below it.

    If the text was truncated by a paywall, the headline's words need not occur in it.
    """
    if block.index > 0 or block.size < OPENING_WORDS or len(scene.blocks) < 2:
        return False
    return titled(scene, block) and scene.blocks[1].prose


def _likeness(words: frozenset[str], wanted: frozenset[str]) -> float:
    """Return the share of the words of two titles that both have; 0 if they have only one in common."""
    common = len(words & wanted)
    return common / len(words | wanted) if common > 1 else 0.0


def _support(scene: Scene, block: Block) -> float:
    """Return the share of a line's content words that occur elsewhere in the text."""
    bare = scene.document.bare
    words = {*_content_words(bare[block.left : block.right])}
    if len(words) < PAIRS and any(len(word) < CONTENT_LETTERS for word in words):
        return 0.0
    found = sum(bare.find(word, block.end) >= 0 or bare.find(word, 0, block.start) >= 0 for word in words)
    return found / len(words) if words else 0.0


def _content_words(line: str) -> Iterator[str]:
    """Yield the content words of a bare line; in scripts without spaces, or with short words, pairs of letters."""
    for word in line.split():
        if UNSPACED.search(word):
            pairs = [word[at : at + 2] for at in range(len(word) - 1)]
            yield from (pair for pair in pairs if len(UNSPACED.findall(pair)) == 2 and not _ENDING.search(pair))
        elif _SHORT_WORDS.search(word):
            yield word[:2]
        elif len(word) >= CONTENT_LETTERS:
            yield word
