"""Results in which the named passages are removed, and a summary of some."""

from itertools import pairwise

from cleanwire.labels import Label
from cleanwire.result import Result
from cleanwire.spans import Segment

HOSTILE = (
    "<script>document.title='run'</script> &amp; <b onclick=x> \x00\x1b[2J \ud800 \u202eevil\u202c "
    "\x85 \r x --> ]]> \u2066"
)
"""What would break a page that does not escape it."""


def result_of(source: str, *passages: str, label: Label = Label.NOTICE, evidence: str = "", **more: object) -> Result:
    """Return a result in which the first occurrence of each passage is removed."""
    spans = [(source.index(passage), source.index(passage) + len(passage)) for passage in passages]
    cuts = sorted({0, len(source), *(edge for span in spans for edge in span)})
    segments = [
        Segment(start, end, label, removed=True, rule="en/notice/x", confidence=0.9, evidence=evidence)
        if (start, end) in spans
        else Segment(start, end, Label.BODY, removed=False)
        for start, end in pairwise(cuts)
    ]
    return Result(source, tuple(segments), (), **more)  # type: ignore[arg-type]
