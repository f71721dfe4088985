"""What the markup around a block says: boilerplate that the extractor took for the article, and says why."""

from cleanwire.document import Document, Hint
from cleanwire.labels import Label
from cleanwire.spans import Verdict

__all__ = ["judge_markup"]

DOUBTFUL = 0.2
"""A block that the extractor kept goes only if the markup makes it less likely the article's than this. In
cross-validation on development pages .1 leaves .001 of F1, and .35 takes .005 of recall for .004 of precision."""

SUREST = 0.9
"""Weights never outweigh words that defend a line: those of fragments, quotations and a keep-rule."""

PLAIN = 0.5
"""The confidence where a block is just doubtful: the least that the default strictness asks for."""

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
"""What the words near a block make of it, the first that fits; links are related links, and all else navigation."""

LINKED = 0.5
"""From half of its characters on a block is a link."""


def judge_markup(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim the blocks of a page that their markup makes unlikely to be the article's.

    A document without hints, as any plain text, has none.
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
    return f"<{hint.tag}>{inside}{names}: {what}likely the article's by {hint.likelihood:.2f}"
