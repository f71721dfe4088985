"""Processes a stream of items in order, in this process or in several, with a bound on what is read ahead."""

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
"""The results of a chunk's items, up to the first item that raised an error, and the error."""

CHUNK = 100_000
"""Characters passed to a process at a time, about twenty articles. With single articles of 5 KB, half of the time would
be spent on passing them."""

CHUNK_ITEMS = 100
"""The largest number of items in a chunk, however short they are, so that no result waits for long."""

AHEAD = 3
"""Chunks in progress for each process: one being processed, one waiting for the process, one for the reader."""

_work: ContextVar[Callable[[Any], Any]] = ContextVar("_work")
"""What a process of the pool does with an item. Set once when such a process starts, and in no other process."""


def in_order(work: Callable[[Item], Made], items: Iterable[Item], *, workers: int) -> Iterator[Made]:
    """Yield `work(item)` for each item, in order.

    With several workers, as many processes share the items. Then `work` must be picklable; each process gets it once.
    A few chunks of items are read ahead for each process. When the reader stops or closes the iterator, waiting items
    are dropped and the processes end.

    Raises what `work` raises for an item, after the results of the items before it, and BrokenProcessPool if the system
    has killed a process, for example because memory ran out.
    """
    return (work(item) for item in items) if workers == 1 else _shared(work, items, workers)


def with_contexts(
    work: Callable[[Item], Made], pairs: Iterable[tuple[Item, Context]], *, workers: int
) -> Iterator[tuple[Made, Context]]:
    """Yield `(work(item), context)` for each pair of an item and its context, as `in_order` does.

    Contexts stay in this process. Raises TypeError for an item that is not a pair.
    """
    contexts: deque[Context] = deque()

    def items() -> Iterator[Item]:
        for pair in pairs:
            if not isinstance(pair, tuple) or len(pair) != 2:
                raise TypeError(f"with as_tuples an item should be a tuple of a source and anything, not {pair!r:.60}")
            contexts.append(pair[1])
            yield pair[0]

    for made in in_order(work, items(), workers=workers):
        yield made, contexts.popleft()


def _shared(work: Callable[[Item], Made], items: Iterable[Item], workers: int) -> Iterator[Made]:
    # A single process does not need it.
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
    """Store what this process of the pool has to do."""
    _work.set(work)


def _made(items: list[Item]) -> _Chunk[Any]:
    """Return the results of this process's work for items, and the error that ended it, if any."""
    made: list[Any] = []
    work = _work.get()
    for item in items:
        try:
            made.append(work(item))
        except (CleanwireError, TypeError) as error:
            return made, error
    return made, None


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield items in chunks."""
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
