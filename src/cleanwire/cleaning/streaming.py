"""Work on a stream of items, in this process or shared among several: in order, with a bound on what waits."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

from cleanwire.errors import CleanwireError

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["in_order", "with_contexts"]

Item = TypeVar("Item")
Context = TypeVar("Context")
Made = TypeVar("Made")

_Chunk = tuple[list[Made], CleanwireError | TypeError | None]
"""What was made of the items of a chunk, up to one that raised an error."""

CHUNK = 100_000
"""Characters that a process gets at a time, some twenty articles: with single articles of 5 KB half of the time goes
into handing them over."""

CHUNK_ITEMS = 100
"""So many items are a chunk however short they are, so that no result waits for long."""

AHEAD = 3
"""Chunks for each process that are under way: one in work, one that waits for it, one that waits for the reader."""

_work: ContextVar[Callable[[Any], Any]] = ContextVar("_work")
"""What a process of the pool does with an item. Set once, when the process begins; in no other process."""


def in_order(work: Callable[[Item], Made], items: Iterable[Item], *, workers: int) -> Iterator[Made]:
    """Yield what `work` makes of each item, in the order of the items.

    With several workers as many processes share the items. Then `work` has to be picklable; each process gets it once.
    Items are read ahead, a few chunks for each process. When the reader stops, or closes the iterator, what waits is
    dropped and the processes end.

    Raises what `work` raises for an item, behind the results of those before it, and BrokenProcessPool where the system
    has ended a process, as it does for want of memory.
    """
    return (work(item) for item in items) if workers == 1 else _shared(work, items, workers)


def with_contexts(
    work: Callable[[Item], Made], pairs: Iterable[tuple[Item, Context]], *, workers: int
) -> Iterator[tuple[Made, Context]]:
    """Yield what `in_order` does, for pairs of an item and anything else, each with that; it stays in this process.

    Raises TypeError for what is no pair.
    """
    contexts: deque[Context] = deque()

    def items() -> Iterator[Item]:
        for pair in pairs:
            if not isinstance(pair, tuple) or len(pair) != 2:
                raise TypeError(f"with as_tuples an item should be a pair of a source and anything, not {pair!r:.60}")
            contexts.append(pair[1])
            yield pair[0]

    for made in in_order(work, items(), workers=workers):
        yield made, contexts.popleft()


def _shared(work: Callable[[Item], Made], items: Iterable[Item], workers: int) -> Iterator[Made]:
    # Who works in one process does not need it.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    chunks = _chunks(items)
    pool = ProcessPoolExecutor(workers, initializer=_begin, initargs=(work,))
    under_way: deque[Future[_Chunk[Made]]] = deque()
    try:
        while True:
            while len(under_way) < AHEAD * workers and (chunk := next(chunks, None)):
                under_way.append(pool.submit(_made, chunk))
            if not under_way:
                return
            made, error = under_way.popleft().result()
            yield from made
            if error:
                raise error
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(work: Callable[[Any], Any]) -> None:
    """Keep what this process of the pool is to do."""
    _work.set(work)


def _made(items: list[Item]) -> _Chunk[Any]:
    """Return what the work of this process makes of items, and the error that ended it."""
    made: list[Any] = []
    work = _work.get()
    for item in items:
        try:
            made.append(work(item))
        except (CleanwireError, TypeError) as error:
            return made, error
    return made, None


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Cut items into lists of some length."""
    chunk: list[Item] = []
    held = 0
    for item in items:
        chunk.append(item)
        source = item[0] if isinstance(item, tuple) else item
        held += len(source) if isinstance(source, str | bytes) else 0
        if held >= CHUNK or len(chunk) >= CHUNK_ITEMS:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk
