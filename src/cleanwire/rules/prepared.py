"""The shipped rules as they are loaded: read from their packs once, when cleanwire is built.

To read the packs of a document's languages takes some 50 ms, which every process would wait for.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cleanwire.labels import Label
from cleanwire.rules.conditions import condition
from cleanwire.rules.rule import Reach, Rule

__all__ = ["prepared_rules", "write_prepared"]

_FILE = "prepared.json"

_PACKAGE = Path(__file__).parent.parent

_CODE = ("folding.py", "native/text/*.pyx", "languages/calendar.txt", "languages/calendars.py", "rules/*.py")
"""What makes rules of packs. Rules that other code has made are not used."""

_PLAIN = ("id", "language", "why", "pattern", "confidence", "timed")
_LISTS = ("is_", "starts", "has", "match", "no_match", "todo_match", "todo_no_match")
"""Fields of rules as JSON holds them, and those that it holds as lists."""


def write_prepared(folder: Path, rules: Iterable[Rule]) -> Path:
    """Write the rules that were read from the packs in a folder into that folder; return the file."""
    file = folder / _FILE
    prepared = {"made_of": _checksum(folder), "rules": [_written(rule) for rule in rules]}
    file.write_text(json.dumps(prepared, ensure_ascii=False), "utf-8")
    return file


def prepared_rules(folder: Path) -> tuple[Rule, ...] | None:
    """Return the rules of the packs in a folder as they were prepared; None where they were not, or from others."""
    file = folder / _FILE
    if not file.is_file():
        return None
    prepared = json.loads(file.read_bytes())
    return tuple(map(_read, prepared["rules"])) if prepared["made_of"] == _checksum(folder) else None


def _checksum(folder: Path) -> int:
    """Return what tells whether the packs of a folder, or the code that reads them, have changed."""
    checksum = 0
    for file in _sources(folder):
        checksum = zlib.crc32(file.read_bytes(), checksum)
    return checksum


def _sources(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob("*.toml"))
    for name in _CODE:
        yield from sorted(_PACKAGE.glob(name))


def _written(rule: Rule) -> dict[str, Any]:
    return {
        **{name: getattr(rule, name) for name in (*_PLAIN, *_LISTS)},
        "label": rule.label,
        "reach": rule.reach,
        "where": [(one.name, one.value) for one in rule.where],
    }


def _read(fields: dict[str, Any]) -> Rule:
    fields |= {name: tuple(fields[name]) for name in _LISTS}
    fields["label"], fields["reach"] = Label(fields["label"]), Reach(fields["reach"])
    fields["where"] = tuple([condition(name, value) for name, value in fields["where"]])
    return Rule(**fields)
