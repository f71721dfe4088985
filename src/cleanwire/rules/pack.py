"""Rule packs: TOML files become rules, or one clear error."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cleanwire.errors import OptionError, PackError
from cleanwire.folding import fold, key_of, spaced
from cleanwire.labels import Label
from cleanwire.rules.conditions import CONDITIONS, Condition, condition
from cleanwire.rules.rule import Reach, Rule

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["load_pack", "parse_pack", "shipped_languages", "shipped_rules"]

_KEEP = "keep"
"""The label of a pack of exceptions: its rules defend what they match."""

_PHRASES = ("is", "starts", "has")
_EXAMPLES = ("match", "no-match", "todo-match", "todo-no-match")
_FIELDS = frozenset({"why", "pattern", "where", "reach", "confidence", *_PHRASES, *_EXAMPLES})


@cache
def shipped_languages() -> tuple[str, ...]:
    """Return the languages that the package has rules for, `any` among them."""
    return tuple(sorted(folder.name for folder in _packs().iterdir() if folder.is_dir()))


@cache
def shipped_rules(languages: tuple[str, ...] | None = None) -> tuple[Rule, ...]:
    """Return the package's own rules: all of them, or those of some languages and of `any`."""
    known = shipped_languages()
    for language in languages or ():
        if language not in known:
            raise OptionError(f"languages: there are no rules for {language!r}; there are for {', '.join(known)}")
    rules: list[Rule] = []
    for name in known if languages is None else [name for name in known if name in (*languages, "any")]:
        for file in sorted((_packs() / name).iterdir(), key=lambda file: file.name):
            if file.name.endswith(".toml"):
                rules += parse_pack(file.read_text("utf-8"), file=f"{name}/{file.name}", language=name)
    return tuple(rules)


def _packs() -> "Traversable":
    from importlib import resources  # noqa: PLC0415

    return resources.files("cleanwire") / "packs"


def load_pack(path: str | Path) -> tuple[Rule, ...]:
    """Return the rules of a pack file. Its language is the name of the folder that it stands in.

    Raises PackError with the file, the rule and the remedy where the pack cannot be used.
    """
    path = Path(path)
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise PackError(f"{path}: cannot read the pack: {error.strerror or error}; check the path") from error
    except UnicodeDecodeError as error:
        raise PackError(f"{path}: byte {error.start} is not UTF-8; save the pack as UTF-8") from error
    return parse_pack(text, file=str(path), language=path.absolute().parent.name)


def parse_pack(text: str, *, file: str, language: str) -> tuple[Rule, ...]:
    """Return the rules of a pack's text; `file` is what errors call it.

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
    """
    import tomllib  # noqa: PLC0415, only who cleans needs it, not who imports

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{file}: not valid TOML: {error}") from error
    name = tables.pop("label", None)
    choices = [*Label, _KEEP]
    if name not in choices:
        raise PackError(f"{file}: label = {name!r} should be one of {', '.join(choices)}, at the top of the file")
    label = Label.BODY if name == _KEEP else Label(name)
    rules = []
    for rule, fields in tables.items():
        try:
            rules.append(_rule(f"{language}/{name}/{rule}", label, fields))
        except ValueError as error:
            raise PackError(f"{file}: [{rule}]: {error}") from error
    return tuple(rules)


def _rule(rule_id: str, label: Label, fields: object) -> Rule:
    if not isinstance(fields, dict):
        raise ValueError("should be a table that holds one rule")
    if unknown := fields.keys() - _FIELDS:
        raise ValueError(f"unknown field {min(unknown)!r}; the fields are {', '.join(sorted(_FIELDS))}")
    phrases = {name: _keys(name, fields.get(name, [])) for name in _PHRASES}
    pattern = _pattern(fields.get("pattern", ""))
    if not pattern and not any(phrases.values()):
        raise ValueError("matches nothing; give it `is`, `starts`, `has` or `pattern`")
    reach = _reach(fields.get("reach", Reach.BLOCK))
    if reach is Reach.MATCH and not pattern:
        raise ValueError("reach = 'match' needs a pattern, which says what to take")
    examples = {name: _strings(name, fields.get(name, [])) for name in _EXAMPLES}
    for required in ("match", "no-match"):
        if not examples[required]:
            raise ValueError(f"has no `{required}` examples; give at least one real one")
    return Rule(
        id=rule_id,
        label=label,
        why=_why(fields.get("why")),
        is_=phrases["is"],
        starts=phrases["starts"],
        has=phrases["has"],
        pattern=pattern,
        where=_where(fields.get("where", {})),
        reach=reach,
        confidence=_confidence(fields.get("confidence", 0.9)),
        match=examples["match"],
        no_match=examples["no-match"],
        todo_match=examples["todo-match"],
        todo_no_match=examples["todo-no-match"],
    )


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
        key = key_of(spaced(fold(phrase)))
        if not key:
            raise ValueError(f"`{name}`: {phrase!r} holds no word; a pattern can match marks")
        keys.append(key)
    return tuple(dict.fromkeys(keys))


def _pattern(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("`pattern` should be one text; write alternatives with |")
    import regex  # noqa: PLC0415

    try:
        regex.compile(value)
    except regex.error as error:
        raise ValueError(f"`pattern` is not a regular expression: {error}") from error
    return value


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
    # The vocabulary begins with what costs least to ask, and that mostly decides.
    return tuple(sorted(conditions, key=lambda condition: list(CONDITIONS).index(condition.name)))
