import pytest

from cleanwire.profile.sites import registered_domain


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
