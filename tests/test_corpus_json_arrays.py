import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.corpus import json_arrays
from cleanwire.corpus.json_arrays import elements_of
from cleanwire.corpus.streams import StreamError
from test_corpus_lines import ANY_JSON


def in_chunks(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def read(data: bytes, size: int = 7) -> tuple[list[bytes], str]:
    """Return the elements before an error, and the error."""
    elements: list[bytes] = []
    try:
        elements.extend(elements_of(in_chunks(data, size)))
    except StreamError as error:
        return elements, str(error)
    return elements, ""


@given(
    values=st.lists(ANY_JSON, max_size=5),
    indent=st.none() | st.integers(0, 2),
    ascii_only=st.booleans(),
    size=st.integers(1, 50),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf", b"\r\n\t "]),
)
def test_any_array_is_its_elements_each_on_one_line(
    values: list[Any], indent: int | None, ascii_only: bool, size: int, mark: bytes
) -> None:
    data = mark + json.dumps(values, indent=indent, ensure_ascii=ascii_only).encode() + b"\n"
    elements, problem = read(data, size)
    assert problem == ""
    assert not any(b"\n" in element for element in elements)
    assert [json.loads(element) for element in elements] == values


@pytest.mark.parametrize(
    "element",
    [b'{"a":1.50, "b": 1e400}', b'{"a": "\\u00e9\\/\\n"}', b'{"n": %s}' % (b"9" * 10_000), b"12", b'{"a": "\xff"}'],
)
def test_elements_keep_their_characters(element: bytes) -> None:
    assert read(b"[ %s ,\n%s]" % (element, element)) == ([element, element], "")


@pytest.mark.parametrize("size", [1, 5, 1000])
@pytest.mark.parametrize("kept", range(1, 32, 3))
def test_an_array_that_breaks_off_gives_the_elements_before(kept: int, size: int) -> None:
    data = b'[{"a": 1}, {"a": 2}, {"a": 3}]\n'
    elements, problem = read(data[:kept], size)
    assert elements == [element for element in (b'{"a": 1}', b'{"a": 2}', b'{"a": 3}') if element in data[:kept]]
    assert (problem == "") is (kept >= 30)


@pytest.mark.parametrize(
    ("data", "count", "problem"),
    [
        (b"", 0, "broken JSON: '[' is missing"),
        (b'{"a": 1}', 0, "broken JSON: '[' is missing"),
        (b"[1 2]", 1, "broken JSON: ']' is missing"),
        (b"[1,]", 1, "broken JSON: Expecting value"),
        (b'[1, "\n"]', 1, "broken JSON: Invalid control character"),
        (b'[1, "x', 1, "broken JSON: Unterminated string starting"),
        (b"[1], [2]", 1, "something follows the end of its array"),
        (b"[1, " + b"[" * 200_000, 1, "broken JSON: nested too deeply"),
    ],
)
def test_what_is_no_array_is_told_behind_its_elements(data: bytes, count: int, problem: str) -> None:
    elements, told = read(data, 1000)
    assert (len(elements), told) == (count, problem)


def test_damage_below_is_told_behind_all_that_came_before_it() -> None:
    def chunks() -> Iterator[bytes]:
        yield b'[{"a": 1}, {"a'
        yield b'": 2}, {"a": 3}, {'
        raise StreamError("its gzip data is truncated")

    seen = []
    with pytest.raises(StreamError, match="its gzip data is truncated"):
        seen.extend(elements_of(chunks()))
    assert seen == [b'{"a": 1}', b'{"a": 2}', b'{"a": 3}']


def test_an_element_too_long_for_memory_is_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_arrays, "LINE_BYTES", 1 << 20)
    elements, problem = read(b'[1, "%s"]' % (b"a" * (5 << 20)), 1000)
    assert (elements, problem) == ([b"1"], "an element of more than 1 MB")
