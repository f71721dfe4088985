"""Everything cleanwire raises on purpose."""

__all__ = [
    "CleanwireError",
    "LabelledTextError",
    "OptionError",
    "PackError",
    "ProfileError",
    "ReadingError",
    "WritingError",
]


class CleanwireError(Exception):
    """The root of the errors that cleanwire raises on purpose."""


class OptionError(CleanwireError, ValueError):
    """An option holds a value that cannot be used: the message names the option, the value and the choices."""


class PackError(CleanwireError, ValueError):
    """A rule pack is broken: the message names the file, the rule and the remedy."""


class ProfileError(CleanwireError, ValueError):
    """A site profile is damaged or does not fit the others: the message names the file and the remedy."""


class ReadingError(CleanwireError, ValueError):
    """A source cannot be read: the message names the place and the remedy."""


class LabelledTextError(CleanwireError, ValueError):
    """Labelled text is malformed: the message names the line and what was expected there."""


class WritingError(CleanwireError, OSError):
    """An output cannot be written: the message names the file and the remedy, and the file is as it was."""
