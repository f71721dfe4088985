"""The articles of annotated pages, and what is below them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from files import rows_of

from cleanwire.text.folding import UNSPACED, fold, spaced, words_of

__all__ = ["Article", "articles_in", "is_unspaced", "site_of", "size_of"]

BODY = ("body", "headline")
"""Labels of an article's lines."""

LONGEST_TITLE = 22

_BAR = re.compile(r"\s[|–—]\s")
"""The separator between the title of a page and the name of its site."""


@dataclass(frozen=True)
class Article:
    """An article as annotated by readers."""

    id: str
    site: str
    language: str
    lines: tuple[str, ...]
    """Its lines, with the title first."""
    titled: bool
    """Whether the first line is the title."""
    below: tuple[tuple[str, ...], ...]
    """What was below it on its page, in the text of each extractor."""

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(map(size_of, self.lines))


def articles_in(gold: Path) -> Iterator[Article]:
    """Yield the articles of a folder of annotated pages: those to fit to, and those of the public sets."""
    labelled = set()
    for row in rows_of(gold / "lines-dev.jsonl.xz"):
        labelled.add(row["id"])
        if row["part"] == "fit" and row["gold"].strip():
            yield _labelled(row)
    for row in rows_of(gold / "text-dev.jsonl.xz"):
        if row["id"] not in labelled and row["gold"].strip():
            yield _public(row)


def _labelled(row: Mapping[str, Any]) -> Article:
    lines = _lines(row["gold"])
    headline = next(iter(row["headline"] or ()), "")
    if headline and lines[0] != headline:
        lines.insert(0, headline)
    below = (_below(text, row["labels"][name]) for name, text in row["texts"].items())
    return Article(row["id"], row["site"], row["lang"], tuple(lines), bool(headline), tuple(filter(None, below)))


def _public(row: Mapping[str, Any]) -> Article:
    lines = _lines(row["gold"])
    title = _BAR.split((row["title"] or "").strip())[0]
    if title and row["set"] == "scrapinghub" and lines[0] != title:
        lines.insert(0, title)
    titled = lines[0] == title or (size_of(lines[0]) <= LONGEST_TITLE and lines[0][-1] not in ".:,;")
    return Article(row["id"], site_of(row), "en", tuple(lines), bool(title) and titled, ())


def site_of(row: Mapping[str, Any]) -> str:
    """Return the domain of a page of the public sets, or a substitute for it."""
    return (urlsplit(row["url"] or "").hostname or str(row["id"])).removeprefix("www.")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _below(text: str, labels: list[str | None]) -> tuple[str, ...]:
    """Return the lines of boilerplate directly below an article."""
    lines = text.split("\n")
    last = max([at for at, label in enumerate(labels) if label == "body"], default=len(labels))
    found: list[str] = []
    for line, label in zip(lines[last + 1 :], labels[last + 1 :], strict=False):
        if label in (*BODY, "appended_story"):
            break
        if label:
            found.append(line.strip())
    return tuple(found)


def size_of(text: str) -> int:
    """Return how many words a text has, as a person counts: two letters are one where there are no spaces."""
    count = len(words_of(spaced(fold(text))))
    return count - len(UNSPACED.findall(text)) // 2


def is_unspaced(article: Article) -> bool:
    """Whether the article's language has no spaces between words."""
    return bool(UNSPACED.search("".join(article.lines[:3])))
