from array import array
from collections.abc import Sequence

SIGN_NAMES: tuple[str, ...]

def signs_of(texts: Sequence[str], /, *, closed: str, head: int) -> list[array[float]]: ...
