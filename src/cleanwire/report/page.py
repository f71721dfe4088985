"""A result as one HTML page: the article with its removals marked in place."""

from cleanwire.labels import Label
from cleanwire.report.article import marked_article
from cleanwire.report.counts import Counts, LabelCount, counts_of
from cleanwire.report.groups import group_of, name_of
from cleanwire.report.markup import Markup, tag
from cleanwire.report.measures import amount, clipped
from cleanwire.report.outcome import Outcome
from cleanwire.report.shell import figure, page

__all__ = ["render_page", "title_of"]

TITLE = 100
"""The longest title. Few headlines are longer; without a headline, the first line is cut to this."""

_VIEWS = {"clean": "Clean", "marked": "Marked", "removed": "Removed only"}


def render_page(result: Outcome, *, title: str = "", index: str = "") -> str:
    """Return a self-contained page that shows a result, without scripts; it loads nothing.

    The default title is the article's headline; `index` is the address of a page to link back to. Removals are marked,
    with their labels in words; the reason appears on hover or keyboard focus. Takes time linear in the source.
    """
    title = title or title_of(result)
    counts = counts_of(result)
    return page(
        f"{title} · cleanwire",
        tag("nav", tag("a", "All articles", href=index)) if index else Markup(),
        tag("header", tag("h1", title), _figures(counts), *_notes(result)),
        _switch(),
        _legend(counts),
        tag("main", *_article(result), lang="", id="article"),
        styles=("article",),
    )


def title_of(result: Outcome) -> str:
    """Return the headline of a result, or the beginning of its text, or `Article`."""
    kept = [segment for segment in result.segments if not segment.removed]
    for segment in sorted(kept, key=lambda segment: segment.label is not Label.HEADLINE):
        text = result.source[segment.start : segment.end].lstrip()
        if text:
            return clipped(text[: 4 * TITLE].splitlines()[0], TITLE)
    return "Article"


def _figures(counts: Counts) -> Markup:
    return tag(
        "dl",
        figure(f"{counts.kept:,}", "words kept"),
        figure(f"{counts.removed:,}", f"words removed ({counts.share:.0%})"),
        figure(f"{counts.removals:,}", "removals" if counts.removals != 1 else "removal"),
        class_="figures",
    )


def _notes(result: Outcome) -> list[Markup]:
    notes = []
    if result.reason:
        notes.append(tag("p", tag("b", "No article: "), result.reason, class_="note"))
    if result.guarded:
        text = "some removals were undone, because too little of the article would have been left."
        notes.append(tag("p", tag("b", "Guarded: "), text, class_="note"))
    return notes


def _switch() -> Markup:
    choices = [
        tag("label", tag("input", type="radio", name="view", value=key, id=f"v-{key}", checked=key == "marked"), name)
        for key, name in _VIEWS.items()
    ]
    return tag("fieldset", tag("legend", "View"), *choices, class_="switch")


def _legend(counts: Counts) -> Markup:
    if not counts.labels:
        return Markup()
    entries = tag("ul", *map(_entry, counts.labels))
    return tag("aside", tag("h2", "What was removed"), entries, class_="legend", aria_label="Legend")


def _entry(row: LabelCount) -> Markup:
    times = f"{row.removals:,} ×" if row.removals > 1 else "once"
    return tag(
        "li",
        tag("span", name_of(row.label), class_=f"tag g-{group_of(row.label)}"),
        tag("span", f"{times}, {amount(row.words, 'word')}", class_="count"),
    )


def _article(result: Outcome) -> list[Markup]:
    lines = [*marked_article(result)]
    return lines or [tag("p", "There is no text.", class_="empty", lang="en")]
