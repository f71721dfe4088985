from collections.abc import Sequence

class LineTable:
    def __init__(
        self,
        starts: Sequence[int],
        ends: Sequence[int],
        lefts: Sequence[int],
        rights: Sequence[int],
        keys: Sequence[str],
        sizes: Sequence[int],
        paragraphs: Sequence[bool],
        /,
    ) -> None: ...
    @property
    def count(self) -> int: ...
