"""Assertions about what cleaning does to a text; their messages say what it removes and why."""

from bisect import bisect_right

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.errors import OptionError
from cleanwire.reading.formats import Format
from cleanwire.result import Result
from cleanwire.spans import Segment

__all__ = ["assert_clean", "assert_keeps", "assert_removes"]

SHOWN_LINES = 6
"""How many lines of a removed passage a message shows: enough to find it; a whole story would bury what follows."""

LINE = 200
"""How many characters of a line a message shows."""


def assert_clean(
    source: str | bytes,
    *,
    cleaner: Cleaner | None = None,
    format: Format = "auto",  # noqa: A002
) -> None:
    r"""Raise AssertionError if cleaning would remove anything, with every removed line and the reason.

    >>> assert_clean("The bridge opened on Monday after two years of work.")
    >>> assert_clean("The bridge opened on Monday after two years of work.\nAdvertisement")
    Traceback (most recent call last):
    AssertionError: cleaning removes 1 passage:
    line 2: ad_marker, because of 'Advertisement' (en/ad_marker/marker, 0.95)
      - Advertisement

    `cleaner` is `Cleaner()` by default. For HTML, line numbers refer to the extracted text.
    """
    __tracebackhide__ = True
    result = (cleaner or Cleaner()).explain(source, format=format)
    if result.removed:
        raise AssertionError(f"cleaning removes {_counted(result.removed)}:\n{_shown(result, result.removed)}")


def assert_keeps(
    source: str | bytes,
    *passages: str,
    cleaner: Cleaner | None = None,
    format: Format = "auto",  # noqa: A002
) -> None:
    r"""Raise AssertionError if cleaning does not keep some passages of a source, with what is removed and why.

    >>> text = "The bridge opened on Monday after two years of work.\nAdvertisement\n"
    >>> assert_keeps(text, "The bridge opened on Monday")
    >>> assert_keeps(text, "Advertisement")
    Traceback (most recent call last):
    AssertionError: cleaning does not keep 'Advertisement':
    line 2: ad_marker, because of 'Advertisement' (en/ad_marker/marker, 0.95)
      - Advertisement

    A passage is kept if the cleaned text contains it at least once, character for character. `cleaner` is `Cleaner()`
    by default. For HTML, passages are searched for in the extracted text.

    Raises OptionError if no passage is given, or an empty one.
    """
    __tracebackhide__ = True
    _check(passages)
    result = (cleaner or Cleaner()).explain(source, format=format)
    lost = [passage for passage in passages if passage not in result.text]
    if lost:
        raise AssertionError("\n".join([_loss(result, passage) for passage in lost]))


def assert_removes(
    source: str | bytes,
    *passages: str,
    cleaner: Cleaner | None = None,
    format: Format = "auto",  # noqa: A002
) -> None:
    r"""Raise AssertionError if cleaning keeps one of some passages, with the claims on its line.

    >>> text = "The bridge opened on Monday after two years of work.\nAdvertisement\n"
    >>> assert_removes(text, "Advertisement")
    >>> assert_removes(text, "The bridge opened on Monday")
    Traceback (most recent call last):
    AssertionError: cleaning keeps 'The bridge opened on Monday':
    line 1: nothing claims it
      + The bridge opened on Monday after two years of work.

    A passage is removed if nothing of it is kept, wherever the source has it. `cleaner` is `Cleaner()` by default. For
    HTML, passages are searched for in the extracted text.

    Raises OptionError if no passage is given, or an empty one, and AssertionError also if the source lacks one.
    """
    __tracebackhide__ = True
    _check(passages)
    result = (cleaner or Cleaner()).explain(source, format=format)
    missing = [f"the source does not contain {one!r}" for one in passages if one not in result.source]
    kept = [_kept(result, passage, at) for passage in passages if (at := _kept_at(result, passage)) >= 0]
    if missing or kept:
        raise AssertionError("\n".join([*missing, *kept]))


def _check(passages: tuple[str, ...]) -> None:
    for passage in passages:
        if not isinstance(passage, str):
            raise TypeError(f"passages should each be a str, not {type(passage).__name__}")
    if not all(passages) or not passages:
        raise OptionError("passages: name at least one, and no empty ones")


def _kept_at(result: Result, passage: str) -> int:
    """Return where the first visible part of a passage is that was kept, or -1 if all of it is removed."""
    at = result.source.find(passage)
    while at >= 0:
        for segment in result.segments:
            part = result.source[max(at, segment.start) : min(at + len(passage), segment.end)]
            if not segment.removed and part.strip():
                return max(at, segment.start) + len(part) - len(part.lstrip())
        at = result.source.find(passage, at + len(passage))
    return -1


def _kept(result: Result, passage: str, at: int) -> str:
    """Return where a passage was kept, and the claims on its line, the most confident first."""
    number = result.source.count("\n", 0, at) + 1
    claims = [verdict for verdict in result.verdicts if verdict.start <= at < verdict.end]
    claims.sort(key=lambda verdict: -verdict.confidence)
    shown = [f"claimed as {one.label} ({one.rule}, {one.confidence:.2f})" for one in claims] or ["nothing claims it"]
    line = result.source.split("\n")[number - 1]
    return f"cleaning keeps {passage!r}:\nline {number}: {', '.join(shown)}\n  + {line[:LINE]}"


def _loss(result: Result, passage: str) -> str:
    """Return what happened to a passage that the cleaned text does not contain."""
    removed = _removed_of(result, passage)
    if not removed:
        return f"the source does not contain {passage!r}"
    return f"cleaning does not keep {passage!r}:\n{_shown(result, removed)}"


def _removed_of(result: Result, passage: str) -> tuple[Segment, ...]:
    """Return the removed segments that contain some of a passage, wherever the source has it."""
    found: dict[int, Segment] = {}
    at = result.source.find(passage)
    starts = [segment.start for segment in result.removed]
    while at >= 0:
        first = max(0, bisect_right(starts, at) - 1)
        for segment in result.removed[first:]:
            if segment.start >= at + len(passage):
                break
            if segment.end > at:
                found[segment.start] = segment
        at = result.source.find(passage, at + len(passage))
    return tuple(found.values())


def _counted(segments: tuple[Segment, ...]) -> str:
    return f"{len(segments)} passage{'s' if len(segments) > 1 else ''}"


def _shown(result: Result, segments: tuple[Segment, ...]) -> str:
    """Return removed segments for people: line, label and reason, and the removed lines."""
    shown: list[str] = []
    for segment in segments:
        number = result.source.count("\n", 0, segment.start) + 1
        why = f"because of {segment.evidence!r} " if segment.evidence else ""
        shown.append(f"line {number}: {segment.label}, {why}({segment.rule}, {segment.confidence:.2f})")
        lines = [line for line in result.source[segment.start : segment.end].splitlines() if line.strip()]
        shown += [f"  - {line}" for line in lines[:SHOWN_LINES]]
        if len(lines) > SHOWN_LINES:
            shown.append(f"  … and {len(lines) - SHOWN_LINES} more lines")
    return "\n".join(shown)
