"""Reads the elements of a JSON array one by one, since a file of gigabytes may be a single array."""

import codecs
import re
from collections.abc import Iterator
from io import RawIOBase
from json.decoder import JSONDecodeError

from cleanwire.corpus.lines import DECODER, LINE_BYTES, behind_blanks
from cleanwire.corpus.streams import StreamError, begun, chunks_of

__all__ = ["ARRAY", "elements_of", "holds_array"]

ARRAY = re.compile(rb"(?:\xef\xbb\xbf)?\s*+\[\s*+[{\]]")
"""How an array of records begins. A list of other values is a bad line, and more lines may follow."""

_BEHIND = frozenset(", \t\r\n]")
"""What follows a value that is complete: 1 may be the beginning of 12 or 1.5."""


def holds_array(raw: RawIOBase, name: str) -> bool:
    """Whether an open file is one JSON array of records."""
    head, _ = begun(chunks_of(raw, name))
    return ARRAY.match(head) is not None


def elements_of(chunks: Iterator[bytes]) -> Iterator[bytes]:
    r"""Yield the elements of an array as they are written, each joined into one line. Memory holds one and a chunk.

    >>> [*elements_of(iter([b'[{"id": 1.50}, {"i', b'd":\n 2}]\n']))]
    [b'{"id": 1.50}', b'{"id":  2}']

    Raises StreamError, after the elements before it, for anything that is not an array, or that follows the array.
    """
    text = _Text(chunks)
    text.pass_by("[")
    if text.sign() != "]":
        yield text.value()
        while text.sign() == ",":
            text.pass_by(",")
            yield text.value()
    text.pass_by("]")
    if text.sign():
        raise StreamError("something follows the end of its array")


class _Text:
    """A window on a text, which grows as needed."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        # Bytes that are not UTF-8 pass through unchanged; they are reported for their own record.
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self._damage: StreamError | None = None
        self._part = ""
        self._at = 0

    def sign(self) -> str:
        """Return the next character that is not blank, without consuming it; an empty string at the end."""
        while True:
            self._at = behind_blanks(self._part, self._at)
            if self._at < len(self._part) or not self._grow():
                return self._part[self._at : self._at + 1]

    def pass_by(self, sign: str) -> None:
        """Consume a character that has to come next."""
        if self.sign() != sign:
            raise StreamError(f"broken JSON: {sign!r} is missing")
        self._at += 1

    def value(self) -> bytes:
        """Consume the next value and return it, on one line."""
        self.sign()
        while True:
            try:
                _, end = DECODER.raw_decode(self._part, self._at)
            except JSONDecodeError as error:
                if not self._grow():  # the value may only be incomplete so far
                    raise StreamError(f"broken JSON: {error.msg.removesuffix(' at')}") from error
            except RecursionError:
                raise StreamError("broken JSON: nested too deeply") from None
            else:
                if self._part[end : end + 1] in _BEHIND or not self._grow():
                    return self._taken(end)

    def _taken(self, end: int) -> bytes:
        value = self._part[self._at : end].replace("\n", " ")  # within strings, JSON escapes line breaks
        self._at = end
        return value.encode("utf-8", "surrogateescape")

    def _grow(self) -> bool:
        """Double the window, so that no value is parsed often; return whether there was more text."""
        parts = [self._part[self._at :]]
        wanted = max(len(parts[0]), 1)
        if wanted > LINE_BYTES:
            raise StreamError(f"an element of more than {LINE_BYTES >> 20} MB")
        gained = 0
        while gained < wanted and (more := self._more()):
            parts.append(more)
            gained += len(more)
        if not gained and self._damage:
            raise self._damage
        self._part, self._at = "".join(parts), 0
        return gained > 0

    def _more(self) -> str:
        """Return the next part of the text; an empty string at the end, or where the chunks are damaged."""
        try:
            for chunk in self._chunks:
                if text := self._decoder.decode(chunk):
                    return text
        except StreamError as error:
            self._damage = error
        return self._decoder.decode(b"", final=True)
