"""Rewrite the labels of the fixtures as cleaning gives them now. Review the diff: a wrong label is a bug.

    python tests/rewrite_fixtures.py [FILE ...]

What a fixture says should be removed, but cleaning keeps, stays in it as `todo`: a known gap, with its proper label.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import cleanwire
from cleanwire import Result, Segment
from cleanwire.report.labelled import Labelled, parse_labelled, render_labelled
from cleanwire.testing.shipped import GAP

ARTICLES = Path(cleanwire.__file__).parent / "testing" / "articles"


def read_fixture(path: Path) -> Labelled:
    """Return a fixture, with its line breaks as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return parse_labelled(file.read())


def with_gaps(expected: Labelled, result: Result) -> str:
    """Return a result as labelled text, with `todo` for what should be removed but is kept."""
    segments = tuple(piece for segment in result.segments for piece in _pieces(expected, segment))
    return render_labelled(Result(result.source, segments, ()))


def _pieces(expected: Labelled, segment: Segment) -> Iterator[Segment]:
    """Yield a segment; a kept one is cut where something should be removed."""
    at = segment.start
    for removal in expected.removed:
        start, end = max(at, removal.start), min(segment.end, removal.end)
        if not segment.removed and start < end and expected.source[start:end].strip():
            if at < start:
                yield Segment(at, start, segment.label, removed=False)
            yield Segment(start, end, removal.label, removed=True, rule=GAP)
            at = end
    if at < segment.end:
        yield Segment(
            at, segment.end, segment.label, segment.removed, segment.rule, segment.confidence, segment.evidence
        )


def main() -> None:
    """Rewrite the named fixtures, or all."""
    for path in [Path(name) for name in sys.argv[1:]] or sorted(ARTICLES.glob("*/*.txt")):
        before = path.read_bytes()
        expected = read_fixture(path)
        after = with_gaps(expected, cleanwire.explain(expected.source)).encode("utf-8")
        path.write_bytes(after)
        if before != after:
            sys.stdout.write(f"changed: {path}\n")


if __name__ == "__main__":
    main()
