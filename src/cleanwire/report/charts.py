"""Bars as inline SVG, and tables. Everything that is drawn is also in a table."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleanwire.report.groups import GROUPS, Group, group_of, name_of
from cleanwire.report.markup import Markup, tag

__all__ = ["Bar", "Part", "bar_chart", "group_key", "label_tag", "parts_of", "share_bar", "table"]

ROW = 44
"""The height of a bar and the words above it, in pixels. A row has two lines, which fits any screen width."""

BAR = 12
"""The height of a bar, in pixels."""


NAME = "64%"
"""The width of a bar's name: on a phone 210 pixels, which leaves room for a value such as 1,234,567 (12.3%)."""


class Part(NamedTuple):
    """A part of a bar."""

    name: str
    group: Group
    value: int


class Bar(NamedTuple):
    """A row of a bar chart."""

    name: str
    shown: str
    """Its value in words."""
    parts: tuple[Part, ...]
    """Drawn end to end."""


def parts_of(labels: Iterable[tuple[str, int]]) -> tuple[Part, ...]:
    """Return labels and their values as parts of a bar, one for each group, with groups in a fixed order.

    >>> parts_of([("comments", 3), ("byline", 2), ("counter", 1)])[0]
    Part(name='comments, counter', group='readers', value=4)
    """
    values = dict(labels)
    return tuple(
        Part(", ".join(map(name_of, names)), group, sum(values[name] for name in names))
        for group in GROUPS
        if (names := [name for name in values if group_of(name) == group])
    )


def bar_chart(bars: Sequence[Bar], *, key: str, title: str, description: str) -> Markup:
    """Return a chart of horizontal bars; `key` distinguishes its ids from those of other charts."""
    longest = max((sum(part.value for part in bar.parts) for bar in bars), default=0) or 1
    rows = [_row(bar, ROW * number, longest) for number, bar in enumerate(bars)]
    return tag(
        "svg",
        tag("title", title, id=f"{key}-title"),
        tag("desc", description, id=f"{key}-desc"),
        *rows,
        class_="chart",
        role="img",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-desc",
        width="100%",
        height=ROW * len(bars),
    )


def _row(bar: Bar, top: int, longest: int) -> Markup:
    return tag(
        "g",
        # In an element of its own, a long name is cut off before it runs into the value.
        tag("svg", tag("text", bar.name, x=0, y=18), x=0, y=top, width=NAME, height=BAR * 2),
        tag("text", bar.shown, x="100%", y=top + 18, class_="value"),
        *_drawn(bar.parts, top + 25, longest),
    )


def _drawn(parts: Iterable[Part], top: int, longest: int) -> Iterator[Markup]:
    at = 0.0
    for part in parts:
        width = 100 * part.value / longest
        told = tag("title", f"{part.name}: {part.value:,}")
        across = {"x": f"{at:.3f}%", "width": f"{width:.3f}%"}
        yield tag("rect", told, class_=f"bar g-{part.group}", y=top, height=BAR, **across)
        at += width


def share_bar(labels: Iterable[tuple[str, int]], whole: int) -> Markup:
    """Return a small bar for a table cell: the share of each label in the whole. The figures are beside it."""
    drawn = _drawn(parts_of(labels), 0, whole or 1)
    return tag("svg", *drawn, class_="share", width="6rem", height=BAR, aria_hidden="true")


def group_key() -> Markup:
    """Return the legend of the bars' colours."""
    entries = [
        tag("li", tag("span", class_=f"swatch g-{group}"), ", ".join(name_of(label) for label in labels))
        for group, labels in GROUPS.items()
    ]
    return tag("ul", *entries, class_="key", aria_label="Colours")


def label_tag(label: str) -> Markup:
    """Return a label in its colour."""
    return tag("span", name_of(label), class_=f"tag g-{group_of(label)}")


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    """Return a table. Columns whose name ends in `#` hold figures; the first cell of a row is its header.

    On a narrow screen it scrolls by itself, also with the keyboard.
    """
    figures = [column.endswith("#") for column in columns]
    classes = ["figure" if figure else None for figure in figures]
    head = [tag("th", name.rstrip("#"), scope="col", class_=kind) for name, kind in zip(columns, classes, strict=True)]
    body = []
    for first, *rest in rows:
        cells = [tag("td", cell, class_=kind) for cell, kind in zip(rest, classes[1:], strict=True)]
        body.append(tag("tr", tag("th", first, scope="row"), *cells))
    whole = tag("table", tag("caption", caption), tag("thead", tag("tr", *head)), tag("tbody", *body))
    return tag("div", whole, class_="scroll", tabindex=0, role="region", aria_label=caption)
