"""Protects fenced code."""

from cleanwire.document import Document
from cleanwire.labels import Label
from cleanwire.reading.markdown import fenced
from cleanwire.rules.scene import any_contamination
from cleanwire.spans import Verdict

__all__ = ["defend_code"]

DEFENCE = 0.97
"""Outweighs all rules: whatever words a program contains, it belongs to the article."""


def defend_code(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim fenced code as body, in documents with any claims of boilerplate."""
    if not any_contamination(verdicts):
        return []
    return [
        Verdict(start, end, Label.BODY, "verbatim", DEFENCE, "code between fences")
        for start, end in fenced(document.source)
    ]
