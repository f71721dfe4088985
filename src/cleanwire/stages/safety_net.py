"""The net below all stages: what is claimed by place or company must not be much of what reads like the article."""

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
"""The rule of what is held back."""

BY_PLACE = frozenset({"prose", JUDGE})
"""The stages that claim a line for where it stands, and for what stands around it."""

MOST_BY_PLACE = 0.5
"""Share of the paragraphs' words that such a stage may claim. Of 1,722 dumps and extracted texts of labelled pages that
the stage for dumps claims anything in, 21 are above .6, and 12 of them lose more than a tenth of the article by it;
between .35 and .6 5 of 31 do, and below that 1 in 27. On what extractors leave of the pages, .35 instead of .5 leaves
.018 of the contamination for nothing."""

MOST_BELOW = 0.5
"""Share of the paragraphs' words that a heading may take with it if hardly anything below it but paragraphs stands."""

WORDS_A_SIGN = 150
"""So many words below a heading need one line that is no paragraph, as the names, dates and buttons of a thread are
none. In threads of the labelled pages the median is one in 25 words."""

CONFIDENCE = 0.98
"""Outweighs all claims that are made by place or company."""

SURE = 0.5
"""What is claimed with less is not removed by default."""

UNDER = "under: "
"""Opens the evidence of what a heading takes with it."""


def hold_back(document: Document, verdicts: tuple[Verdict, ...], *, likely: float = SURE) -> list[Verdict]:
    """Claim as body what a stage or a heading takes, where that is much of the article and little speaks for it.

    What the judge takes counts where it is as `likely` as the default strictness asks.
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
            evidence = f"{cause} would take {share:.0%} of the paragraphs' words"
            made += [
                Verdict(start, end, Label.BODY, HELD_BACK, CONFIDENCE, evidence) for start, end in claims.spans[cause]
            ]
    return made


class _Claims:
    """What is claimed by place or company, by cause: a stage, or the rule of a heading."""

    def __init__(self, document: Document, verdicts: Sequence[Verdict]) -> None:
        self.words: Counter[str] = Counter()
        """The words of paragraphs that nothing else claims."""
        self.signs: Counter[str] = Counter()
        """How many lines that a rule names by itself, and other lines that are no paragraphs, stand among them."""
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
    """Yield for each block by what it is claimed for its place or company, and whether it is claimed for itself."""
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
    """Return the stage or the rule that claims by place or company; nothing where a line is claimed for itself."""
    if verdict.rule in BY_PLACE or verdict.evidence.startswith(UNDER):
        return verdict.rule
    return ""
