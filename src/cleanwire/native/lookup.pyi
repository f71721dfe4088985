from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from cleanwire.native.bounds import Block
from cleanwire.native.dates import DateWords

Owner = TypeVar("Owner")

Hits = dict[int, list[tuple[Owner, str | None]]]

STEM: str
NEVER: int
FOR_ALL: int
FOR_DATES: int
AFTER: int
MUTE: int
FREE: int
BOUND: int
BESIDE: int
NOW: int
LATER: int

class PhraseList(NamedTuple, Generic[Owner]):
    owner: Owner
    whole: Iterable[str] = ()
    openings: Iterable[str] = ()
    inner: Iterable[str] = ()
    bounds: Mapping[str, float] = {}
    asked: int = ...
    button: bool = ...
    voice: int = ...
    kind: int = ...
    when: int = ...
    awaited: bool = ...
    announces: bool = ...

class Lookup(Generic[Owner]):
    def __init__(self, lists: Iterable[PhraseList[Owner]], dates: DateWords) -> None: ...
    def find(
        self,
        folded: str,
        bare: str,
        blocks: tuple[Block, ...],
        lines: Sequence[int] | None = None,
        skim_from: int = 0,
        skim_to: int = 0,
    ) -> tuple[Hits[Owner], Hits[Owner], list[int], list[int]]: ...
    def opens(self, bare: str, start: int) -> bool: ...
    def whole(self, bare: str, start: int, end: int) -> list[Owner]: ...
    def is_row(self, bare: str, start: int, end: int) -> bool: ...
    def spoken(self, bare: str, start: int, end: int) -> list[tuple[Owner, str | None]]: ...
