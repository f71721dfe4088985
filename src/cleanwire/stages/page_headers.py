"""What a printed document has on each of its pages: running heads, running feet and page numbers."""

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
"""The rule of what recurs on printed pages."""

PAGES = 3
"""A line that stands on so many pages is the same on each; on two it may be chance."""

HEAD_WORDS = 12
"""The longest running head: a title, an author and a number."""

SHORT = 3
"""A running head of so few words may be anything: an address, a number between dashes."""

AROUND_WORDS = 8
"""Text that goes on across a page has lines this long on either side. In verse and lists, where a refrain may stand
between lines that do not close either, most are shorter."""

FULL = 0.8
"""A page may end with any line of a paragraph but the last, and those are full: so much of the widest."""

UNEVEN, EVEN = 0.1, 0.6
"""Pages have equally many lines, give or take so much: so many of them do, and the others hold a table or end a
chapter."""

INTERRUPTIONS, OFTEN = 2, 0.2
"""So many lines of one form interrupt a sentence, and so much of them; of numbers that all have a running head or foot
beside them one does. Elsewhere a sentence, or a paragraph, ends with
its page: of wrapped text every fourth line closes a sentence, and most lines do where paragraphs are short."""

TOGETHER = 2
"""So many other lines may stand between a line and the text above or below: a foot, a number, a head."""

CONFIDENCE = 0.9

_FIGURE = lazy_pattern(r"\d{1,9}")
_NUMBER = lazy_pattern(r"\W{0,3}(?:(?:page|seite|p\.|s\.) ?)?(\d{1,4})(?: ?(?:/|of|von|de|di) ?\d{1,4})?\W{0,3}")


def find_page_marks(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim the lines that recur from page to page and interrupt the text there, and the numbers of the pages.

    Only for texts that are wrapped, or have form feeds: all others have no pages.
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
            made += [_claim(document, block, f"stands on {len(lines)} pages") for block in lines]
    return sorted(made, key=lambda verdict: verdict.start)


def _forms(document: Document) -> dict[str, list[Block]]:
    """Return the lines that stand again and again, whatever their figures; under "0" those that are a number.

    What stands above the first paragraph may be the title itself.
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
    """Whether a line opens as no rest of a sentence does, nor with who signs an entry of a log."""
    first = document.source[block.left]
    titled = first.isalnum() and not first.islower() and "@" not in document.folded[block.left : block.right]
    return block.size <= SHORT or titled


def _same(document: Document, lines: Sequence[Block]) -> bool:
    """Whether lines differ in nothing but one figure that goes up from page to page."""
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
    """Return the number that a line consists of, 0 where it is none."""
    found = _NUMBER.fullmatch(document.text(block).lower())
    return int(found[1]) if found else 0


def _in_order(document: Document, lines: Sequence[Block]) -> list[Block]:
    """Return the longest run of numbers of which each is the next, or the next but one: a page may have none."""
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
    """Where the pages of a document may end."""

    def __init__(self, document: Document, known: set[int]) -> None:
        self._document = document
        self._known = known
        lines = document.original.splitlines(keepends=True)
        self._breaks_at = list(accumulate(map(len, lines)))
        lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
        self._width = lengths[len(lengths) * 9 // 10] if lengths else 0

    def end_at(self, lines: Sequence[Block], least: int = INTERRUPTIONS) -> bool:
        """Whether lines of one form interrupt the text as marks of pages do."""
        if len(lines) < PAGES or not self._are_regular(lines):
            return False
        interruptions = sum([self._breaks(block) for block in lines])
        return interruptions >= max(least, OFTEN * len(lines))

    def _are_regular(self, lines: Sequence[Block]) -> bool:
        """Whether most lines are as far from the next as pages are long; entries of a log are of any length."""
        numbers = [bisect_left(self._breaks_at, self._document.origin(block.left)) for block in lines]
        gaps = sorted(below - above for above, below in pairwise(numbers))
        page = gaps[len(gaps) // 2]
        return sum(abs(gap - page) <= UNEVEN * page for gap in gaps) >= EVEN * len(gaps)

    def _breaks(self, block: Block) -> bool:
        """Whether the text goes on across a line, and across others of its kind beside it, or a page ends there."""
        above, below = self._beside(block, -1), self._beside(block, 1)
        if above is None or below is None:
            return False
        source = self._document.source
        if "\f" in source[above.right : below.left]:
            return True
        long = min(above.size, below.size) >= AROUND_WORDS and self._is_full(above)
        return long and source[above.right - 1] not in ".!?:\"'”»" and source[below.left].islower()

    def _is_full(self, block: Block) -> bool:
        """Whether the last line of a block has no place for many more words."""
        right = self._document.origin(block.right)
        return right - self._document.original.rfind("\n", 0, right) - 1 >= FULL * self._width

    def _beside(self, block: Block, step: int) -> Block | None:
        """Return the next block above or below that does not recur."""
        blocks = self._document.blocks
        for index in range(block.index + step, block.index + step * (TOGETHER + 2), step):
            if not 0 <= index < len(blocks):
                return None
            if index not in self._known:
                return blocks[index]
        return None
