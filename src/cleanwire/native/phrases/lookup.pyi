from collections.abc import Iterable, Sequence
from typing import Generic

from cleanwire.native.phrases.bounds import Block
from cleanwire.native.phrases.dates import DateWords
from cleanwire.native.phrases.lists import Owner, PhraseList

Hits = dict[int, list[tuple[Owner, str | None]]]

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
