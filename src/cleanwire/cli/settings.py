"""Options shared by the commands that clean."""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import TypedDict, get_args

import click

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.cleaning.options import Output, Strictness
from cleanwire.profile.sites import SiteOf, host, registered_domain, section
from cleanwire.reading.formats import EXTRACTORS, Extractor

__all__ = ["SITE_NAMES", "CleanerSettings", "cleaner_of", "markdown_option", "with_cleaner", "with_options"]

SITE_NAMES: Mapping[str, SiteOf] = {"domain": registered_domain, "host": host, "section": section}
"""The ways to divide addresses into sites, by their names on the command line."""

_Command = Callable[..., None]
_Option = Callable[[_Command], _Command]


class CleanerSettings(TypedDict):
    """The options that configure a cleaner, as commands receive them."""

    keep: tuple[str, ...]
    drop: tuple[str, ...]
    strictness: Strictness
    packs: tuple[str, ...]
    extractor: Extractor
    weights: str | None


markdown_option: _Option = click.option(
    "--markdown", is_flag=True, help="Write the articles of HTML pages as Markdown; text input is not affected."
)
"""Shared by the commands that write articles."""


def with_options(*options: _Option) -> _Option:
    """Return what gives a command some options, which its help shows in this order."""
    return lambda command: reduce(lambda bare, option: option(bare), reversed(options), command)


with_cleaner: _Option = with_options(
    click.option(
        "--keep", multiple=True, metavar="NAME", help="Keep what this label, or rules whose ids begin so, would remove."
    ),
    click.option(
        "--drop", multiple=True, metavar="NAME", help="Remove what this label, or rules whose ids begin so, would keep."
    ),
    click.option(
        "--strictness",
        type=click.Choice(get_args(Strictness)),
        default="default",
        help="How much to remove: only what is certain, what is likely, or also what is doubtful.",
    ),
    click.option("--pack", "packs", multiple=True, metavar="PATH", help="Also use the rules of this file."),
    click.option(
        "--extractor",
        type=click.Choice(EXTRACTORS),
        default="own",
        help="What finds the main content of HTML; trafilatura is slower, resiliparse faster and less accurate.",
    ),
    click.option("--weights", metavar="FOLDER", help="Use a line classifier fitted to your own pages."),
)
"""Gives a command the options that configure a cleaner."""


def cleaner_of(settings: CleanerSettings, *, output: Output = "text") -> Cleaner:
    """Return the cleaner that the options describe."""
    return Cleaner(
        keep=settings["keep"],
        drop=settings["drop"],
        strictness=settings["strictness"],
        packs=settings["packs"],
        extractor=settings["extractor"],
        weights=settings["weights"],
        output=output,
    )
