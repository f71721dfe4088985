import re

from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.stories.facts import Facts
from cleanwire.native.stories.writing import Writing

NAME = re.compile(r"(?<=[^\W\d_A-Z,;] )[^\W\d_a-z][\w’'-]{2,}")
WORDS = st.sampled_from(
    ["in", "New", "York’s", "Überlingen", "AB", "a", "'quay'", "“ferry”", "٣0", "Día", "x_", "ǅabc"]
)
LINES = st.lists(
    st.lists(WORDS | st.text(min_size=1, max_size=6), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=6
)


def writing_of(lines):
    """Return lines that could all be headlines, except those that begin or end in a way that no headline does."""
    source = "\n".join(lines)
    lefts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    rights = [left + len(line) for left, line in zip(lefts, lines, strict=True)]
    count = len(lines)
    return Writing(Facts(source, source, lefts, rights, [5] * count, [False] * count, [0] * count, []))


@given(LINES)
def test_equal_names_have_one_number(lines):
    names = [NAME.findall(line) for line in lines]
    numbers = {}
    for line in names:
        for name in line:
            numbers.setdefault(name, len(numbers))
    assert writing_of(lines).names == [[numbers[name] for name in line] for line in names]
    assert writing_of(lines).count == len(numbers)


@given(LINES)
def test_figures_and_quotation_marks_are_counted(lines):
    signs = [tuple(sum(line.count(sign) for sign in of) for of in ("0123456789", "’“”„", "'\"")) for line in lines]
    assert writing_of(lines).signs == signs


@given(LINES)
def test_capitals_are_counted_in_what_could_be_headlines(lines):
    for line, share in zip(lines, writing_of(lines).capitals, strict=True):
        words = [word for word in line.split() if len(word) > 3]
        assert share in {0.0, sum(word[0].isupper() for word in words) / (len(words) or 1)}


def test_short_words_do_not_count_as_capitals():
    assert writing_of(["The Ferry Will Sail for money"]).capitals == [3 / 4]


def test_a_text_may_have_no_lines():
    writing = Writing(Facts("", "", (), (), (), (), (), ()))
    assert (writing.names, writing.capitals, writing.signs) == ([], [], [])
