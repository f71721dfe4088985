"""Lines that a site prints on many of its documents."""

import numpy as np

from cleanwire.document import Document
from cleanwire.labels import Label
from cleanwire.native.profiles.templates import TemplateFinder
from cleanwire.profile.site_profile import Sightings, SiteProfile
from cleanwire.rules.scene import Scene
from cleanwire.spans import Verdict
from cleanwire.stages.sharing.shared_lines import FEW, MOST, NEARLY_ALL, SEVERAL, SHARE, SPREAD, at_home, rows_of

__all__ = ["FINDER", "find_template"]

PARAGRAPHS = ((15, 0.3, False), (5, 0.9, False), (5, 0.5, True))
"""A paragraph goes that stands on so many documents, and so much of all. A dozen documents may hold one of an agency,
if a story that quotes it is appended to eight: of invented sites of 4 to 12 pages one stood on 4 of 4, on 10 of 12.
The last is for one that has the same line of the site beside it everywhere."""

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


BESIDE = 0.5
"""A line has the same neighbour on so much of the documents that it stands on, or it is a form of the text: a subhead
of reviews, an ingredient of recipes."""

OWN_WORDS = 60
"""With fewer words of prose that are its own a document is a copy, or an article whose sentences are all of one form:
then no paragraph is claimed."""

HEADLINE_WORDS, HEADLINE_LINES = 3, 12
"""A headline has so many words, and stands among so many such lines above the article."""

FINDER = TemplateFinder(
    few=FEW,
    several=SEVERAL,
    share=SHARE,
    most=MOST,
    nearly_all=NEARLY_ALL,
    beside=BESIDE,
    own_words=OWN_WORDS,
    headline_words=HEADLINE_WORDS,
    headline_lines=HEADLINE_LINES,
    paragraphs=PARAGRAPHS,
    between=BETWEEN,
    line_words=LINE_WORDS,
    steady_words=STEADY_WORDS,
    around_words=AROUND_WORDS,
    variants=VARIANTS,
    varied_words=VARIED_WORDS,
    form=FORM,
)
"""Finds what a site prints, by these bars."""


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
    native = at_home(seen, profile)
    spread = SPREAD * float(np.median(seen.numbers[native])) if native.any() else -1.0
    made = []
    for row, fixed in FINDER.find(seen.documents, rows_of(scene, seen, native), spread):
        block = document.blocks[seen.blocks[row]]
        if not scene.contaminated(block.index):
            number = int(seen.numbers[row] if fixed else max(seen.forms[row], seen.variants[row]))
            confidence = max(sure for least, sure in CONFIDENCES.items() if number >= least)
            evidence = _evidence(seen, number, itself=fixed and not seen.titles[row])
            made.append(Verdict(block.start, block.end, Label.TEMPLATE, "template", confidence, evidence))
    return made


def _evidence(seen: Sightings, number: int, *, itself: bool) -> str:
    what = "stands" if itself else "a variant stands"
    where = f"of {seen.site}" if seen.site else "without an address"
    return f"{what} on {number} of {seen.documents} documents {where}"
