"""Keys: functions that return the site of an address."""

from collections.abc import Callable, Mapping
from urllib.parse import SplitResult, urlsplit

from cleanwire.loading.patterns import lazy_pattern

__all__ = ["SITE_KEYS", "SiteOf", "host", "registered_domain", "section"]

_ADDRESS = lazy_pattern(r"[\d.]+|.*:.*")
"""An IP address, version 4 or 6."""

SiteOf = Callable[[str], str]
"""Returns the site of an address, or "" if it has none."""


def registered_domain(url: str) -> str:
    """Return the registered domain of an address, by the public suffix list.

    >>> registered_domain("https://www.news.example.co.uk/2022/09/ferry?page=2")
    'example.co.uk'

    An IP address, or a host name with one part, is a site by itself. A text that is not an address belongs to the site
    without a name, like documents without an address.
    """
    from tld import get_tld  # noqa: PLC0415, loads the list

    found = get_tld(url, as_object=True, fix_protocol=True, fail_silently=True)
    return _host(url) if found is None or isinstance(found, str) else str(found.fld)


def _host(url: str) -> str:
    """Return the site of an address with an unlisted suffix. By the list's rules, any last part of a name is one."""
    name = _hostname(url)
    return name if _ADDRESS.fullmatch(name) else ".".join(name.split(".")[-2:])


def _hostname(url: str) -> str:
    return _parts(url).hostname or ""


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url if "//" in url else f"//{url}")
    except ValueError:
        return urlsplit("")


def host(url: str) -> str:
    """Return the host of an address without `www.`. Use it if each host of a domain has its own template.

    >>> host("https://www.sport.example.co.uk/2022/09/ferry")
    'sport.example.co.uk'
    """
    return _hostname(url).removeprefix("www.")


def section(url: str) -> str:
    """Return the host of an address with the first folder of its path. Use it if one host contains several sites.

    >>> section("https://pages.example.org/~ada/notes/1.html"), section("https://pages.example.org/about.html")
    ('pages.example.org/~ada', 'pages.example.org')
    """
    path = _parts(url).path
    first, _, rest = path.removeprefix("/").partition("/")
    return f"{host(url)}/{first}" if first and (rest or path.endswith("/")) else host(url)


SITE_KEYS: Mapping[str, SiteOf] = {key.__name__: key for key in (registered_domain, host, section)}
"""The keys that profile files refer to by name: loading such a file needs no `key`."""
