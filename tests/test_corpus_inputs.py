from pathlib import Path

import pytest

from cleanwire.corpus.inputs import find_inputs
from cleanwire.errors import OptionError, ReadingError


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "crawl/b.jsonl",
        "crawl/a.jsonl.gz",
        "crawl/2/a.parquet",
        "crawl/10/a.ndjson.zst",
        "crawl/10/c.json.gz",
        "crawl/info.json",
        "crawl/readme.txt",
        "crawl/.hidden/a.jsonl",
        "crawl/_tmp/a.jsonl",
        "crawl/.a.jsonl",
    ):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()
    return Path("crawl")


def names(*inputs: str | Path) -> list[str]:
    return [file.name for file in find_inputs(inputs, output=Path("out"))]


def test_a_folder_stands_for_its_files_of_records_in_one_order(crawl: Path) -> None:
    assert names(crawl) == ["10/a.ndjson.zst", "10/c.json.gz", "2/a.parquet", "a.jsonl.gz", "b.jsonl"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("crawl/*.jsonl", ["b.jsonl"]),
        ("crawl/*/a.*", ["10/a.ndjson.zst", "2/a.parquet"]),
        ("crawl/**/a.*", ["10/a.ndjson.zst", "2/a.parquet", "a.jsonl.gz"]),
        ("crawl/[0-9]/*.parquet", ["2/a.parquet"]),
    ],
)
@pytest.mark.usefixtures("crawl")
def test_a_glob_stands_for_files_below_the_folder_before_it(pattern: str, expected: list[str]) -> None:
    assert [name for name in names(pattern) if not name.startswith((".", "_"))] == expected


def test_a_file_that_is_named_twice_is_read_once(crawl: Path) -> None:
    assert names(crawl, "crawl/b.jsonl", crawl / "*.jsonl.gz") == names(crawl)


@pytest.mark.usefixtures("crawl")
def test_a_json_file_is_taken_for_lines_only_where_it_is_named() -> None:
    (file,) = find_inputs(["crawl/info.json"], output=Path("out"))
    assert (file.format, file.target) == ("jsonl", "info.json")


@pytest.mark.usefixtures("crawl")
def test_a_name_with_brackets_that_exists_is_no_pattern() -> None:
    Path("a[1].jsonl").touch()
    assert names("a[1].jsonl") == ["a[1].jsonl"]


@pytest.mark.parametrize(
    ("name", "format", "target"),
    [
        ("crawl/b.jsonl", "parquet", "b.parquet"),
        ("crawl/2/a.parquet", "jsonl.zst", "a.jsonl.zst"),
        ("crawl/a.jsonl.gz", "jsonl", "a.jsonl"),
        ("crawl/10/a.ndjson.zst", "jsonl.zst", "a.ndjson.zst"),
        ("crawl/10/c.json.gz", "jsonl.zst", "c.jsonl.zst"),
    ],
)
@pytest.mark.usefixtures("crawl")
def test_another_format_is_another_suffix(name: str, format: str, target: str) -> None:  # noqa: A002
    (file,) = find_inputs([name], output=Path("out"), format=format)  # type: ignore[arg-type]
    assert file.target == target


def test_outputs_in_a_folder_of_inputs_are_passed_over(crawl: Path) -> None:
    files = find_inputs([crawl], output=crawl / "10")
    assert [file.name for file in files] == ["2/a.parquet", "a.jsonl.gz", "b.jsonl"]


@pytest.mark.parametrize("output", ["crawl", "crawl/../crawl", "."])
@pytest.mark.usefixtures("crawl")
def test_a_folder_that_is_that_of_outputs_says_so(output: str) -> None:
    with pytest.raises(ReadingError, match="crawl: is the output folder, or in it, and is not read; name another"):
        find_inputs(["crawl"], output=output)


@pytest.mark.usefixtures("crawl")
def test_two_formats_of_one_name_cannot_become_one_file() -> None:
    Path("crawl/b.parquet").touch()
    with pytest.raises(OptionError, match=r"would both become out/b\.parquet; name the folder above both"):
        find_inputs(["crawl"], output=Path("out"), format="parquet")


@pytest.mark.parametrize("name", ["rejected.jsonl", "site-profile.json"])
@pytest.mark.usefixtures("crawl")
def test_names_of_the_run_are_its_own(name: str) -> None:
    Path(name).touch()
    if name == "rejected.jsonl":
        with pytest.raises(OptionError, match="the run itself needs the name"):
            find_inputs([name], output=Path("out"))
    else:
        assert names(name) == [name]


@pytest.mark.skipif(not hasattr(Path, "chmod"), reason="needs modes")
@pytest.mark.usefixtures("crawl")
def test_a_link_to_nothing_cannot_be_read() -> None:
    Path("crawl/gone.jsonl").symlink_to("nothing")
    with pytest.raises(ReadingError, match=r"crawl/gone\.jsonl: cannot be read"):
        find_inputs(["crawl/gone.jsonl"], output=Path("out"))
