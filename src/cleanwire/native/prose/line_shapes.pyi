from array import array

from cleanwire.native.prose.line_words import LineWords
from cleanwire.native.text.line_tables import LineTable

SHAPES: tuple[str, ...]

def line_shapes(source: str, folded: str, lines: LineTable, words: LineWords, /) -> array[float]: ...
