import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.corpus.lines import LineError, member_at, members_of, with_values

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(
    record=st.dictionaries(st.text(), ANY_JSON),
    name=st.text(),
    value=st.text(),
    ascii_only=st.booleans(),
    indent=st.none() | st.just("\t"),
)
def test_any_field_of_any_record_can_be_given_a_value(
    record: dict[str, object], name: str, value: str, ascii_only: bool, indent: str | None
) -> None:
    line = json.dumps(record, ensure_ascii=ascii_only, indent=indent)
    news = with_values(line, members_of(line), {name: value})
    assert json.loads(news) == {**record, name: value}
    assert [*json.loads(news)] == [*{**record, name: value}]
    news.encode()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"a":1.50,"text":"x","b":1e5}', '{"a":1.50,"text":"new","b":1e5}'),
        (' { "text" : "x" , "n" : [ 1 ] } ', ' { "text" : "new" , "n" : [ 1 ] } '),
        ('{"text": "x", "big": 123456789012345678901234567890}', None),
        ('{"text": "x", "escaped": "\\u00e9\\/"}', None),
        ('{"text": "x", "n": NaN}', None),
        ('{"te\\u0078t": "x"}', '{"te\\u0078t": "new"}'),
        ('{"text": "x", "text": "y"}', '{"text": "x", "text": "new"}'),
        ("{}", '{"text": "new"}'),
        ('{"id": 1}\r', '{"id": 1, "text": "new"}\r'),
    ],
)
def test_all_other_characters_stay(line: str, expected: str | None) -> None:
    assert with_values(line, members_of(line), {"text": "new"}) == (expected or line.replace('"x"', '"new"'))


def test_new_values_are_ascii_where_the_line_is() -> None:
    assert with_values('{"a": "x"}', members_of('{"a": "x"}'), {"a": "é"}) == '{"a": "\\u00e9"}'
    assert with_values('{"a": "ü"}', members_of('{"a": "ü"}'), {"a": "é"}) == '{"a": "é"}'


def test_half_a_surrogate_pair_stays_an_escape() -> None:
    line = '{"ü": 1}'
    assert with_values(line, members_of(line), {"a": "é\ud800"}) == '{"ü": 1, "a": "\\u00e9\\ud800"}'


def test_integers_of_any_length_are_passed_over() -> None:
    line = '{"n": ' + "9" * 10_000 + ', "text": "x"}'
    assert members_of(line)["text"].value == "x"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ('{"meta": {"text": "x"}}', "x"),
        ('{"meta": {"text": "x", "text": "y"}}', "y"),
        ('{"meta": {"text": "x"}, "meta": {"text": "y"}}', "y"),
        ('{"meta": {"text": "x"}, "meta.text": "own"}', "own"),
        ('{"meta": {}}', None),
        ('{"meta": [{"text": "x"}]}', None),
        ('{"meta": "text"}', None),
        ('{"text": "x"}', None),
        ("{}", None),
    ],
)
def test_a_path_leads_into_objects_but_a_field_of_that_very_name_comes_first(line: str, value: str | None) -> None:
    member = member_at(line, members_of(line), "meta.text")
    assert (member and member.value) == value


@given(record=st.dictionaries(st.text(), ANY_JSON), indent=st.none() | st.just("\t"))
def test_a_field_in_objects_is_replaced_where_it_stands(record: dict[str, object], indent: str | None) -> None:
    line = json.dumps({"a": {"b": {**record, "c": "old"}}, "d": 1}, indent=indent)
    member = member_at(line, members_of(line), "a.b.c")
    assert member is not None
    news = with_values(line, {"a.b.c": member}, {"a.b.c": "new"})
    assert json.loads(news) == {"a": {"b": {**record, "c": "new"}}, "d": 1}
    assert news == f'{line[: member.start]}"new"{line[member.end :]}'


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("", "broken JSON: Expecting value"),
        ("x", "broken JSON: Expecting value at character 0"),
        ("[1]", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ('{"a": 1', "broken JSON: Expecting '}' at character 7"),
        ('{"a" 1}', "broken JSON: Expecting ':'"),
        ('{"a": 1,}', "broken JSON: Expecting a field's name"),
        ("{'a': 1}", "broken JSON: Expecting a field's name"),
        ('{"a": tru}', "broken JSON: Expecting value at character 6"),
        ('{"a": "x', "broken JSON: Unterminated string"),
        ('{"a": "\n"}', "broken JSON: Invalid control character"),
        ('{"a": 1} {"b": 2}', "broken JSON: Extra data at character 9"),
        ('{"a": ' + "[" * 200_000 + "}", "broken JSON: nested too deeply"),
    ],
)
def test_what_is_no_object_on_one_line_is_named(line: str, problem: str) -> None:
    with pytest.raises(LineError, match="^" + re.escape(problem)):
        members_of(line)


@given(line=st.text())
def test_any_line_is_an_object_or_an_error(line: str) -> None:
    try:
        members_of(line)
    except LineError:
        with pytest.raises((ValueError, AssertionError)):
            assert isinstance(json.loads(line), dict)
    else:
        assert isinstance(json.loads(line), dict)
