"""The command `profile`: fit, merge, show and compare site profiles."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

from cleanwire.cli.progress import watched
from cleanwire.cli.settings import SITE_NAMES
from cleanwire.corpus import CorpusOptions, fit_files
from cleanwire.errors import OptionError
from cleanwire.files.outputs import show
from cleanwire.report.escaping import escaped

if TYPE_CHECKING:
    from cleanwire.profile.site_profile import SiteProfile

__all__ = ["diff", "fit", "merge", "profile", "show_profile"]

DIFFERENT = 1
"""The exit code if two profiles differ, as of `diff`."""


class _Settings(TypedDict):
    text_field: str
    url_field: str
    html: bool
    site_key: str
    mergeable: bool
    workers: int | None


_OUTPUT = click.option("-o", "--output", required=True, metavar="FILE", type=click.Path(), help="Write this file.")


@click.group()
def profile() -> None:
    """Fit, merge, show and compare site profiles, which `clean` and `corpus` use."""


@profile.command()
@click.argument("inputs", nargs=-1, required=True, metavar="IN...", type=click.Path())
@_OUTPUT
@click.option("--text-field", metavar="NAME", default="text", help="The field with the text.")
@click.option("--url-field", metavar="NAME", default="url", help="The field with the address, which names the site.")
@click.option("--html", is_flag=True, help="The text field holds HTML pages.")
@click.option("--site-key", type=click.Choice([*SITE_NAMES]), default="domain", help="What counts as one site.")
@click.option("--mergeable", is_flag=True, help="Keep what `profile merge` needs: about eight times as much.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Number of processes.  [default: all cores]")
def fit(inputs: tuple[str, ...], output: str, **settings: Unpack[_Settings]) -> None:
    """Fit a profile to all records of files.

    IN are files, globs or folders, of any kind that `cleanwire corpus` reads. If the run is interrupted, the same
    command resumes it.
    """
    options = CorpusOptions(
        text_field=settings["text_field"],
        url_field=settings["url_field"],
        html=settings["html"],
        site_key=SITE_NAMES[settings["site_key"]],
    )
    with watched() as watch:
        fitted = fit_files(
            inputs, output, options, mergeable=settings["mergeable"], workers=settings["workers"], watch=watch
        )
    show(_summary(output, fitted))


@profile.command()
@click.argument("parts", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@_OUTPUT
@click.option("--mergeable", is_flag=True, help="Keep what a further merge needs.")
def merge(parts: tuple[str, ...], output: str, *, mergeable: bool) -> None:
    """Merge profiles that were fitted with --mergeable. The result is as if fitted to all their documents.

    Without --mergeable, memory hardly grows with the number and size of the files.
    """
    from cleanwire.profile.merging import finish_profiles, merge_profiles  # noqa: PLC0415, numpy takes 100 ms

    if not mergeable and Path(output).resolve() in {Path(part).resolve() for part in parts}:
        raise OptionError(
            f"{output}: is an input, and could not be merged again; name another file, or use --mergeable"
        )
    merged = (merge_profiles if mergeable else finish_profiles)(parts)
    merged.save(output)
    show(_summary(output, merged))


@profile.command("show")
@click.argument("file", metavar="FILE", type=click.Path())
@click.option(
    "--sites", metavar="N", type=click.IntRange(min=0), default=20, help="How many sites to list, largest first."
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON, with all sites.")
def show_profile(file: str, *, sites: int, as_json: bool) -> None:
    """Show what a profile holds: how many documents and sites it was fitted to, and what it remembers.

    It holds lines only as hashes, which cannot be shown.
    """
    facts = _facts(_loaded(file), file)
    if as_json:
        show(f"{json.dumps(facts, ensure_ascii=False)}\n")
        return
    named: Mapping[str, int] = facts.pop("sites")
    lines = [f"{name.replace('_', ' '):12} {_shown(value)}" for name, value in facts.items()]
    ranked = sorted(named.items(), key=lambda item: (-item[1], item[0]))[:sites]
    lines += ["", *[f"{number:12,}  {name or '(no address)'}" for name, number in ranked]] if ranked else []
    more = len(named) - len(ranked)
    lines += [f"{'':12}  and {more:,} more"] if ranked and more else []
    show("".join(f"{escaped(line).rstrip()}\n" for line in lines))


@profile.command()
@click.argument("first", metavar="A", type=click.Path())
@click.argument("second", metavar="B", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def diff(context: click.Context, first: str, second: str, *, as_json: bool) -> None:
    """Show the differences between two profiles. The exit code is 0 if there are none, else 1."""
    left, right = _loaded(first), _loaded(second)
    found = {**_facts_that_differ(left, right), **_sites_that_differ(left, right), **_rows_that_differ(left, right)}
    if as_json:
        show(f"{json.dumps(found, ensure_ascii=False)}\n")
    else:
        show("".join(f"{escaped(line)}\n" for name, value in found.items() for line in _lines(name, value)))
    if found:
        context.exit(DIFFERENT)


def _summary(output: str, profile: "SiteProfile") -> str:
    sites = profile.sites
    return f"{escaped(output)}: {sum(sites.values()):,} documents of {len(sites):,} sites\n"


def _loaded(file: str) -> "SiteProfile":
    from cleanwire.profile.site_profile import SiteProfile  # noqa: PLC0415, numpy takes 100 ms to import

    return SiteProfile.load(file)


def _facts(profile: "SiteProfile", file: str) -> dict[str, Any]:
    held = profile.contents
    return {
        "documents": sum(profile.sites.values()),
        "site_key": next(name for name, key in SITE_NAMES.items() if key is profile.site_of),
        "finished": profile.is_finished,
        "bytes": Path(file).stat().st_size,
        "lines": len(held.counts.keys),
        "passages": len(held.passages.keys),
        "homes": len(held.homes.keys),
        "sites": dict(profile.sites),
    }


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _facts_that_differ(left: "SiteProfile", right: "SiteProfile") -> Mapping[str, Any]:
    facts = [{"site_key": profile.site_of.__name__, "finished": profile.is_finished} for profile in (left, right)]
    return {name: [one[name] for one in facts] for name in facts[0] if facts[0][name] != facts[1][name]}


def _sites_that_differ(left: "SiteProfile", right: "SiteProfile") -> Mapping[str, Any]:
    """Return the sites whose numbers of documents differ, each with both numbers."""
    before, after = left.sites, right.sites
    names = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    return {"sites": {name: [before.get(name, 0), after.get(name, 0)] for name in names}} if names else {}


def _rows_that_differ(left: "SiteProfile", right: "SiteProfile") -> Mapping[str, Any]:
    """Return how many lines, passages and homes only one profile holds, or both hold with different values."""
    import numpy as np  # noqa: PLC0415, it takes 100 ms to import

    found = {}
    for name, table in (("lines", "counts"), ("passages", "passages"), ("homes", "homes")):
        ours, theirs = getattr(left.contents, table), getattr(right.contents, table)
        only = [len(np.setdiff1d(a.keys, b.keys, assume_unique=True)) for a, b in ((ours, theirs), (theirs, ours))]
        _, here, there = np.intersect1d(ours.keys, theirs.keys, assume_unique=True, return_indices=True)
        changed = int((ours[1][here] != theirs[1][there]).sum())
        if any(only) or changed:
            found[name] = {"only_in_first": only[0], "only_in_second": only[1], "changed": changed}
    return found


def _lines(name: str, value: Any) -> Iterator[str]:
    if name == "sites":
        yield from (f"{site or '(no address)'}: {one:,} documents, {other:,}" for site, (one, other) in value.items())
    elif isinstance(value, dict):
        yield f"{name}: " + ", ".join(f"{number:,} {how.replace('_', ' ')}" for how, number in value.items())
    else:
        yield f"{name.replace('_', ' ')}: {_shown(value[0])}, {_shown(value[1])}"
