from array import array
from collections.abc import Sequence

from cleanwire.native.prose.line_words import LineWords

RECURRENCE: tuple[str, ...]

class Recurrence:
    def __init__(self, words: LineWords, functions: Sequence[bool], /) -> None: ...
    @property
    def counts(self) -> array[float]: ...
    def evidence(self, article: Sequence[float], sizes: Sequence[float], /) -> array[float]: ...

def function_words(words: LineWords, paragraphs: Sequence[bool], /) -> list[bool]: ...
