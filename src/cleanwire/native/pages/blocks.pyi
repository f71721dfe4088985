from array import array
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Container as Holder
from typing import Any, final

SIGN_NAMES: tuple[str, ...]

def words_in(text: str, /) -> list[str]: ...
def named_in(names: str, words: Holder[str], /) -> tuple[str, ...]: ...
def letters_in(words: Iterable[str], /) -> int: ...
def signs_of(texts: Sequence[str], /, *, closed: str, head: int) -> list[array[float]]: ...
def family_of(containers: Sequence[Container], /) -> tuple[array[int], array[float]]: ...
def sum_up(sums: Any, parents: Any, /) -> None: ...
def ends_of(parents: Any, /) -> array[int]: ...

@final
class Container:
    index: int
    """Its place among the page's containers, in document order."""
    tag: str
    parent: Container | None
    depth: int
    names: tuple[str, ...]
    """The words in its classes, its id and its role."""
    hidden: bool
    def __init__(
        self, index: int, tag: str, parent: Container | None, names: tuple[str, ...] = (), hidden: bool = False
    ) -> None: ...

@final
class PageBlock:
    text: str
    container: Container
    linked: int
    """How many of its visible characters stand in links."""
    names: tuple[str, ...]
    """The words in the classes of the inline elements in it."""
    def __init__(self, text: str, container: Container, linked: int, names: tuple[str, ...]) -> None: ...

@final
class Origin:
    pieces: list[tuple[str, Any]]
    """Each some text and the element that it stands right in; None for what stands between cells."""
    broken: bool
    """Whether a single `br` parts it from the block above."""
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
        hides: Callable[[str], bool],
    ) -> None: ...
    def read(self, events: Any, /) -> tuple[list[PageBlock], list[Container], list[Origin]]: ...
