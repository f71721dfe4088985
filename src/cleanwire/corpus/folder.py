"""The folder of a run: what belongs to which run, what is done, and what is left to do.

    OUT/crawl/part-1.jsonl.gz         an output, under its input's name: it appears complete
    OUT/rejected.jsonl                what could not be cleaned, if anything
    OUT/site-profile                  the fitted profile
    OUT/.cleanwire/run.json           which run this is: inputs and options
    OUT/.cleanwire/KEY/done/3.json    the third file is done, with a summary of its documents
    OUT/.cleanwire/KEY/fit/3/17.json  its shard 17 has been fitted; its part of the profile is beside it
    OUT/.cleanwire/KEY/pages/3/       the documents read from its HTML pages, if it holds pages
    OUT/.cleanwire/KEY/clean/3/17.json   its shard 17 has been cleaned; its records are beside it

A note in JSON is written after the data that it describes: if there is a note, the data is complete.

If OUT is an address, everything below .cleanwire is in the user's cache folder instead. Only run.json and the notes of
finished files are also in OUT, so that another machine can resume after the last finished file.
"""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Literal, Self

import cleanwire
from cleanwire.corpus.inputs import Input
from cleanwire.corpus.naming import PROFILE, REJECTED, RUN_FOLDER
from cleanwire.corpus.options import CorpusOptions
from cleanwire.corpus.places import is_address
from cleanwire.corpus.stores import Store
from cleanwire.errors import OptionError, ReadingError, WritingError
from cleanwire.files.locking import held_alone
from cleanwire.files.outputs import write_atomically
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.stages.judging import FILES

__all__ = ["RunFolder", "identity_of"]

_PARTS = ("fit", "pages", "clean")
"""What is stored for shards until their files are complete."""

_DONE = "done"
"""What is stored for complete files."""

_NOTE = f"{RUN_FOLDER}/run.json"
"""Which run the output folder holds."""


def identity_of(inputs: Sequence[Input], options: CorpusOptions) -> dict[str, Any]:
    """Return everything that decides what a run writes, as JSON values.

    Files are identified by name, size and modification time, so a folder may move; packs and profiles by their content.
    """
    cleaner = options.cleaner
    return {
        "cleanwire": cleanwire.__version__,
        **{name: getattr(options, name) for name in ("text_field", "url_field", "html", "format", "spans")},
        "profile": _digest_of_profile(options.profile),
        "site_key": options.site_key.__name__,
        "keep": sorted(cleaner.keep),
        "drop": sorted(cleaner.drop),
        "strictness": cleaner.strictness,
        "languages": cleaner.languages and list(cleaner.languages),
        "packs": [_digest(Path(pack)) for pack in cleaner.packs],
        "extractor": cleaner.extractor,
        "output": cleaner.output,
        "weights": None if cleaner.weights is None else [_digest(Path(cleaner.weights) / name) for name in FILES],
        "inputs": {file.name: [file.size, file.version] for file in inputs},
    }


def _digest_of_profile(profile: Literal["fit"] | SiteProfile | str | Path | None) -> str | None:
    if profile is None or (isinstance(profile, str) and profile == "fit"):
        return profile
    if isinstance(profile, str | Path):
        return _digest(Path(profile))
    return sha256(sha256(profile.to_bytes()).digest()).hexdigest()  # as of the file that it would be saved to


def _digest(path: Path) -> str:
    """Return a digest of the content of a file, or of the packs in a folder."""
    whole = sha256()
    try:
        for file in sorted(path.rglob("*.toml")) if path.is_dir() else [path]:
            with file.open("rb") as content:
                whole.update(file_digest(content, "sha256").digest())
    except OSError as error:
        raise ReadingError(f"{path}: cannot be read: {error.strerror}; check the path") from error
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class RunFolder:
    """Where a run writes, and where it finds what is already done."""

    output: Store
    work: Path
    """The folder of its state on this machine."""
    key: str
    """Distinguishes runs in the same folder, so that workers that outlive a killed run cannot write into the next."""

    @classmethod
    def of(cls, output: Store, run: dict[str, Any]) -> Self:
        """Return the folder of a run; nothing is written yet."""
        key = _short_digest(json.dumps(run, sort_keys=True))
        if not is_address(output.place):
            return cls(output, Path(output.place_of(RUN_FOLDER)), key)
        caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        return cls(output, caches / "cleanwire" / _short_digest(output.key), key)

    @property
    def _is_remote(self) -> bool:
        return is_address(self.output.place)

    def path(self, *parts: str) -> Path:
        """Return a path below the state folder of the run."""
        return self.work.joinpath(self.key, *parts)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Lock the output folder against other runs on this machine, if possible; a killed run leaves no lock behind.

        Raises OptionError while another run holds the lock, and WritingError if the folder cannot be created.
        """
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            lock = (self.work / "lock").open("wb")
        except OSError as error:
            place = self.work if self._is_remote else self.output.place
            raise WritingError(f"{place}: cannot be written: {error.strerror}; name another folder") from error
        with lock:
            if not held_alone(lock.fileno()):
                raise OptionError(f"{self.output.place}: another run is writing there; wait, or name another folder")
            yield

    def check(self, run: dict[str, Any], targets: Sequence[str], *, overwrite: bool) -> None:
        """Raise OptionError if the run cannot write here, or would replace other files or runs without `overwrite`."""
        folder = Path(self.output.place)
        if not self._is_remote and folder.exists() and not folder.is_dir():
            raise OptionError(f"{folder}: is a file; name a folder")
        if overwrite:
            return
        held = self._held()
        if held is None:
            taken = next((name for name in _outputs(targets) if self.output.exists(name)), None)
            if taken is not None:
                raise OptionError(
                    f"{self.output.place_of(taken)}: exists already, and belongs to no run; name another folder, or "
                    "use --overwrite"
                )
        elif held.get("run") != run and self._has_begun():
            raise OptionError(
                f"{self.output.place}: holds a run with {_difference(held.get('run') or {}, run)}; name another "
                "folder, or replace that run with --overwrite"
            )

    def _held(self) -> dict[str, Any] | None:
        """Return the note about the run in the output folder, or None if there is none."""
        raw = self.output.read(_NOTE)
        return None if raw is None else _parsed(raw)

    def _has_begun(self) -> bool:
        """Whether any run has done anything here."""
        here = any(self.work.glob("*/*/**/*.json"))
        return here or any(f"/{_DONE}/" in name for name in self.output.names(RUN_FOLDER))

    def begin(self, run: dict[str, Any], targets: Sequence[str]) -> None:
        """Make the folder that of this run: keep what it has done, and remove what another run wrote."""
        held = self._held()
        if held is None or held.get("run") != run:
            others = [name for name in (held or {}).get("outputs") or () if ".." not in Path(name).parts]
            for name in {*_outputs(targets), *others, *self.output.names(RUN_FOLDER)}:
                self.output.remove(name.lstrip("/"))
            for other in self.work.iterdir():
                if other.is_dir():
                    shutil.rmtree(other)
            self.output.write(_NOTE, json.dumps({"run": run, "outputs": _outputs(targets)}, indent=1).encode())
        for part in (_DONE, *_PARTS):
            self.path(part).mkdir(parents=True, exist_ok=True)

    def end(self) -> None:
        """Remove all intermediate files."""
        for part in ("",) if self._is_remote else _PARTS:
            shutil.rmtree(self.path(part))

    def place(self, part: str, file: int, name: str) -> Path:
        """Return the path for something that belongs to a file, and create its folder."""
        place = self.path(part, str(file), name)
        place.parent.mkdir(exist_ok=True)
        return place

    def write(self, part: str, file: int, name: str, data: bytes) -> None:
        """Store something that belongs to a file."""
        write_atomically(self.place(part, file, name), data)

    def note(self, part: str, key: str, facts: dict[str, Any]) -> None:
        """Record that something is done, and its outcome."""
        write_atomically(self.path(part, f"{key}.json"), json.dumps(facts).encode("ascii"))

    def noted(self, part: str, key: str) -> dict[str, Any] | None:
        """Return the note of something that is done, or None if there is none."""
        try:
            return _parsed(self.path(part, f"{key}.json").read_bytes())
        except FileNotFoundError:
            return None

    def finish(self, file: int, facts: dict[str, Any]) -> None:
        """Record that a file is done; its rejections are already in place."""
        self.note(_DONE, str(file), facts)
        if self._is_remote:
            for name in (f"{file}/rejected", f"{file}.json"):
                self.output.publish(self.path(_DONE, name), f"{RUN_FOLDER}/{self.key}/{_DONE}/{name}")

    def fetch_done(self) -> None:
        """Fetch what is stored for files that are done on another machine."""
        for name in self.output.names(f"{RUN_FOLDER}/{self.key}/{_DONE}"):
            path = self.work / name.removeprefix(f"{RUN_FOLDER}/")
            path.parent.mkdir(exist_ok=True)
            self.output.fetch(name, path)

    def whole(self, file: int, target: str) -> dict[str, Any] | None:
        """Return the note of a file that is done and whose output is in its place, else None."""
        note = self.noted(_DONE, str(file))
        return note if note and (self.output.exists(target) or not note["output"]) else None

    def numbers(self, part: str, file: int) -> list[int]:
        """Return which shards of a file are done, in order."""
        return sorted(int(path.stem) for path in self.path(part, str(file)).glob("*.json"))


def _short_digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _outputs(targets: Sequence[str]) -> list[str]:
    """Return all files that a run may write, relative to the output folder."""
    return [*targets, REJECTED, PROFILE]


def _parsed(raw: bytes) -> dict[str, Any]:
    """Return the content of a note, which is empty if it is damaged."""
    try:
        note = json.loads(raw)
    except ValueError:
        return {}
    return note if isinstance(note, dict) else {}


def _difference(held: dict[str, Any], run: dict[str, Any]) -> str:
    """Describe how another run differs."""
    names = [name for name in run if held.get(name) != run[name]]
    if names == ["inputs"] and isinstance(held.get("inputs"), dict):
        changed = sorted(
            name for name in {*held["inputs"], *run["inputs"]} if held["inputs"].get(name) != run["inputs"].get(name)
        )
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        return f"other inputs ({changed[0]}{more})"
    options = [f"{name}: {held.get(name)!r} there, {run[name]!r} now" for name in names if name != "inputs"]
    return f"other options ({'; '.join(options)})" if options else "other options"
