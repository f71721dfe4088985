"""Given an article as a scraper left it, return the article and nothing else."""

from cleanwire.cleaner import Cleaner, clean, explain
from cleanwire.errors import CleanwireError, LabelledTextError, OptionError, PackError, ReadingError, WritingError
from cleanwire.labels import Label
from cleanwire.model import Result, Segment, Verdict

__all__ = [
    "Cleaner",
    "CleanwireError",
    "Label",
    "LabelledTextError",
    "OptionError",
    "PackError",
    "ReadingError",
    "Result",
    "Segment",
    "Verdict",
    "WritingError",
    "clean",
    "explain",
]
__version__ = "0.1.0"
