"""Finds the template of a site: lines that it repeats on many of its documents."""

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
"""The number, and the share, of documents that a template paragraph has to be on, and whether it also needs the same
template line next to it everywhere. A dozen documents may contain a paragraph of an agency if a story that quotes it is
appended to eight. On invented sites of 4 to 12 pages, one was on 4 of 4 pages, and one on 10 of 12."""

LINE_WORDS = 8
"""The smallest number of words in a line that is not a subhead, an ingredient or a table cell."""

STEADY_WORDS = 5
"""The smallest number of words in a template line between paragraphs with the same neighbour everywhere, unless it is
one of a list."""

AROUND_WORDS = 6
"""The smallest number of words in a line below the article that has to be on most documents. Shorter lines may end
recipes and lists."""

BETWEEN = ((8, 5, 0.2), (6, 8, 0.2), (8, 3, 0.5), (6, 5, 0.5), (5, 10, 0.8))
"""Numbers of words and documents, and shares of all documents, that a template line between paragraphs of the article
needs. The shorter it is, the more it looks like a subhead of reviews or recipes. With four words it is always kept."""

VARIANTS, VARIED_WORDS = 5, 7
"""The smallest number of documents with variants of a line, and of its words: a shorter line is hard to recognise."""

FORM = 0.2
"""An article is a filled-in form if its sentences that vary have at least this share of the words of the others.
Invented obituaries with two such sentences reach 0.27; articles of 150 words next to one of the site's own, 0.17."""

CONFIDENCES = {2: 0.75, 3: 0.9, 5: 0.95}
"""The confidence for a number of documents: two may be chance, three hardly."""


BESIDE = 0.5
"""A template line has the same neighbour on this share of the documents that it is on. Otherwise it may be part of a
form: a subhead of reviews, an ingredient of recipes."""

OWN_WORDS = 60
"""The smallest number of words of prose that are the document's own. With fewer, it is a copy, or an article whose
sentences are all of one form, and no paragraph is claimed."""

HEADLINE_WORDS, HEADLINE_LINES = 3, 12
"""The smallest number of words in a headline, and the number of such lines above the article that may include it."""

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
"""Finds template lines by these thresholds."""


def find_template(
    document: Document, verdicts: tuple[Verdict, ...], seen: Sightings, profile: SiteProfile
) -> list[Verdict]:
    """Claim lines that are on many documents of the site, unless they may belong to the article.

    Paragraphs need more documents than lines, and text inside the article more than text around it. Text that varies
    from document to document is part of the article, unless lines of the site separate it.
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
    what = "found" if itself else "a variant found"
    where = f"of {seen.site}" if seen.site else "without an address"
    return f"{what} in {number} of {seen.documents} documents {where}"
