"""The command `review`: a local page where a person corrects removals."""

import signal
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Unpack

import click

from cleanwire.cli.settings import CleanerSettings, cleaner_of, with_cleaner
from cleanwire.review import ReviewOptions, review_files

__all__ = ["review"]


class _Settings(CleanerSettings):
    field: str
    encoding: str | None
    rules: Path | None
    port: int | None


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default="review",
    help="Store decisions and saved results in this folder.",
)
@click.option("--field", metavar="NAME", default="text", help="The field of JSON lines that holds the text or page.")
@click.option("--encoding", metavar="NAME", help="Read text in this encoding instead of UTF-8.")
@click.option(
    "--rules", metavar="PACK", type=click.Path(path_type=Path), help="Show what this pack does while you edit it."
)
@click.option("--port", type=click.IntRange(1, 65_535), metavar="N", help="The port.  [default: a free one]")
@click.option("--no-browser", is_flag=True, help="Print the address and do not open a browser.")
@with_cleaner
def review(files: tuple[str, ...], output: Path, *, no_browser: bool, **settings: Unpack[_Settings]) -> None:
    """Read FILES in a browser with the removals marked, and correct them.

    FILES are texts, HTML pages, labelled texts, JSON lines (.jsonl, also .gz and .xz), or labelled HTML pages in the
    format that training uses. The page is served to this machine only. Every decision is written to the output folder
    at once. Documents are identified by their text, so files may be renamed, reordered and added.

    With --rules, the page shows what the rules of a pack remove and keep in FILES, and which of their examples fail.
    It updates whenever you save the pack. Ctrl-C ends the review.
    """
    options = ReviewOptions(
        cleaner=cleaner_of(settings),
        field=settings["field"],
        encoding=settings["encoding"],
        rules=settings["rules"],
        port=settings["port"] or 0,
    )

    def told(address: str) -> None:
        click.echo(f"Reviewing at {address}\nPress Ctrl-C to end; everything is stored in {output}/")
        if not no_browser:
            webbrowser.open(address)

    try:
        with _ended_in_order():
            review_files(files, output, options, told=told)
    except KeyboardInterrupt:
        click.echo()  # after the ^C that the terminal shows


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let SIGTERM end the program as an exception, so that temporary copies of documents are removed."""
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
