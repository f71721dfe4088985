from collections.abc import Callable, Iterable
from collections.abc import Container as Holder
from typing import Any, final

from cleanwire.native.pages.containers import Container

@final
class PageBlock:
    text: str
    container: Container
    linked: int
    """How many of its visible characters are in links."""
    names: tuple[str, ...]
    """The words in the classes of the inline elements in it."""
    def __init__(self, text: str, container: Container, linked: int, names: tuple[str, ...]) -> None: ...

@final
class Origin:
    pieces: list[tuple[str, Any]]
    """Pieces of text, each with the element directly around it; None for separators of cells."""
    broken: bool
    """Whether a single `br` separates it from the block above."""
    def __init__(self, pieces: list[tuple[str, Any]], broken: bool) -> None: ...

@final
class TreeReader:
    def __init__(
        self,
        *,
        skipped: Iterable[str],
        breaking: Iterable[str],
        cells: Iterable[str],
        rules: Iterable[str],
        cell: str,
        most: int,
        edges: str,
        words: Holder[str],
        longest: int,
        hides: Callable[[str], object],
    ) -> None: ...
    def read(self, events: Any, /) -> tuple[list[PageBlock], list[Container], list[Origin]]: ...
