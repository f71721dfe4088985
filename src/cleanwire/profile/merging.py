"""Merge many profile files into one, in memory that hardly grows with their number."""

from collections.abc import Iterable, Sequence
from os import PathLike
from typing import NamedTuple

import numpy as np

from cleanwire.errors import ProfileError
from cleanwire.profile.contents import Contents
from cleanwire.profile.ranges import RANGES, bounds_of
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import SiteOf, registered_domain
from cleanwire.profile.storage import mapped
from cleanwire.profile.tables import Counts, Heads, Homes, Passages, Sites

__all__ = ["finish_profiles", "merge_profiles"]

Path = str | PathLike[str]


def finish_profiles(paths: Iterable[Path], *, key: SiteOf | None = None) -> SiteProfile:
    """Merge profiles from files and return the finished profile of all their documents.

    The files should not change meanwhile. Tables are joined one range of keys at a time. Of the profiles of a million
    documents, 8 GB, one range takes about 200 MB while it is sorted.

    Raises ProfileError for a file that `SiteProfile.load` refuses, for a finished profile, and for profiles that were
    fitted with different keys.
    """
    parts, site_of = _checked(paths, key)
    tables = [_range(parts, number) for number in range(RANGES)]
    counts = Counts.joined([counts for counts, _ in tables])
    passages = Passages.joined([passages for _, passages in tables])
    native = np.unique(passages.homes)
    heads = Heads.joined([part.contents().heads.of_homes(native) for part in parts])
    homes = Homes.joined([part.contents().homes.of_keys(native) for part in parts])
    sites = Sites.joined([part.sites for part in parts])
    return SiteProfile(Contents(counts, passages, heads, homes, sites), site_of, is_finished=True)


def merge_profiles(paths: Iterable[Path], *, key: SiteOf | None = None) -> SiteProfile:
    """Merge profiles from files like `finish_profiles`, but return a profile that can be merged further.

    It remembers everything: 8 KB per document. Raises ProfileError as `finish_profiles` does.
    """
    parts, site_of = _checked(paths, key)
    return SiteProfile(Contents.gathered(part.contents() for part in parts), site_of)


class _Part(NamedTuple):
    """A file, and where each range of keys begins in its tables."""

    path: str
    counts: Sequence[int]
    passages: Sequence[int]
    sites: Sites

    def contents(self) -> Contents:
        """Return the contents of the file, mapped. Keeping thousands mapped would take a handle each."""
        arrays, _ = mapped(self.path)
        return Contents.unchecked(arrays)


def _checked(paths: Iterable[Path], key: SiteOf | None) -> tuple[list[_Part], SiteOf]:
    """Return the parts in some files, sorted, and the key that all of them were fitted with."""
    parts: list[_Part] = []
    keys: dict[SiteOf, str] = {}
    for name in sorted(map(str, paths)):
        profile = SiteProfile.load(name, key=key)
        if profile.is_finished:
            raise ProfileError(f"{name}: is finished already and does not merge; name the parts it was made of")
        keys.setdefault(profile.site_of, name)
        held = profile.contents
        sites = Sites.joined([held.sites])  # copied, because the file is closed meanwhile
        parts.append(_Part(name, bounds_of(held.counts.keys), bounds_of(held.passages.keys), sites))
    if len(keys) > 1:
        first, second = [*keys.values()][:2]
        raise ProfileError(f"{first} and {second}: were fitted with different keys; fit them with the same key")
    return parts, next(iter(keys), key or registered_domain)


def _range(parts: Iterable[_Part], number: int) -> tuple[Counts, Passages]:
    """Return what several documents share in one range of keys."""
    counts, passages = [], []
    for part in parts:
        held = part.contents()
        counts.append(Counts(*map(np.array, held.counts.at(slice(*part.counts[number : number + 2])))))
        passages.append(Passages(*map(np.array, held.passages.at(slice(*part.passages[number : number + 2])))))
    return Counts.joined(counts).shared(), Passages.joined(passages).shared()
