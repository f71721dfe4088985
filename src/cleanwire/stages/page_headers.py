"""Finds running headers, running footers and page numbers of printed documents."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate, pairwise

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.loading.patterns import lazy_pattern
from cleanwire.spans import Verdict

__all__ = ["PAGE_MARKS", "find_page_marks"]

PAGE_MARKS = "page_marks"
"""The rule of these claims."""

PAGES = 3
"""The smallest number of pages on which a running header occurs; on two it may be chance."""

HEAD_WORDS = 12
"""The greatest number of words in a running header: a title, an author and a number."""

SHORT = 3
"""A running header with at most this many words may have any form: an address, a number between dashes."""

AROUND_WORDS = 8
"""The smallest number of words in the lines above and below a page break. In verse and lists, where a refrain may be
between lines that do not end a sentence either, most are shorter."""

FULL = 0.8
"""A page may end with any line of a paragraph except the last, and these are full: this share of the widest."""

UNEVEN, EVEN = 0.1, 0.6
"""Pages have the same number of lines, within the first share. The second share of them does; the others contain a
table or end a chapter."""

INTERRUPTIONS, OFTEN = 2, 0.2
"""The smallest number, and share, of lines of one form that interrupt a sentence. One is enough for numbers that all
have a running header or footer next to them. At other page breaks a sentence or a paragraph ends: in wrapped text
every fourth line ends a sentence, and most lines do if paragraphs are short."""

TOGETHER = 2
"""The greatest number of other lines between a line and the text above or below: a footer, a number, a header."""

CONFIDENCE = 0.9

_FIGURE = lazy_pattern(r"\d{1,9}")
_NUMBER = lazy_pattern(r"\W{0,3}(?:(?:page|seite|p\.|s\.) ?)?(\d{1,4})(?: ?(?:/|of|von|de|di) ?\d{1,4})?\W{0,3}")


def find_page_marks(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim the lines that recur from page to page and interrupt the text there, and page numbers.

    Only texts that are wrapped, or contain form feeds, have pages.
    """
    del verdicts
    if document.rendering is None and "\f" not in document.source:
        return []
    forms = _forms(document)
    pages = _Pages(document, {block.index for lines in forms.values() for block in lines})
    numbers = _in_order(document, forms.pop("0", []))
    beside = {block.index + away for lines in forms.values() for block in lines for away in (-1, 1)}
    least = 1 if all(block.index in beside for block in numbers) else INTERRUPTIONS
    if not pages.end_at(numbers, least):
        numbers = []
    made = [_claim(document, block, f"page number, one of {len(numbers)}") for block in numbers]
    near = {block.index + away for block in numbers for away in (-TOGETHER, -1, 1, TOGETHER)}
    for lines in forms.values():
        if pages.end_at(lines) or sum(block.index in near for block in lines) >= max(PAGES, len(lines) - 1):
            made += [_claim(document, block, f"found on {len(lines)} pages") for block in lines]
    return sorted(made, key=lambda verdict: verdict.start)


def _forms(document: Document) -> dict[str, list[Block]]:
    """Return the lines that recur, apart from their numbers, by their keys; under "0", the lines that are a number.

    Lines above the first paragraph may be the title itself, and do not count.
    """
    forms: dict[str, list[Block]] = defaultdict(list)
    first = next((block.index for block in document.blocks if block.prose), 0)
    for block in document.blocks[first:]:
        if block.key and block.size <= HEAD_WORDS and not block.prose and _may_stand_alone(document, block):
            forms["0" if _number_of(document, block) else block.key].append(block)
    return {
        key: lines for key, lines in forms.items() if len(lines) >= PAGES and (key == "0" or _same(document, lines))
    }


def _may_stand_alone(document: Document, block: Block) -> bool:
    """Whether a line may be a running header: not the rest of a sentence, nor the signature of an entry in a log."""
    first = document.source[block.left]
    titled = first.isalnum() and not first.islower() and "@" not in document.folded[block.left : block.right]
    return block.size <= SHORT or titled


def _same(document: Document, lines: Sequence[Block]) -> bool:
    """Whether lines differ only in one number, which increases from page to page."""
    texts = [document.text(block).casefold() for block in lines]
    if len(set(texts)) == 1:
        return document.folded[lines[0].left] not in "*-"
    figures = [[int(figure) for figure in _FIGURE.findall(text)] for text in texts]
    steps = [[b - a for a, b in zip(above, below, strict=False)] for above, below in pairwise(figures)]
    moving = {number for step in steps for number, more in enumerate(step) if more}
    return len(set(map(len, figures))) == 1 and len(moving) == 1 and all(0 <= max(step) <= 2 for step in steps)


def _claim(document: Document, block: Block, found: str) -> Verdict:
    evidence = f"{found}: {document.text(block)[:40]}"
    return Verdict(block.start, block.end, Label.NAVIGATION, PAGE_MARKS, CONFIDENCE, evidence)


def _number_of(document: Document, block: Block) -> int:
    """Return the number that a line consists of, or 0."""
    found = _NUMBER.fullmatch(document.text(block).lower())
    return int(found[1]) if found else 0


def _in_order(document: Document, lines: Sequence[Block]) -> list[Block]:
    """Return the longest run of numbers that increase by one or two: a page may have none."""
    best: list[Block] = []
    run: list[Block] = []
    for block in lines:
        number = _number_of(document, block)
        if not run or not 1 <= number - _number_of(document, run[-1]) <= 2:
            run = []
        run.append(block)
        best = run if len(run) > len(best) else best
    return best


class _Pages:
    """Decides where the pages of a document may end."""

    def __init__(self, document: Document, known: set[int]) -> None:
        self._document = document
        self._known = known
        lines = document.original.splitlines(keepends=True)
        self._breaks_at = list(accumulate(map(len, lines)))
        lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
        self._width = lengths[len(lengths) * 9 // 10] if lengths else 0

    def end_at(self, lines: Sequence[Block], least: int = INTERRUPTIONS) -> bool:
        """Whether lines of one form interrupt the text as running headers do."""
        if len(lines) < PAGES or not self._are_regular(lines):
            return False
        interruptions = sum([self._breaks(block) for block in lines])
        return interruptions >= max(least, OFTEN * len(lines))

    def _are_regular(self, lines: Sequence[Block]) -> bool:
        """Whether most lines are one page length apart. Entries of a log have any length."""
        numbers = [bisect_left(self._breaks_at, self._document.origin(block.left)) for block in lines]
        gaps = sorted(below - above for above, below in pairwise(numbers))
        page = gaps[len(gaps) // 2]
        return sum(abs(gap - page) <= UNEVEN * page for gap in gaps) >= EVEN * len(gaps)

    def _breaks(self, block: Block) -> bool:
        """Whether a sentence continues across a line, and others of its kind next to it, or a form feed is there."""
        above, below = self._beside(block, -1), self._beside(block, 1)
        if above is None or below is None:
            return False
        source = self._document.source
        if "\f" in source[above.right : below.left]:
            return True
        long = min(above.size, below.size) >= AROUND_WORDS and self._is_full(above)
        return long and source[above.right - 1] not in ".!?:\"'”»" and source[below.left].islower()

    def _is_full(self, block: Block) -> bool:
        """Whether the last line of a block has no room for many more words."""
        right = self._document.origin(block.right)
        return right - self._document.original.rfind("\n", 0, right) - 1 >= FULL * self._width

    def _beside(self, block: Block, step: int) -> Block | None:
        """Return the next block above or below that does not recur, or None."""
        blocks = self._document.blocks
        for index in range(block.index + step, block.index + step * (TOGETHER + 2), step):
            if not 0 <= index < len(blocks):
                return None
            if index not in self._known:
                return blocks[index]
        return None
