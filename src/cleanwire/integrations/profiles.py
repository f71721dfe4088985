"""Fits a site profile with an engine that works on tables.

    fit        pieces of a profile for each part of the documents   `ProfilePieces`
    shuffle    all pieces of a range of keys to one worker          by the engine: group by the column `range`
    join       one piece for each range                             `join_pieces`
    assemble   the profile                                          `assemble_pieces`

The result is the profile that `SiteProfile.fit` would make from all documents, finished. No worker holds more than the
pieces of one range, and the driver little more than the profile. For a single process, use `fit_in_parts`, which
stores parts in files.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from cleanwire.integrations.arrow import TableCleaner
from cleanwire.profile.merging import finish_profiles
from cleanwire.profile.pieces import assembled, joined, pieces_of
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import SiteOf, registered_domain

__all__ = ["PIECES", "ProfilePieces", "assemble_pieces", "fit_in_parts", "join_pieces", "parts_of", "pieces_from"]

PIECES = pa.schema([("range", pa.int32()), ("piece", pa.large_binary())])
"""The columns of pieces: the number of the range of keys, and the piece."""

DOCUMENTS = 5_000
"""How many documents are made into pieces at a time: 40 MB, of which each piece takes half a MB."""

PART_DOCUMENTS = 20_000
"""How many documents are fitted before the part is written to a file: 160 MB, which leaves room for other work."""


@dataclass(frozen=True, slots=True)
class ProfilePieces:
    """A callable that makes pieces of a profile from an iterable of tables or record batches of documents.

    `key` gives the site of an address. Rows that cannot be read are skipped. Memory does not grow with the documents.
    It is immutable and picklable.

    Raises OptionError if a table has no column of texts.
    """

    cleaner: TableCleaner = field(default_factory=TableCleaner)
    key: SiteOf = registered_domain

    def __call__(self, tables: "Iterable[pa.Table | pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        """Yield batches with the columns of `PIECES`."""
        return pieces_from(self.cleaner.documents(tables), key=self.key)


def pieces_from(documents: Iterable[tuple[str, str | None]], *, key: SiteOf) -> "Iterator[pa.RecordBatch]":
    """Yield the pieces of a profile of texts and addresses, as batches with the columns of `PIECES`."""
    for part in parts_of(documents, key=key, size=DOCUMENTS):
        rows = [{"range": number, "piece": piece} for number, piece in pieces_of(part)]
        yield pa.RecordBatch.from_pylist(rows, PIECES)


def join_pieces(table: "pa.Table", *, key: SiteOf | None = None) -> "pa.Table":
    """Join all pieces of one range into one; `key` is needed if it is a function of your own.

    Raises ProfileError for invalid pieces.
    """
    if not table.num_rows:
        return PIECES.empty_table()
    whole = joined((piece.as_py() for piece in table["piece"]), key=key)
    return pa.Table.from_pylist([{"range": table["range"][0].as_py(), "piece": whole}], PIECES)


def assemble_pieces(tables: "Iterable[pa.Table | pa.RecordBatch]", *, key: SiteOf | None = None) -> SiteProfile:
    """Return the finished profile from joined pieces, in any order.

    Raises ProfileError for invalid pieces.
    """
    return assembled((piece.as_py() for table in tables for piece in table["piece"]), key=key)


def fit_in_parts(documents: Iterable[tuple[str, str | None]], *, key: SiteOf = registered_domain) -> SiteProfile:
    """Return the finished profile of texts and addresses, read by one process in memory that hardly grows.

    Parts are stored temporarily in the system's folder for temporary files: 8 KB per document.
    """
    with TemporaryDirectory(prefix="cleanwire-") as folder:
        paths = []
        for number, part in enumerate(parts_of(documents, key=key)):
            paths.append(Path(folder, str(number)))
            part.save(paths[-1])
        return finish_profiles(paths, key=key)


def parts_of(
    documents: Iterable[tuple[str, str | None]], *, key: SiteOf = registered_domain, size: int | None = None
) -> Iterator[SiteProfile]:
    """Yield profiles of consecutive groups of texts and addresses; none if there are no texts."""
    rest = iter(documents)
    while (part := SiteProfile.fit(islice(rest, size or PART_DOCUMENTS), key=key)).sites:
        yield part
