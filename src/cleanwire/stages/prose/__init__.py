"""Article prose or furniture: what the form of lines and their company say, where a text looks like a page's dump."""

from cleanwire.model import Document, Verdict
from cleanwire.stages.prose.screening import LEFTOVERS, dump_likeness

__all__ = ["find_furniture"]


def find_furniture(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim the lines that are furniture by their form, their place and the lines around them.

    It acts as strongly as the document looks like a dump of a whole page: on what an extractor left only where it is
    very sure, and on clean text not at all.

    Costs 10 µs where the document looks clean, else time linear in its length.
    """
    likeness = dump_likeness(document, verdicts)
    if likeness < LEFTOVERS:
        return []
    from cleanwire.stages.prose.furniture import claims  # noqa: PLC0415, numpy takes 100 ms to import

    return claims(document, verdicts, likeness)
