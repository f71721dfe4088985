"""Reads labelled documents: the shipped ones, files and folders."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleanwire.errors import LabelledTextError, ReadingError
from cleanwire.evaluation.documents import Document, page_of, text_of
from cleanwire.evaluation.records import GROUND_TRUTH, SUFFIXES, read_benchmark, read_records
from cleanwire.report.labelled import Labelled, parse_labelled

__all__ = ["read_documents", "shipped_documents"]

_TEXT, _PAGE = ".txt", ".html"
_LANGUAGE = re.compile("[a-z]{2}")
_PAGE_LANGUAGE = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([a-z]{2})", re.IGNORECASE)

_FORMATS = (
    "labelled text (.txt), pages with labelled text beside them (.html), JSON lines (.jsonl, .jsonl.gz, .jsonl.xz)"
)


def shipped_documents() -> list[Document]:
    """Return the sixty labelled documents that ship with cleanwire, in ten languages.

    >>> documents = shipped_documents()
    >>> len(documents), sorted({document.language for document in documents})
    (60, ['ar', 'de', 'en', 'es', 'fr', 'hi', 'ja', 'pt', 'ru', 'zh'])
    """
    return [*read_documents([Path(__file__).with_name("data")])]


def read_documents(paths: Iterable[str | Path]) -> Iterator[Document]:
    """Yield the labelled documents in files and folders; folders with everything in them, sorted by name.

    A folder may be a clone of the article-extraction-benchmark. The language of a labelled text or a page is the name
    of its folder, if that has two letters; a page may also state its language.

    Raises ReadingError, which names the file, the line and the remedy.
    """
    for path in map(Path, paths):
        if (path / GROUND_TRUTH).is_file():
            yield from read_benchmark(path)
            continue
        files = sorted(each for each in path.rglob("*") if _is_known(each)) if path.is_dir() else [path]
        if not files:
            raise ReadingError(f"{path}: holds no labelled documents; there may be {_FORMATS}")
        for file in files:
            yield from _read_file(file)


def _is_known(path: Path) -> bool:
    return path.is_file() and path.name.endswith((_TEXT, _PAGE, *SUFFIXES))


def _read_file(path: Path) -> Iterator[Document]:
    if path.name.endswith(SUFFIXES):
        yield from read_records(path)
    elif path.suffix == _PAGE:
        html = _content(path)
        said = _PAGE_LANGUAGE.search(html)
        language = _language(path) or (said[1].lower() if said else "")
        yield page_of(html, _labelled(path.with_suffix(_TEXT)), name=path.stem, language=language)
    elif path.suffix != _TEXT:
        known = f"is of unknown kind; there may be {_FORMATS}"
        raise ReadingError(f"{path}: {known if path.exists() else 'there is no such file; check the path'}")
    elif not path.with_suffix(_PAGE).exists():
        yield text_of(_labelled(path), name=path.stem, language=_language(path))


def _language(path: Path) -> str:
    folder = path.resolve().parent.name
    return folder if _LANGUAGE.fullmatch(folder) else ""


def _labelled(path: Path) -> Labelled:
    try:
        return parse_labelled(_content(path))
    except LabelledTextError as error:
        raise ReadingError(
            f"{path}: {error}; `cleanwire explain --format labelled` writes labelled text to correct"
        ) from error


def _content(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")  # as bytes, because reading as text would change the line breaks
    except FileNotFoundError as error:
        page = path.with_suffix(_PAGE)
        remedy = f"the page {page.name} needs it" if page.is_file() else "check the path"
        raise ReadingError(f"{path}: there is no such file; {remedy}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ReadingError(f"{path}: cannot be read: {error}; it should be a file in UTF-8") from error
