"""Parses rule packs: the text of a TOML file becomes rules, or one clear error."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from cleanwire.errors import PackError
from cleanwire.labels import Label
from cleanwire.loading.patterns import lazy_pattern
from cleanwire.rules.conditions import CONDITIONS, Condition, condition
from cleanwire.rules.languages import shipped_languages
from cleanwire.rules.pattern_checks import check_size
from cleanwire.rules.phrasing import keys_of, pattern_of
from cleanwire.rules.rule import EXAMPLES, STEM, Reach, Rule

__all__ = ["PHRASES", "parse_pack", "read_shipped", "tables_of"]

_KEEP = "keep"
"""The label of a pack of exceptions: its rules protect what they match."""

MOST_LINE = 4_000
"""The greatest number of characters in a line of a pack. The time of tomllib grows with the square of the number of
dots in a key; half a megabyte of them would take minutes. The longest line of a shipped pack has 120 characters."""

MOST_RULES = 1_000
"""The greatest number of rules in a pack. All shipped packs together have 225."""

MOST_PHRASE = 160
"""The greatest length of a folded phrase. Longer lines are not looked up (`reading.text.KEYED`), so a longer phrase
could never match."""

_NAME = lazy_pattern(r"[\w-]{1,80}")
"""A rule's name is part of its id, which has to fit on one line in labelled text and options."""

PHRASES = ("is", "starts", "has")
_FIELDS = frozenset({"why", "pattern", "where", "reach", "confidence", *PHRASES, *EXAMPLES})


def read_shipped(folder: Path) -> tuple[Rule, ...]:
    """Return the rules of the packs in a folder of the package. Their patterns need no time limit."""
    return tuple(
        replace(rule, timed=False)
        for file in sorted(folder.glob("*.toml"))
        for rule in _parsed(
            file.read_text("utf-8"), file=f"{folder.name}/{file.name}", language=folder.name, name=folder.name
        )
    )


def parse_pack(text: str, *, file: str, language: str, name: str = "") -> tuple[Rule, ...]:
    """Return the rules in the text of a pack, which error messages call `file`.

    The rules are for `language` unless the text names another. Their ids begin with `name`, by default the language.

    >>> (rule,) = parse_pack('''
    ... label = "counter"
    ... [reads]
    ... why = "How often the page was read."
    ... is = ["4 reads"]
    ... match = ["- 17 reads."]
    ... no-match = ["She reads 4 papers."]
    ... ''', file="counter.toml", language="en")
    >>> rule.id, rule.is_
    ('en/counter/reads', ('0 reads',))

    Raises PackError, which names the file, the rule and the remedy.
    """
    rules = _parsed(text, file=file, language=language, name=name or language)
    for rule in rules:
        try:
            _check_compiles(rule.pattern)
        except ValueError as error:
            raise PackError(f"{file}: [{rule.name}]: {error}") from error
    return rules


def _parsed(text: str, *, file: str, language: str, name: str) -> tuple[Rule, ...]:
    """Return the rules in the text of a pack, without checking that their patterns are regular expressions."""
    tables = tables_of(text, file)
    label = tables.pop("label", None)
    choices = [*Label, _KEEP]
    if label not in choices:
        given = "has no label: it" if label is None else f"label = {label!r}"
        raise PackError(f"{file}: {given} should be one of {', '.join(choices)}, at the top of the file")
    language = tables.pop("language", language)
    if language not in shipped_languages():
        known = ", ".join(shipped_languages())
        raise PackError(f"{file}: language = {language!r} should be one of {known}, at the top of the file")
    rules = []
    for rule, fields in tables.items():
        try:
            rules.append(_rule(f"{name}/{label}/{rule}", language, fields))
        except ValueError as error:
            raise PackError(f"{file}: [{rule}]: {error}") from error
    return tuple(rules)


def tables_of(text: str, file: str) -> dict[str, Any]:
    """Return the tables in the text of a pack."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MOST_LINE:
            raise PackError(f"{file}: line {number} has {len(line):,} characters; the most is {MOST_LINE:,}: break it")
    import tomllib  # noqa: PLC0415, importing the package does not need it

    try:
        tables = tomllib.loads(text)
    except ValueError as error:  # either tomllib's own error, or one for a number with too many digits
        raise PackError(f"{file}: not valid TOML: {error}") from error
    except RecursionError as error:
        raise PackError(f"{file}: not valid TOML: hundreds of nested brackets; a pack needs three") from error
    if len(tables) > MOST_RULES + 1:
        raise PackError(f"{file}: the pack has {len(tables) - 1:,} rules; the most is {MOST_RULES:,}: split it")
    return tables


def _rule(rule_id: str, language: str, fields: object) -> Rule:
    pack, label, name = rule_id.split("/", 2)
    if not _NAME.fullmatch(name) or not pack.isprintable():
        raise ValueError("its name may have 1 to 80 letters, digits, - and _; that of its file, printable characters")
    if not isinstance(fields, dict):
        raise ValueError("should be a table with the fields of one rule")
    if unknown := fields.keys() - _FIELDS:
        raise ValueError(f"unknown field {min(unknown)!r}; the fields are {', '.join(sorted(_FIELDS))}")
    phrases = {name: _keys(name, fields.get(name, [])) for name in PHRASES}
    pattern = _pattern(fields.get("pattern", ""), language)
    where = _where(fields.get("where", {}))
    _check_matching(phrases, pattern, where)
    reach = _reach(fields.get("reach", Reach.BLOCK))
    if reach is Reach.MATCH and not pattern:
        raise ValueError("reach = 'match' needs a `pattern`, which says what to remove")
    examples: dict[str, Any] = {name: _strings(name, fields.get(name, [])) for name in EXAMPLES}
    for required in ("match", "no-match"):
        if not examples[required]:
            raise ValueError(f"has no `{required}` examples; give at least one real one")
    return Rule(
        id=rule_id,
        language=language,
        label=Label.BODY if label == _KEEP else Label(label),
        why=_why(fields.get("why")),
        is_=phrases["is"],
        starts=phrases["starts"],
        has=phrases["has"],
        pattern=pattern,
        where=where,
        reach=reach,
        confidence=_confidence(fields.get("confidence", 0.9)),
        **{name.replace("-", "_"): texts for name, texts in examples.items()},
    )


def _check_matching(phrases: Mapping[str, tuple[str, ...]], pattern: str, where: tuple[Condition, ...]) -> None:
    """Raise ValueError for a rule without phrases and pattern, or one with phrases and the condition `claimed`."""
    spoken = any(phrases.values())
    if not pattern and not spoken:
        raise ValueError("matches nothing; give it `is`, `starts`, `has` or `pattern`")
    if spoken and any(condition.name == "claimed" for condition in where):
        raise ValueError("where: claimed: the rule is tried on claimed lines only; give it a `pattern`, no phrases")


def _why(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("`why` should say in a sentence what the rule finds")
    return value


def _strings(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise ValueError(f"`{name}` should be a list of texts, none of them blank")
    return tuple(value)


def _keys(name: str, value: object) -> tuple[str, ...]:
    keys = []
    for phrase in _strings(name, value):
        for key in _variants(name, phrase):
            if not key:
                raise ValueError(f"`{name}`: {phrase!r} contains no word; a `pattern` can match punctuation")
            if len(key) > MOST_PHRASE:
                raise ValueError(f"`{name}`: {key[:20] + '…'!r} has {len(key):,} characters; the most is {MOST_PHRASE}")
            keys.append(key)
    return tuple(dict.fromkeys(keys))


def _variants(name: str, phrase: str) -> Iterator[str]:
    """Yield the keys of a phrase. In `has`, the keys of a phrase that ends with * keep the *: its last word is open."""
    stem = phrase.removesuffix(STEM) if name == "has" else phrase
    for key in keys_of(stem):
        yield key + STEM if key and stem != phrase else key


def _pattern(value: object, language: str) -> str:
    if not isinstance(value, str):
        raise ValueError("`pattern` should be one text; write alternatives with |")
    check_size(value)
    return pattern_of(value, language)


def _check_compiles(pattern: str) -> None:
    """Raise ValueError for a pattern that is not a regular expression."""
    import regex  # noqa: PLC0415, it takes 14 ms

    try:
        regex.compile(pattern)
    except (regex.error, ValueError, OverflowError) as error:
        raise ValueError(f"`pattern` is not a regular expression: {error}") from error
    except RecursionError as error:
        raise ValueError("`pattern` has hundreds of nested brackets; simplify it") from error


def _reach(value: object) -> Reach:
    if not isinstance(value, str) or value not in list(Reach):
        raise ValueError(f"reach = {value!r} should be one of {', '.join(Reach)}")
    return Reach(value)


def _confidence(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise ValueError(f"confidence = {value!r} should be above 0 and at most 1")
    return float(value)


def _where(value: object) -> tuple[Condition, ...]:
    if not isinstance(value, dict):
        raise ValueError("`where` should be a table of conditions, as in { max-words = 4 }")
    conditions = []
    for name, wanted in value.items():
        try:
            conditions.append(condition(name, wanted))
        except ValueError as error:
            raise ValueError(f"where: {name}: {error}") from error
    # CONDITIONS lists the cheapest conditions first, and these usually decide.
    return tuple(sorted(conditions, key=lambda condition: list(CONDITIONS).index(condition.name)))
