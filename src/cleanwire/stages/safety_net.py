"""The proportion check: claims by position or neighbours must not remove too much of the article."""

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter

from cleanwire.document import Document
from cleanwire.labels import Label
from cleanwire.rules.scene import any_contamination
from cleanwire.spans import Verdict
from cleanwire.stages.judging import JUDGE

__all__ = ["HELD_BACK", "hold_back"]

HELD_BACK = "proportion"
"""The rule of the claims that protect text."""

BY_PLACE = frozenset({"prose", JUDGE})
"""The rules of stages that claim a line for its position and its neighbours."""

MOST_BY_PLACE = 0.5
"""The share of the words in paragraphs that such a stage may claim. The stage for full-page text makes claims in 1,722
full-page and extracted texts of labelled pages. In 21 of these it claims more than 0.6, and 12 of them lose more than a
tenth of the article by it; between 0.35 and 0.6, 5 of 31 do, and below that 1 in 27. With 0.35 instead of 0.5, 0.018 of
the boilerplate in extracted texts is left for nothing."""

MOST_BELOW = 0.5
"""The share of the words in paragraphs that a heading may remove if hardly anything but paragraphs is below it."""

WORDS_A_SIGN = 150
"""For this many words below a heading, there has to be one line that is not a paragraph, such as the names, dates and
buttons of a thread. In threads of the labelled pages, the median is one in 25 words."""

CONFIDENCE = 0.98
"""Outweighs all claims by position or neighbours."""

SURE = 0.5
"""Claims with less confidence remove nothing by default."""

UNDER = "under: "
"""The beginning of the evidence of lines that are removed with a heading."""


def hold_back(document: Document, verdicts: tuple[Verdict, ...], *, likely: float = SURE) -> list[Verdict]:
    """Claim as body what a stage or a heading would remove, if it is too much of the article.

    `likely` is the judge's threshold for the default strictness; its claims below that do not count.
    """
    if not any_contamination(verdicts):
        return []
    claims = _Claims(document, [one for one in verdicts if one.confidence >= (likely if one.rule == JUDGE else SURE)])
    made: list[Verdict] = []
    for cause, taken in claims.words.items():
        share = taken / max(1, taken + claims.kept)
        if cause in BY_PLACE:
            excess = share > MOST_BY_PLACE
        else:
            excess = share > MOST_BELOW and claims.signs[cause] * WORDS_A_SIGN < taken
        if excess:
            evidence = f"{cause} would remove {share:.0%} of the paragraphs' words"
            made += [
                Verdict(start, end, Label.BODY, HELD_BACK, CONFIDENCE, evidence) for start, end in claims.spans[cause]
            ]
    return made


class _Claims:
    """The claims by position or neighbours, by cause: a stage, or the rule of a heading."""

    def __init__(self, document: Document, verdicts: Sequence[Verdict]) -> None:
        self.words: Counter[str] = Counter()
        """The number of words in paragraphs that nothing else claims."""
        self.signs: Counter[str] = Counter()
        """The number of lines among them that a rule claims for their words, or that are not paragraphs."""
        self.spans: dict[str, list[tuple[int, int]]] = {}
        self.kept = 0
        for block, (cause, named) in zip(document.blocks, _causes(document, verdicts), strict=True):
            if cause:
                self.signs[cause] += named or not block.prose
                if not named:
                    self.words[cause] += block.size * block.prose
                    self.spans.setdefault(cause, []).append((block.start, block.end))
            elif not named:
                self.kept += block.size * block.prose


def _causes(document: Document, verdicts: Sequence[Verdict]) -> Iterator[tuple[str, bool]]:
    """Yield for each block the cause that claims it by position or neighbours, and whether it is claimed otherwise."""
    claims = [(one.start, one.end, _cause(one)) for one in verdicts if not one.label.is_content]
    claims.sort(key=itemgetter(0))
    claims.reverse()
    ends: dict[str, int] = {}
    named = 0
    for block in document.blocks:
        while claims and claims[-1][0] <= block.left:
            _, end, cause = claims.pop()
            if cause:
                ends[cause] = max(ends.get(cause, 0), end)
            else:
                named = max(named, end)
        right = block.right
        distant = ""
        for cause, end in ends.items():
            if end >= right:
                distant = cause
                break
        yield distant, named >= right


def _cause(verdict: Verdict) -> str:
    """Return the stage or rule that claims by position or neighbours; empty if a line is claimed for its words."""
    if verdict.rule in BY_PLACE or verdict.evidence.startswith(UNDER):
        return verdict.rule
    return ""
