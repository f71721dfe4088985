"""A run over a corpus: two passes over its files, and their outcome."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cleanwire.corpus.assembling import Assemble
from cleanwire.corpus.fields import check_fields
from cleanwire.corpus.folder import RunFolder, identity_of
from cleanwire.corpus.inputs import Input, find_inputs
from cleanwire.corpus.kinds import kind_of
from cleanwire.corpus.naming import PROFILE, REJECTED
from cleanwire.corpus.options import CorpusOptions, Pass, Progress
from cleanwire.corpus.places import is_address
from cleanwire.corpus.shards import DamageError, Shard
from cleanwire.corpus.stores import store_at
from cleanwire.corpus.tasks import CleanShard, FitShard, rejection
from cleanwire.corpus.tools import Done, Tools
from cleanwire.corpus.workers import Crew, Task
from cleanwire.errors import OptionError
from cleanwire.profile.merging import finish_profiles, merge_profiles
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.report.summary import Collector, CorpusSummary

__all__ = ["Run", "Stage", "Watcher", "run_corpus", "run_fit"]

_COUNTS = ("read", "documents", "rejected", "words", "removed")
"""What is counted of each task."""

Watcher = Callable[[Progress], None]
"""Called with the progress of a run whenever a shard is done."""


def run_corpus(
    names: Sequence[str | Path],
    output: str | Path,
    options: CorpusOptions,
    *,
    overwrite: bool,
    workers: int,
    watch: Watcher | None,
) -> CorpusSummary:
    """Implement `clean_files`."""
    inputs = find_inputs(names, output=output, format=options.format)
    check_fields(inputs, options)
    identity = identity_of(inputs, options)
    folder = RunFolder.of(store_at(output), identity)
    targets = [file.target for file in inputs]
    folder.check(identity, targets, overwrite=overwrite)
    with folder.locked():
        folder.begin(identity, targets)
        with Crew(partial(Tools, options, folder), workers=workers) as crew:
            run = Run(inputs, folder, crew, watch)
            if options.profile == "fit":
                run.fit()
            return run.clean()


def run_fit(
    names: Sequence[str | Path],
    output: Path,
    options: CorpusOptions,
    *,
    mergeable: bool,
    workers: int,
    watch: Watcher | None,
) -> SiteProfile:
    """Implement `fit_files`."""
    state = output.with_name(f"{output.name}.fitting")
    inputs = find_inputs(names, output=state, format=options.format)
    _check_profile(output, inputs)
    check_fields(inputs, options)
    identity = identity_of(inputs, options)
    folder = RunFolder.of(store_at(state), identity)
    with folder.locked():
        folder.begin(identity, ())
        with Crew(partial(Tools, options, folder), workers=workers) as crew:
            parts = Run(inputs, folder, crew, watch).parts()
        profile = merge_profiles(parts) if mergeable else finish_profiles(parts)
        profile.save(output)
        shutil.rmtree(state)
    return profile


def _check_profile(output: Path, inputs: Sequence[Input]) -> None:
    """Raise OptionError if the profile cannot be saved, or would overwrite an input: before the work, not after it."""
    if output.is_dir():
        raise OptionError(f"{output}: is a folder; name a file")
    if output.resolve() in {Path(file.place).resolve() for file in inputs if not is_address(file.place)}:
        raise OptionError(f"{output}: would overwrite an input; name another file")


@dataclass(frozen=True, slots=True)
class Run:
    """Inputs, options, folder and workers of a run."""

    inputs: tuple[Input, ...]
    folder: RunFolder
    crew: Crew[Tools]
    watch: Watcher | None

    def fit(self) -> None:
        """Fit a profile to all inputs, unless that is done."""
        if not self.folder.output.exists(PROFILE):
            profile = finish_profiles(self.parts())
            whole = self.folder.path(PROFILE)
            profile.save(whole)
            self.folder.output.publish(whole, PROFILE)

    def parts(self) -> list[Path]:
        """Fit a profile to each shard that has none yet, and return the paths of those of all shards."""
        self.work(_Fitting(self))
        return sorted(self.folder.path("fit").glob("*/*.profile"))

    def clean(self) -> CorpusSummary:
        """Clean all inputs that are not done, and return the summary of all."""
        self.work(_Cleaning(self))
        collector = Collector()
        rejected = self.folder.path(REJECTED)
        with rejected.open("wb") as whole:
            for index in range(len(self.inputs)):
                note = self.folder.noted("done", str(index)) or {}
                collector.merge(CorpusSummary.from_dict(note["summary"]))
                with self.folder.place("done", index, "rejected").open("rb") as part:
                    shutil.copyfileobj(part, whole)
        if rejected.stat().st_size:
            self.folder.output.publish(rejected, REJECTED)
        else:
            rejected.unlink()
        self.folder.end()
        return collector.summary()

    def work(self, stage: "Stage") -> None:
        """Run one pass."""
        stage.tell()
        for done in self.crew.run(stage.tasks(), follow=stage.follow):
            stage.count(done)


class Stage:
    """One pass: what is left to do, and what has been done."""

    name: Pass

    def __init__(self, run: Run) -> None:
        self.run = run
        self._size = sum(file.size for file in run.inputs)
        self._sums = dict.fromkeys((*_COUNTS, "before"), 0)

    def count(self, done: Done, *, earlier: bool = False) -> None:
        """Add up the outcome of a task of this run or an earlier one, and report progress."""
        self._sums["before"] += done.read if earlier else 0
        for name in _COUNTS:
            self._sums[name] += getattr(done, name)
        self.tell()

    def tell(self) -> None:
        """Report the progress of the pass."""
        if self.run.watch:
            self.run.watch(Progress(self.name, size=self._size, **self._sums))

    def tasks(self) -> Iterator[Task[Tools, Done]]:
        """Yield the tasks that are left."""
        raise NotImplementedError

    def follow(self, done: Done) -> Iterable[Task[Tools, Done]]:  # noqa: ARG002
        """Return the tasks that follow from an outcome."""
        return ()

    def _left(self, index: int, file: Input) -> Iterator[Shard]:
        """Yield the shards of a file that are not done, and count those that are."""
        numbers = self.run.folder.numbers(self.name, index)
        for number in numbers:
            note = self.run.folder.noted(self.name, f"{index}/{number}") or {}
            self.count(Done(*note["done"]), earlier=True)
        return kind_of(file).shards(file, frozenset(numbers))


class _Fitting(Stage):
    """Fit the profile to every shard."""

    name: Pass = "fit"

    def tasks(self) -> Iterator[Task[Tools, Done]]:
        for index, file in enumerate(self.run.inputs):
            with suppress(DamageError):  # the other pass reports it
                for shard in self._left(index, file):
                    yield FitShard(index, file, shard)


class _Cleaning(Stage):
    """Clean every shard, and assemble each file as soon as its shards are cleaned."""

    name: Pass = "clean"

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self._awaited: Counter[int] = Counter()
        self._ready: dict[int, Assemble] = {}

    def tasks(self) -> Iterator[Task[Tools, Done]]:
        self.run.folder.fetch_done()
        for index, file in enumerate(self.run.inputs):
            whole = self.run.folder.whole(index, file.target)
            if whole:
                summary = CorpusSummary.from_dict(whole["summary"])
                rejected = sum(row.documents for row in summary.rejected)
                done = Done(index, None, file.size, summary.documents, rejected, summary.words, summary.removed)
                self.count(done, earlier=True)
            else:
                yield from self._of_file(index, file)

    def _of_file(self, index: int, file: Input) -> Iterator[Task[Tools, Done]]:
        shards = len(self.run.folder.numbers(self.name, index))
        damage = b""
        try:
            for shard in self._left(index, file):
                shards += 1
                self._awaited[index] += 1
                yield CleanShard(index, file, shard)
        except DamageError as error:
            damage = rejection(file.name, error.record, str(error))
        last = Assemble(index, file, shards, damage)
        if self._awaited[index]:
            self._ready[index] = last
        else:
            yield last

    def follow(self, done: Done) -> Iterable[Task[Tools, Done]]:
        if done.shard is None:
            return ()
        self._awaited[done.file] -= 1
        if self._awaited[done.file] or done.file not in self._ready:
            return ()
        return (self._ready.pop(done.file),)
