"""The shipped rules. Those of each language are loaded when they are first needed."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cleanwire.rules.compiling import ready_in
from cleanwire.rules.languages import PACKS, check_language, shipped_languages
from cleanwire.rules.prepared import PreparedPacks, prepared_packs, rules_of, with_examples
from cleanwire.rules.rule import Rule

__all__ = [
    "ids_of",
    "prepare_rules",
    "ready_patterns",
    "shipped_rules",
    "stale_languages",
    "working_rules",
]


def shipped_rules(languages: tuple[str, ...] | None = None) -> tuple[Rule, ...]:
    """Return the shipped rules with their examples: all of them, or those of some languages and of `any`."""
    return tuple(rule for name in _known(languages) for rule in _proven_rules_of(name))


def working_rules(languages: tuple[str, ...] | None = None) -> tuple[Rule, ...]:
    """Return the same rules without their examples, which cleaning does not need."""
    return tuple(rule for name in _known(languages) for rule in _rules_of(name))


def _known(languages: tuple[str, ...] | None) -> list[str]:
    """Return all languages with shipped rules, or some of them and `any`."""
    for language in languages or ():
        check_language(language)
    return [name for name in shipped_languages() if languages is None or name in (*languages, "any")]


@cache
def _rules_of(language: str) -> tuple[Rule, ...]:
    """Return the shipped rules of a language, without their examples."""
    return rules_of(_prepared(language).rules.load())


@cache
def _proven_rules_of(language: str) -> tuple[Rule, ...]:
    """Return the shipped rules of a language, with their examples."""
    return with_examples(_rules_of(language), _prepared(language).examples.load())


@cache
def ready_patterns(language: str) -> Mapping[str, Any]:
    """Return the stored parts of a language's compiled patterns, by the patterns' texts; empty if none are stored."""
    return ready_in(_prepared(language).patterns.kept()) if language in shipped_languages() else {}


def _prepared(language: str) -> PreparedPacks:
    """Return the prepared forms of a language's shipped packs."""
    return prepared_packs(PACKS / language, lambda: _read(PACKS / language))


def _read(folder: Path) -> tuple[Rule, ...]:
    from cleanwire.rules.parsing import read_shipped  # noqa: PLC0415, prepared rules do not need it

    return read_shipped(folder)


def prepare_rules() -> list[Path]:
    """Write the prepared forms of the shipped rules next to their packs, and return the files."""
    return [one.write() for language in shipped_languages() for one in _prepared(language)]


def stale_languages() -> list[str]:
    """Return the languages whose prepared rules are missing or out of date. These load slowly."""
    return [language for language in shipped_languages() if any(one.kept() is None for one in _prepared(language))]


@cache
def ids_of(language: str) -> frozenset[str]:
    """Return the ids of the shipped rules of a language."""
    return frozenset(rule.id for rule in _rules_of(language))
