"""Documents for the tests of integrations with applications, and the expected outcome: that of tables."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from cleanwire import Cleaner, SiteProfile
from cleanwire.cleaning.options import Output
from cleanwire.corpus.options import SPANS_FIELD
from cleanwire.integrations.arrow import TableCleaner
from cleanwire.testing import synthetic_corpus
from invented_corpora import NO_PAGE


@dataclass(frozen=True)
class Expected:
    """A document, and the outcome for a table with it."""

    source: str
    url: str
    text: str | None
    spans: list[dict[str, Any]] | None


def as_page(text: str) -> str:
    return "<!doctype html><article>" + "".join(f"<p>{line}</p>" for line in text.splitlines()) + "</article>"


WRITTEN = [(False, "text"), (True, "text"), (True, "markdown")]
"""Whether documents are HTML pages, and the format of the outcome."""


@cache
def documents(*, html: bool, output: Output = "text", profile: Path | None = None) -> tuple[Expected, ...]:
    """Return documents; if they are pages, one holds no article and so gets no text."""
    pages = [*synthetic_corpus(sites=3, pages=6)]
    sources = [as_page(page.text) if html else page.text for page in pages] + [NO_PAGE] * html
    urls = [page.url for page in pages] + ["https://oxley.example/none"] * html
    cleaner = Cleaner(profile=SiteProfile.load(profile) if profile else None, output=output)
    table = TableCleaner(html=html, spans=True, cleaner=cleaner)(pa.table({"text": sources, "url": urls}))
    rows = zip(sources, urls, table["text"].to_pylist(), table[SPANS_FIELD].to_pylist(), strict=True)
    return tuple(Expected(*row) for row in rows)


def saved_profile(folder: Path) -> Path:
    """Return the file of a profile of all documents, which changes what is removed."""
    texts = [(one.source, one.url) for one in documents(html=False)]
    SiteProfile.fit(texts).finished().save(folder / "site-profile")
    assert documents(html=False, profile=folder / "site-profile") != documents(html=False)
    return folder / "site-profile"
