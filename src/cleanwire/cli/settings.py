"""The options of every command that cleans."""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import TypedDict, get_args

import click

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.cleaning.options import Output, Strictness
from cleanwire.profile.sites import SiteOf, host, registered_domain, section
from cleanwire.reading.formats import EXTRACTORS, Extractor

__all__ = ["SITE_NAMES", "CleanerSettings", "cleaner_of", "markdown_option", "with_cleaner"]

SITE_NAMES: Mapping[str, SiteOf] = {"domain": registered_domain, "host": host, "section": section}
"""The ways to tell sites, as the command line calls them."""

_Command = Callable[..., None]


class CleanerSettings(TypedDict):
    """The options that make a cleaner, as commands receive them."""

    keep: tuple[str, ...]
    drop: tuple[str, ...]
    strictness: Strictness
    packs: tuple[str, ...]
    extractor: Extractor
    weights: str | None


markdown_option: Callable[[_Command], _Command] = click.option(
    "--markdown", is_flag=True, help="Write articles of pages as Markdown; what is text comes out as it is."
)
"""The option of every command that writes articles."""


def with_cleaner(command: _Command) -> _Command:
    """Give a command the options that make a cleaner."""
    options = (
        click.option(
            "--keep",
            multiple=True,
            metavar="NAME",
            help="Leave what this label or beginning of a rule's id removes.",
        ),
        click.option(
            "--drop",
            multiple=True,
            metavar="NAME",
            help="Remove what this label or beginning of a rule's id keeps.",
        ),
        click.option(
            "--strictness",
            type=click.Choice(get_args(Strictness)),
            default="default",
            help="How much to remove: only what is certain, what is likely, or also what is doubtful.",
        ),
        click.option("--pack", "packs", multiple=True, metavar="PATH", help="Use the rules of this file as well."),
        click.option(
            "--extractor",
            type=click.Choice(EXTRACTORS),
            default="own",
            help="What finds the main text of a page; trafilatura is slower, resiliparse faster and less exact.",
        ),
        click.option(
            "--weights",
            metavar="FOLDER",
            help="Judge lines that no rule names by what was fitted to pages of your own.",
        ),
    )
    return reduce(lambda bare, option: option(bare), reversed(options), command)


def cleaner_of(settings: CleanerSettings, *, output: Output = "text") -> Cleaner:
    """Return the cleaner that the options ask for."""
    return Cleaner(
        keep=settings["keep"],
        drop=settings["drop"],
        strictness=settings["strictness"],
        packs=settings["packs"],
        extractor=settings["extractor"],
        weights=settings["weights"],
        output=output,
    )
