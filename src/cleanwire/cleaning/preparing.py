"""Writes the prepared forms of packaged files. `hatch_build.py` does this when cleanwire is built."""

from pathlib import Path

from cleanwire.rules.shipped import prepare_rules
from cleanwire.stages import judging
from cleanwire.stages.full_page import claims, screening
from cleanwire.stages.stories import decision
from cleanwire.text import calendars, language_detection

__all__ = ["TABLES", "prepare"]

TABLES = tuple([one.PREPARED for one in (calendars, language_detection, judging, decision, claims, screening)])
"""What is prepared besides the rules."""


def prepare() -> list[Path]:
    """Write all prepared files and return their paths."""
    return [*prepare_rules(), *(table.write() for table in TABLES)]
