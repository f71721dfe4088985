"""Values of records: which ones are texts to clean, what the others are, and what is written about a cleaned one."""

from typing import TYPE_CHECKING

from cleanwire.result import Result

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["problem_with", "spans_of", "value_of"]


def value_of(scalar: "pa.Scalar") -> object:
    """Return a value of a table, or the error for text that is not UTF-8."""
    try:
        return scalar.as_py()
    except UnicodeDecodeError as error:  # Parquet's strings should be UTF-8, but nothing checks this
        return error


def problem_with(field: str, value: object, *, pages: bool = False) -> str:
    """Return why a value is not text, or an empty string if it is."""
    if isinstance(value, str) or (pages and isinstance(value, bytes)):
        return ""
    if isinstance(value, UnicodeDecodeError):
        return f"field {field!r} is not UTF-8"
    return f"field {field!r} is not text but {_KINDS.get(type(value), 'another value')}"


def spans_of(result: Result) -> list[dict[str, object]]:
    """Return the removed spans of a text, as the field for them holds them."""
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
