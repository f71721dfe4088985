"""The time of reports is proportional to what they show."""

import pytest

from cleanwire.labels import Label
from cleanwire.report.summary import CorpusSummary
from cleanwire.result import Result
from cleanwire.spans import Segment
from invented import ARTICLE
from timing import GROWTH, growth

pytestmark = pytest.mark.no_cover  # else a tracer would be measured

EVERY = 100
"""How many characters are between removals; each removal is as long."""


def result_of(source: str) -> Result:
    """Return a result from which every other stretch is removed, regardless of lines."""
    segments = [
        Segment(at, min(at + EVERY, len(source)), Label.NOTICE, at % (2 * EVERY) > 0, "en/notice/x", 0.9, "x")
        for at in range(0, len(source), EVERY)
    ]
    return Result(source, tuple(segments), ())


REPORTS = {
    "a page": Result.to_html,
    "a fragment": Result._repr_html_,
    "labelled text": lambda result: result.labelled,
    "JSON": Result.to_json,
    "a summary": lambda result: CorpusSummary.of(result, url="velmark.example"),
}

SOURCES = {
    "articles": (lambda n: ARTICLE * n, 1_000),
    "one line": (lambda n: "ferry " * n, 80_000),
    "line breaks": (lambda n: "\n" * n, 400_000),
    "short lines": (lambda n: "x\n" * n, 40_000),
    "what is escaped": (lambda n: "<\x00\u202e&" * n, 40_000),
}


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
@pytest.mark.parametrize(("make", "size"), SOURCES.values(), ids=SOURCES)
def test_time_is_linear_in_the_source(report, make, size):
    assert growth(lambda source: report(result_of(source)), make, size) < GROWTH
