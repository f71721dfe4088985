"""Lines that a site prints on many of its documents."""

import numpy as np

from cleanwire.arrays import Flags
from cleanwire.labels import Label
from cleanwire.model import Document, Verdict
from cleanwire.profile.site_profile import Sightings, SiteProfile
from cleanwire.rules.scene import Scene
from cleanwire.stages.sharing.rows import FEW, MOST, NEARLY_ALL, OWN_WORDS, SEVERAL, SHARE, Rows, between, rows_of

__all__ = ["find_template"]

PARAGRAPHS = ((15, 0.3), (5, 0.9))
"""A paragraph goes that stands on so many documents, and so much of all. A dozen documents may hold one of an agency,
if a story that quotes it is appended to eight: of invented sites of 4 to 12 pages one stood on 4 of 4, on 10 of 12."""

STEADY = 5, 0.5
"""One that has the same line of the site beside it everywhere goes from so many documents on, and so much of all."""

LINE_WORDS = 8
"""A line so long is no subhead, no ingredient and no cell of a table."""

STEADY_WORDS = 5
"""A line between paragraphs that has the same neighbour everywhere has so many words, or is one of a list's."""

AROUND_WORDS = 6
"""A line below the article goes if so many words of it stand on most documents; shorter ones end recipes and lists."""

BETWEEN = ((8, 5, 0.2), (6, 8, 0.2), (8, 3, 0.5), (6, 5, 0.5), (5, 10, 0.8))
"""A line between paragraphs of the article goes that has so many words, on so many documents, so much of all: the
shorter it is the more it looks like a subhead of reviews or recipes, and with four words it always stays."""

VARIANTS, VARIED_WORDS = 5, 7
"""A line that varies has variants on so many documents and so many words: a shorter one leaves little to tell it by."""

FORM = 0.2
"""An article is a form that was filled in if its sentences that vary hold so much of the words of its others. Invented
obituaries with two such sentences reach .27, articles of 150 words beside one of the site's own .17."""

CONFIDENCES = {2: 0.75, 3: 0.9, 5: 0.95}
"""How sure a number of documents makes it: two may be chance, with three hardly anything else is left."""


def find_template(
    document: Document, verdicts: tuple[Verdict, ...], seen: Sightings, profile: SiteProfile
) -> list[Verdict]:
    """Claim what stands on many documents of the site, unless it may be the article's own.

    Paragraphs need more documents than lines, and what stands inside the article more than what stands around it. What
    varies from document to document is a fact of the article's, unless lines of the site keep it apart from that.
    """
    if seen.documents < FEW:
        return []
    scene = Scene(document, verdicts)
    rows = rows_of(scene, seen, profile)
    fixed = _fixed(rows, seen)
    apart = _apart(rows, seen, fixed)
    filled = _filled(rows) & apart
    fixed = (fixed | (_shared(rows, seen, SEVERAL) & rows.prose & apart)) & ~_is_form(rows, apart)
    if (rows.varied & ~apart).any():
        filled[:] = False
    made = []
    for row in np.flatnonzero(fixed | filled).tolist():
        block = document.blocks[seen.blocks[row]]
        if not scene.contaminated(block.index):
            number = int((rows.numbers if fixed[row] else rows.variants)[row])
            confidence = max(sure for least, sure in CONFIDENCES.items() if number >= least)
            evidence = _evidence(seen, number, itself=bool(fixed[row] and not seen.titles[row]))
            made.append(Verdict(block.start, block.end, Label.TEMPLATE, "template", confidence, evidence))
    return made


def _shared(rows: Rows, seen: Sightings, number: int) -> Flags:
    """Return which rows stand as they are on so many documents, and are not the article's."""
    fixed = rows.fixed & (~seen.titles | rows.above | rows.below)
    return fixed & ~rows.own & (rows.numbers >= number) & (rows.share >= SHARE)


def _fixed(rows: Rows, seen: Sightings) -> Flags:
    """Return which rows are of the template, of those that stand on other documents as they are."""
    several = _shared(rows, seen, SEVERAL)
    around = _shared(rows, seen, FEW) & ~rows.prose & ~rows.within
    common = (rows.share >= MOST) & (rows.sizes >= AROUND_WORDS)
    lines = around & (rows.steady | common | (rows.sizes >= LINE_WORDS))
    enough = rows.steady & (rows.sizes >= STEADY_WORDS)
    for words, number, share in BETWEEN:
        enough |= (rows.sizes >= words) & (rows.numbers >= number) & (rows.share >= share)
    often = rows.steady & (rows.numbers >= STEADY[0]) & (rows.share >= STEADY[1])
    for number, share in PARAGRAPHS:
        often |= (rows.numbers >= number) & (rows.share >= share)
    return lines | (several & np.where(rows.prose, often, rows.within & enough))


def _apart(rows: Rows, seen: Sightings, fixed: Flags) -> Flags:
    """Return which rows stand apart from the article: above its headline, or below a line with which pages end."""
    foot = fixed & rows.below & (seen.ends >= NEARLY_ALL * rows.numbers)
    return rows.above | (np.logical_or.accumulate(foot) & ~foot)


def _filled(rows: Rows) -> Flags:
    """Return which rows may be of the template, of those that stand on other documents with other figures or names."""
    varies = (rows.numbers < NEARLY_ALL * rows.variants) & ~rows.titled
    often = rows.variants >= np.where(rows.sentence, NEARLY_ALL, SHARE) * rows.documents
    return varies & often & (rows.variants >= VARIANTS) & (rows.sizes >= VARIED_WORDS)


def _is_form(rows: Rows, apart: Flags) -> Flags:
    """Return which rows are what documents of one form have in common: its sentences, and what stands among them.

    An article with few sentences that vary may end in a short one that does not: "No flowers by request."
    """
    varied = rows.varied & ~apart
    told = rows.sizes[rows.core].sum()
    if told < OWN_WORDS or rows.sizes[varied].sum() >= FORM * told:
        return ~apart & (rows.sentence | between(varied | rows.core) | (rows.sizes < AROUND_WORDS))
    return ~apart & rows.sentence & ~rows.prose & varied.any()


def _evidence(seen: Sightings, number: int, *, itself: bool) -> str:
    what = "stands" if itself else "a variant stands"
    where = f"of {seen.site}" if seen.site else "without an address"
    return f"{what} on {number} of {seen.documents} documents {where}"
