"""Finds what a document shares with others, by a site profile: the template, and stories published elsewhere."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from cleanwire.document import Document
from cleanwire.spans import Verdict

if TYPE_CHECKING:
    from cleanwire.profile.named_files import ProfileFile
    from cleanwire.profile.site_profile import SiteProfile

__all__ = ["Sharing"]


SURE = 0.5
"""The confidence from which a story's lines are not searched for the template: the default threshold."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """The stage that uses a site profile: frozen, picklable, and not changed by documents."""

    profile: "SiteProfile"
    file: "ProfileFile | None" = None
    """The file of the profile, if it was given as a path. It is pickled instead, and each process maps it."""

    @classmethod
    def by(cls, profile: "SiteProfile | str | Path") -> Self:
        """Return the stage with a profile, or with the profile in a file.

        Raises ProfileError for a file that is not a profile.
        """
        if not isinstance(profile, str | Path):
            return cls(profile)
        from cleanwire.profile.named_files import ProfileFile  # noqa: PLC0415, loads numpy

        return cls.of_file(ProfileFile.at(profile))

    @classmethod
    def of_file(cls, file: "ProfileFile") -> Self:
        """Return the stage with the profile in a file.

        Raises ProfileError for a file that is not a profile, or has been replaced by another one.
        """
        return cls(file.profile(), file)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Sharing, (self.profile,)) if self.file is None else (Sharing.of_file, (self.file,))

    def __call__(self, document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
        """Claim borrowed stories, then the template. Takes time linear in the length of the document."""
        from cleanwire.stages.sharing.borrowed_stories import find_borrowed  # noqa: PLC0415, loads numpy
        from cleanwire.stages.sharing.template import find_template  # noqa: PLC0415, the same

        seen = self.profile.look_at(document)
        if not len(seen.blocks):
            return []
        stories = find_borrowed(document, seen, self.profile)
        sure = [story for story in stories if story.confidence >= SURE]
        return [*stories, *find_template(document, (*verdicts, *sure), seen, self.profile)]
