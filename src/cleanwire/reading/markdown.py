"""Read Markdown as it is displayed: links and images as their label, emphasis and check boxes without their marks."""

import re
from collections.abc import Iterator

from cleanwire.loading.patterns import lazy_pattern
from cleanwire.reading.edits import Edit

__all__ = ["MARKS", "fenced", "is_markdown", "markdown_edits", "markdown_title"]

_FENCE = lazy_pattern(r"^ {0,3}(`{3,}|~{3,})[^`\n]*$", re.MULTILINE)

_LINKS = lazy_pattern(
    r"\n|!\[|\[|\]\([ \t]?<?(?!\d*\))[^\s<>()]*+(?:\([^\s()]*+\)[^\s<>()]*+)*>?(?:[ \t]\"[^\n\"]*\")?[ \t]?\)|\]"
)
"""Line feeds, beginnings of links and images, their ends with the address, and other closing brackets."""

_TITLE = lazy_pattern(r"^ {0,3}#[ \t]+(\S.*)$", re.MULTILINE)
_BOX = lazy_pattern(r"^[ \t]*[-*+] (\[[ xX]\] )", re.MULTILINE)
# The lookbehinds come after the mark and look back over it, so the search goes from mark to mark, not from letter to
# letter.
_BOLD = lazy_pattern(r"\*\*(?:(?<![\w\\]\*\*)(?=\S)()|(?<=\S\*\*))|__(?:(?<![\w\\]__)(?=\S)()|(?<=\S__)(?!\w))")
"""Marks of bold text. The group takes part only in opening marks."""

_EMPHASIS = lazy_pattern(r"([*_])(?<![\w*_\\][*_])(?=[^\s*_]|\*\*\S)((?:(?!\1)[^\n]|\*\*){0,400}?[^\s\\])\1(?![\w*_])")
_ESCAPE = lazy_pattern(r"\\(?=[\\`*_{}\[\]()#+\-.!|>~])")


MARKS = frozenset("]*#")
"""A text with none of these characters is not Markdown."""


def is_markdown(text: str) -> bool:
    """Whether a text may contain a heading, bold text or a link in Markdown."""
    # Searching for one character is ten times as fast as for two.
    if "]" in text and "](" in text:
        return True
    return ("*" in text and "**" in text) or ("#" in text and ("\n#" in text or text.startswith("#")))


def fenced(text: str) -> list[tuple[int, int]]:
    r"""Return the spans of fenced code, including the fences. An unclosed fence does not count.

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
    r"""Return the only heading of the first level, or "" if there is none, several, or no Markdown.

    >>> markdown_title("# The ferry\n\nIt sails.\n\n## When\n")
    'The ferry'
    """
    if "#" not in source or "# " not in source:  # one character is faster, as above
        return ""
    code = fenced(source)
    found = [one for one in _TITLE.finditer(source) if not any(start <= one.start() < end for start, end in code)]
    return found[0][1].strip("# \t*_") if len(found) == 1 else ""


def markdown_edits(source: str) -> Iterator[Edit]:
    """Yield the edits that turn Markdown into what it displays.

    Fenced code is not changed, nor a text without signs of Markdown. Linear in its length.
    """
    if not is_markdown(source):
        return
    at = 0
    for start, end in [*fenced(source), (len(source), len(source))]:
        yield from _links(source, at, start)
        yield from _marks(source, at, start)
        at = end


def _links(source: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the edits of links and images. Openings are stacked, because a link may contain an image."""
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
    """Yield the edits of check boxes, emphasis and escapes. Marks of headings and items separate lines and are kept."""
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
