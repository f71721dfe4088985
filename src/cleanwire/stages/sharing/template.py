"""Lines that a site prints on many of its documents."""

import numpy as np

from cleanwire.arrays import Flags
from cleanwire.labels import Label
from cleanwire.model import Document, Verdict
from cleanwire.profile.site_profile import Sightings, SiteProfile
from cleanwire.rules.scene import Scene
from cleanwire.stages.sharing.rows import FEW, MOST, SEVERAL, SHARE, Rows, beside, rows_of

__all__ = ["find_template"]

NEARLY_ALL = 0.8
"""A paragraph among others that are of one form in many documents stands on so much of these, or is the author's: the
laws of a land have a disclaimer in common."""

LINE_WORDS = 8
"""A line so long is no subhead, no ingredient and no cell of a table."""

AROUND_WORDS = 4
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
    for row in np.flatnonzero(_claimed(rows)).tolist():
        block = document.blocks[seen.blocks[row]]
        if not scene.contaminated(block.index):
            number = int(rows.numbers[row])
            confidence = max(sure for least, sure in CONFIDENCES.items() if number >= least)
            evidence = _evidence(seen, number, itself=bool(seen.numbers[row] == number))
            made.append(Verdict(block.start, block.end, Label.TEMPLATE, "template", confidence, evidence))
    return made


def _claimed(rows: Rows) -> Flags:
    """Return which rows are of the template."""
    shared = ~rows.own & (rows.numbers >= FEW) & (rows.share >= SHARE)
    several = shared & (rows.numbers >= SEVERAL)
    often_itself = (rows.itself >= MOST) & (rows.sizes >= AROUND_WORDS)
    around = shared & ~rows.prose & ~rows.within
    lines = around & (rows.steady | (rows.sizes >= LINE_WORDS) | rows.varied | often_itself)
    enough = np.zeros(len(rows.prose), bool)
    for words, number, share in BETWEEN:
        enough |= (rows.sizes >= words) & (rows.numbers >= number) & (rows.share >= share)
    inner_lines = several & ~rows.prose & rows.within & (rows.steady | enough | rows.varied)
    often = rows.share >= np.where(rows.formal, NEARLY_ALL, MOST)
    paragraphs = several & rows.prose & (~rows.within | rows.steady | often)
    claimed = lines | inner_lines | (paragraphs & ~rows.varied)
    return claimed | (paragraphs & rows.varied & ~rows.within & beside(claimed))


def _evidence(seen: Sightings, number: int, *, itself: bool) -> str:
    what = "stands" if itself else "a variant stands"
    where = f"of {seen.site}" if seen.site else "without an address"
    return f"{what} on {number} of {seen.documents} documents {where}"
