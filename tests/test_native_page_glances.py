import re
from itertools import groupby

import pytest
from hypothesis import given

from cleanwire.native.prose.page_glances import Glance, glance
from lines_of_any_kind import LINES, Lines

ENTRY = re.compile(r"[^\W\d_]+(?:[ '&/-]{1,3}[^\W\d_]+)*")
CODE = re.compile(r"[{}=;<>\\`]")


@given(LINES)
def test_a_glance_equals_a_plain_implementation(lines: Lines) -> None:
    texts = [lines.source[left:right] for left, right in lines.spans]
    short = [size <= 5 for size in lines.sizes]
    prose = [at for at, paragraph in enumerate(lines.paragraphs) if paragraph]
    assert glance(lines.source, lines.folded, lines.table) == Glance(
        sum(short),
        max([len(list(run)) for is_short, run in groupby(short) if is_short], default=0),
        sum(1 for text, small in zip(texts, short, strict=True) if small and is_entry(text)),
        sum(text[:1] in tuple("*-•·+#>|(0123456789") for text in texts),
        sum(text[:1].islower() for text in texts),
        sum(CODE.search(lines.folded[left : min(right, left + 120)]) is not None for left, right in lines.spans),
        prose[0] if prose else -1,
        prose[-1] if prose else -1,
    )


def is_entry(text: str) -> bool:
    return not text[:1].islower() and ENTRY.fullmatch(text) is not None


@pytest.mark.parametrize(
    "text", ["News", "Arts & Life", "Q / A", "News ", "News  and  more", "A    b", "3 news", "news", "ÉA"]
)
def test_a_menu_entry_consists_of_words_without_figures_or_marks(text: str) -> None:
    lines = Lines([text])
    assert glance(lines.source, lines.folded, lines.table).entries == is_entry(text)
