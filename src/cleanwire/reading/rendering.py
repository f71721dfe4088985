"""Resolve markup left in a text: entities, invisible characters, broken encodings and Markdown."""

from collections.abc import Iterator

from cleanwire.document import Rendering
from cleanwire.loading.patterns import lazy_pattern
from cleanwire.native.text.reading import characters_in
from cleanwire.reading.edits import Edit, applied
from cleanwire.reading.markdown import MARKS, markdown_edits

__all__ = ["rendered"]

_INVISIBLE = frozenset(
    "\u00ad\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""Soft hyphens, zero-width spaces and joiners, and direction marks. The two joiners that change how Persian and Hindi
are written count as letters and are kept."""

_HIDDEN = lazy_pattern(rf"(?<=\w)[{''.join(sorted(_INVISIBLE))}]+(?=\w)")

_ENTITY = lazy_pattern(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")

_LEADS = frozenset("ÂÃÐÑâ")
"""The first bytes, in UTF-8, of Latin and Cyrillic letters, quotation marks and dashes, as Windows-1252 reads them. The
first bytes of other scripts are letters that French and German words end in, too."""

_BYTES = {bytes([byte]).decode("cp1252", "ignore"): byte for byte in range(0x80, 0x100)} | {
    chr(byte): byte for byte in range(0x80, 0xC0)
}
"""The byte that a character may have been, in Windows-1252 or Latin-1."""

_REST = "".join(letter for letter, byte in _BYTES.items() if byte < 0xC0)
_MISREAD = lazy_pattern(f"[ÂÃÐÑ][{_REST}]|â[€‚„\u0080\u0082\u0084][{_REST}]")
"""A UTF-8 character that was read as Windows-1252."""


def rendered(source: str) -> tuple[str, Rendering | None]:
    r"""Return what a reader would see of a source, and the mapping back to it (None if nothing changed).

    >>> rendered("Share&nbsp;on [Facebook](https://share.example)")[0]
    'Share\xa0on Facebook'

    Linear in its length.
    """
    edits = [*_edits(source)]
    return applied(source, edits) if edits else (source, None)


def _edits(source: str) -> Iterator[Edit]:
    held = frozenset(characters_in(source))
    if held & _INVISIBLE:
        yield from (Edit(*found.span(), "") for found in _HIDDEN.finditer(source))
    if held & _LEADS:
        yield from _decodings(source)
    if "&" in held:
        yield from _entities(source)
    if held & MARKS:
        yield from markdown_edits(source)


def _decodings(source: str) -> Iterator[Edit]:
    for found in _MISREAD.finditer(source):
        try:
            yield Edit(*found.span(), bytes(_BYTES[letter] for letter in found[0]).decode("utf-8"))
        except UnicodeDecodeError:  # these are the intended characters
            continue


def _entities(source: str) -> Iterator[Edit]:
    """Yield an edit for each leftover entity. An entity for a line feed becomes a space and does not end a line."""
    from html import unescape  # noqa: PLC0415, most texts contain no entity, and Python knows 2,231

    for found in _ENTITY.finditer(source):
        shows = unescape(found[0])
        if shows != found[0]:
            visible = shows if shows.isprintable() or shows == "\xa0" else " "
            yield Edit(*found.span(), "" if shows in _INVISIBLE else visible)
