"""The unclaimed lines of a document: their terms, and the claims between them."""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from itertools import compress

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.native.stories import facts
from cleanwire.native.stories.facts import Facts
from cleanwire.native.stories.term_lines import Masses, TermLines
from cleanwire.native.stories.terms import Terms
from cleanwire.native.stories.writing import Writing
from cleanwire.native.text.covering import first_covering
from cleanwire.spans import Verdict
from cleanwire.stages.stories.forms import has_dateline, lead_of
from cleanwire.stages.stories.terms import PRIOR, terms_of

__all__ = ["Lines", "is_headed", "lines_of"]

LONGEST = 20_000
"""The greatest number of lines in an article."""

PROSE = 0.4
"""The smallest share of words in paragraphs: songs, tables and lists may be about many subjects. Of 791 English
articles of the development data, 19 in 20 have more than 0.62."""

RESIDUE = frozenset(Label) - {
    Label.HEADLINE,
    Label.BODY,
    Label.AD_MARKER,
    Label.BYLINE,
    Label.CAPTION,
    Label.CREDIT,
    Label.MEDIA,
    Label.PAYWALL,
    Label.TEMPLATE,
}
"""Labels of lines at the end of a page, and not in the middle of its article."""


def lines_of(document: Document, verdicts: Sequence[Verdict]) -> "Lines":
    """Return a document's unclaimed lines; none if there are too many, or hardly any words in paragraphs."""
    claims = first_covering(document.line_table(), [(verdict.start, verdict.end) for verdict in verdicts])
    content = [verdict.label.is_content for verdict in verdicts]
    blocks = [*compress(document.blocks, [claim < 0 or content[claim] for claim in claims])]
    _, _, _, lefts, rights, _, sizes, proses = [*zip(*blocks, strict=True)] or [()] * len(Block._fields)
    if len(sizes) > LONGEST or sum(compress(sizes, proses)) < PROSE * sum(sizes):
        blocks, lefts, rights, sizes, proses = [], (), (), (), ()
    gaps = _gaps(blocks, [verdict.label for verdict in verdicts], claims)
    residue = [sum([label in RESIDUE for label in gap]) if gap else 0 for gap in gaps]
    dated = facts.may_be_dated(document.source, lefts, rights)
    dated = [at for at in dated if has_dateline(document.text(blocks[at]))]
    known = Facts(document.source, document.folded, lefts, rights, sizes, proses, residue, dated)
    terms = terms_of(document.bare, lefts, rights, document.languages)
    return Lines(document, blocks, gaps, TermLines(terms, known, _masses(), 0, len(blocks)))


def _gaps(blocks: Sequence[Block], labels: Sequence[Label], claims: Sequence[int]) -> list[tuple[Label, ...]]:
    """Return for each unclaimed block the labels of the claims between it and the one above."""
    if len(blocks) == len(claims):
        return [()] * len(blocks)
    gaps: list[tuple[Label, ...]] = []
    above = 0
    for block in blocks:
        gaps.append(tuple([labels[claim] for claim in claims[above : block.index]]) if above < block.index else ())
        above = block.index + 1
    return gaps


@cache
def _masses() -> Masses:
    return Masses(PRIOR)


class Lines:
    """The unclaimed lines of one document during the stage. It does not outlive the stage."""

    def __init__(self, document: Document, blocks: Sequence[Block], gaps: Sequence[tuple[Label, ...]], rows: TermLines):
        self.document = document
        self.blocks = blocks
        self.gaps = gaps
        """For each line, the labels of the claims between it and the line above."""
        self.rows = rows
        """The terms of the lines, and facts about the form of each."""

    def part(self, start: int, end: int) -> "Lines":
        """Return lines start..end."""
        part = Lines(self.document, self.blocks[start:end], self.gaps[start:end], self.rows.part(start, end))
        part.writing = self.writing
        return part

    def __len__(self) -> int:
        return len(self.blocks)

    def text(self, at: int) -> str:
        """Return the visible text of a line."""
        return self.document.text(self.blocks[at])

    @property
    def terms(self) -> Terms:
        """The terms of the document's unclaimed lines, with their weights."""
        return self.rows.terms

    def said(self, start: int, end: int) -> list[int]:
        """Return the numbers of the terms in lines start..end, in order."""
        return self.rows.telling(start, end)

    @cached_property
    def counts(self) -> Mapping[int, int]:
        """The number of occurrences of each term."""
        return self.rows.occurrences()

    @cached_property
    def words(self) -> list[int]:
        """The number of words above each line, as a person counts them, and at last in all (lines + 1 numbers)."""
        return self.rows.words_above()

    @cached_property
    def headed(self) -> list[bool]:
        """Whether each line could be a headline by its form."""
        return self.rows.headed()

    @cached_property
    def headings(self) -> list[int]:
        """The lines below the first that could be headlines and have a paragraph below them."""
        blocks = self.blocks
        return [at for at in range(1, len(self) - 1) if self.headed[at] and blocks[at + 1].prose]

    def lead(self, at: int) -> str:
        """Return how a line begins, as `lead_of` does."""
        return lead_of(self.text(at))

    @cached_property
    def leads(self) -> list[str]:
        """How each line begins."""
        return [self.lead(at) for at in range(len(self))]

    @cached_property
    def writing(self) -> Writing:
        """How the lines are written: names, capitals, quotation marks."""
        return Writing(self.rows.facts)


def is_headed(document: Document, block: Block) -> bool:
    """Whether a line could be a headline by its form."""
    return facts.is_headed(document.source, document.folded, block.left, block.right, block.size, block.prose)
