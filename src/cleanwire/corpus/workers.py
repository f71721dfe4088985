"""Runs tasks in several processes, or in this one.

A worker is a process connected to this one by a pipe, which sends it tasks and returns outcomes. If this process ends,
in whatever way, the pipe breaks and the worker ends, too; if a worker ends, the pipe reports it at once. The executors
of the standard library leave their workers behind if their process is killed.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
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
"""How long a worker may take to end when told to. It has nothing to clean up, so this is only for busy machines."""


class Task(Protocol[Tools_contra, Outcome_co]):
    """Something to do, which can be sent to another process."""

    @property
    def place(self) -> str:
        """What it works on, for errors."""

    def done_with(self, tools: Tools_contra) -> Outcome_co:
        """Do it and return the outcome."""


class Crew(Generic[Tools]):
    """Processes that run tasks, each with tools of its own; with one worker, this process.

    `make` has to be picklable: a function of a module, with its arguments bound.
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
            process.terminate()  # safe, because files are written completely or not at all
        for process in self._workers.values():
            process.join(PATIENCE_SECONDS)
        self._workers = {}

    def run(
        self,
        tasks: Iterable[Task[Tools, Outcome]],
        *,
        follow: Callable[[Outcome], Iterable[Task[Tools, Outcome]]] = lambda _: (),
    ) -> Iterator[Outcome]:
        """Yield the outcomes of the tasks as they are done, and of the tasks that follow from an outcome.

        A task is taken only when a worker is free.

        Raises what the task raises, if that is a CleanwireError or OSError, and WritingError if a worker is lost.
        """
        following: deque[Task[Tools, Outcome]] = deque()
        rest = iter(tasks)

        def source() -> Task[Tools, Outcome] | None:
            """Return the next task. Those that follow from outcomes come first, because they free memory."""
            return following.popleft() if following else next(rest, None)

        for outcome in self._together(source) if self._count > 1 else self._alone(source):
            following.extend(follow(outcome))
            yield outcome

    def _alone(self, tasks: Callable[[], "Task[Tools, Outcome] | None"]) -> Iterator[Outcome]:
        tools = self._make()
        while task := tasks():
            yield task.done_with(tools)

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
                connection = cast("Connection", ready)  # or its counterpart on Windows
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
        theirs.close()  # else the pipe would not break when the worker ends
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
        killed = f"was killed by signal {-code}, as happens when memory runs out"
        how = killed if code < 0 else f"ended with exit code {code}"
        return WritingError(
            f"{place}: its worker {how}; run the same command again to resume, with fewer --workers or on more memory"
        )


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let processes started here ignore Ctrl-C, which is for this process only."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # else it would start with the first process, and unblock Ctrl-C
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(connection: Connection, make: Callable[[], Tools]) -> None:
    """Run the tasks that come through the pipe, until it breaks."""
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
