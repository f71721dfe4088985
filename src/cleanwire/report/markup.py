"""HTML that is escaped by construction: text becomes markup in one place only."""

from html import escape as _escape

from cleanwire.report.escaping import escaped

__all__ = ["Markup", "markup", "tag"]

_VOID = frozenset({"br", "input", "link", "meta"})
"""Elements that have no content, and so no closing tag."""

Attribute = str | int | float | bool | None


class Markup(str):
    """Text that is already HTML. Only this module and constants of the project create it."""

    __slots__ = ()


def markup(text: str) -> Markup:
    r"""Return text as HTML that shows it; markup is returned unchanged.

    >>> markup("<script>\x00")
    '&lt;script&gt;\\x00'

    Characters that HTML cannot hold, or that would change the direction of the page's own text, are shown as escapes.
    """
    return text if isinstance(text, Markup) else Markup(_escape(escaped(text)))


def tag(name: str, /, *children: str, **attributes: Attribute) -> Markup:
    """Return an element. Text in it and in its attributes is escaped; markup in it is not.

    >>> tag("p", "a < b", tag("br"), class_="note", aria_label='"', hidden=False)
    '<p class="note" aria-label="&quot;">a &lt; b<br></p>'

    `True` gives an attribute without a value; `None` and `False` omit it. In a name, a `_` at the end is dropped, and
    any other `_` becomes `-`.
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
