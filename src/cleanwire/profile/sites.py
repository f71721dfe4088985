"""Which documents belong together: those of one site."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

__all__ = ["SiteOf", "registered_domain"]

_ADDRESS = re.compile(r"[\d.]+|.*:.*")
"""An IP address, of either kind."""

SiteOf = Callable[[str], str]
"""Tells the site of a document from its address; the empty string where it has none."""


def registered_domain(url: str) -> str:
    """Return the part of an address that somebody registered, by the public suffix list.

    >>> registered_domain("https://www.news.example.co.uk/2022/09/ferry?page=2")
    'example.co.uk'

    An IP address, or the name of a host with one part, is a site by itself. A text that is no address belongs to the
    site without a name, as documents without an address do.
    """
    from tld import get_tld  # noqa: PLC0415, loads the list

    found = get_tld(url, as_object=True, fix_protocol=True, fail_silently=True)
    return _host(url) if found is None or isinstance(found, str) else str(found.fld)


def _host(url: str) -> str:
    """Return the site of an address whose suffix is on no list: any last part of a name is one, by the list's rules."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host if _ADDRESS.fullmatch(host) else ".".join(host.split(".")[-2:])
