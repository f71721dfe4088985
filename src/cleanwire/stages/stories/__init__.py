"""Stories that are not the document's own: after it, inside it, or above it."""

from cleanwire.document import Document
from cleanwire.spans import Verdict
from cleanwire.stages.stories.claiming import Claimed
from cleanwire.stages.stories.finding import stories_in
from cleanwire.stages.stories.lines import lines_of

__all__ = ["find_stories"]

WORDS = 100
"""Fewer words are no host with a stranger."""

LINES = 4
"""Fewer lines are none either."""

WRAPPED = 0.3
"""Where unwrapping took so large a part of the line breaks the text was wrapped at a column: a manual, a licence, a
letter. They fall into parts about many things, and no scraper appended any: of 2,492 such texts .3 % lost something."""


def find_stories(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim the lines in which a document is about something that is not its own.

    In any language. Linear in the length of the text; some 80 µs for 5 KB.
    """
    blocks = document.blocks
    if len(blocks) < LINES or sum([block.size for block in blocks]) < WORDS or _is_wrapped(document):
        return []
    lines = lines_of(document, verdicts)
    if len(lines) < LINES or lines.words[-1] < WORDS:
        return []
    found = stories_in(lines)
    if not found:
        return []
    claimed = Claimed(document, verdicts)
    return [verdict for story in found for verdict in claimed.story(lines, story)]


def _is_wrapped(document: Document) -> bool:
    if document.original is document.source:
        return False
    breaks = document.original.count("\n")
    return breaks - document.source.count("\n") > WRAPPED * breaks
