import gzip
from io import FileIO
from pathlib import Path

import pytest

from cleanwire.corpus.json_arrays import holds_array
from cleanwire.corpus.json_records import raw_records
from cleanwire.corpus.streams import StreamError

MARK = b"\xef\xbb\xbf"


def read(path: Path) -> tuple[list[bytes], str]:
    records: list[bytes] = []
    with FileIO(path) as raw:
        try:
            records.extend(raw_records(raw, path.name))
        except StreamError as error:
            return records, str(error)
    return records, ""


@pytest.mark.parametrize(
    ("data", "records"),
    [
        (b'{"a": 1}\n{"a": 2}', [b'{"a": 1}', b'{"a": 2}']),
        (b'{"a": 1}\r\n\n{"a": 2}\n', [b'{"a": 1}\r', b"", b'{"a": 2}']),
        (b'[1]\n{"a": 1}\n', [b"[1]", b'{"a": 1}']),
        (b'{\n{"a": 1}\n', [b"{", b'{"a": 1}']),
        (b"\x00\x00\x00\x00\n", [b"\x00\x00\x00\x00"]),
        (b'[{"a": 1}, {"a": 2}]', [b'{"a": 1}', b'{"a": 2}']),
        (MARK + b'\n [\n {"a": 1},\n 5\n]\n', [b'{"a": 1}', b"5"]),
        (b"[]", []),
        (b"", []),
    ],
)
@pytest.mark.parametrize("compress", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_a_file_is_its_lines_or_the_elements_of_its_array(
    tmp_path: Path, data: bytes, records: list[bytes], compress: type[bytes]
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(compress(data))
    assert read(path) == (records, "")
    with FileIO(path) as raw:
        is_array = holds_array(raw, path.name)
    assert is_array is (b"[{" in data.replace(b"\n", b"").replace(b" ", b"") or data == b"[]")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"PAR1\x15\x04", "it is Parquet; name it .parquet"),
        (b'{\n  "a": 1\n}\n{\n  "a": 2\n}\n', "it is JSON on many lines; write each record on a line of its own"),
        (MARK + b'\n{\r\n"data": [\r\n', "it is JSON on many lines; write each record on a line of its own"),
        ('{"a": 1}\n'.encode("utf-16"), "it is utf-16; convert it to utf-8"),
        ('{"a": 1}\n'.encode("utf-16-le"), "it is utf-16-le; convert it to utf-8"),
        ('\n[{"a": 1}]\n'.encode("utf-16-be"), "it is utf-16-be; convert it to utf-8"),
        ('{"a": 1}\n'.encode("utf-32"), "it is utf-32; convert it to utf-8"),
    ],
)
def test_a_file_of_another_kind_is_told_as_a_whole(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    assert read(path) == ([], problem)


def test_a_short_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"a": 1}\n' * 300)[:-8])
    assert read(path) == ([b'{"a": 1}'] * 300, "its gzip data is truncated")
