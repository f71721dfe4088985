"""A result as plain data, for programs."""

from typing import Any

from cleanwire.report.outcome import Outcome
from cleanwire.spans import Segment

__all__ = ["record_of"]


def record_of(result: Outcome) -> dict[str, Any]:
    r"""Return a result as JSON values: the source, the text that is kept, and each removal with its reason.

    >>> import cleanwire
    >>> record = record_of(cleanwire.explain("It opened.\n"))
    >>> list(record), record["text"]
    (['source', 'text', 'guarded', 'languages', 'version', 'removed'], 'It opened.\n')

    `start` and `end` count code points of `source`, which for an HTML page is the extracted text; `paths` are then the
    XPaths of the elements that contained each removal. If a page holds no article, `reason` says why; if no rules know
    the language of the source, `note` says so.
    """
    record = {
        "source": result.source,
        "text": result.text,
        "guarded": result.guarded,
        "languages": list(result.languages),
        "version": result.version,
        "removed": [_removal(result, segment) for segment in result.removed],
    }
    return record | {name: value for name, value in (("reason", result.reason), ("note", result.note)) if value}


def _removal(result: Outcome, segment: Segment) -> dict[str, Any]:
    removal = {
        "start": segment.start,
        "end": segment.end,
        "label": segment.label.value,
        "rule": segment.rule,
        "confidence": segment.confidence,
        "evidence": segment.evidence,
        "text": result.source[segment.start : segment.end],
    }
    paths = result.paths(segment)
    return removal | {"paths": list(paths)} if paths else removal
