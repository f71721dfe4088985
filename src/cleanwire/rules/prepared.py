"""The shipped rules as they are loaded: read from their packs once, when cleanwire is built.

To read the packs of a document's languages takes some 50 ms, which every process would wait for. Examples are kept
apart, since to clean needs none, and so are patterns as they are compiled.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from cleanwire.labels import Label
from cleanwire.loading.prepared import Prepared
from cleanwire.rules.compiling import ready
from cleanwire.rules.conditions import Condition, condition
from cleanwire.rules.rule import Reach, Rule

__all__ = ["prepared_examples", "prepared_patterns", "prepared_rules", "rules_of", "with_examples"]

_CODE = ("text/folding.py", "native/text/*.pyx", "text/calendar.txt", "text/calendars.py", "rules/*.py")
"""What makes rules of packs. Rules that other code has made are not used."""

_PHRASES = ("is_", "starts", "has")
_FIELDS = ("id", "language", "label", "why", "pattern", "reach", "confidence", "timed")
_BETWEEN = "|"
"""Stands between the phrases of a rule, none of which holds it: one text is loaded faster than thousands."""

_EXAMPLES = ("match", "no_match", "todo_match", "todo_no_match")


def prepared_rules(folder: Path, rules: Callable[[], Iterable[Rule]]) -> Prepared:
    """Return what keeps the rules that are read from the packs in a folder, without their examples."""
    return _prepared(folder / "rules.prepared", lambda: _columns(rules()))


def prepared_examples(folder: Path, rules: Callable[[], Iterable[Rule]]) -> Prepared:
    """Return what keeps the examples of the rules that are read from the packs in a folder."""
    return _prepared(
        folder / "examples.prepared", lambda: [[getattr(rule, name) for name in _EXAMPLES] for rule in rules()]
    )


def prepared_patterns(folder: Path, rules: Callable[[], Iterable[Rule]]) -> Prepared:
    """Return what keeps the patterns of the rules that are read from the packs in a folder, as they are compiled."""
    return _prepared(
        folder / "patterns.prepared", lambda: ready(dict.fromkeys(rule.pattern for rule in rules() if rule.pattern))
    )


def _prepared(file: Path, make: Callable[[], Any]) -> Prepared:
    return Prepared(file, lambda: sorted(file.parent.glob("*.toml")), _CODE, make)


def rules_of(held: Mapping[str, list[Any]]) -> tuple[Rule, ...]:
    """Return the rules that were prepared, without their examples."""
    columns: dict[str, Iterable[Any]] = {
        **held,
        **{name: map(_phrases, held[name]) for name in _PHRASES},
        "label": map(Label, held["label"]),
        "reach": map(Reach, held["reach"]),
        "where": map(_conditions, held["where"]),
    }
    return tuple([Rule(**dict(zip(columns, fields, strict=True))) for fields in zip(*columns.values(), strict=True)])


def with_examples(rules: Iterable[Rule], held: Iterable[Iterable[Iterable[str]]]) -> tuple[Rule, ...]:
    """Return rules with the examples that were prepared."""
    every: Iterator[Any] = zip(rules, held, strict=True)
    return tuple(replace(rule, **dict(zip(_EXAMPLES, map(tuple, texts), strict=True))) for rule, texts in every)


def _columns(rules: Iterable[Rule]) -> dict[str, list[Any]]:
    """Return rules by their fields: so there is less to load than rule by rule."""
    rules = [*rules]
    return {
        **{name: [getattr(rule, name) for rule in rules] for name in _FIELDS},
        **{name: [_BETWEEN.join(getattr(rule, name)) for rule in rules] for name in _PHRASES},
        "where": [[(one.name, one.value) for one in rule.where] for rule in rules],
    }


def _phrases(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(_BETWEEN)) if joined else ()


def _conditions(where: Iterable[tuple[str, object]]) -> tuple[Condition, ...]:
    return tuple([condition(name, value) if isinstance(value, list) else _shared(name, value) for name, value in where])


@lru_cache(typed=True)
def _shared(name: str, value: object) -> Condition:
    """Return the condition that many rules ask for."""
    return condition(name, value)
