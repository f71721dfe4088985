"""Pages of invented sites: an article, what the site puts around and into it, and stories appended to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from cleanwire.labels import Label
from cleanwire.spans import without
from cleanwire.testing.gold import Span
from cleanwire.testing.prose import Story
from cleanwire.testing.sites import Place, Site

__all__ = ["Filled", "Kind", "Page", "Parts", "lay_out"]

Kind = Literal["article", "home", "host", "republication"]

HEADLESS = 0.4
"""The share of appended stories without their headline."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an invented site, as a scraper left it."""

    url: str
    text: str
    spans: tuple[Span, ...]
    """What does not belong to the page's article, sorted: `template` of the forms `fixed`, `prose`, `varying` and
    `section`, and `appended_story` of the forms `headline` and `headless`."""
    kind: Kind
    """`article`; `home`, whose article is appended to other pages; `host`, which has such stories appended;
    `republication`, whose article was originally published on another page."""
    shared: tuple[Span, ...] = ()
    """What belongs to the article although other pages contain it too (`body`): an `agency` paragraph, a `quotation`, a
    `refrain`, a law's `provision`, a `subhead`, a line of a `list`."""

    @property
    def article(self) -> str:
        """What should be kept: the text without its spans."""
        return without(self.text, self.spans)


@dataclass(frozen=True, slots=True)
class Filled:
    """A site's line as it is on one page."""

    text: str
    form: str
    place: Place


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a page."""

    url: str
    kind: Kind
    story: Story
    lines: Sequence[Filled]
    appended: Sequence[Story]


def lay_out(parts: Parts, site: Site, random: Random) -> Page:
    """Return a page with its parts where they are on the pages of a site."""
    sheet = _Sheet(site.separator)
    _put_lines(sheet, parts.lines, "head")
    _put_article(sheet, parts, random)
    if site.closes_first:
        _put_lines(sheet, parts.lines, "tail")
    for story in parts.appended:
        headless = random.random() < HEADLESS
        blocks = story.blocks if headless else (story.headline, *story.blocks)
        sheet.put(blocks, Label.APPENDED_STORY, "headless" if headless else "headline")
    if not site.closes_first:
        _put_lines(sheet, parts.lines, "tail")
    return Page(parts.url, "".join(sheet.texts), tuple(sheet.spans), parts.kind, tuple(sheet.shared))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page while it is written."""

    separator: str
    texts: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    shared: list[Span] = field(default_factory=list)

    def put(self, blocks: Sequence[str], label: Label = Label.BODY, form: str = "") -> None:
        """Add blocks. The article's own are only recorded if they are shared, which their form says."""
        start = sum([len(text) for text in self.texts])
        text = "".join([block + self.separator for block in blocks])
        self.texts.append(text)
        if label is not Label.BODY:
            self.spans.append(Span(start, start + len(text), label, form))
        elif form:
            self.shared.append(Span(start, start + len(text) - len(self.separator), label, form))


def _put_article(sheet: _Sheet, parts: Parts, random: Random) -> None:
    story = parts.story
    sheet.put([story.headline])
    inset = [(random.randrange(1, max(2, len(story.blocks))), line) for line in parts.lines if line.place == "middle"]
    for at, (block, form) in enumerate(zip(story.blocks, story.forms, strict=True)):
        _put_lines(sheet, [line for before, line in inset if before == at], "middle")
        sheet.put([block], form=form)


def _put_lines(sheet: _Sheet, lines: Sequence[Filled], place: Place) -> None:
    for line in lines:
        if line.place == place:
            sheet.put([line.text], Label.TEMPLATE, line.form)
