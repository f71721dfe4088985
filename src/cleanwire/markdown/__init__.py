"""Render what is kept of a page as Markdown: its own words, in their headings, lists, tables and links."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cleanwire.loading.patterns import lazy_pattern
from cleanwire.markdown.inline import inline, opening
from cleanwire.markdown.kept import KeptLine, kept_lines
from cleanwire.markdown.nesting import Block, nested
from cleanwire.markdown.places import HEADINGS, Place, places_of
from cleanwire.markdown.spans import spans_of
from cleanwire.markdown.tables import table_in, table_of
from cleanwire.markup import Markup
from cleanwire.spans import Segment

__all__ = ["render_markdown"]

_LAST_MARKS = lazy_pattern(r"(?:^|(?<=\s))#+$")
"""What would be read as the closing marks of a heading."""


def render_markdown(source: str, segments: Iterable[Segment], markup: Markup) -> str:
    r"""Return the kept text of a page as Markdown, which ends with a line break.

    >>> from cleanwire.labels import Label
    >>> from cleanwire.markup import Element, Line
    >>> item = (Element("ul", -1, "ul", ""), Element("li", 0, "li", ""))
    >>> segments = [Segment(0, 9, Label.BODY, removed=False), Segment(9, 17, Label.BYLINE, removed=True)]
    >>> render_markdown("# Ferries by Lind", segments, Markup(item, (Line(0, 17, 1, False, ()),)))
    '- \\# Ferries\n'

    A parser of CommonMark with GitHub's tables gives the kept words back. Linear in the source.
    """
    places = places_of(markup.elements)
    blocks = _blocks(kept_lines(source, segments, markup), places)
    return "".join([f"{line}\n" for line in nested(blocks, places)])


def _blocks(lines: Iterable[KeptLine], places: Sequence[Place]) -> Iterator[Block]:
    for table, group in groupby(lines, key=lambda line: table_in(line, places)):
        together = [*group]
        if table >= 0 and (written := table_of(together, places)):
            yield Block(places[table].containers, written)
            continue
        for block in _parted(together, places):
            yield Block(places[block[0].element].containers, _written(block, places))


def _parted(lines: Iterable[KeptLine], places: Sequence[Place]) -> Iterator[list[KeptLine]]:
    """Yield the lines of each paragraph, heading and code block."""
    block: list[KeptLine] = []
    for line in lines:
        if block:
            above, below = places[block[-1].element].whole, places[line.element].whole
            runs_on = line.broken and line.element == block[-1].element
            if above != below or (below < 0 and not runs_on):
                yield block
                block = []
        block.append(line)
    if block:
        yield block


def _written(lines: Sequence[KeptLine], places: Sequence[Place]) -> list[str]:
    whole = places[places[lines[0].element].whole]
    if whole.tag in HEADINGS:
        return [f"{'#' * HEADINGS[whole.tag]} {' '.join(map(_heading, lines))}"]
    if whole.tag == "pre":
        return _code([line.text for line in lines], whole.detail)
    written = [inline(one.text, spans_of(one.marks), escaped=opening(one.text)) for one in lines]
    return [*[f"{line}  " for line in written[:-1]], written[-1]]  # two spaces keep the line break


def _heading(line: KeptLine) -> str:
    """Return a line of a heading, without bold: a heading is bold already."""
    spans = [span for span in spans_of(line.marks) if span.kind != "strong"]
    return inline(line.text, spans, escaped=[found.start() for found in _LAST_MARKS.finditer(line.text)])


def _code(parts: Sequence[str], language: str) -> list[str]:
    code = "\n".join(parts)
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
    return [fence + language, *code.split("\n"), fence]
