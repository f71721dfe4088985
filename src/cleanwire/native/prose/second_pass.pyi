from array import array
from collections.abc import Sequence

from cleanwire.native.prose.page_lines import PageLines

def second_names() -> tuple[str, ...]: ...
def second_evidence(page: PageLines, likely: Sequence[float], /) -> array[float]: ...
