"""The pytest plugin: shipped articles and a cleaner as fixtures.

Every run of pytest loads it where cleanwire is installed, so it imports nothing of cleanwire before a test asks.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cleanwire.cleaner import Cleaner
    from cleanwire.testing.shipped import Fixture

__all__ = ["clean_article", "cleanwire_cleaner", "contaminated_article"]

_ARTICLES = Path(__file__).with_name("articles")


def _names(kind: str) -> list[str]:
    return sorted(path.stem for path in (_ARTICLES / kind).glob("*.txt"))


@pytest.fixture(params=_names("contaminated"))
def contaminated_article(request: pytest.FixtureRequest) -> "Fixture":
    """Each of the shipped articles with contamination: .source as scraped, .article as it should be, .cleaned."""
    from cleanwire.testing.shipped import fixture  # noqa: PLC0415

    return fixture("contaminated", request.param)


@pytest.fixture(params=_names("clean"))
def clean_article(request: pytest.FixtureRequest) -> "Fixture":
    """Each of the shipped articles without contamination, of which nothing may go."""
    from cleanwire.testing.shipped import fixture  # noqa: PLC0415

    return fixture("clean", request.param)


@pytest.fixture(scope="session")
def cleanwire_cleaner() -> "Cleaner":
    """A plain Cleaner; define a fixture of this name to have tests use one of your own."""
    from cleanwire.cleaner import Cleaner  # noqa: PLC0415

    return Cleaner()
