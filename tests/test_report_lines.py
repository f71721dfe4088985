from hypothesis import given
from hypothesis import strategies as st

from cleanwire.report.lines import lines_of
from invented_results import result_of


@given(st.text(alphabet="ab \n\r\x0b\u2028"))
def test_lines_hold_all_but_ordinary_line_breaks(source):
    lines = [*lines_of(result_of(source))]
    assert "".join(part.text for line in lines for part in line) == source.replace("\r\n", "").replace("\n", "")
    assert len(lines) == len(source.splitlines())


def test_a_line_has_a_part_for_each_segment_in_it():
    (line,) = lines_of(result_of("It opened. Ad now", " Ad"))
    assert [(part.text, part.segment.removed, part.opens) for part in line] == [
        ("It opened.", False, True),
        (" Ad", True, True),
        (" now", False, True),
    ]


def test_a_segment_opens_once():
    assert [part.opens for line in lines_of(result_of("One\nTwo\n")) for part in line] == [True, False]
