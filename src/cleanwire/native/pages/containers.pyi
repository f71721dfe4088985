from array import array
from collections.abc import Sequence
from typing import Any, final

def family_of(containers: Sequence[Container], /) -> tuple[array[int], array[float]]: ...
def sum_up(sums: Any, parents: Any, /) -> None: ...
def ends_of(parents: Any, /) -> array[int]: ...

@final
class Container:
    index: int
    """Its index among the page's containers, in document order."""
    tag: str
    parent: Container | None
    depth: int
    names: tuple[str, ...]
    """The words in its classes, id and role."""
    hidden: bool
    def __init__(
        self, index: int, tag: str, parent: Container | None, names: tuple[str, ...] = (), hidden: bool = False
    ) -> None: ...
