"""Tasks done by several processes, or by this one.

A worker is a process with a pipe to this one, which gives it a task and takes the outcome. Where this process goes, in
whatever way, the pipe breaks and the worker goes too; where a worker goes, the pipe says so at once. The executors of
the standard library leave their workers behind when their process is killed.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, Protocol, Self, TypeVar, cast

from cleanwire.errors import CleanwireError, WritingError

__all__ = ["Crew", "Task"]

Tools = TypeVar("Tools")
Tools_contra = TypeVar("Tools_contra", contravariant=True)
Outcome = TypeVar("Outcome")
Outcome_co = TypeVar("Outcome_co", covariant=True)

PATIENCE_SECONDS = 5.0
"""So long a worker may take to end when it is told to; it has nothing to put in order, so this is for busy machines."""


class Task(Protocol[Tools_contra, Outcome_co]):
    """Something to do, which can be sent to another process."""

    @property
    def place(self) -> str:
        """What it works on, as errors call it."""

    def done_with(self, tools: Tools_contra) -> Outcome_co:
        """Do it and return what came of it."""


class Crew(Generic[Tools]):
    """Processes that do tasks with tools that each makes for itself; with one worker, this process.

    `make` has to go to other processes: a function of a module, with its arguments bound.
    """

    def __init__(self, make: Callable[[], Tools], *, workers: int) -> None:
        self._make = make
        self._count = workers
        self._workers: dict[Connection, BaseProcess] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for connection, process in self._workers.items():
            connection.close()
            process.terminate()  # what it writes appears whole or not at all
        for process in self._workers.values():
            process.join(PATIENCE_SECONDS)
        self._workers = {}

    def run(
        self,
        tasks: Iterable[Task[Tools, Outcome]],
        *,
        follow: Callable[[Outcome], Iterable[Task[Tools, Outcome]]] = lambda _: (),
    ) -> Iterator[Outcome]:
        """Yield what came of the tasks, as they are done, and of those that follow from an outcome.

        A task is taken only when there is somebody to do it.

        Raises what the task raises, if that is a CleanwireError or OSError; WritingError where a worker is lost.
        """
        following: deque[Task[Tools, Outcome]] = deque()
        source = _chained(following, iter(tasks))
        for outcome in self._together(source) if self._count > 1 else self._alone(source):
            following.extend(follow(outcome))
            yield outcome

    def _alone(self, tasks: Callable[[], "Task[Tools, Outcome] | None"]) -> Iterator[Outcome]:
        while task := tasks():
            yield task.done_with(self._own)

    @cached_property
    def _own(self) -> Tools:
        """The tools of this process."""
        return self._make()

    def _together(self, tasks: Callable[[], "Task[Tools, Outcome] | None"]) -> Iterator[Outcome]:
        idle = deque(self._workers)
        busy: dict[Connection, Task[Tools, Outcome]] = {}
        while True:
            while (idle or len(self._workers) < self._count) and (task := tasks()):
                connection = idle.popleft() if idle else self._hired()
                busy[connection] = task
                self._ask(connection, task)
            if not busy:
                return
            for ready in wait([*busy]):
                connection = cast("Connection", ready)  # or as Windows calls it
                outcome: Outcome = self._answer(connection, busy.pop(connection))
                idle.append(connection)
                yield outcome

    def _hired(self) -> Connection:
        """Start a worker, and return the pipe to it."""
        context = get_context("spawn")  # a fork would copy locks that other threads hold
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._make), daemon=True)
        with _uninterrupted():
            process.start()
        theirs.close()  # or the pipe would not break when the worker goes
        self._workers[ours] = process
        return ours

    def _ask(self, connection: Connection, task: Task[Tools, Outcome]) -> None:
        try:
            connection.send(task)
        except OSError as error:
            raise self._lost(connection, task.place) from error

    def _answer(self, connection: Connection, task: Task[Tools, Outcome]) -> Outcome:
        try:
            answer = connection.recv()
        except (EOFError, OSError) as error:
            raise self._lost(connection, task.place) from error
        if isinstance(answer, CleanwireError | OSError):
            raise answer
        outcome: Outcome = answer
        return outcome

    def _lost(self, connection: Connection, place: str) -> WritingError:
        process = self._workers[connection]
        process.join(PATIENCE_SECONDS)
        code = process.exitcode or 0
        how = f"was killed by signal {-code}, as where memory runs out" if code < 0 else f"ended with exit code {code}"
        return WritingError(
            f"{place}: the worker on it {how}; run the same command again to go on, with fewer --workers or less memory"
        )


def _chained(
    following: "deque[Task[Tools, Outcome]]", tasks: "Iterator[Task[Tools, Outcome]]"
) -> Callable[[], "Task[Tools, Outcome] | None"]:
    """Return what gives the next task: those that follow from outcomes come first, for what they make room for."""
    return lambda: following.popleft() if following else next(tasks, None)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let processes that begin here inherit that Ctrl-C is not for them but for this one."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # it starts with the first process otherwise, and lets Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(connection: Connection, make: Callable[[], Tools]) -> None:
    """Do what comes through the pipe until it breaks."""
    try:
        tools = make()
        while True:
            task: Task[Tools, object] = connection.recv()
            try:
                answer = task.done_with(tools)
            except (CleanwireError, OSError) as error:
                answer = error
            connection.send(answer)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
