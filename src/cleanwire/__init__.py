"""Given an article as a scraper left it, return the article and nothing else.

Public names are imported when they are first used, so that `import cleanwire` takes only a few milliseconds. Importing
`dataclasses` alone would take longer than everything else.
"""

from cleanwire.loading.names import late_names as _late_names

TYPE_CHECKING = False  # as type checkers read it; `typing` takes longer to import than this package
if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanwire.cleaning.cleaner import Cleaner, clean, explain
    from cleanwire.errors import (
        CleanwireError,
        LabelledTextError,
        OptionError,
        PackError,
        ProfileError,
        ReadingError,
        WritingError,
    )
    from cleanwire.labels import Label
    from cleanwire.profile.site_profile import SiteProfile
    from cleanwire.result import Result
    from cleanwire.spans import Segment, Verdict
    from cleanwire.version import __version__ as __version__

__all__ = [
    "Cleaner",
    "CleanwireError",
    "Label",
    "LabelledTextError",
    "OptionError",
    "PackError",
    "ProfileError",
    "ReadingError",
    "Result",
    "Segment",
    "SiteProfile",
    "Verdict",
    "WritingError",
    "clean",
    "explain",
]

__getattr__: "Callable[[str], object]"
__dir__: "Callable[[], list[str]]"
__getattr__, __dir__ = _late_names(
    __name__,
    {
        "cleaning.cleaner": ("Cleaner", "clean", "explain"),
        "errors": (
            "CleanwireError",
            "LabelledTextError",
            "OptionError",
            "PackError",
            "ProfileError",
            "ReadingError",
            "WritingError",
        ),
        "labels": ("Label",),
        "profile.site_profile": ("SiteProfile",),
        "result": ("Result",),
        "spans": ("Segment", "Verdict"),
        "version": ("__version__",),
    },
)
