"""What Markdown shows: links and images by their label, emphasis and check boxes without their marks."""

import re
from collections.abc import Iterator

from cleanwire.loading.patterns import lazy_pattern
from cleanwire.reading.edits import Edit

__all__ = ["MARKS", "fenced", "is_markdown", "markdown_edits", "markdown_title"]

_FENCE = lazy_pattern(r"^ {0,3}(`{3,}|~{3,})[^`\n]*$", re.MULTILINE)

_LINKS = lazy_pattern(
    r"\n|!\[|\[|\]\([ \t]?<?(?!\d*\))[^\s<>()]*+(?:\([^\s()]*+\)[^\s<>()]*+)*>?(?:[ \t]\"[^\n\"]*\")?[ \t]?\)|\]"
)
"""Line feeds, what opens links and images, what closes them with its address, and other closing brackets."""

_TITLE = lazy_pattern(r"^ {0,3}#[ \t]+(\S.*)$", re.MULTILINE)
_BOX = lazy_pattern(r"^[ \t]*[-*+] (\[[ xX]\] )", re.MULTILINE)
# What looks back stands behind the mark that it looks back over: so the search goes from mark to mark, and not from
# letter to letter.
_BOLD = lazy_pattern(r"\*\*(?:(?<![\w\\]\*\*)(?=\S)()|(?<=\S\*\*))|__(?:(?<![\w\\]__)(?=\S)()|(?<=\S__)(?!\w))")
"""Marks of bold words; a group takes part in those that open."""

_EMPHASIS = lazy_pattern(r"([*_])(?<![\w*_\\][*_])(?=[^\s*_]|\*\*\S)((?:(?!\1)[^\n]|\*\*){0,400}?[^\s\\])\1(?![\w*_])")
_ESCAPE = lazy_pattern(r"\\(?=[\\`*_{}\[\]()#+\-.!|>~])")


MARKS = frozenset("]*#")
"""Without one of these characters no text is Markdown."""


def is_markdown(text: str) -> bool:
    """Whether a text may have a heading, words in bold, or a link, as Markdown writes them."""
    # One character is looked for ten times as fast as two.
    if "]" in text and "](" in text:
        return True
    return ("*" in text and "**" in text) or ("#" in text and ("\n#" in text or text.startswith("#")))


def fenced(text: str) -> list[tuple[int, int]]:
    r"""Return the spans of code between fences, the fences with them; one that is never closed is none.

    >>> fenced("Run\n```\nmake\n```\nand wait")
    [(4, 16)]
    """
    if "```" not in text and "~~~" not in text:
        return []
    spans: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for found in _FENCE.finditer(text):
        if opened is None:
            opened = found
        elif found[1].startswith(opened[1]):
            spans.append((opened.start(), found.end()))
            opened = None
    return spans


def markdown_title(source: str) -> str:
    r"""Return the only heading of the first level; nothing where there is none, or several, or no Markdown.

    >>> markdown_title("# The ferry\n\nIt sails.\n\n## When\n")
    'The ferry'
    """
    if "#" not in source or "# " not in source:  # the same
        return ""
    code = fenced(source)
    found = [one for one in _TITLE.finditer(source) if not any(start <= one.start() < end for start, end in code)]
    return found[0][1].strip("# \t*_") if len(found) == 1 else ""


def markdown_edits(source: str) -> Iterator[Edit]:
    """Yield the edits that turn Markdown into what it shows.

    Code between fences is left as it is, and a text without a sign of Markdown has none. Linear in its length.
    """
    if not is_markdown(source):
        return
    at = 0
    for start, end in [*fenced(source), (len(source), len(source))]:
        yield from _links(source, at, start)
        yield from _marks(source, at, start)
        at = end


def _links(source: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the edits of links and images; a link may hold an image, so that openings wait for their closings."""
    if "](" not in source:
        return
    opened: list[tuple[int, int]] = []
    for found in _LINKS.finditer(source, start, end):
        mark = found[0]
        if mark == "\n":
            opened.clear()
        elif mark[-1] == "[":
            opened.append(found.span())
        elif opened:
            opening = opened.pop()
            if mark != "]":
                yield Edit(*opening, "", opens=True)
                yield Edit(*found.span(), "")


def _marks(source: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the edits of check boxes, emphasis and escapes. Marks of headings and items keep lines apart, and stay."""
    if "] " in source:
        for found in _BOX.finditer(source, start, end):
            yield Edit(*found.span(1), "", opens=True)
    if "**" in source or "__" in source:
        for found in _BOLD.finditer(source, start, end):
            yield Edit(*found.span(), "", opens=found.lastindex is not None)
    for found in _EMPHASIS.finditer(source, start, end):
        yield Edit(found.start(), found.start() + 1, "", opens=True)
        yield Edit(found.end() - 1, found.end(), "")
    if "\\" in source:
        for found in _ESCAPE.finditer(source, start, end):
            yield Edit(*found.span(), "", opens=True)
