"""Pieces of profiles by ranges of keys, with which many machines fit one profile: `integrations/profiles.py`."""

from collections.abc import Iterable, Iterator

import numpy as np

from cleanwire.errors import ProfileError
from cleanwire.profile.contents import Contents
from cleanwire.profile.ranges import RANGES, bounds_of, range_of
from cleanwire.profile.site_profile import SiteProfile, site_key, site_key_name
from cleanwire.profile.sites import SiteOf, registered_domain
from cleanwire.profile.storage import IN_MEMORY, as_bytes, of_bytes
from cleanwire.profile.tables import Sites

__all__ = ["assembled", "joined", "pieces_of"]


def pieces_of(profile: SiteProfile) -> Iterator[tuple[int, bytes]]:
    """Yield the pieces of an unfinished profile, each with the number of its range."""
    held = profile.contents
    counts, passages, homes = (bounds_of(table.keys) for table in (held.counts, held.passages, held.homes))
    ranges = range_of(held.heads.homes)
    for number in range(RANGES):
        between = slice(number, number + 2)
        part = Contents(
            held.counts.at(slice(*counts[between])),
            held.passages.at(slice(*passages[between])),
            held.heads.at(ranges == np.uint64(number)),
            held.homes.at(np.arange(*homes[between])),
            held.sites if number == 0 else Sites.joined([]),
        )
        yield number, _written(part, profile.site_of)


def joined(pieces: Iterable[bytes], *, key: SiteOf | None = None) -> bytes:
    """Join all pieces of one range, at least one, into one without what occurs in one document only.

    Raises ProfileError for bytes that are not a piece, or a piece that was fitted with another key.
    """
    whole, site_of = _whole(pieces, key)
    return _written(whole.shared(), site_of)


def assembled(pieces: Iterable[bytes], *, key: SiteOf | None = None) -> SiteProfile:
    """Return the finished profile of joined pieces. Their order does not matter.

    Raises ProfileError as `joined` does.
    """
    whole, site_of = _whole(pieces, key)
    return SiteProfile(whole, site_of).finished()


def _whole(pieces: Iterable[bytes], key: SiteOf | None) -> tuple[Contents, SiteOf]:
    parts, site_of = [], key or registered_domain
    for piece in pieces:
        arrays, facts = of_bytes(piece)
        site_of = site_key(IN_MEMORY, facts, key)
        try:
            parts.append(Contents.of_arrays(arrays))
        except ValueError as error:
            raise ProfileError(f"{IN_MEMORY}: is not a piece: {error}; fit it again") from error
    return Contents.joined(parts), site_of


def _written(part: Contents, site_of: SiteOf) -> bytes:
    return as_bytes(part.arrays(), {"key": site_key_name(site_of), "piece": "True"})
