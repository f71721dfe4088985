from collections.abc import Iterable, Sequence

class Facts:
    count: int
    def __init__(
        self,
        source: str,
        folded: str,
        lefts: Sequence[int],
        rights: Sequence[int],
        sizes: Sequence[int],
        prose: Sequence[bool],
        residue: Sequence[int],
        dated: Iterable[int],
        /,
    ) -> None: ...
    @property
    def headed(self) -> list[bool]: ...
    @property
    def sources(self) -> list[bool]: ...

def is_headed(source: str, folded: str, left: int, right: int, size: int, prose: bool, /) -> bool: ...
def may_be_dated(source: str, lefts: Sequence[int], rights: Sequence[int], /) -> list[int]: ...
