from array import array
from collections.abc import Iterable

from cleanwire.native.prose.page_lines import PageLines

def first_names(kinds: Iterable[str], /) -> tuple[str, ...]: ...
def first_evidence(page: PageLines, kinds: int, /) -> array[float]: ...
