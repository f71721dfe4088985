from array import array
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.profiles.site_keys import SiteKeys, mixed
from lines_of_any_kind import LINES, Lines
from test_native_word_hashes import WHOLE
from test_native_word_hashes import mixed as plainly_mixed

PAIR, FORM, END = 0x5A17, 0xF0A3, 0xE4D5
NUMBERS = st.integers(0, WHOLE)


def joint(key: int, following: int) -> int:
    return plainly_mixed((key * 3 + following & WHOLE) ^ PAIR)


@given(LINES, NUMBERS, st.data())
def test_lines_have_keys_of_what_they_say_on_their_site(lines: Lines, site: int, data: st.DataObject) -> None:
    numbers = range(len(lines.keys))
    rows = sorted(data.draw(st.sets(st.sampled_from(numbers))) if lines.keys else ())
    keys = data.draw(st.lists(NUMBERS, min_size=len(rows), max_size=len(rows)))
    forms = [key if data.draw(st.booleans()) else key ^ 1 for key in keys]
    held = SiteKeys(lines.table, rows, array("Q", keys), array("Q", forms), site)
    said = [plainly_mixed(key ^ site) for key in keys]
    assert held.lines.tolist() == said
    assert held.forms.tolist() == [
        one if key == form else plainly_mixed(form ^ site ^ FORM)
        for one, key, form in zip(said, keys, forms, strict=True)
    ]
    assert held.pairs.tolist() == [joint(one, other) for one, other in pairwise(said)]
    assert held.ends.tolist() == [plainly_mixed(one ^ END) for one in said]
    told = [size if prose else 0 for size, prose in zip(lines.sizes, lines.paragraphs, strict=True)]
    above = list(accumulate(told, initial=0))
    assert held.depths.tolist() == [above[row] for row in rows]
    assert held.last.tolist() == [above[-1] - above[row + 1] <= above[-1] / 4 for row in rows]
    assert held.prose.tolist() == [lines.paragraphs[row] for row in rows]
    assert held.sizes.tolist() == [lines.sizes[row] for row in rows]
    assert held.passages.tolist() == [
        key if lines.paragraphs[row] or lines.sizes[row] >= 8 else joint(key, following)
        for row, key, following in zip(rows, keys, [*keys[1:], 0], strict=False)
    ]


@given(st.lists(NUMBERS, max_size=9), NUMBERS)
def test_keys_are_mixed_with_another(keys: list[int], other: int) -> None:
    assert mixed(array("Q", keys), other).tolist() == [plainly_mixed(key ^ other) for key in keys]


@pytest.mark.parametrize("rows", [[1, 0], [0, 0], [0, 2], [-1, 0], [0]])
def test_rows_that_are_not_ascending_lines_with_a_key_each_are_refused(rows: list[int]) -> None:
    keys = array("Q", [1, 2])
    with pytest.raises(ValueError, match="lines"):
        SiteKeys(Lines(["a", "b"]).table, rows, keys, keys, 0)
