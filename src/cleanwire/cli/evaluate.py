"""The command `evaluate`: cleanwire and other tools on labelled documents, side by side."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from cleanwire.errors import OptionError
from cleanwire.files.outputs import show

if TYPE_CHECKING:
    from cleanwire.evaluation import Document, Step, Tool

__all__ = ["evaluate"]


class _Settings(TypedDict):
    only: tuple[str, ...]
    part: str | None
    sample: int | None
    languages: bool
    times: bool
    markdown: bool
    as_json: bool


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option("--only", multiple=True, metavar="TOOL", help="Run only this tool; may be given several times.")
@click.option("--part", metavar="NAME", help="Use only the documents of this part, as named in their records.")
@click.option(
    "--sample", type=click.IntRange(min=1), metavar="N", help="Use only N pages and N texts, drawn at random."
)
@click.option("--languages", is_flag=True, help="Also show the scores of each language.")
@click.option("--times", is_flag=True, help="Show processor time, which differs from run to run.")
@click.option("--markdown", is_flag=True, help="Write the tables as Markdown.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON, with all scores (also by language) and times.")
def evaluate(paths: tuple[str, ...], **settings: Unpack[_Settings]) -> None:
    """Compare cleanwire with other tools on labelled documents.

    PATHs are files or folders of labelled text, of HTML pages with labelled text beside them, or of JSON lines, or a
    clone of the article-extraction-benchmark. Without PATH, use the sixty documents that ship with cleanwire. Tools
    that are not installed are named and skipped.
    """
    from cleanwire import evaluation  # noqa: PLC0415, other commands need none of it

    if settings["markdown"] and settings["as_json"]:
        raise click.UsageError("--markdown and --json exclude each other")
    tools = _chosen(evaluation.TOOLS, settings["only"])
    documents = [*evaluation.read_documents(paths)] if paths else evaluation.shipped_documents()
    documents = _sampled(_of_part(documents, settings["part"]), settings["sample"])
    with _watched() as watch:
        report = evaluation.evaluate(documents, tools, watch=watch)
    if settings["as_json"]:
        show(evaluation.render_json(report))
    else:
        render = evaluation.render_markdown if settings["markdown"] else evaluation.render_text
        show(render(report, languages=settings["languages"], times=settings["times"]))


def _chosen(tools: "Sequence[Tool]", only: tuple[str, ...]) -> "list[Tool]":
    names = list(dict.fromkeys(tool.name for tool in tools))
    unknown = [name for name in only if name not in names]
    if unknown:
        raise OptionError(f"--only: there is no tool {unknown[0]!r}; there are {', '.join(names)}")
    return [tool for tool in tools if not only or tool.name in only]


def _of_part(documents: "list[Document]", part: str | None) -> "list[Document]":
    if part is None:
        return documents
    chosen = [document for document in documents if document.part == part]
    if not chosen:
        parts = sorted({document.part for document in documents if document.part})
        known = f"there are {', '.join(parts)}" if parts else "these documents have no parts"
        raise OptionError(f"--part: no document belongs to the part {part!r}; {known}")
    return chosen


def _sampled(documents: "list[Document]", number: int | None) -> "list[Document]":
    """Return `number` documents of each kind, in their order, the same ones in every run."""
    if number is None:
        return documents
    chance = Random(0)  # noqa: S311, not used for secrets
    kinds = {type(document) for document in documents}
    places = [[at for at, document in enumerate(documents) if type(document) is kind] for kind in kinds]
    drawn = [at for place in sorted(places) for at in chance.sample(place, min(number, len(place)))]
    return [documents[at] for at in sorted(drawn)]


@contextmanager
def _watched() -> "Iterator[Callable[[Step], None]]":
    """Show a progress bar on standard error while the tools run, if that is a terminal."""
    from rich import progress as rich  # noqa: PLC0415, rich takes 50 ms to import
    from rich.console import Console  # noqa: PLC0415, the same

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TimeRemainingColumn(compact=True, elapsed_when_finished=True),
    )
    with rich.Progress(*columns, console=console) as bars:
        task = bars.add_task("Reading", total=None)
        yield lambda step: bars.update(task, description=step.tool or "Done", completed=step.done, total=step.total)
