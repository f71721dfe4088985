"""Loads rule packs of users from files."""

from collections.abc import Iterable
from pathlib import Path

from cleanwire.errors import PackError
from cleanwire.rules.languages import PACKS, shipped_languages
from cleanwire.rules.parsing import PHRASES, parse_pack, tables_of
from cleanwire.rules.pattern_checks import check_growth
from cleanwire.rules.rule import Rule
from cleanwire.rules.shipped import ids_of
from cleanwire.text.folding import fold, key_of, spaced

__all__ = ["load_pack", "load_packs", "pack_notes"]

MOST_BYTES = 500_000
"""The greatest size of a pack. The largest shipped pack has 28 KB."""


def load_packs(paths: Iterable[str | Path]) -> tuple[Rule, ...]:
    """Return the rules of pack files that are used together with each other and with the shipped rules.

    Raises PackError as `load_pack` does, and for two rules with the same id.
    """
    taken: set[str] = set()
    rules: list[Rule] = []
    for path in paths:
        if _is_shipped(Path(path)):
            raise PackError(f"{path}: is shipped, so its rules are used anyway; put new ones into a file of your own")
        for rule in load_pack(path):
            pack = rule.id.partition("/")[0]
            if rule.id in taken or (pack in shipped_languages() and rule.id in ids_of(pack)):
                raise PackError(f"{path}: [{rule.name}]: there is a rule {rule.id} already; rename it, or its file")
            taken.add(rule.id)
            rules.append(rule)
    return tuple(rules)


def load_pack(path: str | Path) -> tuple[Rule, ...]:
    """Return the rules of a pack file. Their ids begin with the file's name, or for shipped packs, with the language.

    Raises PackError, which names the file, the rule and the remedy, if the pack is invalid, or if one of its patterns
    exceeds the time limit on a line made to slow it down.
    """
    path = Path(path)
    text = _text_of(path)
    language = path.absolute().parent.name if _is_shipped(path) else "any"
    rules = parse_pack(text, file=str(path), language=language, name=language if language != "any" else path.stem)
    for rule in rules:
        try:
            check_growth(rule)
        except ValueError as error:
            raise PackError(f"{path}: [{rule.name}]: {error}") from error
    return rules


def _is_shipped(path: Path) -> bool:
    return path.absolute().parent.parent == PACKS


def pack_notes(path: str | Path) -> list[str]:
    """Return notes on phrases of a pack with punctuation that is ignored, which its author may not expect.

    The pack has to be one that `load_pack` accepts.
    """
    tables = tables_of(_text_of(Path(path)), str(path))
    phrases = [
        (rule, field, phrase)
        for rule, fields in tables.items()
        if isinstance(fields, dict)
        for field in PHRASES
        for phrase in fields.get(field, ())
    ]
    return [
        f"{path}: [{rule}]: {field}: {phrase!r} matches {key_of(spaced(fold(phrase)))!r} with or without "
        f"{' and '.join(map(repr, marks))}: punctuation is ignored{_REMEDIES.get(phrase[-1], '')}"
        for rule, field, phrase in phrases
        if (marks := [mark for mark in _TELLING if mark in phrase])
    ]


_TELLING = (":", "?", "!", "…", "»", ">")
"""Punctuation that an author of a pack may have written on purpose."""

_REMEDIES = {":": "; if the line has to end with a colon, add where = { colon = true }"}


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:  # a NUL in a path is a ValueError
        reason = getattr(error, "strerror", None) or error
        raise PackError(f"{path}: cannot read the pack: {reason}; check the path") from error
    if len(data) > MOST_BYTES:
        raise PackError(f"{path}: the pack has more than {MOST_BYTES:,} bytes; split it, or list fewer phrases")
    try:
        return data.decode("utf-8-sig")  # some editors write a byte order mark
    except UnicodeDecodeError as error:
        raise PackError(f"{path}: byte {error.start} is not UTF-8; save the pack as UTF-8") from error
