"""Many profiles in files become one, in memory that hardly grows with their number."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from typing import Any, TypeVar

import numpy as np

from cleanwire.errors import ProfileError
from cleanwire.profile.contents import REMEMBERED, Contents, Home
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import SiteOf, registered_domain
from cleanwire.profile.storing import opened
from cleanwire.profile.tables import Counts, Heads, Passages

__all__ = ["finish_profiles"]

RANGES = 64
"""The keys are worked on in so many ranges, one at a time: of the profiles of a million documents, 8 GB, one takes
some 200 MB while it is sorted."""

Path = str | PathLike[str]
_Table = TypeVar("_Table", Counts, Passages)


def finish_profiles(paths: Iterable[Path], *, key: SiteOf = registered_domain) -> SiteProfile:
    """Return, finished, the profile of all documents that the profiles in some files were fitted on.

    Raises ProfileError for a file that `SiteProfile.load` refuses, or whose profile is finished.
    """
    paths = sorted(str(path) for path in paths)
    sites: Counter[str] = Counter()
    for profile in _loaded(paths, key):
        sites.update(profile.sites)
    counts = Counts.joined([*_ranges(Counts, "counts", paths)])
    passages = Passages.joined([*_ranges(Passages, "passages", paths)])
    native = np.unique(passages.homes)
    heads = []
    homes: dict[int, Home] = {}
    for profile in _loaded(paths, key):
        own = profile.contents.homes
        heads.append(profile.contents.heads.of_homes(native))
        homes.update({home: own[home] for home in native.tolist() if home in own})
    return SiteProfile(Contents(counts, passages, Heads.joined(heads), homes, sites), key, is_finished=True)


def _loaded(paths: Iterable[str], key: SiteOf) -> Iterator[SiteProfile]:
    for path in paths:
        profile = SiteProfile.load(path, key=key)
        if profile.is_finished:
            raise ProfileError(f"{path}: is finished already and does not merge; name the parts it was made of")
        yield profile


def _ranges(kind: type[_Table], name: str, paths: list[str]) -> Iterator[_Table]:
    """Yield what several documents share of a table, range of keys by range of keys."""
    for number in range(RANGES):
        table = kind.joined([_slice(kind, name, path, number) for path in paths])
        yield table.at(table.numbers >= REMEMBERED)


def _slice(kind: type[_Table], name: str, path: str, number: int) -> _Table:
    """Read the rows of one range of keys from a file."""
    with opened(path) as file:
        columns = [file.get_slice(f"{name}.{field}") for field in kind._fields]
        keys = _Keys(columns[0])
        start, end = (bisect_left(keys, (number + bound << 64) // RANGES) for bound in (0, 1))
        if start == end:  # the format cuts no empty slice
            return kind.joined([])
        return kind(*[column[start:end] for column in columns])


class _Keys(Sequence[int]):
    """The keys of a table in a file, each read when it is asked for."""

    def __init__(self, column: Any) -> None:
        self._column = column

    def __len__(self) -> int:
        return int(self._column.get_shape()[0])

    def __getitem__(self, index: Any) -> Any:
        return int(self._column[index : index + 1][0])
