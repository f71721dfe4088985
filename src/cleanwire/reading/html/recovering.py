"""What the extractor missed: blocks that come in because they are likely, or of the form of those that stay."""

from collections.abc import Sequence

import numpy as np

from cleanwire.native.pages.blocks import PageBlock
from cleanwire.native.pages.containers import Container
from cleanwire.reading.html.evidence import Columns, Page
from cleanwire.reading.html.surroundings import Surroundings
from cleanwire.scoring.columns import Flags, Numbers

__all__ = ["MISSED", "completed", "recovered", "trusting"]

MISSED = 0.5
"""How likely a block is the article's that comes in although the extractor left it out. On sources that nothing was
fitted to .82 of the words that come in are the article's. A bar of .7 makes that .88 and costs .003 of F1."""

FORM_BLOCKS = 2
FORM_SHARE = 0.3
"""Where so many likely paragraphs that were kept, with so much of the words of all of them, are of one form, it is the
form of the article's paragraphs. Any share from .15 to .7 does the same within .0003 of F1."""

FORM_DEPTH = 8
"""So many containers around a paragraph, with the words in their classes, are its form. With 4 of them F1 of words is
.0003 less, with 12 the same."""

PARAGRAPHS = 3
"""A page with so many paragraphs holds an article, likely or not: with fewer it may be a notice or a form."""

_CAPTIONS = frozenset({"figure", "figcaption"})


def trusting(columns: Columns, likelihoods: Numbers) -> Numbers:
    """Return the likelihoods, or others for a page of which no paragraph is likely: the weights do not know its like.

    There the blocks that the extractor kept are as likely as what comes in; where it kept no paragraph, those in the
    page's core. Of 1,687 development pages, each judged by weights fitted to other sources, three are so: F1 of words
    goes from 0, 0 and .19 to .94, .86 and .99.
    """
    prose = columns["prose"] > 0
    if prose.sum() < PARAGRAPHS or (likelihoods[prose] >= MISSED).any():
        return likelihoods
    kept = columns["kept"] > 0
    trusted = kept if kept[prose].any() else prose & (columns["prose_core"] > 0)
    return np.where(trusted, np.maximum(likelihoods, MISSED), likelihoods)


def completed(page: Page, columns: Columns, likelihoods: Numbers) -> Numbers:
    """Return the likelihoods with the paragraphs of the article's form at least as likely as what comes in.

    An article whose paragraphs have a form of their own has none of this form that is not its own. Linear in the page.
    """
    prose = columns["prose"] > 0
    sure = prose & (columns["kept"] > 0) & (likelihoods >= MISSED)
    numbers: dict[tuple[object, ...], int] = {}
    forms = np.full(len(prose), -1)
    for index in np.flatnonzero(prose).tolist():
        forms[index] = numbers.setdefault(_form(page.blocks[index]), len(numbers))
    words = np.bincount(forms[sure], page.sizes[sure], len(numbers))
    many = np.bincount(forms[sure], minlength=len(numbers)) >= FORM_BLOCKS
    own = many & (words >= FORM_SHARE * words.sum())
    likely = prose & np.append(own, False)[forms]
    return np.where(likely, np.maximum(likelihoods, MISSED), likelihoods)


def _form(block: PageBlock) -> tuple[object, ...]:
    form: list[object] = []
    container: Container | None = block.container
    while container is not None and len(form) < FORM_DEPTH:
        form.append((container.tag, container.names))
        container = container.parent
    return tuple(form)


def recovered(page: Page, columns: Columns, around: Sequence[Surroundings], likelihoods: Numbers) -> Flags:
    """Return which of the blocks that the extractor left out come in.

    They are likely, and none is a copy of what is there already, a link, a caption, or a scrap in a header other than
    the headline: of these the extractor knows as much as the markup, and half of them are not the article's.
    """
    may: Flags = (columns["kept"] == 0) & (likelihoods >= MISSED) & (columns["all_link"] == 0)
    known = {tuple(words) for words, kept in zip(page.words, page.kept, strict=True) if kept}
    for index in np.flatnonzero(may).tolist():
        words, elements = tuple(page.words[index]), around[index].elements
        caption = page.blocks[index].container.tag in _CAPTIONS or "figure" in elements
        scrap = "header" in elements and not columns["prose"][index] and not columns["headline"][index]
        may[index] = not caption and not scrap and words not in known
        known.add(words)
    return may
