"""Where outputs are written: a file, or files in a folder under the names of the inputs."""

from collections.abc import Sequence
from pathlib import Path

from cleanwire.errors import OptionError, WritingError
from cleanwire.files.sources import STANDARD

__all__ = ["make_folder", "names_folder", "targets_of"]


def targets_of(names: Sequence[str], output: str, *, option: str = "-o", suffix: str = "") -> list[Path]:
    """Return the output path of each input; nothing is written yet.

    In a folder, each is named as its input, plus the suffix. `option` is the option that errors name.

    Raises OptionError if the output cannot hold them.
    """
    if not output:  # for example an unset variable; as a path it is the current folder, where the inputs may be
        raise OptionError(f"{option} '': the path is empty; name a file or a folder")
    if names_folder(output):
        return _in_folder(names, Path(output), option, suffix)
    if len(names) > 1:
        raise OptionError(
            f"{option} {output}: several files need a folder; name an existing one, or end the path in / to create it"
        )
    return [Path(output)]


def names_folder(output: str) -> bool:
    """Return whether an output is a folder: an existing one, or one to create."""
    return output.endswith("/") or Path(output).is_dir()


def _in_folder(names: Sequence[str], folder: Path, option: str, suffix: str) -> list[Path]:
    targets: dict[Path, str] = {}
    for name in names:
        if name == STANDARD:
            raise OptionError(f"{option} {folder}: standard input has no name for a file in a folder; name a file")
        target = folder / f"{Path(name).name}{suffix}"
        if target in targets:
            raise OptionError(f"{targets[target]} and {name} would both become {target}; clean them one by one")
        targets[target] = name
    return [*targets]


def make_folder(folder: Path, *, option: str = "-o") -> None:
    """Create a folder if it does not exist.

    Raises WritingError if it cannot be created.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{folder}: cannot be created: {error.strerror}; name another with {option}"
        raise WritingError(message) from error
