"""Bars that show how far a run over files is."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from cleanwire.corpus.options import Progress

__all__ = ["Watch", "watched"]

RATE_SECONDS = 30.0
"""The rate is that of so many seconds, as the estimate of the time left is."""

STAGES = {"fit": "Learning what sites repeat", "clean": "Cleaning"}


class Watch:
    """Hears how far a run is, and remembers what an earlier run had done of it."""

    def __init__(self, show: Callable[[Progress], None]) -> None:
        self._show = show
        self.resumed: bool = False
        self.complete: bool = False
        """Whether an earlier run had done something, and whether it had done all."""

    def __call__(self, progress: Progress) -> None:
        """Note how far the run is, and show it."""
        self.resumed = self.resumed or progress.before > 0
        self.complete = 0 < progress.size == progress.before
        self._show(progress)


@contextmanager
def watched() -> Iterator[Watch]:
    """Show a bar for each pass while a run works, on standard error and only where that is a terminal."""
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
    """How many documents a second are done, over the last half minute."""

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
