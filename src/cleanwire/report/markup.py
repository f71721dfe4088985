"""HTML that is escaped by construction: text becomes markup at one place, and only there."""

from collections.abc import Iterable
from html import escape as _escape
from typing import Self

from cleanwire.report.escaping import escaped

__all__ = ["Markup", "markup", "tag"]

_VOID = frozenset({"br", "input", "link", "meta"})
"""Elements that hold nothing, and so are not closed."""

Attribute = str | int | float | bool | None


class Markup(str):
    """Text that is HTML already. Only this module and constants of the project make any."""

    __slots__ = ()

    @classmethod
    def join_all(cls, pieces: Iterable["Markup"]) -> Self:
        """Return the pieces as one."""
        return cls("".join(pieces))


def markup(text: str) -> Markup:
    r"""Return text as HTML that shows it; markup stays as it is.

    >>> markup("<script>\x00")
    '&lt;script&gt;\\x00'

    What HTML cannot hold, and what would turn the direction of the page's own words, is shown as an escape.
    """
    return text if isinstance(text, Markup) else Markup(_escape(escaped(text)))


def tag(name: str, /, *children: str, **attributes: Attribute) -> Markup:
    """Return an element. Text in it and in its attributes is escaped, markup in it is not.

    >>> tag("p", "a < b", tag("br"), class_="note", aria_label='"', hidden=False)
    '<p class="note" aria-label="&quot;">a &lt; b<br></p>'

    `True` gives an attribute without a value; `None` and `False` none. Of a name, `_` at the end is dropped and
    `_` inside becomes `-`.
    """
    given = "".join([_attribute(key, value) for key, value in attributes.items()])
    if name in _VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{''.join(map(markup, children))}</{name}>")


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    return f' {name}="{_escape(escaped(f"{value:.6g}" if isinstance(value, float) else str(value)))}"'
