"""The folder of a run: what belongs to which run, what is done, and what is left to do.

    OUT/crawl/part-1.jsonl.gz         an output, under its input's name: it appears whole
    OUT/rejected.jsonl                what could not be cleaned, if anything
    OUT/site-profile                  the profile that was fitted
    OUT/.cleanwire/run.json           which run this is: inputs and options
    OUT/.cleanwire/KEY/done/3.json    the third file is done, and what became of its documents
    OUT/.cleanwire/KEY/fit/3/17.json  its shard 17 has been fitted, beside its part of the profile
    OUT/.cleanwire/KEY/pages/3/       what was read of its pages meanwhile, where it holds pages
    OUT/.cleanwire/KEY/clean/3/17.json   its shard 17 has been cleaned, beside its records

A note in JSON appears after what it speaks of: where there is a note, the rest is whole.

Where OUT is an address, all below .cleanwire lies in the user's cache folder instead; only run.json and what is done
lie in OUT, too, so that another machine can go on from the last file that is whole.
"""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal, Self

import cleanwire
from cleanwire.corpus.inputs import Input
from cleanwire.corpus.naming import PROFILE, REJECTED, RUN_FOLDER
from cleanwire.corpus.options import CorpusOptions
from cleanwire.corpus.stores import LocalStore, Store
from cleanwire.errors import OptionError, ReadingError, WritingError
from cleanwire.files.outputs import write_atomically
from cleanwire.stages.judging import FILES

if TYPE_CHECKING:
    from cleanwire.profile.site_profile import SiteProfile

__all__ = ["RunFolder", "identity_of"]

_PARTS = ("fit", "pages", "clean")
"""What is made of shards, until their files are whole."""

_DONE = "done"
"""What is kept of files that are whole."""

_NOTE = f"{RUN_FOLDER}/run.json"
"""Which run the folder of outputs holds."""


def identity_of(inputs: Sequence[Input], options: CorpusOptions) -> dict[str, Any]:
    """Return all that decides what a run writes, as what JSON can hold.

    Files are told by name, size and time of change, so that a folder may move; packs and profiles by what they hold.
    """
    cleaner = options.cleaner
    return {
        "cleanwire": cleanwire.__version__,
        "text_field": options.text_field,
        "url_field": options.url_field,
        "html": options.html,
        "format": options.format,
        "spans": options.spans,
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


def _digest_of_profile(profile: "Literal['fit'] | SiteProfile | str | Path | None") -> str | None:
    if profile is None or (isinstance(profile, str) and profile == "fit"):
        return profile
    if isinstance(profile, str | Path):
        return _digest(Path(profile))
    with TemporaryDirectory() as folder:
        saved = Path(folder) / PROFILE
        profile.save(saved)
        return _digest(saved)


def _digest(path: Path) -> str:
    """Return what tells the content of a file, or of the packs in a folder."""
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
    """Where a run writes, and where it finds what is done."""

    output: Store
    work: Path
    """Where it keeps its state on this machine."""
    key: str
    """Tells the run from others in the same folder: workers that outlive a killed run cannot get into the next."""

    @classmethod
    def of(cls, output: Store, run: dict[str, Any]) -> Self:
        """Return the folder of a run; nothing is written yet."""
        key = _short_digest(json.dumps(run, sort_keys=True))
        if isinstance(output, LocalStore):
            return cls(output, output.path / RUN_FOLDER, key)
        caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        return cls(output, caches / "cleanwire" / _short_digest(output.key), key)

    @property
    def _is_remote(self) -> bool:
        return not isinstance(self.output, LocalStore)

    def path(self, *parts: str) -> Path:
        """Return a path among the run's own files."""
        return self.work.joinpath(self.key, *parts)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs of this machine out of the output folder, where it can; a killed run keeps nobody out.

        Raises OptionError while another run is there, WritingError where there can be no folder.
        """
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            lock = (self.work / "lock").open("wb")
        except OSError as error:
            place = self.work if self._is_remote else self.output.place
            raise WritingError(f"{place}: cannot be written: {error.strerror}; name another folder") from error
        with lock:
            if not _held_alone(lock.fileno()):
                raise OptionError(f"{self.output.place}: another run is writing there; wait, or name another folder")
            yield

    def check(self, run: dict[str, Any], targets: Sequence[str], *, overwrite: bool) -> None:
        """Raise OptionError where no run can write, or another run or files are that nothing says to overwrite."""
        self.output.check()
        if overwrite:
            return
        held = self._held()
        if held is None:
            taken = next((name for name in _outputs(targets) if self.output.exists(name)), None)
            if taken is not None:
                raise OptionError(
                    f"{self.output.place_of(taken)}: is there already, and of no run; name another folder, or use "
                    "--overwrite"
                )
        elif held.get("run") != run and self._has_begun():
            raise OptionError(
                f"{self.output.place}: holds a run with {_difference(held.get('run') or {}, run)}; name another "
                "folder, or replace that run with --overwrite"
            )

    def _held(self) -> dict[str, Any] | None:
        """Return what is noted of the run in the folder of outputs; None where there is none."""
        raw = self.output.read(_NOTE)
        return None if raw is None else _parsed(raw)

    def _has_begun(self) -> bool:
        """Whether anything has been done, of whatever run."""
        return any(self.work.glob("*/*/**/*.json")) or any(f"/{_DONE}/" in name for name in self._kept(""))

    def _kept(self, folder: str) -> list[str]:
        """Return what runs keep at an address."""
        return self.output.names(f"{RUN_FOLDER}{folder}") if self._is_remote else []

    def begin(self, run: dict[str, Any], targets: Sequence[str]) -> None:
        """Make the folder that of this run; what is done of it stays, and nothing that another run wrote."""
        held = self._held()
        if held is None or held.get("run") != run:
            others = [name for name in (held or {}).get("outputs") or () if ".." not in Path(name).parts]
            for name in {*_outputs(targets), *others, *self._kept("")}:
                self.output.remove(name.lstrip("/"))
            for other in self.work.iterdir():
                if other.is_dir():
                    shutil.rmtree(other)
            self.output.write(_NOTE, json.dumps({"run": run, "outputs": _outputs(targets)}, indent=1).encode())
        for part in (_DONE, *_PARTS):
            self.path(part).mkdir(parents=True, exist_ok=True)

    def end(self) -> None:
        """Remove all that was needed on the way only."""
        for part in ("",) if self._is_remote else _PARTS:
            shutil.rmtree(self.path(part))

    def place(self, part: str, file: int, name: str) -> Path:
        """Return where something of a file goes, in a folder that is there."""
        place = self.path(part, str(file), name)
        place.parent.mkdir(exist_ok=True)
        return place

    def write(self, part: str, file: int, name: str, data: bytes) -> None:
        """Keep something of a file."""
        write_atomically(self.place(part, file, name), data)

    def note(self, part: str, key: str, facts: dict[str, Any]) -> None:
        """Say that something is done, and what came of it."""
        write_atomically(self.path(part, f"{key}.json"), json.dumps(facts).encode("ascii"))

    def noted(self, part: str, key: str) -> dict[str, Any] | None:
        """Return what is noted of something that is done; None where nothing is."""
        try:
            return _parsed(self.path(part, f"{key}.json").read_bytes())
        except FileNotFoundError:
            return None

    def finish(self, file: int, facts: dict[str, Any]) -> None:
        """Say that a file is done; what was rejected of it is in its place."""
        self.note(_DONE, str(file), facts)
        if self._is_remote:
            for name in (f"{file}/rejected", f"{file}.json"):
                self.output.publish(self.path(_DONE, name), f"{RUN_FOLDER}/{self.key}/{_DONE}/{name}")

    def finished(self) -> frozenset[int]:
        """Return which files are done, on whatever machine, after bringing here what is kept of them."""
        for name in self._kept(f"/{self.key}/{_DONE}"):
            path = self.work / name.removeprefix(f"{RUN_FOLDER}/")
            path.parent.mkdir(exist_ok=True)
            self.output.fetch(name, path)
        return frozenset(int(path.stem) for path in self.path(_DONE).glob("*.json"))

    def whole(self, file: int, target: str) -> dict[str, Any] | None:
        """Return what is noted of a file that is done and whose output is where it belongs."""
        note = self.noted(_DONE, str(file))
        return note if note and (self.output.exists(target) or not note["output"]) else None

    def numbers(self, part: str, file: int) -> list[int]:
        """Return which shards of a file are done, in order."""
        return sorted(int(path.stem) for path in self.path(part, str(file)).glob("*.json"))

    def publish(self, path: Path, target: str) -> None:
        """Give a finished file its place among the outputs."""
        self.output.publish(path, target)

    def fitted(self) -> Path:
        """Return a path with the profile that was fitted."""
        return self.output.fetch(PROFILE, self.path(PROFILE))


def _short_digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _outputs(targets: Sequence[str]) -> list[str]:
    """Return all that a run may write, below the folder of outputs."""
    return [*targets, REJECTED, PROFILE]


def _parsed(raw: bytes) -> dict[str, Any]:
    """Return a note; an empty one where it is damaged."""
    try:
        note = json.loads(raw)
    except ValueError:
        return {}
    return note if isinstance(note, dict) else {}


def _held_alone(descriptor: int) -> bool:
    """Lock an open file until it is closed, and return whether nobody else holds it."""
    try:
        import fcntl  # noqa: PLC0415, not on Windows, where nothing is locked
    except ImportError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _difference(held: dict[str, Any], run: dict[str, Any]) -> str:
    """Return what another run differs in, in words."""
    names = [name for name in run if held.get(name) != run[name]]
    if names == ["inputs"] and isinstance(held.get("inputs"), dict):
        changed = sorted(
            name for name in {*held["inputs"], *run["inputs"]} if held["inputs"].get(name) != run["inputs"].get(name)
        )
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        return f"other inputs ({changed[0]}{more})"
    options = [f"{name}: {held.get(name)!r} there, {run[name]!r} now" for name in names if name != "inputs"]
    return f"other options ({'; '.join(options)})" if options else "other options"
