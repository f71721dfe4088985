import pytest

from cleanwire.errors import OptionError
from cleanwire.review.filters import Finding, filter_of
from cleanwire.review.store import Status

FOUND = frozenset({Finding("byline", "en/byline/by-name", 0.9), Finding("comments", "judge", 0.6)})
TOUCHED = Status(3, True, 2, frozenset({"caption"}))


@pytest.mark.parametrize(
    ("query", "admitted"),
    [
        ({}, True),
        ({"label": "byline"}, True),
        ({"label": "caption"}, True),
        ({"label": "legal"}, False),
        ({"rule": "en/byline/"}, True),
        ({"rule": "de/"}, False),
        ({"label": "comments", "rule": "en/"}, False),
        ({"low": "0.7"}, True),
        ({"low": "0.95"}, False),
        ({"high": "0.7"}, True),
        ({"label": "byline", "high": "0.7"}, False),
        ({"changed": "yes"}, True),
        ({"changed": "no"}, False),
        ({"reviewed": "yes", "label": "byline"}, True),
        ({"reviewed": "no", "label": "byline"}, False),
    ],
)
def test_a_document_is_listed_if_all_holds(query: dict[str, str], admitted: bool) -> None:
    assert filter_of(query).admits(FOUND, TOUCHED) is admitted


def test_what_is_removed_of_a_document_that_was_not_cleaned_is_not_known() -> None:
    assert not filter_of({"rule": "en/"}).admits(None, Status())
    assert filter_of({"changed": "no"}).admits(None, Status())


@pytest.mark.parametrize(
    ("query", "problem"),
    [({"label": "prose"}, "prose"), ({"low": "much"}, "number"), ({"changed": "perhaps"}, "yes, no or empty")],
)
def test_what_cannot_be_asked_is_an_error(query: dict[str, str], problem: str) -> None:
    with pytest.raises(OptionError, match=problem):
        filter_of(query)
