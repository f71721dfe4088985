"""The options of a review."""

import dataclasses
from pathlib import Path

from cleanwire.cleaning.cleaner import Cleaner

__all__ = ["ReviewOptions"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOptions:
    """What is cleaned, by what, and where the page is served."""

    cleaner: Cleaner = dataclasses.field(default_factory=Cleaner)
    field: str = "text"
    """The field of records that holds a text or page."""
    encoding: str | None = None
    """That of files of text; UTF-8 where none is named."""
    rules: Path | None = None
    """A pack under edit: the page shows what it does, again whenever it is saved."""
    port: int = 0
    """Where on the loopback address the page is served; any free port for 0."""
