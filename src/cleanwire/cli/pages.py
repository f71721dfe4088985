"""Write HTML reports: one file, or a folder of them with an index."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from cleanwire.cli.targets import make_folder, names_folder, targets_of
from cleanwire.errors import OptionError
from cleanwire.files.outputs import write_atomically, write_standard
from cleanwire.files.sources import STANDARD
from cleanwire.report.index_page import Entry, entry_of, render_index
from cleanwire.report.page import render_page
from cleanwire.result import Result

__all__ = ["write_pages"]

INDEX = "index.html"
"""The page that a browser or a server opens for a folder."""

_OPTION = "--html"


def write_pages(results: Iterable[Result], names: Sequence[str], output: str) -> None:
    """Write a page for each result to standard output, a file, or a folder with an index; each complete or not at all.

    The index is written last, so all pages that it links to exist.

    Raises OptionError if the output cannot hold the pages or would replace an input, before anything is read.
    """
    if output == STANDARD and len(names) == 1:
        for result in results:
            write_standard(render_page(result).encode())
    elif output and names_folder(output):
        _write_folder(results, names, Path(output))
    else:
        targets = targets_of(names, output, option=_OPTION)
        _check_inputs(names, targets)
        for result, target in zip(results, targets, strict=True):
            write_atomically(target, render_page(result).encode())


def _write_folder(results: Iterable[Result], names: Sequence[str], folder: Path) -> None:
    targets = targets_of(names, f"{folder}/", option=_OPTION, suffix=".html")
    index = folder / INDEX
    if index in targets:
        raise OptionError(f"{names[targets.index(index)]}: its page would be the index, {index}; rename it")
    _check_inputs(names, [*targets, index])
    entries: list[Entry] = []
    for result, name, target in zip(results, names, targets, strict=True):
        make_folder(folder, option=_OPTION)  # not earlier, so that no folder is left behind if the first input fails
        write_atomically(target, render_page(result, index=INDEX).encode())
        entries.append(entry_of(result, file=target.name, name=name))
    write_atomically(index, render_index(entries).encode())


def _check_inputs(names: Sequence[str], targets: Sequence[Path]) -> None:
    inputs = {os.path.realpath(name): name for name in names if name != STANDARD}
    for target in targets:
        name = inputs.get(os.path.realpath(target))
        if name is not None:
            raise OptionError(f"{_OPTION}: {target} would replace the input {name}; choose another place")
