"""The shipped rules as they are loaded: read from their packs once, when cleanwire is built.

To read the packs of a document's languages takes some 50 ms, which every process would wait for.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from cleanwire.labels import Label
from cleanwire.prepared import Prepared, code
from cleanwire.rules.conditions import condition
from cleanwire.rules.rule import Reach, Rule

__all__ = ["prepared_pack", "rules_of"]

_CODE = ("folding.py", "native/text/*.pyx", "languages/calendar.txt", "languages/calendars.py", "rules/*.py")
"""What makes rules of packs. Rules that other code has made are not used."""

_PLAIN = ("id", "why", "pattern", "confidence", "timed")
_LISTS = ("is_", "starts", "has", "match", "no_match", "todo_match", "todo_no_match")
"""Fields of rules as JSON holds them, and those that it holds as lists."""


def prepared_pack(folder: Path, rules: Callable[[], Iterable[Rule]]) -> Prepared:
    """Return what keeps the rules that are read from the packs in a folder."""
    return Prepared(
        folder / "rules.prepared",
        lambda: [*sorted(folder.glob("*.toml")), *code(*_CODE)],
        lambda: [_written(rule) for rule in rules()],
    )


def rules_of(held: Iterable[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """Return the rules that were prepared."""
    return tuple(map(_read, held))


def _written(rule: Rule) -> dict[str, Any]:
    return {
        **{name: getattr(rule, name) for name in (*_PLAIN, *_LISTS)},
        "label": rule.label,
        "reach": rule.reach,
        "where": [(one.name, one.value) for one in rule.where],
    }


def _read(held: Mapping[str, Any]) -> Rule:
    fields = {**held, **{name: tuple(held[name]) for name in _LISTS}}
    fields["label"], fields["reach"] = Label(fields["label"]), Reach(fields["reach"])
    fields["where"] = tuple([condition(name, value) for name, value in fields["where"]])
    return Rule(**fields)
