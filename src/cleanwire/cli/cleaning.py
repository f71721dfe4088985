"""The commands that clean: `clean` writes what stays, `explain` shows what goes and why."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Literal, Unpack, get_args

import click
from click.core import ParameterSource

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.cleaning.options import Output
from cleanwire.cli.pages import write_pages
from cleanwire.cli.settings import CleanerSettings, cleaner_of, markdown_option, with_cleaner
from cleanwire.cli.targets import make_folder, targets_of
from cleanwire.errors import OptionError, ReadingError
from cleanwire.files.outputs import encoded, show, write_atomically, write_standard
from cleanwire.files.sources import STANDARD, Source, read_source
from cleanwire.reading.formats import FORMATS, Format
from cleanwire.report.escaping import escaped
from cleanwire.report.labelled import render_labelled
from cleanwire.result import Result

__all__ = ["clean", "explain"]

View = Literal["terminal", "labelled", "json"]
Color = Literal["auto", "always", "never"]

_Command = Callable[..., None]


class _Settings(CleanerSettings):
    """The options that `clean` and `explain` share."""

    input_format: Format
    encoding: str | None
    profile: str | None
    url: str | None


def _with_settings(command: _Command) -> _Command:
    options = (
        click.option(
            "--input-format",
            type=click.Choice(FORMATS),
            default="auto",
            help="What the input is; auto takes for HTML what begins like a page.",
        ),
        click.option(
            "--encoding",
            metavar="NAME",
            help="Read and write text in this encoding, not in UTF-8.",
        ),
        click.option(
            "--profile",
            metavar="FILE",
            type=click.Path(),
            help="Use what this site profile knows of other documents; it needs --url.",
        ),
        click.option("--url", metavar="ADDRESS", help="Where the input is from; nothing is fetched."),
    )
    return with_cleaner(reduce(lambda bare, option: option(bare), reversed(options), command))


@click.command()
@click.argument("files", nargs=-1, type=click.Path())
@click.option("-o", "--output", type=click.Path(), default=STANDARD, help="Write to this file, or into this folder.")
@click.option(
    "--summary/--no-summary",
    default=None,
    help="Say on standard error how much was removed, and as what.  [default: where that is a terminal]",
    show_default=False,
)
@markdown_option
@_with_settings
def clean(
    files: tuple[str, ...], output: str, *, summary: bool | None, markdown: bool, **settings: Unpack[_Settings]
) -> None:
    """Write the article in each of FILES and nothing else.

    Without FILES, and for the file -, standard input is read; without -o, standard output is written to.
    Several FILES go to standard output one after the other, or under their own names into a folder: one that
    exists, or one whose path ends in / and which is then made.

    Text is written as it was read, line breaks and encoding included; the text of a page is written as UTF-8, and
    with --markdown it keeps its headings, lists, tables and links.
    A file appears whole or not at all, so -o may name an input.
    """
    names = files or (STANDARD,)
    if names.count(STANDARD) > 1:
        raise OptionError("standard input is named twice, but can be read only once; name - once")
    tally = _Tally()
    cleaned = _cleaned(_cleaner(settings, output="markdown" if markdown else "text"), names, settings, tally)
    if output == STANDARD:
        _write_stream(cleaned)
    else:
        new_folder = Path(output) if output.endswith("/") else None
        _write_files(cleaned, targets_of(names, output), new_folder=new_folder)
    if sys.stderr.isatty() if summary is None else summary:
        click.echo(f"cleanwire: {tally}", err=True)


class _Tally:
    """What was removed of the files of a run."""

    def __init__(self) -> None:
        self._files = self._characters = self._kept = 0
        self._removals: Counter[str] = Counter()

    def add(self, result: Result) -> None:
        """Count what was removed of a file."""
        self._files += 1
        self._characters += len(result.source)
        self._kept += len(result.source) - sum(segment.end - segment.start for segment in result.removed)
        self._removals.update(segment.label.value for segment in result.removed)

    def __str__(self) -> str:
        files = "" if self._files == 1 else f"{self._files:,} files: "
        removed = ", ".join(f"{label} {count:,}" for label, count in sorted(self._removals.items())) or "nothing"
        return f"{files}kept {self._kept:,} of {self._characters:,} characters; removed {removed}"


@click.command()
@click.argument("files", nargs=-1, type=click.Path())
@click.option(
    "--format",
    "view",
    type=click.Choice(get_args(View)),
    default="terminal",
    help="A view for people, labelled text for fixtures and bug reports, or JSON for programs.",
)
@click.option("--json", "view", flag_value="json", help="The same as --format json: one line for each file.")
@click.option(
    "--color",
    type=click.Choice(get_args(Color)),
    default="auto",
    help="Whether the terminal view is coloured; auto asks whether it goes to a terminal, and NO_COLOR.",
)
@click.option(
    "--html",
    "page",
    metavar="OUT",
    type=click.Path(),
    help="Write an HTML page instead, to this file or, with an index, into this folder.",
)
@_with_settings
@click.pass_context
def explain(
    context: click.Context,
    files: tuple[str, ...],
    view: View,
    color: Color,
    page: str | None,
    **settings: Unpack[_Settings],
) -> None:
    """Show what goes of FILES, and why.

    Above each removal stand its label, the rule that found it, the confidence and the evidence. Without FILES, and
    for the file -, standard input is read.

    With --json each of FILES becomes a line, which `cleanwire diff` compares with that of another version or pack.

    With --html a page shows the article with its removals marked in place; it loads nothing and runs no script.
    Several FILES need a folder: one that exists, or one whose path ends in / and which is then made. Each
    becomes a page there, NAME.html, and index.html leads to them. No input is ever replaced.
    """
    names = files or (STANDARD,)
    if page is not None:
        if context.get_parameter_source("view") is not ParameterSource.DEFAULT:
            raise click.UsageError("--html and --format exclude each other")
        write_pages(_explanations(_cleaner(settings), names, settings), names, page)
    elif view == "json":
        cleaner = _cleaner(settings)
        for name in names:
            _, result = _explained(cleaner, name, settings)
            write_standard(f"{json.dumps({'file': name} | result.to_dict())}\n".encode("ascii"))
    elif len(names) > 1:
        raise OptionError("several files need a page each, --html OUT/, or a line of JSON each, --json")
    else:
        _show(*_explained(_cleaner(settings), names[0], settings), view, color)


def _cleaner(settings: _Settings, *, output: Output = "text") -> Cleaner:
    return replace(cleaner_of(settings, output=output), profile=settings["profile"])


def _show(source: Source, result: Result, view: View, color: Color) -> None:
    if view == "labelled":
        write_standard(encoded(render_labelled(result), encoding="utf-8", name=source.name))
    else:
        show(_terminal_view(result, color))


def _terminal_view(result: Result, color: Color) -> str:
    from rich.console import Console  # noqa: PLC0415, rich takes 50 ms to import

    from cleanwire.report.terminal import render_terminal  # noqa: PLC0415, the same

    match color:
        case "always":
            console = Console(force_terminal=True, color_system="standard", no_color=False)
        case "never":
            console = Console(force_terminal=False, color_system=None)
        case "auto":  # rich looks for a terminal and for NO_COLOR
            console = Console()
    return render_terminal(result, console=console)


def _explained(cleaner: Cleaner, name: str, settings: _Settings) -> tuple[Source, Result]:
    source = read_source(name, format=settings["input_format"], encoding=settings["encoding"])
    try:
        result = cleaner.explain(source.content, format=settings["input_format"], url=settings["url"])
    except ReadingError as error:
        raise ReadingError(f"{source.name}: {error}") from error
    if result.note:
        click.echo(f"cleanwire: {escaped(source.name)}: {escaped(result.note)}", err=True)
    return source, result


def _explanations(cleaner: Cleaner, names: Sequence[str], settings: _Settings) -> Iterator[Result]:
    """Yield the result of each source, when it is asked for."""
    for name in names:
        yield _explained(cleaner, name, settings)[1]


def _cleaned(
    cleaner: Cleaner, names: Sequence[str], settings: _Settings, tally: _Tally
) -> Iterator[tuple[Source, str]]:
    """Yield each source with what stays of it, when it is asked for, and count what does not."""
    for name in names:
        source, result = _explained(cleaner, name, settings)
        tally.add(result)
        yield source, cleaner.written(result)


def _write_stream(cleaned: Iterable[tuple[Source, str]]) -> None:
    line_is_open = False
    for source, text in cleaned:
        if text:
            # Two articles on one stream should not share a line.
            whole = f"\n{text}" if line_is_open else text
            write_standard(encoded(whole, encoding=source.encoding, name=source.name))
            line_is_open = not text.endswith(("\n", "\r"))


def _write_files(cleaned: Iterable[tuple[Source, str]], targets: Sequence[Path], *, new_folder: Path | None) -> None:
    for (source, text), target in zip(cleaned, targets, strict=True):
        if new_folder:  # made only now, so that a first input that fails leaves none behind
            make_folder(new_folder)
        write_atomically(target, encoded(text, encoding=source.encoding, name=source.name))
