"""Progress bars for runs over files."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from cleanwire.corpus.options import Progress

__all__ = ["Watch", "watched"]

RATE_SECONDS = 30.0
"""The rate is averaged over this many seconds, like the estimate of the time left."""

STAGES = {"fit": "Learning what sites repeat", "clean": "Cleaning"}


class Watch:
    """Receives the progress of a run, and remembers what an earlier run had already done."""

    def __init__(self, show: Callable[[Progress], None]) -> None:
        self._show = show
        self.resumed: bool = False
        """Whether an earlier run had done some of the work."""
        self.complete: bool = False
        """Whether an earlier run had done all of it."""

    def __call__(self, progress: Progress) -> None:
        """Record the progress and show it."""
        self.resumed = self.resumed or progress.before > 0
        self.complete = 0 < progress.size == progress.before
        self._show(progress)


@contextmanager
def watched() -> Iterator[Watch]:
    """Show a progress bar for each pass on standard error while a run works, if that is a terminal."""
    from rich import progress as rich  # noqa: PLC0415, rich takes 50 ms to import
    from rich.console import Console  # noqa: PLC0415, the same

    console = Console(stderr=True)
    if not console.is_terminal:  # where bars are disabled, older versions still write an empty line
        yield Watch(lambda _: None)
        return
    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.TaskProgressColumn(),
        rich.TextColumn("{task.fields[facts]}"),
        rich.TimeRemainingColumn(compact=True, elapsed_when_finished=True),
    )
    tasks: dict[str, rich.TaskID] = {}
    rate = _Rate()
    with rich.Progress(*columns, console=console) as bars:

        def show(progress: Progress) -> None:
            if progress.stage not in tasks:
                tasks[progress.stage] = bars.add_task(STAGES[progress.stage], total=progress.size or None, facts="")
            facts = f"{progress.documents:,} documents, {rate(progress):,.0f}/s"
            if progress.words:
                facts += f", {100 * progress.removed / progress.words:.1f} % removed"
            bars.update(tasks[progress.stage], completed=progress.read, facts=facts)

        yield Watch(show)


class _Rate:
    """Documents per second over the last half minute."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()
        self._stage = ""

    def __call__(self, progress: Progress) -> float:
        if progress.stage != self._stage:
            self._stage = progress.stage
            self._seen.clear()
        now = monotonic()
        self._seen.append((now, progress.documents))
        while now - self._seen[0][0] > RATE_SECONDS:
            self._seen.popleft()
        since, documents = self._seen[0]
        return (progress.documents - documents) / (now - since) if now > since else 0.0
