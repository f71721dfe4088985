import re

from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.text.figures import figures_in

FIGURE = re.compile(r"[-+<>$\u00b1\u2212\u2013~]?\d+(?:[.,:/]\d+)*%?")


@given(st.text(st.sampled_from([*"01٣२-+<>$±−–~.,:/% a\n", "\ud800", "\U0001d7d8", "²", "½"]), max_size=40))
def test_figures_are_digits_with_separators_and_signs(text: str) -> None:
    assert figures_in(text) == FIGURE.findall(text)
