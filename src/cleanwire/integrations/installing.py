"""The error for an engine that is not installed."""

from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["needs"]


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Convert the error of importing an engine that is missing into one that names the extra to install.

    >>> with needs("scrapy"):
    ...     import no_such_package
    Traceback (most recent call last):
    ImportError: this integration needs packages that are not installed: pip install 'cleanwire[scrapy]'
    """
    try:
        yield
    except ImportError as error:
        raise ImportError(
            f"this integration needs packages that are not installed: pip install 'cleanwire[{extra}]'", name=extra
        ) from error
