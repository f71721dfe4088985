"""Values of records: which of those to clean are texts, what the others are, and what is told of a cleaned one."""

from typing import TYPE_CHECKING

from cleanwire.result import Result

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["problem_with", "spans_of", "value_of"]


def value_of(scalar: "pa.Scalar") -> object:
    """Return a value of a table; an error for text that is not UTF-8."""
    try:
        return scalar.as_py()
    except UnicodeDecodeError as error:  # Parquet's strings should be UTF-8, and nobody checks
        return error


def problem_with(field: str, value: object, *, present: bool = True, pages: bool = False) -> str:
    """Return why a value is no text, or nothing where it is."""
    if isinstance(value, str) or (pages and isinstance(value, bytes)):
        return ""
    if not present:
        return f"no field {field!r}"
    if isinstance(value, UnicodeDecodeError):
        return f"field {field!r} is not UTF-8"
    return f"field {field!r} is no text but {_KINDS.get(type(value), 'another value')}"


def spans_of(result: Result) -> list[dict[str, object]]:
    """Return what was removed of a text, as the field for it holds that."""
    return [
        {"start": span.start, "end": span.end, "label": span.label.value, "rule": span.rule} for span in result.removed
    ]


_KINDS = {
    type(None): "null",
    bool: "true or false",
    float: "a number",
    int: "a number",
    dict: "an object",
    list: "a list",
    bytes: "bytes: are they pages?",
}
