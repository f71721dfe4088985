"""The prepared form of the shipped rules, which is written when cleanwire is built.

Reading the packs of a document's languages would take each process about 50 ms. Examples are stored separately, because
cleaning does not need them, and so are compiled patterns.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from cleanwire.labels import Label
from cleanwire.loading.prepared import Prepared
from cleanwire.rules.compiling import ready
from cleanwire.rules.conditions import Condition, condition
from cleanwire.rules.rule import EXAMPLES, Reach, Rule

__all__ = ["PreparedPacks", "prepared_packs", "rules_of", "with_examples"]

_CODE = ("text/folding.py", "native/text/*.pyx", "text/calendar.txt", "text/calendars.py", "rules/*.py")
"""The code that turns packs into rules. Rules that were made by other code are not used."""

_PHRASES = ("is_", "starts", "has")
_FIELDS = ("id", "language", "label", "why", "pattern", "reach", "confidence", "timed")
_BETWEEN = "|"
"""The separator of a rule's phrases, which none of them contains. One text is loaded faster than thousands."""

_EXAMPLES = tuple(name.replace("-", "_") for name in EXAMPLES)


class PreparedPacks(NamedTuple):
    """The prepared forms of the packs in a folder."""

    rules: Prepared
    """The rules without their examples."""
    examples: Prepared
    patterns: Prepared
    """The compiled patterns."""


def prepared_packs(folder: Path, rules: Callable[[], Iterable[Rule]]) -> PreparedPacks:
    """Return the prepared forms of the packs in a folder, which are made of their rules."""
    makers: dict[str, Callable[[], Any]] = {
        "rules": lambda: _columns(rules()),
        "examples": lambda: [[getattr(rule, name) for name in _EXAMPLES] for rule in rules()],
        "patterns": lambda: ready(dict.fromkeys(rule.pattern for rule in rules() if rule.pattern)),
    }
    return PreparedPacks(
        **{
            name: Prepared(folder / f"{name}.prepared", lambda: sorted(folder.glob("*.toml")), _CODE, make)
            for name, make in makers.items()
        }
    )


def rules_of(held: Mapping[str, list[Any]]) -> tuple[Rule, ...]:
    """Return rules from their prepared form, without examples."""
    columns: dict[str, Iterable[Any]] = {
        **held,
        **{name: map(_phrases, held[name]) for name in _PHRASES},
        "label": map(Label, held["label"]),
        "reach": map(Reach, held["reach"]),
        "where": map(_conditions, held["where"]),
    }
    return tuple([Rule(**dict(zip(columns, fields, strict=True))) for fields in zip(*columns.values(), strict=True)])


def with_examples(rules: Iterable[Rule], held: Iterable[Iterable[Iterable[str]]]) -> tuple[Rule, ...]:
    """Return rules with examples from their prepared form."""
    every: Iterator[Any] = zip(rules, held, strict=True)
    return tuple(replace(rule, **dict(zip(_EXAMPLES, map(tuple, texts), strict=True))) for rule, texts in every)


def _columns(rules: Iterable[Rule]) -> dict[str, list[Any]]:
    """Return rules as one list for each field, which is less to load than one table for each rule."""
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
    """Return a condition that many rules share."""
    return condition(name, value)
