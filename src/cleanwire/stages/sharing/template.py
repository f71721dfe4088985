"""Lines that a site prints on many of its documents."""

import numpy as np

from cleanwire.arrays import Flags
from cleanwire.labels import Label
from cleanwire.model import Document, Verdict
from cleanwire.profile.site_profile import Sightings, SiteProfile
from cleanwire.rules.scene import Scene
from cleanwire.stages.sharing.rows import FEW, MOST, SEVERAL, SHARE, Rows, beside, rows_of

__all__ = ["find_template"]

MANY, OFTEN = 10, 0.3
"""A paragraph between those of the article stands on so many documents, and so much of all, or on most of them."""

NEARLY_ALL = 0.8
"""A paragraph among others that are of one form in many documents stands on so much of these, or is the author's: the
laws of a land have a disclaimer in common. So does one of which only variants stand there."""

LINE_WORDS = 8
"""A line so long is no subhead, no ingredient and no cell of a table."""

STEADY_WORDS = 5
"""A line between paragraphs that has the same neighbour everywhere has so many words, or is one of a list's."""

AROUND_WORDS = 6
"""A line below the article goes if so many words of it stand on most documents; shorter ones end recipes and lists."""

BETWEEN = ((8, 5, 0.2), (6, 8, 0.2), (8, 3, 0.5), (6, 5, 0.5), (5, 10, 0.8))
"""A line between paragraphs of the article goes that has so many words, on so many documents, so much of all: the
shorter it is the more it looks like a subhead of reviews or recipes, and with four words it always stays."""

CONFIDENCES = {2: 0.75, 3: 0.9, 5: 0.95}
"""How sure a number of documents makes it: two may be chance, with three hardly anything else is left."""


def find_template(
    document: Document, verdicts: tuple[Verdict, ...], seen: Sightings, profile: SiteProfile
) -> list[Verdict]:
    """Claim what stands on many documents of the site, unless it may be the article's own.

    Paragraphs need more documents than lines, and what stands inside the article more than what stands around it.
    """
    if seen.documents < FEW:
        return []
    scene = Scene(document, verdicts)
    rows = rows_of(scene, seen, profile)
    made = []
    for row in np.flatnonzero(_claimed(rows, seen)).tolist():
        block = document.blocks[seen.blocks[row]]
        if not scene.contaminated(block.index):
            number = int(rows.numbers[row])
            confidence = max(sure for least, sure in CONFIDENCES.items() if number >= least)
            evidence = _evidence(seen, number, itself=bool(seen.numbers[row] == number))
            made.append(Verdict(block.start, block.end, Label.TEMPLATE, "template", confidence, evidence))
    return made


def _claimed(rows: Rows, seen: Sightings) -> Flags:
    """Return which rows are of the template."""
    shared = ~rows.own & (rows.numbers >= FEW) & (rows.share >= SHARE)
    several = shared & (rows.numbers >= SEVERAL)
    around = shared & ~rows.prose & ~rows.within
    common = (rows.itself >= MOST) & (rows.sizes >= AROUND_WORDS)
    lines = around & (rows.steady | common | (rows.sizes >= LINE_WORDS))
    between = several & ~rows.prose & rows.within
    enough = rows.steady & (rows.sizes >= STEADY_WORDS)
    for words, number, share in BETWEEN:
        enough |= (rows.sizes >= words) & (rows.itself >= max(share, number / seen.documents))
    often = np.where(rows.numbers >= MANY, OFTEN, MOST)
    most = rows.share >= np.where(rows.formal | rows.varied, NEARLY_ALL, often)
    paragraphs = several & rows.prose & (rows.steady | most | (~rows.within & ~rows.varied))
    claimed = lines | (between & (enough | rows.varied)) | paragraphs
    return claimed | (several & rows.varied & ~rows.within & beside(claimed))


def _evidence(seen: Sightings, number: int, *, itself: bool) -> str:
    what = "stands" if itself else "a variant stands"
    where = f"of {seen.site}" if seen.site else "without an address"
    return f"{what} on {number} of {seen.documents} documents {where}"
