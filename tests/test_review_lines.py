from hypothesis import given
from hypothesis import strategies as st

from cleanwire.review.lines import lines_of, lines_within, rows_of

TEXTS = st.text("ab \n\r\x85", max_size=60)


def cut(text: str, cuts: list[int]) -> list[str]:
    return [text[line.start : line.end] for line in lines_of(text, cuts)]


def test_each_line_that_shows_something_is_one() -> None:
    assert cut("One.\n\n  Two.\r\n", []) == ["One.", "  Two."]


def test_a_line_is_divided_at_a_cut_in_it() -> None:
    assert cut("One. Two.", [4]) == ["One.", " Two."]


def test_a_blank_part_belongs_to_the_part_before_it() -> None:
    assert cut("One.   Two.", [4, 7]) == ["One.   ", "Two."]


def test_indentation_belongs_to_the_part_behind_it() -> None:
    assert cut("   One.", [3]) == ["   One."]


@given(TEXTS, st.lists(st.integers(0, 60)))
def test_lines_are_in_order_and_hold_all_that_shows(text: str, cuts: list[int]) -> None:
    lines = lines_of(text, cuts)
    held = {at for line in lines for at in range(line.start, line.end)}
    assert sum(line.end - line.start for line in lines) == len(held)
    assert {at for at, sign in enumerate(text) if not sign.isspace()} <= held
    assert [line.start for line in lines] == sorted(line.start for line in lines)
    assert all(text[: line.start].count("\n") == line.row for line in lines)


@given(TEXTS, st.lists(st.integers(0, 60)))
def test_rows_hold_all_lines(text: str, cuts: list[int]) -> None:
    lines = lines_of(text, cuts)
    assert [line for row in rows_of(lines) for line in row] == [*lines]


@given(TEXTS, st.integers(0, 60), st.integers(1, 20))
def test_lines_within_a_span_are_those_that_share_a_character_with_it(text: str, start: int, size: int) -> None:
    lines = lines_of(text, [])
    wanted = [line for line in lines if line.start < start + size and start < line.end]
    assert [*lines_within(lines, start, start + size)] == wanted
