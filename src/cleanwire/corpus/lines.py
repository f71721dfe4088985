"""JSON objects on one line each: reads and replaces fields, and leaves all other characters unchanged.

Parsing a line and writing it again would change it even where the values stay the same: numbers lose or gain digits,
escapes and blanks disappear. So lines are only scanned, and new values replace the old ones in place.
"""

import json
import re
from collections.abc import Mapping
from json.decoder import JSONDecodeError
from typing import NamedTuple

__all__ = ["DECODER", "LINE_BYTES", "LineError", "Member", "behind_blanks", "member_at", "members_of", "with_values"]

DECODER = json.JSONDecoder(parse_int=float)
"""Nothing reads the numbers, and Python refuses integers of thousands of digits."""

LINE_BYTES = 64 << 20
"""The longest accepted record. Anything longer is not a document but a file that does not hold records; it is rejected,
because it would have to be in memory whole. The largest pages that are read have 20 million characters, which is 60 MB
at three bytes per character."""

_BLANKS = re.compile(r"[ \t\r\n]*")


class LineError(ValueError):
    """A line is not a JSON object; the message says what is wrong."""


class Member(NamedTuple):
    """The value of a field, and its position in the line."""

    value: object
    start: int
    end: int


def members_of(line: str) -> dict[str, Member]:
    """Return the fields of a line that holds one JSON object; if a field occurs twice, the last one, as parsers do.

    >>> members_of('{"id": 7, "text": "It opened."}')["text"]
    Member(value='It opened.', start=18, end=30)

    Numbers are returned as floats. Raises LineError for anything but one object.
    """
    try:
        return _of_one_object(line)
    except JSONDecodeError as error:
        raise LineError(f"broken JSON: {error.msg.removesuffix(' at')} at character {error.pos}") from None
    except RecursionError:
        raise LineError("broken JSON: nested too deeply") from None


def _of_one_object(line: str) -> dict[str, Member]:
    at = behind_blanks(line, 0)
    if line[at : at + 1] != "{":
        DECODER.decode(line)  # raises if it is not JSON at all
        raise LineError("not a JSON object: the line holds another value")
    members, end = _scanned(line, at)
    if end != len(line):
        raise JSONDecodeError("Extra data", line, end)
    return members


def member_at(line: str, members: Mapping[str, Member], name: str) -> Member | None:
    """Return the field with a name, which may be a path into objects, or None.

    >>> line = '{"id": 7, "meta": {"url": "https://oxley.example/"}}'
    >>> member_at(line, members_of(line), "meta.url")
    Member(value='https://oxley.example/', start=26, end=50)

    A field whose own name contains the dot takes precedence.
    """
    if name in members:
        return members[name]
    first, *rest = name.split(".")
    member = members.get(first)
    for part in rest:
        if member is None or not isinstance(member.value, dict):
            return None
        member = _scanned(line, member.start)[0].get(part)
    return member


def _scanned(line: str, start: int) -> tuple[dict[str, Member], int]:
    """Return the fields of the object that begins here, and the position after it."""
    members: dict[str, Member] = {}
    at = behind_blanks(line, start + 1)
    if line[at : at + 1] != "}":
        while True:
            if line[at : at + 1] != '"':
                raise JSONDecodeError("Expecting a field's name in double quotes", line, at)
            name, at = DECODER.raw_decode(line, at)
            begin = _behind(line, at, ":")
            value, end = DECODER.raw_decode(line, begin)
            members[name] = Member(value, begin, end)
            at = behind_blanks(line, end)
            if line[at : at + 1] != ",":
                break
            at = behind_blanks(line, at + 1)
    return members, _behind(line, at, "}")


def behind_blanks(line: str, at: int) -> int:
    """Return the position of the next character that is not blank, or the end of the line."""
    match = _BLANKS.match(line, at)
    return match.end() if match else at


def _behind(line: str, at: int, sign: str) -> int:
    """Return the position after a character that has to follow here."""
    at = behind_blanks(line, at)
    if line[at : at + 1] != sign:
        raise JSONDecodeError(f"Expecting {sign!r}", line, at)
    return behind_blanks(line, at + 1)


def with_values(line: str, members: Mapping[str, Member], values: Mapping[str, object]) -> str:
    """Return a line with new values for some fields; fields that it lacks are appended.

    >>> line = '{"id": 1.50, "text": "It opened. Print"}'
    >>> with_values(line, members_of(line), {"text": "It opened.", "removed": []})
    '{"id": 1.50, "text": "It opened.", "removed": []}'

    New values are written in ASCII if the line is ASCII.
    """
    ascii_only = line.isascii()
    edits = [(members[name].start, members[name].end, value) for name, value in values.items() if name in members]
    parts, at = [], 0
    for start, end, value in sorted(edits, key=lambda edit: edit[0]):
        parts += [line[at:start], _written(value, ascii_only=ascii_only)]
        at = end
    close = line.rindex("}")
    parts.append(line[at:close])
    filled = bool(members)
    for name, value in values.items():
        if name not in members:
            separator = ", " if filled else ""
            parts.append(f"{separator}{json.dumps(name)}: {_written(value, ascii_only=ascii_only)}")
            filled = True
    parts.append(line[close:])
    return "".join(parts)


def _written(value: object, *, ascii_only: bool) -> str:
    written = json.dumps(value, ensure_ascii=ascii_only)
    try:
        written.encode()
    except UnicodeEncodeError:  # a lone surrogate, which JSON can only hold as an escape
        return json.dumps(value)
    return written
