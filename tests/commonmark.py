"""Markdown as a parser of CommonMark, with GitHub's tables, reads it."""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("commonmark").enable("table")

IN_LINE = ("text", "code_inline", "strong", "em", "link")
NEVER = ("html", "image", "hr", "code_block")
"""What is never written: where a parser sees it, text was taken for markup."""


def shown(markdown: str) -> list[str]:
    """Return the words that Markdown shows. What parts the cells of a line of text is no word."""
    return words_in("".join(_texts(PARSER.parse(markdown))))


def words_in(text: str) -> list[str]:
    return text.replace("|", " ").split()


def elements_in(markdown: str) -> list[str]:
    """Return the elements that Markdown makes, as they open, without those of tables' parts."""
    return [token.tag for token in _all(markdown) if token.nesting >= 0 and token.tag not in {"", "thead", "tbody"}]


def links_in(markdown: str) -> list[str]:
    return [str(token.attrs["href"]) for token in _all(markdown) if token.type == "link_open"]


def code_in(markdown: str) -> list[tuple[str, str]]:
    """Return the language and the text of each block of code."""
    return [(token.info, token.content) for token in _all(markdown) if token.type == "fence"]


def _all(markdown: str) -> Iterator[Token]:
    for token in PARSER.parse(markdown):
        yield from (token, *(token.children or ()))


def _texts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        assert not token.type.startswith(NEVER), token
        if token.children is not None:
            yield from _texts(token.children)
        else:
            yield token.content
        if not token.type.startswith(IN_LINE):
            yield " "
