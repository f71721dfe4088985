"""The pytest plugin: shipped articles and a cleaner as fixtures.

Every run of pytest loads it if cleanwire is installed, so it imports nothing of cleanwire until a test needs it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cleanwire.cleaning.cleaner import Cleaner
    from cleanwire.testing.shipped import Fixture

__all__ = ["clean_article", "cleanwire_cleaner", "contaminated_article", "pytest_assertrepr_compare"]

_ARTICLES = Path(__file__).with_name("articles")


def _names(kind: str) -> list[str]:
    return sorted(path.stem for path in (_ARTICLES / kind).glob("*.txt"))


@pytest.fixture(params=_names("contaminated"))
def contaminated_article(request: pytest.FixtureRequest) -> "Fixture":
    """Each shipped article with boilerplate: .source, .cleaned as this version cleans it, .article as it should be."""
    from cleanwire.testing.shipped import fixture  # noqa: PLC0415

    return fixture("contaminated", request.param)


@pytest.fixture(params=_names("clean"))
def clean_article(request: pytest.FixtureRequest) -> "Fixture":
    """Each shipped article without boilerplate, from which nothing should be removed."""
    from cleanwire.testing.shipped import fixture  # noqa: PLC0415

    return fixture("clean", request.param)


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Explain a failure when a test compares with `.article` what this version is known to clean less well."""
    if op != "==" or not isinstance(left, str) or not isinstance(right, str):
        return None
    from cleanwire.testing.shipped import fixtures  # noqa: PLC0415

    texts = {left.strip(), right.strip()}
    for each in fixtures("contaminated"):
        if each.gaps and texts == {each.article.strip(), each.cleaned.strip()}:
            gaps = [each.source[gap.start : gap.end].strip().splitlines()[0] for gap in each.gaps]
            return [
                f"the text cleaned by this version == the article {each.name} as it should be",
                "Compare with fixture.cleaned, which is what this version returns; fixture.article is the goal.",
                "Boilerplate that this version is known to leave (fixture.gaps):",
                *[f"  {gap}" for gap in gaps],
            ]
    return None


@pytest.fixture(scope="session")
def cleanwire_cleaner() -> "Cleaner":
    """A plain Cleaner; define a fixture with this name to use your own cleaner in tests."""
    from cleanwire.cleaning.cleaner import Cleaner  # noqa: PLC0415

    return Cleaner()
