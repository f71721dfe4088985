"""A result as one JSON object, for programs."""

import json

from cleanwire.model import Result, Segment

__all__ = ["render_json"]


def render_json(result: Result) -> str:
    r"""Return a result as a line of JSON: the source, the text that stays, and each removal with its reason.

    >>> import cleanwire
    >>> print(render_json(cleanwire.explain("It opened.\n")))
    {"source": "It opened.\n", "text": "It opened.\n", "guarded": false, "removed": []}

    `start` and `end` count code points of `source`, which for a page is the text that was extracted. The line
    is ASCII, so that any string survives, lone surrogates included.
    """
    record: dict[str, object] = {
        "source": result.source,
        "text": result.text,
        "guarded": result.guarded,
        "removed": [_removal(result, segment) for segment in result.removed],
    }
    if result.reason:
        record["reason"] = result.reason
    return json.dumps(record, ensure_ascii=True)


def _removal(result: Result, segment: Segment) -> dict[str, str | int | float]:
    return {
        "start": segment.start,
        "end": segment.end,
        "label": segment.label.value,
        "rule": segment.rule,
        "confidence": segment.confidence,
        "evidence": segment.evidence,
        "text": result.source[segment.start : segment.end],
    }
