"""The commands that clean: `clean` writes what is kept, `explain` shows what is removed and why."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, Unpack, get_args

import click
from click.core import ParameterSource

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.cleaning.options import Output
from cleanwire.cli.pages import write_pages
from cleanwire.cli.settings import CleanerSettings, cleaner_of, markdown_option, with_cleaner, with_options
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


class _Settings(CleanerSettings):
    input_format: Format
    encoding: str | None
    profile: str | None
    url: str | None


_with_settings = with_options(
    with_cleaner,
    click.option(
        "--input-format",
        type=click.Choice(FORMATS),
        default="auto",
        help="What the input is. With auto, input that begins like HTML is read as HTML.",
    ),
    click.option("--encoding", metavar="NAME", help="Read and write text in this encoding instead of UTF-8."),
    click.option("--profile", metavar="FILE", type=click.Path(), help="Use this site profile; needs --url."),
    click.option("--url", metavar="ADDRESS", help="Where the input comes from; nothing is fetched."),
)
"""Gives `clean` and `explain` the options that they share."""


@click.command()
@click.argument("files", nargs=-1, type=click.Path())
@click.option("-o", "--output", type=click.Path(), default=STANDARD, help="Write to this file or into this folder.")
@click.option(
    "--summary/--no-summary",
    default=None,
    help="Say on standard error how much was removed, by label.  [default: if that is a terminal]",
    show_default=False,
)
@markdown_option
@_with_settings
def clean(
    files: tuple[str, ...], output: str, *, summary: bool | None, markdown: bool, **settings: Unpack[_Settings]
) -> None:
    """Write the article in each of FILES and nothing else.

    Without FILES, or for the file -, read standard input; without -o, write to standard output. Several FILES are
    concatenated on standard output, or written under their own names into a folder: an existing one, or one whose
    path ends in /, which is created.

    Text keeps its line breaks and encoding. The text of an HTML page is written as UTF-8; with --markdown, it keeps
    its headings, lists, tables and links. A file appears complete or not at all, so -o may name an input.
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
    """What was removed from the files of a run."""

    def __init__(self) -> None:
        self._files = self._characters = self._kept = 0
        self._removals: Counter[str] = Counter()

    def add(self, result: Result) -> None:
        """Count what was removed from a file."""
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
@click.option("--json", "view", flag_value="json", help="Same as --format json: one line for each file.")
@click.option(
    "--color",
    type=click.Choice(get_args(Color)),
    default="auto",
    help="Whether to colour the terminal view; auto does so on a terminal, unless NO_COLOR is set.",
)
@click.option(
    "--html",
    "page",
    metavar="OUT",
    type=click.Path(),
    help="Write an HTML page instead: to this file, or into this folder with an index.",
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
    """Show what is removed from FILES, and why.

    Above each removal are its label, the rule that found it, the confidence and the evidence. Without FILES, or for
    the file -, read standard input.

    With --json, write one line for each of FILES. `cleanwire diff` compares such lines of two versions or packs.

    With --html, write a page that shows the article with its removals marked in place. It loads nothing and runs no
    script. Several FILES need a folder: an existing one, or one whose path ends in /, which is created. Each file
    becomes the page NAME.html in it, and index.html links to all. No input is ever replaced.
    """
    names = files or (STANDARD,)
    if page is not None:
        if context.get_parameter_source("view") is not ParameterSource.DEFAULT:
            raise click.UsageError("--html and --format or --json exclude each other")
        write_pages((result for _, result in _explained(_cleaner(settings), names, settings)), names, page)
    elif view == "json":
        for name, (_, result) in zip(names, _explained(_cleaner(settings), names, settings), strict=True):
            write_standard(f"{json.dumps({'file': name} | result.to_dict())}\n".encode("ascii"))
    elif len(names) > 1:
        raise OptionError("several files need one page each (--html OUT/) or one line of JSON each (--json)")
    else:
        _show(*next(_explained(_cleaner(settings), names, settings)), view, color)


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
        case "auto":  # rich checks for a terminal and for NO_COLOR
            console = Console()
    return render_terminal(result, console=console)


def _explained(cleaner: Cleaner, names: Sequence[str], settings: _Settings) -> Iterator[tuple[Source, Result]]:
    """Yield each source with its result, computed when it is asked for."""
    for name in names:
        source = read_source(name, format=settings["input_format"], encoding=settings["encoding"])
        try:
            result = cleaner.explain(source.content, format=settings["input_format"], url=settings["url"])
        except ReadingError as error:
            raise ReadingError(f"{source.name}: {error}") from error
        if result.note:
            click.echo(f"cleanwire: {escaped(source.name)}: {escaped(result.note)}", err=True)
        yield source, result


def _cleaned(
    cleaner: Cleaner, names: Sequence[str], settings: _Settings, tally: _Tally
) -> Iterator[tuple[Source, str]]:
    """Yield each source with what is kept of it, computed when it is asked for, and count what is removed."""
    for source, result in _explained(cleaner, names, settings):
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
        if new_folder:  # not earlier, so that no folder is left behind if the first input fails
            make_folder(new_folder)
        write_atomically(target, encoded(text, encoding=source.encoding, name=source.name))
