from array import array

from cleanwire.native.line_tables import LineTable
from cleanwire.native.line_words import LineWords

SHAPES: tuple[str, ...]

def line_shapes(source: str, folded: str, lines: LineTable, words: LineWords, /) -> array[float]: ...
