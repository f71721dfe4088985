"""Profiles that are known by the names of their files."""

from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import NamedTuple, Self

from cleanwire.errors import ProfileError
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.storage import mapped

__all__ = ["ProfileFile"]


class ProfileFile(NamedTuple):
    """A file and the checksum of the profile in it: a small value, by which processes find the same profile."""

    path: str
    checksum: str

    @classmethod
    def at(cls, path: str | PathLike[str]) -> Self:
        """Return what names the profile in a file.

        Raises ProfileError for a file that is missing or no profile.
        """
        return cls(str(Path(path).absolute()), _checksum(path))

    def profile(self) -> SiteProfile:
        """Return the profile; a process maps and checks it once.

        Raises ProfileError for a file that is missing or damaged, holds another profile by now, or one that was fitted
        with a key of one's own.
        """
        if _checksum(self.path) != self.checksum:
            raise ProfileError(f"{self.path}: holds another profile than when the cleaner was made; make a new cleaner")
        return _loaded(self)


@lru_cache(maxsize=1)
def _loaded(file: ProfileFile) -> SiteProfile:
    return SiteProfile.load(file.path)


def _checksum(path: str | PathLike[str]) -> str:
    return mapped(path)[1].get("checksum", "")
