"""The command `doctor`: what is installed here, and how fast it is."""

import json
import platform
import re
import sys
import time
from collections.abc import Iterator, Mapping
from importlib.metadata import distributions, requires
from typing import Any

import click

import cleanwire
from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.files.outputs import show
from cleanwire.native.text import reading
from cleanwire.report.escaping import escaped
from cleanwire.rules.shipped import stale_languages
from cleanwire.testing.shipped import fixtures
from cleanwire.version import rules_version

__all__ = ["doctor"]

SECONDS = 1.0
"""How long articles are cleaned. On a quiet machine the figure is then right within a few per cent."""

_SLOWER = "starting takes longer until cleanwire is installed again"

_REQUIREMENT = re.compile(r"""([\w.-]+)(?:\[[\w,-]+\])?[^;]*(?:;.*\bextra == ['"]([\w-]+)['"])?""")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def doctor(*, as_json: bool) -> None:
    """Show versions, what is compiled, which extras are installed, and how fast this machine cleans.

    Put its output into bug reports.
    """
    found = _findings()
    show(f"{json.dumps(found)}\n" if as_json else "".join(f"{escaped(line)}\n" for line in _lines(found)))


def _findings() -> dict[str, Any]:
    stale = stale_languages()
    required = _requirements()
    return {
        "cleanwire": cleanwire.__version__,
        "rules": rules_version(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "platform": platform.platform(),
        "compiled": reading.__file__,
        "prepared rules": f"not as built ({', '.join(stale)}): {_SLOWER}" if stale else "as built",
        "dependencies": _versions(required[""]),
        "extras": {extra: _versions(required[extra]) for extra in sorted(required) if extra},
        "speed": _speed(),
    }


def _requirements() -> dict[str, list[str]]:
    """Return the packages that each extra requires, and those that are always required under ""."""
    packages: dict[str, list[str]] = {"": []}
    for requirement in requires("cleanwire") or ():
        if found := _REQUIREMENT.match(requirement):
            packages.setdefault(found[2] or "", []).append(found[1])
    return packages


def _versions(packages: list[str]) -> dict[str, str | None]:
    """Return the version of each package, or None for packages that are not installed."""
    return {package: next((held.version for held in distributions(name=package)), None) for package in packages}


def _speed() -> dict[str, float]:
    """Return how many shipped articles, and how many megabytes, are cleaned per second on one core."""
    cleaner = Cleaner()
    sources = [fixture.source for fixture in fixtures()]
    for source in sources:  # loads rules and compiles patterns
        cleaner.clean(source)
    documents = size = 0
    start = time.perf_counter()
    while (seconds := time.perf_counter() - start) < SECONDS:
        source = sources[documents % len(sources)]
        cleaner.clean(source)
        documents += 1
        size += len(source.encode())
    return {"documents per second": round(documents / seconds), "MB per second": round(size / seconds / 1e6, 2)}


def _lines(found: Mapping[str, Any]) -> Iterator[str]:
    yield f"cleanwire       {found['cleanwire']}, rules {found['rules']}"
    yield f"Python          {found['python']} at {sys.executable}"
    yield f"platform        {found['platform']}"
    yield f"compiled        {found['compiled']}"
    yield f"prepared rules  {found['prepared rules']}"
    documents, megabytes = found["speed"].values()
    yield f"speed           {documents:,} articles, {megabytes} MB per second on one core"
    yield f"dependencies    {', '.join(_named(found['dependencies']))}"
    for extra, packages in found["extras"].items():
        missing = [package for package, held in packages.items() if held is None]
        told = f"not installed: {', '.join(missing)}" if missing else ", ".join(_named(packages))
        yield f"{f'[{extra}]':16}{told}"


def _named(packages: Mapping[str, str | None]) -> list[str]:
    return [f"{package} {held or 'is missing'}" for package, held in packages.items()]
