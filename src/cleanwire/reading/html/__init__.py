"""Read an HTML page: its probable article becomes a document, whose blocks carry what the markup says about them."""

from bisect import bisect_right
from dataclasses import replace

from cleanwire.document import Document, Hint
from cleanwire.errors import ReadingError
from cleanwire.native.pages.blocks import PageBlock
from cleanwire.reading.formats import Extractor
from cleanwire.reading.html.choosing import Choice, choose
from cleanwire.reading.html.decoding import decoded
from cleanwire.reading.html.extracting import resiliparse_text
from cleanwire.reading.html.markup import address_of_page, lines_alone, markup_of
from cleanwire.reading.html.parsing import parsed
from cleanwire.reading.text import read_lines, read_text

__all__ = ["read_html"]

MOST_TAGS = 100_000
"""A page with more tags is refused. The largest of 877 development pages has 9,770. 96,000 tags around single letters
take 9 seconds, 120,000 around sentences took 38: trafilatura's time grows faster than the number of tags."""

MOST_CELLS = 20_000
"""The same for table cells: trafilatura's time grows with the square of their number, and 20,000 take 7 seconds."""

_CELLS = ("<td", "<th>", "<th ", "<TD", "<TH>", "<TH ")


def read_html(source: str | bytes, *, url: str | None = None, extractor: Extractor = "own") -> Document:
    """Return the probable article of a page as a document. Spans refer to the document's text.

    For a page without an article, return an empty document that says why. Raises ReadingError for a source that is not
    text, and for pages too large to be read in bounded time.
    """
    page = decoded(source)
    _check_size(page)
    if not page.strip():
        return _empty("the source is empty")
    document = _by_resiliparse(page) if extractor == "resiliparse" else _by_markup(page, url, extractor)
    # What was chosen may be nothing but a zero-width joiner.
    return document if document.blocks or document.reason else _empty("the page shows no text")


def _check_size(page: str) -> None:
    """Raise ReadingError for a page with more markup than any article has."""
    tags = page.count("<")
    cells = sum(map(page.count, _CELLS)) if tags > MOST_CELLS else 0
    for kind, count, most in (("tags", tags, MOST_TAGS), ("cells in tables", cells, MOST_CELLS)):
        if count > most:
            raise ReadingError(f"html: the page has {count:,} {kind}; the limit is {most:,}")


def _empty(reason: str) -> Document:
    return replace(read_text(""), reason=reason)


def _by_resiliparse(page: str) -> Document:
    text, title = resiliparse_text(page)
    return _without_markup(text, title) if text.strip() else _empty("resiliparse finds no article in the page")


def _without_markup(text: str, title: str) -> Document:
    return replace(read_text(text, title=title), markup=lines_alone(text))


def _by_markup(page: str, url: str | None, extractor: Extractor) -> Document:
    tree = parsed(page)
    choice = choose(tree, url=url, extractor=extractor) if tree is not None else None
    if choice is None:
        return _empty("the page shows no text")
    if choice.observed.unfound:
        return _without_markup("\n".join(choice.observed.unfound), choice.observed.title)
    if not choice.found:
        count = sum(map(len, choice.observed.page.words))
        return _empty(f"the page holds no article: none of its {count} words look like one")
    return _document(choice, address_of_page(tree, url))


def _document(choice: Choice, url: str | None) -> Document:
    """Join the chosen blocks, one per line, with a blank line between those that do not belong together."""
    blocks = choice.observed.page.blocks
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for index, above in zip(choice.chosen, [None, *choice.chosen], strict=False):
        together = above is None or _belong_together(blocks[above], blocks[index])
        separator = "" if above is None else "\n" if together else "\n\n"
        starts.append(at + len(separator))
        parts += separator, blocks[index].text
        at = starts[-1] + len(blocks[index].text)
    document = read_lines("".join(parts), title=choice.observed.title)
    # Some blocks are several lines, such as code; others show nothing, such as a zero-width joiner.
    origins = (choice.chosen[bisect_right(starts, document.origin(block.left)) - 1] for block in document.blocks)
    hints = tuple(_hint(choice, index) for index in origins)
    places = zip(choice.chosen, starts, strict=True)
    texts = [(choice.origins[index], start, start + len(blocks[index].text)) for index, start in places]
    return replace(document, hints=hints, markup=markup_of(texts, url=url))


def _belong_together(above: PageBlock, below: PageBlock) -> bool:
    """Whether two blocks are lines of one paragraph, list or table."""
    if above.container is below.container:
        return True
    return above.container.tag == below.container.tag and below.container.tag in {"li", "tr", "td", "dd"}


def _hint(choice: Choice, index: int) -> Hint:
    block, around = choice.observed.page.blocks[index], choice.observed.around[index]
    return Hint(
        block.container.tag,
        float(choice.observed.columns["link"][index]),
        tuple(sorted(around.near)),
        tuple(sorted(around.elements)),
        bool(choice.observed.page.kept[index]),
        float(choice.likelihoods[index]),
    )
