"""Finds near-duplicates: the headline with a name added, pull quotes, captions, summaries, revised stories."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.loading.patterns import lazy_pattern
from cleanwire.native.text.repeats import says_twice
from cleanwire.rules.scene import Scene
from cleanwire.spans import Verdict
from cleanwire.stages.repeated_stories import EDGES, SENTENCE, find_revised, is_paragraph
from cleanwire.stages.repeats import HEADLINE, OFTEN
from cleanwire.stages.same_words import find_same
from cleanwire.text.folding import figures_of

__all__ = ["find_near_repeats"]

HEADLINE_WORDS = 4
"""A headline with this many words does not recur by chance: of 567 lines that are removed on development pages, 1
belongs to the article. Three words would find a tenth more, but names of sections and products are as short."""

HEADLINE_SHARE = 0.3
"""The length of the shorter of two headlines, as a share of the longer, is at least this: names of sites are long. With
a half instead of a third, 40 of 466 lines are not found, and as many are lost."""

QUOTE_WORDS = 8
"""A quote, a caption or an item of a summary with this many words does not recur by chance. On development pages, all
62 lines in quotation marks that recur in a paragraph may be removed. From 5 words on, 16 of 83 are the article's."""

QUOTES = 40
"""A document with more lines in quotation marks, or more items, is a dialogue or a list. This also bounds the time, as
each is searched for in the whole text."""

HEADS = 4
"""Of two headlines above the text that are at most this many lines apart, the one without a name is the article's: on
development pages in seven of seven cases. If they are further apart, as in full-page text, it may be either, and the
first is kept."""

NEAR = 4
"""The greatest distance, in lines, of a quote without quotation marks from its paragraph. On development pages, 4 of 71
such lines are in the gold text, which contains pull quotes as well; up to 8 lines away, 9 of 111 are."""

LONGER = 1.3
"""A paragraph is at least this many times longer than a quote from it. If it is shorter, both are rows of a table or
paragraphs of a form: with any longer paragraph, 15 of 91 lines belong to the article."""

SUMMARY = 3
"""A list of this many items that all recur below is a summary. A shorter list may be taken up by the text. Chosen to be
safe: no development page has such a list."""

CONFIDENCE = 0.9

SURE = 0.95
"""High enough to remove a paragraph even if hardly anything else is boilerplate: the other copy is evidence enough."""

_NAMED = lazy_pattern(r'[|_]| [-/>"] |::')
"""Separates the name of a site or a section from a headline, in folded text. With a colon or no separator, the line is
often a subhead: "Tips for …", "…: A Guide"."""

_PASTED = frozenset({None, Label.DUPLICATE, Label.HEADLINE, Label.BODY})
"""Labels that lines of a story pasted twice may already have: the third time, it repeats a copy."""

_PICTURES = frozenset({Label.CAPTION, Label.CREDIT})


class _Copy(NamedTuple):
    """A block that repeats another block, `first`, which is kept."""

    block: Block
    first: Block
    confidence: float = CONFIDENCE
    label: Label = Label.DUPLICATE


def find_near_repeats(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim lines that repeat another line without being equal to it; the line in its proper place is kept.

    Takes time linear in the length of any text. Most documents need little, because no sentence occurs twice in them.
    """
    copies = [*_headlines(document, verdicts), *_quotations(document), *_captions(document, verdicts)]
    twice = says_twice(document.folded, SENTENCE, EDGES)
    if not copies and not twice:
        return []
    scene = Scene(document, verdicts)
    pasted = find_revised(scene) if twice else []
    copies += [*_pulled(document), *_summaries(document)] if twice else []
    contaminated = scene.contaminated
    made = [_claimed(scene, c) for c in copies if not contaminated(c.block.index) and not contaminated(c.first.index)]
    pairs = [(b, first) for b, first in pasted if {scene.labels[b.index], scene.labels[first.index]} <= _PASTED]
    return [*made, *[_claimed(scene, _Copy(block, first, SURE)) for block, first in pairs]]


def _claimed(scene: Scene, copy: _Copy) -> Verdict:
    """Return the verdict on a copy, and record it in the scene."""
    where = "above" if copy.first.left < copy.block.left else "below"
    evidence = f"repeats the text {where}, at {copy.first.left}: {scene.document.text(copy.first)[:60]}"
    verdict = Verdict(copy.block.start, copy.block.end, copy.label, "repeats", copy.confidence, evidence)
    scene.claim(verdict)
    return verdict


def _headlines(document: Document, verdicts: tuple[Verdict, ...]) -> list[_Copy]:
    """Return the lines that are the headline with or without a name: "… | The Daily Example".

    Above the text, the line without a name is the headline and is kept, unless it is far from the other one. A line
    between paragraphs that says more than the headline is a subhead: "Key points - …".
    """
    start = next((v.start for v in verdicts if v.label is Label.HEADLINE and v.confidence >= HEADLINE), None)
    headline = None if start is None else _block_at(document, start)
    if headline is None or not headline.key or headline.size < HEADLINE_WORDS:
        return []
    refrain = sum(block.key == headline.key for block in document.blocks) > OFTEN
    akin = [b for b in document.blocks[headline.index + 1 :] if b.key in headline.key or headline.key in b.key]
    akin = [block for block in akin if block.key and not (refrain and block.key == headline.key)]
    copies = [block for block in akin if _is_headline(document, headline, block)]
    if not copies:
        return []
    scene = Scene(document, verdicts)
    text = range(scene.first_prose, scene.last_prose)
    copies = [block for block in copies if block.index not in text or len(block.key) <= len(headline.key)]
    own = min([headline, *copies], key=lambda block: _names(document, block))
    if own.index > min(scene.first_prose, headline.index + HEADS):
        own = headline
    found = [_Copy(block, own) for block in (headline, *copies) if block is not own]
    return found if own is headline else [_Copy(own, headline, label=Label.HEADLINE), *found]


def _is_headline(document: Document, headline: Block, block: Block) -> bool:
    """Whether a line with the words of a headline differs from it only in a separate name, or in punctuation.

    Lines that do not differ at all are left to `find_repeats`: they may be part of a form.
    """
    shorter, longer = sorted((headline, block), key=lambda one: len(one.key))
    if document.text(headline).casefold() == document.text(block).casefold():
        return False
    if block.prose or document.folded[block.left] in "*-|" or shorter.size < HEADLINE_WORDS:
        return False
    if len(shorter.key) < HEADLINE_SHARE * len(longer.key) or f" {shorter.key} " not in f" {longer.key} ":
        return False
    figures, more = (figures_of(document.text(one)) for one in (shorter, longer))
    if shorter.key == longer.key:
        return figures == more
    return {*figures} <= {*more} and _names(document, longer) > _names(document, shorter)


def _names(document: Document, block: Block) -> int:
    return len(_NAMED.findall(document.folded, block.left, block.right))


def _quotations(document: Document) -> Iterator[_Copy]:
    """Yield the pull quotes: quoted sentences between paragraphs whose words occur in another paragraph.

    A quote that is not a whole sentence is a subhead, and one below the headline is a standfirst: on pages labelled
    line by line, all nine of these belong to the article.
    """
    folded = document.folded
    opened = [block for block in document.blocks[1:] if folded[block.left] == '"' and block.size >= QUOTE_WORDS]
    quotes = [block for block in opened if folded.find('"', block.left + 1, block.right) == block.right - 1]
    if len(quotes) <= QUOTES:
        for block in quotes:
            above, source = document.blocks[block.index - 1], _elsewhere(document, block)
            closed = folded[block.right - 2] in ".!?"
            if closed and above.prose and source.prose and source.size > block.size:
                yield _Copy(block, source, SURE)


def _elsewhere(document: Document, block: Block) -> Block:
    """Return another block that contains the words of a block; the block itself if there is none."""
    at = find_same(document, block, 0, block.left)
    if at < 0:
        at = find_same(document, block, block.end, len(document.bare))
    return _block_at(document, at) if at >= 0 else block


def _captions(document: Document, verdicts: tuple[Verdict, ...]) -> Iterator[_Copy]:
    """Yield the captions: lines above the credit of a picture whose words occur in a paragraph near them."""
    for verdict in verdicts:
        if verdict.label in _PICTURES:
            credit = _block_at(document, verdict.start).index
            for block in document.blocks[max(0, credit - 1) : credit]:
                if block.size >= QUOTE_WORDS:
                    yield from (_Copy(block, near, label=Label.CAPTION) for near in _near(document, block))


def _pulled(document: Document) -> Iterator[_Copy]:
    """Yield the paragraphs that occur word for word in a longer one near them, unless several are in a row."""
    found = {}
    for block in document.blocks:
        if is_paragraph(document, block):
            for near in _near(document, block):
                found[block.index] = _Copy(block, near)
    for index, copy in found.items():
        if index - 1 not in found and index + 1 not in found:
            yield copy


def _near(document: Document, block: Block) -> Iterator[Block]:
    """Yield the nearest longer paragraph that contains the words of a block, if there is one near."""
    around = document.blocks[max(0, block.index - NEAR) : block.index + NEAR + 1]
    words = document.bare[block.left : block.right].strip()
    above, below = (around[0].left, block.left), (block.right, around[-1].right)
    # Hardly any words recur. Searching all of the neighbourhood at once shows it quickly.
    if max(document.bare.find(words, *above), document.bare.find(words, *below)) < 0:
        return
    for near in sorted(around, key=lambda one: abs(one.index - block.index)):
        longer = near.size > LONGER * block.size and is_paragraph(document, near)
        if longer and find_same(document, block, near.left, near.right) >= 0:
            yield near
            return


def _summaries(document: Document) -> Iterator[_Copy]:
    """Yield the items of a list if all of them occur word for word in paragraphs below."""
    items = [block for block in document.blocks if block.size >= QUOTE_WORDS and document.folded[block.left] in "*-"]
    if len(items) > QUOTES:
        return
    for _, run in groupby(enumerate(items), key=lambda item: item[1].index - item[0]):
        copies = [_Copy(block, _elsewhere(document, block)) for _, block in run]
        if len(copies) >= SUMMARY and all(_takes_up(document, copy) for copy in copies):
            yield from copies


def _takes_up(document: Document, item: _Copy) -> bool:
    """Whether the other copy of an item is a paragraph below it."""
    return item.first.index > item.block.index and is_paragraph(document, item.first)


def _block_at(document: Document, position: int) -> Block:
    return document.blocks[bisect_right(document.blocks, position, key=lambda block: block.start) - 1]
