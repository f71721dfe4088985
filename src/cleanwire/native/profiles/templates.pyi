from collections.abc import Iterable, Sequence

class TemplateFinder:
    def __init__(
        self,
        *,
        few: int,
        several: int,
        share: float,
        most: float,
        nearly_all: float,
        beside: float,
        own_words: int,
        headline_words: int,
        headline_lines: int,
        paragraphs: Sequence[tuple[int, float, bool]],
        between: Sequence[tuple[int, int, float]],
        line_words: int,
        steady_words: int,
        around_words: int,
        variants: int,
        varied_words: int,
        form: float,
    ) -> None: ...
    def find(
        self,
        documents: int,
        rows: Iterable[tuple[int, int, int, int, int, int, bool, bool, bool, bool, bool, bool, bool]],
        spread: float,
        /,
    ) -> list[tuple[int, bool]]: ...
