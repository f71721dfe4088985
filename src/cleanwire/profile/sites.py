"""Which documents belong together: those of one site."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from cleanwire.loading.patterns import lazy_pattern

__all__ = ["SITE_KEYS", "SiteOf", "host", "registered_domain", "section"]

_ADDRESS = lazy_pattern(r"[\d.]+|.*:.*")
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
    name = _hostname(url)
    return name if _ADDRESS.fullmatch(name) else ".".join(name.split(".")[-2:])


def _hostname(url: str) -> str:
    try:
        return urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""


def host(url: str) -> str:
    """Return the host of an address, without `www.`: where each host of a domain has a template of its own.

    >>> host("https://www.sport.example.co.uk/2022/09/ferry")
    'sport.example.co.uk'
    """
    return _hostname(url).removeprefix("www.")


def section(url: str) -> str:
    """Return the host of an address with the first folder of its path: where one host holds several sites.

    >>> section("https://pages.example.org/~ada/notes/1.html"), section("https://pages.example.org/about.html")
    ('pages.example.org/~ada', 'pages.example.org')
    """
    try:
        path = urlsplit(url if "//" in url else f"//{url}").path
    except ValueError:
        return ""
    first, _, rest = path.removeprefix("/").partition("/")
    return f"{host(url)}/{first}" if first and (rest or path.endswith("/")) else host(url)


SITE_KEYS: Mapping[str, SiteOf] = {key.__name__: key for key in (registered_domain, host, section)}
"""The ways to tell sites that profiles name in their files: loading needs no key for them."""
