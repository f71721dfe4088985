import pytest

from cleanwire.profile.sites import host, registered_domain, section


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.news.example.co.uk/2022/09/ferry?page=2", "example.co.uk"),
        ("http://example.com", "example.com"),
        ("example.com/path", "example.com"),
        ("https://www.tide-table.example/1", "tide-table.example"),
        ("http://intranet/page", "intranet"),
        ("http://192.168.0.7:8080/x", "192.168.0.7"),
        ("http://[2001:db8::1]/x", "2001:db8::1"),
        ("", ""),
        ("https://", ""),
        ("http://[broken", ""),
    ],
)
def test_the_site_of_an_address(url, site):
    assert registered_domain(url) == site


@pytest.mark.parametrize(
    ("url", "name", "part"),
    [
        ("https://www.example.org/about.html", "example.org", "example.org"),
        ("https://sport.example.org/~ada/1.html?a=/b/", "sport.example.org", "sport.example.org/~ada"),
        ("sport.example.org/ada/", "sport.example.org", "sport.example.org/ada"),
        ("https://example.org", "example.org", "example.org"),
        ("https://127.0.0.1:8000/a/b", "127.0.0.1", "127.0.0.1/a"),
        ("https://[::1/a", "", ""),
        ("", "", ""),
    ],
)
def test_sites_may_be_hosts_or_their_sections(url: str, name: str, part: str) -> None:
    assert (host(url), section(url)) == (name, part)
