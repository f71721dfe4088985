import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.errors import CleanwireError, OptionError, ReadingError, WritingError
from cleanwire.files.outputs import encoded, write_atomically
from cleanwire.files.sources import read_source
from cleanwire.reading.formats import Format

PAGE = b'<!doctype html><meta charset="latin-1"><p>Caf\xe9</p>'


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(b"old")
    return path


def fail(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("text", ["a\r\nb\r\n", "a\rb", "a\n\n", "", "\ufeffa\n", "no end", "a\x00\x1b[0m\x85\u2028b"])
def test_text_is_read_as_it_is(target: Path, text: str) -> None:
    target.write_bytes(text.encode())
    assert read_source(str(target)).content == text


@given(text=st.text(st.characters(codec="utf-8")))
def test_any_text_goes_out_as_it_came_in(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    write_atomically(path, text.encode())
    source = read_source(str(path), format="text")
    assert encoded(str(source.content), encoding=source.encoding, name=source.name) == path.read_bytes()


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-8-sig", "shift_jis"])
def test_text_is_decoded_as_the_encoding_says_and_goes_out_in_it(target: Path, encoding: str) -> None:
    target.write_bytes("12 §, one line\r\n".encode(encoding))
    source = read_source(str(target), encoding=encoding)
    assert source.content == "12 §, one line\r\n"
    assert encoded(source.content, encoding=source.encoding, name="") == target.read_bytes()


def test_text_that_is_not_utf_8_is_an_error_with_the_byte_and_the_remedy(target: Path) -> None:
    target.write_bytes(b"caf\xe9 society")
    with pytest.raises(ReadingError, match=r"article\.txt: byte 3 \(0xe9\) is not UTF-8; .* --encoding NAME"):
        read_source(str(target))


@pytest.mark.parametrize(
    ("beginning", "problem"),
    [
        (
            b"\x1f\x8b\x08",
            "it is compressed with gzip: decompress it first, or clean files of records with `cleanwire c",
        ),
        (b"\x28\xb5\x2f\xfd", "it is compressed with zstd: decompress it first"),
        (b"PAR1\x15\xa0", "it is Parquet: clean files of records with `cleanwire corpus`"),
    ],
)
def test_a_file_that_is_text_in_no_encoding_is_an_error_with_its_kind(
    target: Path, beginning: bytes, problem: str
) -> None:
    target.write_bytes(beginning)
    with pytest.raises(ReadingError, match=f"is not UTF-8; {problem}"):
        read_source(str(target))


def test_text_may_begin_like_a_file_of_another_kind(target: Path) -> None:
    target.write_bytes(b"PAR1 is how Parquet begins.")
    assert read_source(str(target)).content == "PAR1 is how Parquet begins."


def test_text_that_is_not_in_the_encoding_that_was_named_is_an_error(target: Path) -> None:
    target.write_bytes(b"caf\xe9")
    with pytest.raises(ReadingError, match=r"byte 3 \(0xe9\) is not ascii"):
        read_source(str(target), encoding="ascii")


def test_a_byte_order_mark_counts_among_the_bytes(target: Path) -> None:
    target.write_bytes(b"\xef\xbb\xbfcaf\xe9")
    with pytest.raises(ReadingError, match=r"byte 6 \(0xe9\)"):
        read_source(str(target), encoding="utf-8-sig")


@pytest.mark.parametrize("encoding", ["no-such", "hex", "undefined", ""])
def test_an_encoding_that_is_none_of_text_is_an_error(target: Path, encoding: str) -> None:
    with pytest.raises(OptionError, match="--encoding"):
        read_source(str(target), encoding=encoding)


@pytest.mark.parametrize(("name", "problem"), [("none.txt", "no such file"), (".", "it is a folder")])
def test_what_cannot_be_read_is_an_error_that_names_it(tmp_path: Path, name: str, problem: str) -> None:
    path = tmp_path / name
    with pytest.raises(ReadingError, match=problem) as caught:
        read_source(str(path))
    assert str(caught.value).startswith(str(path))


@pytest.mark.parametrize("input_format", ["auto", "html"])
def test_a_page_stays_bytes_and_goes_out_as_utf_8(target: Path, input_format: Format) -> None:
    target.write_bytes(PAGE)
    source = read_source(str(target), format=input_format)
    assert (source.content, source.encoding) == (PAGE, "utf-8")


def test_a_page_is_decoded_where_an_encoding_is_named(target: Path) -> None:
    target.write_bytes(PAGE)
    source = read_source(str(target), encoding="latin-1")
    assert (source.content, source.encoding) == (PAGE.decode("latin-1"), "utf-8")


def test_a_page_that_is_to_be_text_is_decoded(target: Path) -> None:
    target.write_bytes(b"<html>")
    assert read_source(str(target), format="text").content == "<html>"


def test_a_character_that_the_encoding_lacks_is_an_error() -> None:
    with pytest.raises(WritingError, match=r"article\.txt.* latin-1"):
        encoded("—", encoding="latin-1", name="article.txt")


def test_writing_makes_a_new_file_with_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_atomically(tmp_path / "new", b"text\r\n")
    assert (tmp_path / "new").read_bytes() == b"text\r\n"
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o666])
def test_writing_keeps_the_mode_of_a_file(target: Path, mode: int) -> None:
    target.chmod(mode)
    write_atomically(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == mode


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    target: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(os, step, fail)
    with pytest.raises(WritingError, match=r"article\.txt: cannot be written: No space left"):
        write_atomically(target, b"new")
    assert [path.name for path in target.parent.iterdir()] == ["article.txt"]
    assert target.read_bytes() == b"old"


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, b"new")
    assert [path.name for path in target.parent.iterdir()] == ["article.txt"]
    assert target.read_bytes() == b"old"


def test_a_reader_of_the_old_file_goes_on_reading_it(target: Path) -> None:
    with target.open("rb") as reader:
        write_atomically(target, b"new")
        assert reader.read() == b"old"


def test_writing_through_a_link_leaves_the_link(target: Path) -> None:
    link = target.parent / "link"
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_atomically(Path(os.devnull), b"text")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("none/new.txt", "its folder does not exist"),
        (".", "it is a folder"),
        ("article.txt/new.txt", "Not a directory"),
    ],
)
def test_what_cannot_be_written_is_an_error_that_names_it(target: Path, name: str, problem: str) -> None:
    path = target.parent / name
    with pytest.raises(WritingError, match=problem) as caught:
        write_atomically(path, b"new")
    assert str(caught.value).startswith(str(path))
    assert isinstance(caught.value, CleanwireError)


def test_a_file_that_is_read_only_is_not_replaced(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The superuser, who may run the tests, may write to any file.
    monkeypatch.setattr(os, "access", lambda path, mode: not (Path(path) == target and mode == os.W_OK))
    with pytest.raises(WritingError, match="permission denied"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
