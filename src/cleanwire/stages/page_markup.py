"""Claims blocks of an HTML page whose markup makes it unlikely that they belong to the article."""

from cleanwire.document import Document, Hint
from cleanwire.labels import Label
from cleanwire.spans import Verdict

__all__ = ["judge_markup"]

DOUBTFUL = 0.2
"""A block that the extractor kept is removed only if it is less likely than this to belong to the article. In
cross-validation on development pages, 0.1 loses 0.001 of F1, and 0.35 loses 0.005 of recall for 0.004 of precision."""

SUREST = 0.9
"""The highest confidence. It is lower than that of claims that protect a line: fragments, quotations, exceptions."""

PLAIN = 0.5
"""The lowest confidence, for a block that is just doubtful: the threshold of the default strictness."""

_LABELS: tuple[tuple[Label, frozenset[str]], ...] = (
    (Label.COMMENTS, frozenset({"comment", "comments", "respond", "reply", "thread", "disqus"})),
    (Label.NEWSLETTER, frozenset({"newsletter", "signup", "subscribe", "subscription", "form"})),
    (Label.SHARE_WIDGET, frozenset({"share", "sharing", "social", "facebook", "twitter", "follow", "print"})),
    (Label.AUTHOR_BIO, frozenset({"bio", "avatar", "vcard"})),
    (Label.BYLINE, frozenset({"author", "authors", "byline", "date", "time", "published", "updated", "posted"})),
    (Label.CAPTION, frozenset({"caption", "figcaption", "figure", "attribution"})),
    (Label.CREDIT, frozenset({"credit"})),
    (Label.RELATED_LINKS, frozenset("related recommended trending popular latest recent more teaser".split())),  # noqa: SIM905
    (Label.AD_MARKER, frozenset({"ad", "ads", "advertisement", "sponsored", "promo", "banner", "cta"})),
    (Label.NOTICE, frozenset({"cookie", "consent", "modal", "popup", "notice", "alert"})),
    (Label.LEGAL, frozenset({"copyright", "legal", "privacy", "disclaimer"})),
    (Label.MEDIA, frozenset({"gallery", "slide", "carousel", "video", "media"})),
)
"""The label for each word near a block; the first match counts. Otherwise links are `related_links`, and all other
blocks `navigation`."""

LINKED = 0.5
"""A block with more than this share of its characters in links is a link."""


def judge_markup(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim the blocks of a page that are unlikely to belong to the article by their markup.

    A document without hints, such as plain text, has none.
    """
    del verdicts
    return [
        Verdict(block.start, block.end, _label(hint), "markup", _confidence(hint), _evidence(hint))
        for block, hint in zip(document.blocks, document.hints, strict=False)
        if hint.extracted and hint.likelihood < DOUBTFUL
    ]


def _confidence(hint: Hint) -> float:
    return round(SUREST - (SUREST - PLAIN) * hint.likelihood / DOUBTFUL, 2)


def _label(hint: Hint) -> Label:
    near = {hint.tag, *hint.names}
    for label, words in _LABELS:
        if not words.isdisjoint(near):
            return label
    return Label.RELATED_LINKS if hint.linked > LINKED else Label.NAVIGATION


def _evidence(hint: Hint) -> str:
    what = "all link, " if hint.linked > 0.9 else f"{hint.linked:.0%} link, " if hint.linked else ""
    inside = "".join(f" in <{element}>" for element in hint.elements)
    names = f", class {' '.join(hint.names)}" if hint.names else ""
    return f"<{hint.tag}>{inside}{names}: {what}main content with probability {hint.likelihood:.2f}"
