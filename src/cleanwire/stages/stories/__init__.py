"""Stories that are not the document's own: after it, inside it, or above it."""

from cleanwire.model import Document, Verdict

__all__ = ["find_stories"]

WORDS = 120
"""Fewer words are no host with a stranger."""

LINES = 4
"""Fewer lines are none either."""


def find_stories(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim the lines in which a document is about something that is not its own.

    Only where a table knows the language. Linear in the length of the text. A text that is long enough loads numpy.
    """
    blocks = document.blocks
    if len(blocks) < LINES or sum([block.size for block in blocks]) < WORDS:
        return []
    from cleanwire.stages.stories.finding import claims  # noqa: PLC0415  # numpy takes longer to load than the package

    return claims(document, verdicts)
