"""One decision for each line, by all that is known of it: how likely it is contamination."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from math import exp

from cleanwire.labels import Label
from cleanwire.model import Block, Document, Verdict
from cleanwire.rules.scene import Scene
from cleanwire.stages.judging.evidence import Columns, evidence_of
from cleanwire.stages.judging.lexicon import Lexicon, shipped_lexicon
from cleanwire.stages.judging.naming import label_of, reason_for
from cleanwire.stages.judging.trees import Trees, read_trees
from cleanwire.stages.page_marks import PAGE_MARKS
from cleanwire.stages.prose.screening import DUMP, dump_likeness

__all__ = ["JUDGE", "Judge", "judge_lines", "shipped_bars"]

JUDGE = "judge"
"""The rule of what is claimed here. Its confidence is how likely the line is contamination."""

INSIDE = 1.0
"""What is taken from the log-odds of paragraphs, and of lines between those that nothing claims: to lose a subhead
inside an article is worse than to leave a scrap there. On sources that nothing was fitted to, 17 in 20 such lines
above .85 are contamination, and 97 in 100 of those above or below the article."""

FEWEST, LONGEST = 6, 5_000
"""Fewer lines show no company, and more are no page."""

LONG_RUN = 6
"""So many lines in a row go if most of them would: of verse or a list at the end of an article single lines look like
scraps."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Weighs what is known of each line that nothing has claimed."""

    trees: Trees
    lexicon: Lexicon

    def __call__(self, document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
        """Claim the lines that are likely contamination, if only for the strictness that removes most.

        None where what nothing claims is verse, or a list: its lines have no place among paragraphs to be judged by.
        """
        if _is_unlike(document, verdicts):
            return []
        scene = Scene(document, verdicts)
        if _is_without_place(scene):
            return []
        columns = evidence_of(document, verdicts, self.lexicon)
        rows = list(zip(*[columns[name] for name in self.trees.names], strict=True))
        made: list[Verdict] = []
        for run in _runs(scene, columns):
            likely = [self._likelihood(rows[block.index], inside=_is_inside(columns, block)) for block in run]
            if len(run) >= LONG_RUN and sorted(likely)[len(run) // 2] < self.trees.bars["default"]:
                continue
            for block, sure in zip(run, likely, strict=True):
                if sure >= self.trees.bars["thorough"]:
                    reason = reason_for(self.trees.moves(rows[block.index]), document, block)
                    label = label_of(scene, block, is_copy=columns["copy"][block.index] > 0)
                    # Rounded down: none passes a bar that it does not reach.
                    made.append(Verdict(block.start, block.end, label, JUDGE, int(sure * 1000) / 1000, reason))
        return made

    def _likelihood(self, row: tuple[float, ...], *, inside: bool) -> float:
        score = self.trees.score(row) - INSIDE * inside
        return 1 / (1 + exp(-score)) if score > 0 else 0.0


def _is_unlike(document: Document, verdicts: tuple[Verdict, ...]) -> bool:
    """Whether a document is unlike those that the trees were fitted to.

    So are printed pages, whose lines are broken anywhere, scraps and books. Dumps are left to the stage that knows
    them.
    """
    if not FEWEST <= len(document.blocks) <= LONGEST or any(verdict.rule == PAGE_MARKS for verdict in verdicts):
        return True
    return dump_likeness(document, verdicts) >= DUMP


def _is_without_place(scene: Scene) -> bool:
    """Whether most words that nothing claims stand in no paragraph, or other stories are more, as on home pages."""
    paragraphs = short = stories = 0
    for block, label in zip(scene.blocks, scene.labels, strict=True):
        if label is None:
            paragraphs += block.size * block.prose
            short += block.size * (not block.prose)
        else:
            stories += block.size * (label is Label.APPENDED_STORY)
    return paragraphs <= short or paragraphs < stories


def _runs(scene: Scene, columns: Columns) -> Iterator[list[Block]]:
    """Yield the runs of lines that nothing has claimed, without items of lists that no rule knows any item of.

    A list is contamination as a whole or not at all, and one that no rule knows may be the article's own.
    """
    unknown: set[int] = set()
    for listed, group in groupby(scene.blocks, key=lambda block: columns["bullet"][block.index] > 0):
        items = [block.index for block in group] if listed else []
        if not any(scene.contaminated(index) for index in items):
            unknown.update(items)
    for block_open, group in groupby(
        scene.blocks, key=lambda block: scene.labels[block.index] is None and block.index not in unknown
    ):
        if block_open:
            for _, run in groupby(group, key=lambda block: block.prose):
                yield list(run)


def _is_inside(columns: Columns, block: Block) -> bool:
    """Whether a line is a paragraph, or stands between paragraphs that nothing claims."""
    return block.prose or min(columns["open_above"][block.index], columns["open_below"][block.index]) > 0


def judge_lines(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim the lines that are likely contamination by all that is known of them.

    Costs some 40 µs a line: nearly as much as all stages before.
    """
    return _shipped()(document, verdicts)


def shipped_bars() -> Mapping[str, float]:
    """Return for each strictness how likely contamination has to be to go."""
    return _trees().bars


@cache
def _shipped() -> Judge:
    return Judge(_trees(), shipped_lexicon())


@cache
def _trees() -> Trees:
    return read_trees((resources.files(__package__) / "trees.json").read_text("utf-8"))
