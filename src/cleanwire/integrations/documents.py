"""Documents of applications: a text with metadata, cleaned one by one, with options that can be serialised."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.corpus.options import REASON_FIELD, SPANS_FIELD
from cleanwire.corpus.values import problem_with, spans_of
from cleanwire.errors import OptionError, ReadingError
from cleanwire.reading.formats import Format, looks_like_html
from cleanwire.result import Result

__all__ = ["WithoutArticle", "cleaner_of", "explain_document", "nothing_because", "options_of", "told_of"]

WithoutArticle = Literal["mark", "drop"]
"""What happens to a document that cannot be cleaned: with `"mark"`, it is kept without text, with the reason in its
field `cleanwire_reason`; with `"drop"`, it is dropped."""


def explain_document(
    source: object,
    *,
    field: str,
    url: object = None,
    format: Format = "auto",  # noqa: A002
    cleaner: Cleaner,
) -> Result:
    """Return the result for the text of a document; if it cannot be cleaned, without text but with a reason.

    >>> explain_document(None, field="text", cleaner=Cleaner()).reason
    "field 'text' is not text but null"

    `field` is its name in the reason. Bytes are read as HTML if `format` allows it.
    """
    pages = isinstance(source, bytes) and (format == "html" or (format == "auto" and looks_like_html(source)))
    problem = problem_with(field, source, pages=pages)
    if problem or not isinstance(source, str | bytes):
        return nothing_because(problem)
    try:
        return cleaner.explain(source, format=format, url=url if isinstance(url, str) else None)
    except ReadingError as error:
        return nothing_because(str(error))


def nothing_because(reason: str) -> Result:
    """Return the result of a document that cannot be cleaned."""
    return Result("", (), (), reason=reason)


def told_of(result: Result, *, spans: bool) -> dict[str, object]:
    """Return the fields that a document gets besides its text: the removed spans, if asked for, or why it has no text.

    >>> told_of(nothing_because("the page holds no article"), spans=True)
    {'cleanwire_reason': 'the page holds no article'}
    """
    if result.reason:
        return {REASON_FIELD: result.reason}
    return {SPANS_FIELD: spans_of(result)} if spans else {}


def options_of(cleaner: Cleaner) -> dict[str, Any]:
    """Return the options of a cleaner that differ from the defaults, as values for JSON and YAML.

    >>> options_of(Cleaner(keep={"headline", "byline"}, strictness="safe"))
    {'keep': ['byline', 'headline'], 'strictness': 'safe'}

    Raises OptionError for a cleaner with a profile that is not in a file.
    """
    if not isinstance(cleaner.profile, str | Path | None):
        raise OptionError(
            "a cleaner with a profile in memory cannot be serialised; save it, and give the cleaner the file's path"
        )
    values = {one.name: (one.default, getattr(cleaner, one.name)) for one in fields(cleaner) if one.init}
    return {
        name: [str(one) for one in value] if isinstance(value, tuple) else str(value)
        for name, (default, value) in values.items()
        if value != default
    }


def cleaner_of(options: Cleaner | Mapping[str, Any]) -> Cleaner:
    """Return a cleaner, or build one from its serialised options.

    >>> cleaner_of({"keep": ["byline"]}) == Cleaner(keep={"byline"})
    True

    Raises OptionError for unknown options, and for values that cannot be used.
    """
    if isinstance(options, Cleaner):
        return options
    if not isinstance(options, Mapping):
        raise OptionError(f"cleaner = {options!r} should be a Cleaner, or its options by name")
    known = [one.name for one in fields(Cleaner) if one.init]
    for name in options:
        if name not in known:
            raise OptionError(f"cleaner has no option {name!r} but {', '.join(known)}")
    return Cleaner(**options)
