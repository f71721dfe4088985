"""Profiles identified by the names of their files."""

from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import NamedTuple, Self

from cleanwire.errors import ProfileError
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.storage import mapped

__all__ = ["ProfileFile"]


class ProfileFile(NamedTuple):
    """A file and the checksum of its profile: a small value with which other processes find the same profile."""

    path: str
    checksum: str

    @classmethod
    def at(cls, path: str | PathLike[str]) -> Self:
        """Return the name of the profile in a file.

        Raises ProfileError for a file that is missing or is not a profile.
        """
        return cls(str(Path(path).absolute()), _checksum(path))

    def profile(self) -> SiteProfile:
        """Return the profile. A process maps and checks it once.

        Raises ProfileError for a file that is missing or damaged, that contains another profile by now, or whose
        profile was fitted with a custom key.
        """
        if _checksum(self.path) != self.checksum:
            raise ProfileError(f"{self.path}: has changed since the cleaner was made; make a new cleaner")
        return _loaded(self)


@lru_cache(maxsize=1)
def _loaded(file: ProfileFile) -> SiteProfile:
    return SiteProfile.load(file.path)


def _checksum(path: str | PathLike[str]) -> str:
    return mapped(path)[1].get("checksum", "")
