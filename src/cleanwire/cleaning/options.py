"""The options of a cleaner: which values they may have, and the errors for other values."""

from collections.abc import Collection
from pathlib import Path
from typing import Literal

from cleanwire.errors import OptionError
from cleanwire.labels import Label
from cleanwire.reading.formats import Extractor
from cleanwire.rules.languages import shipped_languages
from cleanwire.rules.rule import Rule
from cleanwire.rules.shipped import working_rules

__all__ = [
    "THRESHOLDS",
    "Output",
    "Strictness",
    "check_choice",
    "check_collection",
    "check_installed",
    "rules_in",
    "selectors",
]

Strictness = Literal["safe", "default", "thorough"]
Output = Literal["text", "markdown"]

THRESHOLDS: dict[Strictness, float] = {"safe": 0.91, "default": 0.5, "thorough": 0.3}
"""The confidence that a removal needs. Rules with unambiguous words have 0.9 and more, rules that need their neighbours
0.6 to 0.85, guesses that only some users want less than 0.5. With 0.91, about 1 in 10,000 words of the articles on the
labelled pages is lost, with 0.9, 2 and more."""


def check_choice(option: str, value: object, choices: tuple[str, ...]) -> None:
    """Raise OptionError unless a value is one of the choices."""
    if not isinstance(value, str) or value not in choices:
        raise OptionError(f"{option} = {value!r} should be one of {', '.join(choices)}")


def check_installed(extractor: Extractor) -> None:
    """Raise OptionError for an extractor whose package is not installed."""
    if extractor != "resiliparse":
        return
    from importlib.util import find_spec  # noqa: PLC0415, rarely needed

    if find_spec("resiliparse") is None:
        raise OptionError(
            "extractor = 'resiliparse' needs a package that is not installed: pip install 'cleanwire[fast]'"
        )


_EXAMPLES = {"keep": "{'byline'}", "drop": "{'headline'}", "languages": "{'de', 'en'}", "packs": "['our-pack.toml']"}
"""Examples of values, for error messages."""


def check_collection(option: str, value: object) -> None:
    """Raise OptionError unless a value is a collection of names, or of paths for packs."""
    if value is None and option == "languages":
        return
    kinds = (str, Path) if option == "packs" else (str,)
    if isinstance(value, str | bytes | Path) or not isinstance(value, Collection):
        raise OptionError(f"{option} = {value!r} should be a collection such as {_EXAMPLES[option]}")
    for name in value:
        if not isinstance(name, kinds):
            raise OptionError(f"{option} holds {name!r}; it should hold {'paths' if option == 'packs' else 'names'}")


def rules_in(packs: Collection[str | Path]) -> tuple[Rule, ...]:
    """Return the rules of the user's own packs."""
    if not packs:
        return ()
    from cleanwire.rules.pack import load_packs  # noqa: PLC0415, the shipped packs do not need it

    return load_packs(packs)


def selectors(
    option: str, names: Collection[str], languages: tuple[str, ...] | None, own: tuple[Rule, ...]
) -> tuple[str, ...]:
    """Return the names sorted, so that equal cleaners have equal pickles, which caches use as keys.

    Raises OptionError for a name that is neither a label nor the beginning of a rule's id.
    """
    labels = frozenset(Label) - {Label.BODY}
    for name in names:
        language = name.split("/", 1)[0]
        shipped = working_rules((language,)) if language in (languages or shipped_languages()) else ()
        if name not in labels and not ("/" in name and any(rule.id.startswith(name) for rule in (*shipped, *own))):
            raise OptionError(
                f"{option}: {name!r} is neither a label ({', '.join(sorted(labels))}) "
                "nor the beginning of a rule's id, such as 'en/byline/'"
            )
    return tuple(sorted({str(name) for name in names}))
