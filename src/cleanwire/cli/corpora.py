"""The command `corpus`: cleans files of records into a folder, and reports what was removed."""

import json
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from cleanwire.cli.piping import pipe
from cleanwire.cli.progress import Watch, watched
from cleanwire.cli.settings import SITE_NAMES, CleanerSettings, cleaner_of, markdown_option, with_cleaner
from cleanwire.corpus import CorpusOptions, clean_files
from cleanwire.corpus.naming import DAMAGED, REJECTED
from cleanwire.corpus.options import FORMATS, CorpusFormat
from cleanwire.corpus.places import opened
from cleanwire.corpus.stores import Store, store_at
from cleanwire.errors import OptionError
from cleanwire.files.outputs import show, write_atomically
from cleanwire.files.sources import STANDARD
from cleanwire.report.escaping import escaped

if TYPE_CHECKING:
    from cleanwire.report.summary import CorpusSummary

__all__ = ["corpus"]

FILES_DAMAGED = 1
"""The exit code if a file is damaged and everything that can be read is cleaned."""


class _Settings(CleanerSettings):
    text_field: str
    url_field: str
    html: bool
    markdown: bool
    file_format: CorpusFormat | None
    profile: str | None
    no_profile: bool
    site_key: str
    spans: bool
    as_json: bool


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="IN...", type=click.Path())
@click.option("-o", "--output", required=True, metavar="OUT", type=click.Path(), help="Write into this folder.")
@click.option("--text-field", metavar="NAME", default="text", help="The field to clean, or a path: meta.text.")
@click.option("--url-field", metavar="NAME", default="url", help="The field with the address; records may lack it.")
@click.option("--html", is_flag=True, help="The field holds HTML pages; each is replaced by its article.")
@markdown_option
@click.option(
    "--format", "file_format", type=click.Choice(FORMATS), help="What to write.  [default: the format of each input]"
)
@click.option("--profile", metavar="FILE", type=click.Path(), help="Use this site profile instead of fitting one.")
@click.option("--no-profile", is_flag=True, help="Clean each record by itself, in one pass.")
@click.option("--site-key", type=click.Choice([*SITE_NAMES]), default="domain", help="What counts as one site.")
@click.option(
    "--spans", is_flag=True, help="Add a field cleanwire_removed: start, end, label and rule of each removal."
)
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Number of processes.  [default: all cores]")
@click.option("--report", metavar="FILE", type=click.Path(), help="Also write the report as an HTML page.")
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON.")
@click.option("--overwrite", is_flag=True, help="Replace the outputs of another run in OUT.")
@click.option("--rejected", metavar="FILE", type=click.Path(), help="With -: list here what could not be cleaned.")
@with_cleaner
def corpus(
    inputs: tuple[str, ...],
    output: str,
    *,
    workers: int | None,
    report: str | None,
    overwrite: bool,
    rejected: str | None,
    **settings: Unpack[_Settings],
) -> None:
    """Clean every record of JSON lines, JSON arrays, CSV, TSV, Parquet, WARC or WET files into a folder.

    IN are files, globs or folders. Folders are searched recursively for .jsonl, .csv, .tsv, .warc and .wet, also with
    .gz or .zst, and for .parquet. IN and OUT may be addresses such as s3://bucket/crawl/. Each input becomes a file of
    the same name in OUT, with its records in the same order and all other fields unchanged. The pages of WARC and the
    texts of WET become JSON lines with id, url, date and text. A first pass learns what each site repeats on its
    pages, a second pass cleans. Memory does not grow with the files.

    If the run is interrupted, the same command resumes it and writes the same bytes.

    Records that cannot be cleaned are listed in OUT/rejected.jsonl, with file, line and reason. A damaged file is
    listed there from the damaged record on, and the exit code is then 1.

    `- -o -` cleans JSON lines from standard input to standard output, in one pass. It does not learn what sites
    repeat; use --profile to name a profile learned before. Rejected records and the report go to standard error.
    """
    piped = STANDARD in (*inputs, output)
    if piped:
        _check_piped(inputs, output)
    elif rejected is not None:
        raise click.UsageError("--rejected is for standard input; for files, see OUT/rejected.jsonl")
    options = _options(settings, piped=piped)
    if report is not None and not Path(report).absolute().parent.is_dir():  # not only after hours of cleaning
        raise OptionError(f"--report {report}: its folder does not exist; create it first")
    try:
        with watched() as watch:
            if piped:
                summary = pipe(options, rejected=rejected, workers=workers, watch=watch)
            else:
                summary = clean_files(inputs, output, options, workers=workers, overwrite=overwrite, watch=watch)
    except KeyboardInterrupt:
        remedy = "the output so far is cleaned" if piped else "run the same command again to resume"
        click.echo(f"cleanwire: interrupted; {remedy}", err=True)
        raise
    text = _reported(summary, report, as_json=settings["as_json"])
    if piped:
        click.echo(text, err=True, nl=False)
    else:
        show(text)
    _end(summary, None if piped else store_at(output), watch)


def _end(summary: "CorpusSummary", store: Store | None, watch: Watch) -> None:
    """Say on standard error where the outputs are and what is damaged; damage sets the exit code."""
    damaged = sum(row.documents for row in summary.rejected if row.reason == DAMAGED)
    if damaged:
        told = _damage(store, damaged) if store else _DAMAGED_STREAM
        click.echo(f"cleanwire: {escaped(told)}", err=True)
        click.get_current_context().exit(FILES_DAMAGED)
    elif store:
        click.echo(f"cleanwire: {escaped(_outcome(summary, store, watch))}", err=True)


def _outcome(summary: "CorpusSummary", store: Store, watch: Watch) -> str:
    """Return a line that says where the outputs are, and whether an earlier run wrote them."""
    if watch.complete:
        begins = "already complete, nothing was cleaned again"
    else:
        begins = "complete, resumed from an earlier run" if watch.resumed else "complete"
    rejected = sum(row.documents for row in summary.rejected)
    more = f"; {rejected:,} rejected records are listed in {store.place_of(REJECTED)}" if rejected else ""
    return f"{begins}: the cleaned files are in {store.place}{more}"


_DAMAGED_STREAM = "standard input: damaged; the last rejected entry says from where on, and why"


def _check_piped(inputs: tuple[str, ...], output: str) -> None:
    if inputs != (STANDARD,):
        raise click.UsageError("-o - is for standard input: name - as IN, and nothing else")
    if output != STANDARD:
        raise click.UsageError("standard input can only be written to standard output: use -o -, or name files")


def _damage(output: Store, files: int) -> str:
    """Return a line that says what is wrong with the first damaged file, and where the others are listed."""
    with BufferedReader(opened(output.place_of(REJECTED))) as lines:
        first = next(row for row in map(json.loads, lines) if row["reason"].startswith(DAMAGED))
    line = first["line"]
    read = f"the records before {line} are cleaned" if line > 1 else "nothing of it can be read"
    more = f"; {files - 1} more in {output.place_of(REJECTED)}" if files > 1 else ""
    return f"{first['file']}: {first['reason']}; {read}: repair the file, and clean it again for the rest{more}"


_ONCE = "standard input is read once, so no profile is fitted: name one with --profile, or use --no-profile"


def _options(settings: _Settings, *, piped: bool) -> CorpusOptions:
    if settings["no_profile"] and settings["profile"] is not None:
        raise click.UsageError("--profile and --no-profile exclude each other")
    if settings["markdown"] and not settings["html"]:
        raise click.UsageError("--markdown is for HTML: add --html if the field holds pages")
    if piped and not settings["no_profile"] and settings["profile"] is None:
        click.echo(f"cleanwire: {_ONCE}", err=True)
    return CorpusOptions(
        text_field=settings["text_field"],
        url_field=settings["url_field"],
        html=settings["html"],
        format=settings["file_format"],
        spans=settings["spans"],
        profile=None if settings["no_profile"] else settings["profile"] or (None if piped else "fit"),
        site_key=SITE_NAMES[settings["site_key"]],
        cleaner=cleaner_of(settings, output="markdown" if settings["markdown"] else "text"),
    )


def _reported(summary: "CorpusSummary", page: str | None, *, as_json: bool) -> str:
    """Return the report for a terminal or for programs, and write the HTML page if one is asked for."""
    from rich.console import Console  # noqa: PLC0415, rich takes 50 ms to import

    from cleanwire.report.corpus_page import render_corpus_page  # noqa: PLC0415, only this command needs it
    from cleanwire.report.corpus_terminal import render_summary  # noqa: PLC0415, the same

    if page is not None:
        write_atomically(Path(page), render_corpus_page(summary).encode("utf-8", "backslashreplace"))
    if as_json:
        return f"{json.dumps(summary.to_dict())}\n"
    return render_summary(summary, console=Console())
