"""Labelled documents in JSON: one object per line, or the ground truth of the article-extraction-benchmark."""

import gzip
import json
import lzma
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from cleanwire.errors import ReadingError
from cleanwire.evaluation.documents import EITHER, Document, Page, Text, spans_of_lines
from cleanwire.files.problems import reason_of
from cleanwire.labels import Label

__all__ = ["GROUND_TRUTH", "SUFFIXES", "read_benchmark", "read_records"]

GROUND_TRUTH = "ground-truth.json"
"""The file that identifies a clone of the article-extraction-benchmark."""

_OPENERS: Mapping[str, Callable[..., IO[str]]] = {".jsonl": open, ".jsonl.gz": gzip.open, ".jsonl.xz": lzma.open}

SUFFIXES = tuple(_OPENERS)

_NEEDED = "a record needs `html` and `gold`, or `text` and `labels`"

_BROKEN = (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError)
"""What is raised by reading a file that is truncated, or of another kind than its name says."""


def read_records(path: Path) -> Iterator[Document]:
    """Yield the documents of JSON lines.

    Raises ReadingError, which names the file, the line and the remedy.
    """
    number = 0
    try:
        with _opened(path) as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield from _documents_of(_object(line), name=f"{path.name}:{number}")
    except ReadingError as error:
        raise ReadingError(f"{path}: line {number}: {error}") from None
    except FileNotFoundError as error:
        raise ReadingError(f"{path}: {reason_of(error)}") from error
    except _BROKEN as error:
        raise ReadingError(f"{path}: line {number + 1}: cannot be read: {error}; check the file") from error


def _opened(path: Path) -> IO[str]:
    opener = next(opener for suffix, opener in _OPENERS.items() if path.name.endswith(suffix))
    return opener(path, "rt", encoding="utf-8-sig")


def _object(line: str) -> Mapping[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"is not JSON: {error}; write one object per line") from error
    if not isinstance(record, dict):
        raise ReadingError(f"is not an object; {_NEEDED}")
    return record


def _documents_of(record: Mapping[str, Any], *, name: str) -> Iterator[Document]:
    name = str(record.get("id", name))
    texts = [*_texts_of(record, name)]
    if "html" in record and "gold" in record:
        yield _page_of(record, name, texts)
    elif not texts:
        missing = next(field for field in ("gold", "labels", "html") if field not in record)
        raise ReadingError(f"has no `{missing}`; {_NEEDED}")
    yield from texts


def _page_of(record: Mapping[str, Any], name: str, texts: Iterable[Text]) -> Page:
    html, article = _string(record, "html"), _string(record, "gold")
    either = {text.source[start:end] for text in texts for start, end in text.either}
    either.update(_strings(record, "headline"))
    return Page(
        name,
        html,
        article,
        "\n".join(sorted(either)) or _title(html),
        tuple(_strings(record, "absent")),
        language=_language(record),
        part=str(record.get("part", "")),
    )


def _texts_of(record: Mapping[str, Any], name: str) -> Iterator[Text]:
    """Yield the labelled texts of a record: one, or several that extractors left of one page."""
    if "labels" not in record:
        return
    field = "texts" if "texts" in record else "text"
    texts, labels = record.get(field), record["labels"]
    if isinstance(texts, str):
        texts, labels = {"": texts}, {"": labels}
    if not isinstance(texts, dict) or not isinstance(labels, dict):
        raise ReadingError(
            f"`{field}` and `labels` do not match; give a text and a list, or two objects with the same names"
        )
    for extractor, source in texts.items():
        found = _labels(source, labels.get(extractor), field=f"labels.{extractor}" if extractor else "labels")
        yield Text(
            f"{name}/{extractor}" if extractor else name,
            source,
            spans_of_lines(source, [label not in (None, EITHER) and not Label(label).is_content for label in found]),
            spans_of_lines(source, [label == EITHER for label in found]),
            language=_language(record),
            part=str(record.get("part", "")),
        )


def _labels(source: object, labels: object, *, field: str) -> list[str | None]:
    if not isinstance(source, str) or not isinstance(labels, list):
        raise ReadingError(f"`{field}` should be a list with a label for each line of a text")
    lines = source.count("\n") + 1
    if len(labels) != lines:
        raise ReadingError(f"`{field}` has {len(labels)} labels for {lines} lines; each line needs one")
    for label in labels:
        if label not in (None, EITHER, *Label):
            known = ", ".join((*Label, EITHER, "null"))
            raise ReadingError(f"`{field}` has {label!r}, which is not a label; there are {known}")
    return labels


def _string(record: Mapping[str, Any], field: str) -> str:
    if not isinstance(record[field], str):
        raise ReadingError(f"`{field}` is not a string; {_NEEDED}")
    value: str = record[field]
    return value


def _strings(record: Mapping[str, Any], field: str) -> list[str]:
    value = record.get(field) or []
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
        raise ReadingError(f"`{field}` should be a string or a list of strings")
    return values


def _language(record: Mapping[str, Any]) -> str:
    return str(record.get("language") or record.get("lang") or "")[:2]


def _title(html: str) -> str:
    """Return a page's title, so that the headline is not counted if the record does not name it."""
    from lxml.etree import LxmlError  # noqa: PLC0415, texts need no lxml
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415, the same

    with suppress(LxmlError):
        root = document_fromstring(html.encode("utf-8", "replace"), HTMLParser(encoding="utf-8"))
        return str(root.findtext(".//title") or "")
    return ""


def read_benchmark(folder: Path) -> Iterator[Document]:
    """Yield the pages of a clone of the article-extraction-benchmark, whose gold omits headlines.

    Raises ReadingError, which names the file and the remedy.
    """
    truth = folder / GROUND_TRUTH
    path = truth
    try:
        articles = json.loads(truth.read_text("utf-8"))
        for name, article in articles.items():
            path = folder / "html" / f"{name}.html.gz"
            html = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
            yield Page(name, html, article["articleBody"], _title(html))
    except (*_BROKEN, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ReadingError(f"{path}: is not in the benchmark's format: {error!r}; clone it again") from error
