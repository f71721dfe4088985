"""One decision for each line, by all that is known of it: how likely it is contamination."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import exp
from pathlib import Path
from typing import Any

from cleanwire.document import Block, Document
from cleanwire.errors import ReadingError
from cleanwire.labels import Label
from cleanwire.loading.prepared import Prepared
from cleanwire.native.text.line_tables import LineTable
from cleanwire.rules.scene import Scene, any_contamination
from cleanwire.scoring.trees import Trees, grown_trees, trees_of
from cleanwire.spans import Verdict
from cleanwire.stages.full_page.screening import DUMP, dump_likeness
from cleanwire.stages.judging.evidence import EVIDENCE, Evidence, evidence_of
from cleanwire.stages.judging.lexicon import Lexicon, lexicon_of, listed_lexicon
from cleanwire.stages.judging.naming import Naming, Signs, listed_naming, naming_of, reason_for
from cleanwire.stages.judging.renaming import renamed
from cleanwire.stages.page_headers import PAGE_MARKS
from cleanwire.stages.stories.claiming import STORIES, SURE

__all__ = ["FILES", "JUDGE", "PREPARED", "Judge", "judge_of", "read_judge", "shipped_judge"]

JUDGE = "judge"
"""The rule of what is claimed here. Its confidence is how likely the line is contamination."""

FILES = ("trees.json", "lexicon.tsv", "naming.tsv")
"""What a judge has learned."""

INSIDE = 2.0
"""What is taken from the log-odds of paragraphs, and of lines between those that nothing claims: to lose a subhead
inside an article is worse than to leave a scrap there. On sources that nothing was fitted to, 17 in 20 such lines
above .85 are contamination, and 97 in 100 of those above or below the article."""

SPEAKING = 1.0
"""Where no rule claims anything, and the words of no line weigh so much, nothing is: of 100 lines that would go with
the strictness that removes most one or two stand there, and as many that would go wrongly."""

PLAIN = -1.0
"""A paragraph whose words weigh less is the author's: half of all lines, and of 100 that would go one."""

GIVEN_UP = ((6, -2.9), (12, -2.8), (20, -2.5), (40, -2.1), (60, -1.7), (100, -0.8))
"""A line whose log-odds are below these after so many trees is not weighed further: lines pass 35 of 200 trees in the
mean, and of 1,000 that would be claimed at the strictness that removes most 36 are missed, at the default one none."""

FEWEST, LONGEST = 6, 5_000
"""Fewer lines show no company, and more are no page."""

LONG_RUN = 6
"""So many lines in a row go if most of them would, also where claimed lines stand between them: of verse or a list at
the end of an article single lines look like scraps."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Weighs what is known of each line that nothing has claimed. A stage: costs some 2 µs a line."""

    trees: Trees
    lexicon: Lexicon
    naming: Naming

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the one that comes with cleanwire by its name: every process has it."""
        if self is shipped_judge():
            return shipped_judge, ()
        return type(self), (self.trees, self.lexicon, self.naming)

    def __call__(self, document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
        """Claim the lines that are likely contamination, if only for the strictness that removes most.

        None where nothing is claimed and no line speaks for it.
        """
        if _is_unlike(document, verdicts):
            return []
        # Stories that are less sure stay, and are judged line by line like anything else.
        verdicts = tuple(one for one in verdicts if one.rule != STORIES or one.confidence >= SURE)
        lines = document.line_table()
        words = self.lexicon.weigh(document, lines)
        if max(words) < SPEAKING and not any_contamination(verdicts):
            return []
        scene = Scene(document, verdicts)
        evidence = evidence_of(document, lines, verdicts, words)
        made = self._renamed(document, lines, verdicts, words)
        if taken := self._taken(scene, evidence):
            signs = Signs(scene, lines, evidence, self.lexicon)
            rows = evidence.rows(self.trees.names, [block.index for block, _ in taken])
            for (block, sure), row in zip(taken, rows, strict=True):
                reason = reason_for(self.trees.moves(row), document, block)
                label = self.naming.label_of(signs.of(block))
                # Rounded down: none passes a bar that it does not reach.
                made.append(Verdict(block.start, block.end, label, JUDGE, int(sure * 1000) / 1000, reason))
        return made

    def _taken(self, scene: Scene, evidence: Evidence) -> list[tuple[Block, float]]:
        """Return the lines that some strictness removes, with how likely they are contamination."""
        runs = list(_runs(scene, evidence))
        words = evidence["words"]
        judged = [block for run in runs for block in run if not block.prose or words[block.index] >= PLAIN]
        rows = evidence.rows(self.trees.names, [block.index for block in judged])
        likely = {
            block.index: _likelihood(score - INSIDE * _is_inside(evidence, block))
            for block, score in zip(judged, self.trees.scores(rows), strict=True)
        }
        taken = []
        for run in runs:
            sure = [likely.get(block.index, 0.0) for block in run]
            if len(run) < LONG_RUN or sorted(sure)[len(run) // 2] >= self.bars["default"]:
                taken += [(block, one) for block, one in zip(run, sure, strict=True) if one >= self.bars["thorough"]]
        return taken

    def _renamed(
        self, document: Document, lines: LineTable, verdicts: Sequence[Verdict], words: Sequence[float]
    ) -> list[Verdict]:
        """Return verdicts on supposed stories that read like boilerplate, by what is known without these claims."""
        others = tuple(verdict for verdict in verdicts if verdict.rule != STORIES)
        if len(others) == len(verdicts):
            return []
        evidence = evidence_of(document, lines, others, words)
        rows = evidence.rows(self.trees.names, range(lines.count))
        signs = Signs(Scene(document, others), lines, evidence, self.lexicon)
        return list(
            renamed(
                document,
                verdicts,
                lambda block: self.trees.score(rows[block.index]) > 0 and not evidence.at("copy", block.index),
                lambda block: self.naming.label_of(signs.of(block)),
            )
        )

    @property
    def bars(self) -> Mapping[str, float]:
        """How likely contamination has to be for each strictness."""
        return self.trees.bars


def _likelihood(score: float) -> float:
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


def _runs(scene: Scene, evidence: Evidence) -> Iterator[list[Block]]:
    """Yield the rows of lines that nothing has claimed: of paragraphs, and of other lines, over claimed ones between.

    Lists that may be the article's own are in no row. Where what nothing claims is verse, or a list, only lines between
    claimed ones are: others have no place among paragraphs to be judged by.
    """
    placeless = _is_without_place(scene)
    left = {block.index for block in scene.blocks if not _is_enclosed(scene, block)} if placeless else set()
    left.update(_own_lists(scene, evidence))
    run: list[Block] = []
    paragraphs = False
    for block, label in zip(scene.blocks, scene.labels, strict=True):
        if paragraphs != (block.prose and label is None):
            paragraphs = not paragraphs
            if run:
                yield run
                run = []
        if label is None and block.index not in left:
            run.append(block)
    if run:
        yield run


def _own_lists(scene: Scene, evidence: Evidence) -> Iterator[int]:
    """Yield the lines of lists below the headline that no rule knows an item of.

    A list is contamination as a whole or not at all.
    """
    bullets = evidence["bullet"]
    if 1.0 not in bullets:
        return
    for listed, group in groupby(range(len(bullets)), key=bullets.__getitem__):
        items = list(group) if listed else []
        if not any(scene.contaminated(index) or evidence.at("over_headline", index) for index in items):
            yield from items


def _is_inside(evidence: Evidence, block: Block) -> bool:
    """Whether a line is a paragraph, or stands between paragraphs that nothing claims."""
    return block.prose or min(evidence.at("open_above", block.index), evidence.at("open_below", block.index)) > 0


def _is_enclosed(scene: Scene, block: Block) -> bool:
    """Whether a line stands between two that are claimed as contamination."""
    return scene.contaminated(block.index - 1) and scene.contaminated(block.index + 1)


def judge_of(files: Mapping[str, str]) -> Judge:
    """Return the judge that files hold, given what is in them by their names."""
    return _judge_of(_learned(files))


def _learned(files: Mapping[str, str]) -> dict[str, Any]:
    """Return what files hold as it can be prepared."""
    return {
        "trees": grown_trees(files["trees.json"]),
        "lexicon": listed_lexicon(files["lexicon.tsv"]),
        "naming": listed_naming(files["naming.tsv"]),
    }


def _judge_of(learned: Mapping[str, Any]) -> Judge:
    trees = trees_of(learned["trees"], GIVEN_UP)
    if missing := {"safe", "default", "thorough"} - trees.bars.keys():
        raise ValueError(f"no bar for {', '.join(sorted(missing))}")
    if unknown := set(trees.names) - set(EVIDENCE):
        raise ValueError(f"no evidence is called {', '.join(sorted(unknown))}")
    return Judge(trees, lexicon_of(learned["lexicon"]), naming_of(learned["naming"]))


def read_judge(folder: Path) -> Judge:
    """Return the judge that `training/judge.py` has written into a folder.

    Raises ReadingError for a folder that holds none, or a file that is broken.
    """
    try:
        return judge_of(_files_in(folder))
    except OSError as error:
        raise ReadingError(
            f"{error.filename}: {error.strerror}; training/judge.py writes {', '.join(FILES)}"
        ) from error
    except (ValueError, LookupError, TypeError) as error:
        raise ReadingError(f"{folder}: what a judge has learned is broken ({error}); write it anew") from error


def _files_in(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text("utf-8") for name in FILES}


_HERE = Path(__file__).parent

PREPARED = Prepared(
    _HERE / "judge.prepared",
    lambda: [_HERE / name for name in FILES],
    ("scoring/trees.py", "native/numbers/trees.pyx", "stages/judging/*.py"),
    lambda: _learned(_files_in(_HERE)),
)


@cache
def shipped_judge() -> Judge:
    """Return the judge that comes with cleanwire."""
    return _judge_of(PREPARED.load())
