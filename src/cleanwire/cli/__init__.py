"""The command line."""

import click

import cleanwire
from cleanwire.cli.cleaning import clean, explain
from cleanwire.cli.comparing import diff
from cleanwire.cli.completion import completion
from cleanwire.cli.corpora import corpus
from cleanwire.cli.doctor import doctor
from cleanwire.cli.evaluate import evaluate
from cleanwire.cli.profiles import profile
from cleanwire.cli.program import Program
from cleanwire.cli.review import review
from cleanwire.cli.rulebook import rules

__all__ = ["main"]


@click.group(
    cls=Program,
    name="cleanwire",
    commands=[clean, completion, corpus, diff, doctor, evaluate, explain, profile, review, rules],
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100, "show_default": True},
)
@click.version_option(cleanwire.__version__, message="cleanwire %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Given an article as a scraper left it, return the article and nothing else.

    \b
      cleanwire clean article.txt                  the article, on standard output
      cleanwire clean page.html -o article.txt     the article in a page
      cleanwire clean *.txt -o clean/              many files, under their own names
      cleanwire clean --keep byline article.txt    the article and its bylines
      cleanwire corpus crawl/ -o clean/            a corpus in JSON lines or Parquet
      cleanwire profile show clean/site-profile    what a site profile holds
      cleanwire explain article.txt                what is removed, and why
      cleanwire explain *.txt --html report/       the same as HTML pages, to read in a browser
      cleanwire review *.txt                       read them in a browser, and correct removals
      cleanwire rules --show en/byline/            the rules behind it
      cleanwire diff before.jsonl after.jsonl      what two versions or packs do differently
      cleanwire doctor                             versions, extras, speed of this machine
      cleanwire evaluate                           how accurate it is, compared with other tools

    \b
    Exit codes: 0 done; 1 done, but an example of a pack fails, a file is damaged, or two things that were
    compared differ; 2 an error, explained in one line on standard error; 130 interrupted; 141 the reader of
    standard output has closed it.
    """  # noqa: D301, the backspace tells click not to join the lines that follow
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
