"""The common frame of all pages: one self-contained file that loads nothing and runs nothing."""

from functools import cache
from pathlib import Path

from cleanwire.report.markup import Markup, tag

__all__ = ["figure", "page", "stylesheet"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""Lets the browser refuse what a page is not meant to do, should a document's content ever escape its place."""

_NO_ICON = "data:,"
"""Without this, a browser asks the server of a page for an icon."""


def page(title: str, *body: Markup, styles: tuple[str, ...]) -> str:
    """Return a whole page that contains the named stylesheets."""
    sheets = Markup("\n".join(stylesheet(name) for name in ("base", *styles)))
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="generator", content="cleanwire"),
        tag("link", rel="icon", href=_NO_ICON),
        tag("title", title),
        tag("style", sheets),
    )
    return f"<!doctype html>\n{tag('html', head, tag('body', *body), lang='en')}\n"


@cache
def stylesheet(name: str) -> str:
    """Return a stylesheet of the package."""
    return Path(__file__).with_name(f"{name}.css").read_text("utf-8").strip()


def figure(value: str, unit: str) -> Markup:
    """Return one of the large figures at the top of a page."""
    return tag("div", tag("dd", value), tag("dt", unit))
