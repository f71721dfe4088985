"""The extractors: the lines of a page that one of them takes for its main text."""

from typing import Any

__all__ = ["resiliparse_text", "trafilatura_lines"]


def trafilatura_lines(tree: Any, *, url: str | None, thorough: bool) -> list[str]:
    """Return the lines of text that trafilatura keeps of a page.

    `thorough` compares them with what other algorithms find and tries again where little was found, which costs half as
    much time again. The tree stays as it is.
    """
    import trafilatura  # noqa: PLC0415, takes 140 ms to import

    page = trafilatura.bare_extraction(tree, url=url, fast=not thorough, include_comments=False)
    text = getattr(page, "text", None)
    return text.splitlines() if isinstance(text, str) else []


def resiliparse_text(page: str) -> tuple[str, str]:
    """Return the main text of a page and its title, as resiliparse finds them.

    Raises ImportError where resiliparse is not installed: a Cleaner asks for it before.
    """
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415, optional
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415, optional

    tree = HTMLTree.parse(page)
    text: str = extract_plain_text(tree, main_content=True, alt_texts=False, comments=False)
    return text, " ".join((tree.title or "").split())
