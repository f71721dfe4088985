import pytest

from cleanwire.labels import Label
from cleanwire.spans import without
from cleanwire.testing.gold import Span


@pytest.mark.parametrize(
    ("spans", "rest"),
    [((), "abcdef"), (((0, 2),), "cdef"), (((1, 2), (2, 4)), "aef"), (((0, 6),), ""), (((6, 6),), "abcdef")],
)
def test_a_text_without_spans_is_what_stands_between_them(spans, rest):
    assert without("abcdef", [Span(*span, Label.NOTICE) for span in spans]) == rest
