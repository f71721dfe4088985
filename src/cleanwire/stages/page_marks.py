"""What a printed document has on each of its pages: running heads, running feet and page numbers."""

import re
from collections import defaultdict
from collections.abc import Sequence

from cleanwire.labels import Label
from cleanwire.model import Block, Document, Verdict

__all__ = ["find_page_marks"]

PAGES = 3
"""A line that stands on so many pages is the same on each; on two it may be chance."""

HEAD_WORDS = 12
"""The longest running head: a title, an author and a number."""

AROUND_WORDS = 8
"""Text that goes on across a page has lines this long on either side. In verse and lists, where a refrain may stand
between lines that do not close either, most are shorter."""

INTERRUPTIONS, OFTEN = 2, 0.2
"""So many lines of one form interrupt a sentence, and so much of them; of numbers that all have a running head or foot
beside them one does. Elsewhere a sentence, or a paragraph, ends with
its page: of wrapped text every fourth line closes a sentence, and most lines do where paragraphs are short."""

TOGETHER = 2
"""So many other lines may stand between a line and the text above or below: a foot, a number, a head."""

CONFIDENCE = 0.9

_NUMBER = re.compile(r"\W{0,3}(?:(?:page|seite|p\.|s\.) ?)?(\d{1,4})(?: ?(?:/|of|von|de|di) ?\d{1,4})?\W{0,3}")


def find_page_marks(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim the lines that recur from page to page and interrupt the text there, and the numbers of the pages.

    Only for texts that are wrapped, or have form feeds: all others have no pages.
    """
    del verdicts
    if document.rendering is None and "\f" not in document.source:
        return []
    forms = _forms(document)
    known = {block.index for lines in forms.values() for block in lines}
    numbers = _in_order(document, forms.pop("0", []))
    beside = {block.index + away for lines in forms.values() for block in lines for away in (-1, 1)}
    least = 1 if all(block.index in beside for block in numbers) else INTERRUPTIONS
    if not _interrupt(document, numbers, known, least):
        numbers = []
    made = [_claim(document, block, f"page number, one of {len(numbers)}") for block in numbers]
    near = {block.index + away for block in numbers for away in (-TOGETHER, -1, 1, TOGETHER)}
    for lines in forms.values():
        if _interrupt(document, lines, known) or sum(block.index in near for block in lines) >= max(
            PAGES, len(lines) - 1
        ):
            made += [_claim(document, block, f"stands on {len(lines)} pages") for block in lines]
    return sorted(made, key=lambda verdict: verdict.start)


def _forms(document: Document) -> dict[str, list[Block]]:
    """Return the lines that stand again and again, whatever their figures; under "0" those that are a number.

    What stands above the first paragraph may be the title itself.
    """
    forms: dict[str, list[Block]] = defaultdict(list)
    first = next((block.index for block in document.blocks if block.prose), 0)
    for block in document.blocks[first:]:
        if block.key and block.size <= HEAD_WORDS and not block.prose:
            forms["0" if _number_of(document, block) else block.key].append(block)
    return {key: lines for key, lines in forms.items() if len(lines) >= PAGES}


def _interrupt(document: Document, lines: Sequence[Block], known: set[int], least: int = INTERRUPTIONS) -> bool:
    """Whether lines of one form interrupt the text as marks of pages do."""
    if len(lines) < PAGES:
        return False
    interruptions = sum([_breaks(document, block, known) for block in lines])
    return interruptions >= max(least, OFTEN * len(lines))


def _claim(document: Document, block: Block, found: str) -> Verdict:
    evidence = f"{found}: {document.text(block)[:40]}"
    return Verdict(block.start, block.end, Label.NAVIGATION, "page_marks", CONFIDENCE, evidence)


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


def _breaks(document: Document, block: Block, known: set[int]) -> bool:
    """Whether the text goes on across a line, and across others of its kind beside it, or a page ends there."""
    above, below = _text_beside(document, block, known, -1), _text_beside(document, block, known, 1)
    if above is None or below is None:
        return False
    source = document.source
    if "\f" in source[above.right : below.left]:
        return True
    long = min(above.size, below.size) >= AROUND_WORDS
    return long and source[above.right - 1] not in ".!?:\"'”»" and source[below.left].islower()


def _text_beside(document: Document, block: Block, known: set[int], step: int) -> Block | None:
    """Return the next block above or below that does not recur."""
    for index in range(block.index + step, block.index + step * (TOGETHER + 2), step):
        if not 0 <= index < len(document.blocks):
            return None
        if index not in known:
            return document.blocks[index]
    return None
