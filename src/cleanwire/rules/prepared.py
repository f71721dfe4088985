"""The shipped rules as they are loaded: read from their packs once, when cleanwire is built.

To read the packs of a document's languages takes some 50 ms, which every process would wait for. Examples are kept
apart, since to clean needs none.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from cleanwire.labels import Label
from cleanwire.prepared import Prepared, code
from cleanwire.rules.conditions import Condition, condition
from cleanwire.rules.rule import Reach, Rule

__all__ = ["prepared_examples", "prepared_rules", "rules_of", "with_examples"]

_CODE = ("folding.py", "native/text/*.pyx", "languages/calendar.txt", "languages/calendars.py", "rules/*.py")
"""What makes rules of packs. Rules that other code has made are not used."""

_PLAIN = ("id", "why", "pattern", "confidence", "timed")
_PHRASES = ("is_", "starts", "has")
_EXAMPLES = ("match", "no_match", "todo_match", "todo_no_match")
"""Fields of rules as JSON holds them, and those that it holds as lists."""


def prepared_rules(folder: Path, rules: Callable[[], Iterable[Rule]]) -> Prepared:
    """Return what keeps the rules that are read from the packs in a folder, without their examples."""
    return Prepared(folder / "rules.prepared", lambda: _sources(folder), lambda: [_written(rule) for rule in rules()])


def prepared_examples(folder: Path, rules: Callable[[], Iterable[Rule]]) -> Prepared:
    """Return what keeps the examples of the rules that are read from the packs in a folder."""
    return Prepared(
        folder / "examples.prepared",
        lambda: _sources(folder),
        lambda: [[getattr(rule, name) for name in _EXAMPLES] for rule in rules()],
    )


def rules_of(held: Iterable[dict[str, Any]]) -> tuple[Rule, ...]:
    """Return the rules that were prepared, without their examples."""
    return tuple(map(_read, held))


def with_examples(rules: Iterable[Rule], held: Iterable[Iterable[Iterable[str]]]) -> tuple[Rule, ...]:
    """Return rules with the examples that were prepared."""
    every: Iterator[Any] = zip(rules, held, strict=True)
    return tuple(replace(rule, **dict(zip(_EXAMPLES, map(tuple, texts), strict=True))) for rule, texts in every)


def _sources(folder: Path) -> list[Path]:
    return [*sorted(folder.glob("*.toml")), *code(*_CODE)]


def _written(rule: Rule) -> dict[str, Any]:
    return {
        **{name: getattr(rule, name) for name in (*_PLAIN, *_PHRASES)},
        "label": rule.label,
        "reach": rule.reach,
        "where": [(one.name, one.value) for one in rule.where],
    }


def _read(held: dict[str, Any]) -> Rule:
    for name in _PHRASES:
        held[name] = tuple(held[name])
    held["label"], held["reach"] = Label(held["label"]), Reach(held["reach"])
    held["where"] = tuple([_condition(name, value) for name, value in held["where"]])
    return Rule(**held)


def _condition(name: str, value: object) -> Condition:
    return condition(name, value) if isinstance(value, list) else _shared(name, value)


@lru_cache(typed=True)
def _shared(name: str, value: object) -> Condition:
    """Return the condition that many rules ask for."""
    return condition(name, value)
