"""What a document shares with others, by a profile of them: the template of its site, and stories at home elsewhere."""

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
"""How sure a story has to be that its lines are not looked at again: as sure as the default strictness asks."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """The stage that knows other documents: frozen, picklable, and unchanged by what it sees."""

    profile: "SiteProfile"
    file: "ProfileFile | None" = None
    """The file that holds the profile, where it was named: it is pickled instead, and mapped by each process."""

    @classmethod
    def by(cls, profile: "SiteProfile | str | Path") -> Self:
        """Return the stage with a profile, or with that in a file.

        Raises ProfileError for a file that is no profile.
        """
        if not isinstance(profile, str | Path):
            return cls(profile)
        from cleanwire.profile.named_files import ProfileFile  # noqa: PLC0415, loads numpy

        return cls.of_file(ProfileFile.at(profile))

    @classmethod
    def of_file(cls, file: "ProfileFile") -> Self:
        """Return the stage with the profile in a file.

        Raises ProfileError for a file that is no profile, or another one by now.
        """
        return cls(file.profile(), file)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Sharing, (self.profile,)) if self.file is None else (Sharing.of_file, (self.file,))

    def __call__(self, document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
        """Claim borrowed stories, then the template. Linear in the length of the document."""
        from cleanwire.stages.sharing.borrowed_stories import find_borrowed  # noqa: PLC0415, loads numpy
        from cleanwire.stages.sharing.template import find_template  # noqa: PLC0415, the same

        seen = self.profile.look_at(document)
        if not len(seen.blocks):
            return []
        stories = find_borrowed(document, seen, self.profile)
        sure = [story for story in stories if story.confidence >= SURE]
        return [*stories, *find_template(document, (*verdicts, *sure), seen, self.profile)]
