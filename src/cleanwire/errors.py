"""The exceptions that cleanwire raises."""

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
    """The base class of all errors that cleanwire raises."""


class OptionError(CleanwireError, ValueError):
    """An option has an invalid value. The message names the option, the value and the choices."""


class PackError(CleanwireError, ValueError):
    """A rule pack is invalid. The message names the file, the rule and the remedy."""


class ProfileError(CleanwireError, ValueError):
    """A site profile is damaged or does not fit the others. The message names the file and the remedy."""


class ReadingError(CleanwireError, ValueError):
    """A source cannot be read. The message names the place and the remedy."""


class LabelledTextError(CleanwireError, ValueError):
    """Labelled text is malformed. The message names the line and what was expected there."""


class WritingError(CleanwireError, OSError):
    """An output cannot be written. The message names the file and the remedy. The file is unchanged."""
