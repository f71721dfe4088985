"""The options of a review."""

import dataclasses
from pathlib import Path

from cleanwire.cleaning.cleaner import Cleaner

__all__ = ["ReviewOptions"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOptions:
    """What is cleaned, how, and where the page is served."""

    cleaner: Cleaner = dataclasses.field(default_factory=Cleaner)
    field: str = "text"
    """The field of records that holds a text or page."""
    encoding: str | None = None
    """The encoding of text files; UTF-8 if none is named."""
    rules: Path | None = None
    """A pack under edit: the page shows what it does, and updates whenever it is saved."""
    port: int = 0
    """The port of the page on the loopback address; any free port if 0."""
