"""The error for an engine that is not installed."""

__all__ = ["not_installed"]


def not_installed(extra: str) -> ImportError:
    """Return the error of an integration whose engine is missing.

    >>> print(not_installed("scrapy"))
    this integration needs packages that are not installed: pip install 'cleanwire[scrapy]'
    """
    return ImportError(
        f"this integration needs packages that are not installed: pip install 'cleanwire[{extra}]'", name=extra
    )
