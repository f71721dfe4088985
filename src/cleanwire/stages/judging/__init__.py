"""The judge: a classifier that decides, for each line, how likely it is to be boilerplate."""

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
"""The rule of the judge's claims. Their confidence is the probability that the line is boilerplate."""

FILES = ("trees.json", "lexicon.tsv", "naming.tsv")
"""The files that contain a fitted judge."""

INSIDE = 2.0
"""Subtracted from the log-odds of paragraphs, and of lines between unclaimed paragraphs: losing a subhead inside an
article is worse than leaving a scrap there. On held-out sources, 17 in 20 such lines above 0.85 are boilerplate, and 97
in 100 lines above or below the article."""

SPEAKING = 1.0
"""If no rule claims anything, and the words of no line weigh this much, the judge makes no claims. Of 100 lines that
would be removed with "thorough", one or two are in such documents, and as many that would be removed wrongly."""

PLAIN = -1.0
"""A paragraph whose words weigh less belongs to the article. This holds for half of all lines, and for one in 100 that
would be removed."""

GIVEN_UP = ((6, -2.9), (12, -2.8), (20, -2.5), (40, -2.1), (60, -1.7), (100, -0.8))
"""A line whose log-odds are below these after that many trees is not scored further. On average, a line passes 35 of
200 trees. Of 1,000 lines that would be claimed with "thorough", 36 are missed; with "default", none."""

FEWEST, LONGEST = 6, 5_000
"""The numbers of lines for which the judge makes claims: in shorter documents lines have too few neighbours, and longer
ones are not pages."""

LONG_RUN = 6
"""In a run of this many unclaimed lines, also if claimed lines are between them, lines are claimed only if most would
be: in verse or a list at the end of an article, single lines look like boilerplate."""


@dataclass(frozen=True, slots=True)
class Judge:
    """The stage that classifies unclaimed lines. Takes about 2 µs per line."""

    trees: Trees
    lexicon: Lexicon
    naming: Naming

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the shipped judge by its name, since every process has it."""
        if self is shipped_judge():
            return shipped_judge, ()
        return type(self), (self.trees, self.lexicon, self.naming)

    def __call__(self, document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
        """Claim the lines that are likely to be boilerplate, including those that only "thorough" removes.

        Makes no claims if nothing else is claimed and no line has words that speak for it.
        """
        if _is_unlike(document, verdicts):
            return []
        # Less certain stories are kept, and their lines are classified like all others.
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
                # Rounded down, so that no confidence passes a threshold that it does not reach.
                made.append(Verdict(block.start, block.end, label, JUDGE, int(sure * 1000) / 1000, reason))
        return made

    def _taken(self, scene: Scene, evidence: Evidence) -> list[tuple[Block, float]]:
        """Return the lines that at least "thorough" removes, with the probability that they are boilerplate."""
        runs, bars = list(_runs(scene, evidence)), self.trees.bars
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
            if len(run) < LONG_RUN or sorted(sure)[len(run) // 2] >= bars["default"]:
                taken += [(block, one) for block, one in zip(run, sure, strict=True) if one >= bars["thorough"]]
        return taken

    def _renamed(
        self, document: Document, lines: LineTable, verdicts: Sequence[Verdict], words: Sequence[float]
    ) -> list[Verdict]:
        """Return verdicts on apparent stories that read like boilerplate, by features without these stories' claims."""
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


def _likelihood(score: float) -> float:
    return 1 / (1 + exp(-score)) if score > 0 else 0.0


def _is_unlike(document: Document, verdicts: tuple[Verdict, ...]) -> bool:
    """Whether a document is unlike those that the trees were fitted to.

    These are printed pages, whose lines are broken anywhere, texts of a few lines, and books. Full-page text is left to
    its own stage.
    """
    if not FEWEST <= len(document.blocks) <= LONGEST or any(verdict.rule == PAGE_MARKS for verdict in verdicts):
        return True
    return dump_likeness(document, verdicts) >= DUMP


def _is_without_place(scene: Scene) -> bool:
    """Whether most unclaimed words are not in paragraphs, or other stories have more words, as on home pages."""
    paragraphs = short = stories = 0
    for block, label in zip(scene.blocks, scene.labels, strict=True):
        if label is None:
            paragraphs += block.size * block.prose
            short += block.size * (not block.prose)
        else:
            stories += block.size * (label is Label.APPENDED_STORY)
    return paragraphs <= short or paragraphs < stories


def _runs(scene: Scene, evidence: Evidence) -> Iterator[list[Block]]:
    """Yield the runs of unclaimed lines: of paragraphs, and of other lines. Claimed lines between do not end a run.

    Lists that may be the article's own are in no run. If the unclaimed text is verse or a list, only lines between two
    claimed ones are in runs, because the others have no position among paragraphs.
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
    """Yield the lines of lists below the headline of which no item is claimed.

    A list is boilerplate as a whole or not at all.
    """
    bullets = evidence["bullet"]
    if 1.0 not in bullets:
        return
    for listed, group in groupby(range(len(bullets)), key=bullets.__getitem__):
        items = list(group) if listed else []
        if not any(scene.contaminated(index) or evidence.at("over_headline", index) for index in items):
            yield from items


def _is_inside(evidence: Evidence, block: Block) -> bool:
    """Whether a line is a paragraph, or is between unclaimed paragraphs."""
    return block.prose or min(evidence.at("open_above", block.index), evidence.at("open_below", block.index)) > 0


def _is_enclosed(scene: Scene, block: Block) -> bool:
    """Whether a line is between two that are claimed as boilerplate."""
    return scene.contaminated(block.index - 1) and scene.contaminated(block.index + 1)


def judge_of(files: Mapping[str, str]) -> Judge:
    """Return the judge in files, given their contents by name."""
    return _judge_of(_learned(files))


def _learned(files: Mapping[str, str]) -> dict[str, Any]:
    """Return the prepared form of files."""
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
        raise ValueError(f"no feature is called {', '.join(sorted(unknown))}")
    return Judge(trees, lexicon_of(learned["lexicon"]), naming_of(learned["naming"]))


def read_judge(folder: Path) -> Judge:
    """Return the judge that `training/judge.py` has written into a folder.

    Raises ReadingError for a missing or invalid file.
    """
    try:
        return judge_of(_files_in(folder))
    except OSError as error:
        raise ReadingError(
            f"{error.filename}: {error.strerror}; training/judge.py writes {', '.join(FILES)}"
        ) from error
    except (ValueError, LookupError, TypeError) as error:
        raise ReadingError(f"{folder}: the line classifier is invalid ({error}); fit it again") from error


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
    """Return the judge that is shipped with cleanwire."""
    return _judge_of(PREPARED.load())
