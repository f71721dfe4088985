"""The languages for which there are shipped rules."""

from functools import cache
from pathlib import Path

from cleanwire.errors import OptionError

__all__ = ["PACKS", "check_language", "shipped_languages"]

PACKS = Path(__file__).parent.parent / "packs"
"""The folder that contains a folder of packs for each language."""


@cache
def shipped_languages() -> tuple[str, ...]:
    """Return the languages for which there are shipped rules, including `any`."""
    return tuple(sorted(folder.name for folder in PACKS.iterdir() if folder.is_dir()))


def check_language(language: str) -> None:
    """Raise OptionError for a language for which there are no shipped rules."""
    known = shipped_languages()
    if language not in known:
        raise OptionError(f"languages: there are no rules for {language!r}; the choices are {', '.join(known)}")
