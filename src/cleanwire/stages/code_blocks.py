"""What is quoted to the letter: code between fences."""

from cleanwire.document import Document
from cleanwire.labels import Label
from cleanwire.reading.markdown import fenced
from cleanwire.rules.scene import any_contamination
from cleanwire.spans import Verdict

__all__ = ["defend_code"]

DEFENCE = 0.97
"""Outweighs all rules: whatever words a program holds, it is the author's."""


def defend_code(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim as body the code between fences, in a document of which anything is claimed."""
    if not any_contamination(verdicts):
        return []
    return [
        Verdict(start, end, Label.BODY, "verbatim", DEFENCE, "code between fences")
        for start, end in fenced(document.source)
    ]
