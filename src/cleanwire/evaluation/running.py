"""Runs each tool on each document, in one process, and returns a report."""

import logging
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import process_time
from typing import Any

from cleanwire.errors import OptionError
from cleanwire.evaluation.documents import Document, Page
from cleanwire.evaluation.peers import TOOLS, Extract, Filter, Tool
from cleanwire.evaluation.scores import (
    PageOutcome,
    PageScore,
    TextOutcome,
    TextScore,
    page_outcome,
    page_score,
    text_outcome,
    text_score,
)

__all__ = ["Report", "Row", "Step", "evaluate"]


@dataclass(frozen=True, slots=True)
class Step:
    """The progress of an evaluation."""

    tool: str
    done: int
    """Documents, summed over all tools."""
    total: int


@dataclass(frozen=True, slots=True)
class Row:
    """The outcomes of one tool on the documents of its kind."""

    tool: Tool
    outcomes: tuple[PageOutcome, ...] | tuple[TextOutcome, ...]

    @property
    def score(self) -> PageScore | TextScore:
        """The score over all documents."""
        return _score(self.outcomes)

    @property
    def by_language(self) -> dict[str, PageScore | TextScore]:
        """The score of each language, sorted by its code."""
        languages = sorted({outcome.language for outcome in self.outcomes})
        return {language: _score([one for one in self.outcomes if one.language == language]) for language in languages}


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of all tools."""

    rows: tuple[Row, ...]
    """In the order of the tools."""
    missing: tuple[Tool, ...]
    """The tools that are not installed."""


def evaluate(
    documents: Iterable[Document],
    tools: Iterable[Tool] = TOOLS,
    *,
    watch: Callable[[Step], None] = lambda _: None,
) -> Report:
    r"""Run tools on documents, one after the other, and return a report.

    Pages are given to the tools for pages, texts to those for texts. A tool that is not installed is skipped. If one
    raises an error on a document, its output counts as empty, and the error is counted. Seconds are processor time,
    without imports and without loading what a language needs. `watch` is called before each document.

    >>> from cleanwire.evaluation import Text
    >>> text = Text("ferry", "The ferry sailed again on Monday.\nShare on Facebook\n", boilerplate=((34, 52),))
    >>> report = evaluate([text], [tool for tool in TOOLS if tool.name == "cleanwire"])
    >>> report.rows[0].score.removed, report.rows[0].score.lost
    (1.0, 0.0)

    Raises OptionError if there are no documents, or none for which there are tools.
    """
    by_kind: dict[str, list[Document]] = {"pages": [], "texts": []}
    for document in documents:
        by_kind["pages" if isinstance(document, Page) else "texts"].append(document)
    if not any(by_kind.values()):
        raise OptionError("there are no documents to evaluate; name files or folders with documents")
    asked = [tool for tool in tools if by_kind[tool.kind]]
    if not asked:
        kind = next(kind for kind, documents_of_kind in by_kind.items() if documents_of_kind)
        raise OptionError(f"none of the tools is for {kind}, which all documents are; choose others")
    rows: list[Row] = []
    with _quiet():
        loaded = {tool: work for tool in asked if (work := _loaded(tool)) is not None}
        total = sum(len(by_kind[tool.kind]) for tool in loaded)
        for tool, work in loaded.items():
            done = sum(len(row.outcomes) for row in rows)
            rows.append(Row(tool, tuple(_outcomes(by_kind[tool.kind], work, watch, Step(tool.name, done, total)))))
        watch(Step("", total, total))
    return Report(tuple(rows), tuple(tool for tool in asked if tool not in loaded))


def _loaded(tool: Tool) -> Extract | Filter | None:
    try:
        return tool.load()
    except ImportError:
        return None


def _outcomes(documents: Sequence[Document], work: Any, watch: Callable[[Step], None], step: Step) -> Iterator[Any]:
    """Yield the outcome of each document; `step` is the progress of the evaluation before."""
    for document in {document.language: document for document in documents}.values():
        _outcome(document, work)  # the first one in a language loads its words and compiles, and is not timed
    for number, document in enumerate(documents):
        watch(replace(step, done=step.done + number))
        yield _outcome(document, work)


def _outcome(document: Document, work: Any) -> PageOutcome | TextOutcome:
    """Return the outcome of a document, with the processor time that it took."""
    source = document.html if isinstance(document, Page) else document.source
    made: Any = "" if isinstance(document, Page) else [(0, len(source))]
    failed = False
    before = process_time()
    try:
        made = work(source, document.language)
    except Exception:  # noqa: BLE001, a tool may raise anything on a document; its output is then empty
        failed = True
    seconds = process_time() - before
    if isinstance(document, Page):
        return page_outcome(document, made, seconds=seconds, failed=failed)
    return text_outcome(document, made, seconds=seconds, failed=failed)


def _score(outcomes: Sequence[Any]) -> PageScore | TextScore:
    return page_score(outcomes) if isinstance(outcomes[0], PageOutcome) else text_score(outcomes)


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence what the tools print about a document."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
