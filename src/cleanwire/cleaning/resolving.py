"""Decides between claims: verdicts become segments that cover the source. Nothing else decides what is removed."""

from collections.abc import Callable, Iterable
from heapq import heappop, heappush

from cleanwire.labels import Label
from cleanwire.result import Result
from cleanwire.spans import Segment, Verdict

__all__ = ["resolve"]

GUARD_CHARACTERS = 120
"""Fewer visible characters than this, about twenty words, are almost nothing. The shortest gold article of the
development pages has 289."""

PIECE = 4 * GUARD_CHARACTERS
"""Visible characters are counted in pieces of this many characters."""

GUARD_SHARE = 0.2
"""If the source is short, the result may be short: this share of its visible characters is enough."""

_Claim = tuple[Verdict, bool]
"""A verdict, and whether it would remove its span."""


def resolve(
    source: str,
    verdicts: Iterable[Verdict],
    *,
    removes: Callable[[Verdict], bool],
    is_sure: Callable[[Verdict], bool],
) -> Result:
    """Return the result of applying verdicts to a source.

    Where claims overlap, the one with the highest confidence decides. On a tie, a claim that keeps the text wins, then
    the shortest, which is the most specific: a line is labelled by its own words, not by the heading above its list.
    `removes` says which verdicts would remove text, `is_sure` which of these are confident enough. If almost nothing
    would be left, removals are undone, the least certain first, and the result is marked as guarded.

    Takes time n log n for n verdicts.
    """
    verdicts = tuple(sorted(verdicts, key=_order))
    claims = [(v, removes(v)) for v in verdicts]
    active = [(v, gone) for v, gone in claims if not gone or is_sure(v)]
    segments = _tile(source, active)
    guarded = False
    while _next_to_nothing(source, segments):
        levels = {v.confidence for v, gone in active if gone}
        active = [(v, gone) for v, gone in active if not gone or v.confidence > min(levels)]
        segments = _tile(source, active)
        guarded = True
    return Result(source, segments, verdicts, guarded)


def _order(verdict: Verdict) -> tuple[int, int, str, float, str]:
    return verdict.start, -verdict.end, verdict.rule, verdict.confidence, verdict.evidence


def _tile(source: str, claims: list[_Claim]) -> tuple[Segment, ...]:
    """Cut the source where claims begin and end, and give each piece to its strongest claim.

    Neighbouring pieces of one claim, cut by a weaker one, are one segment.
    """
    cuts = sorted({0, len(source), *[v.start for v, _ in claims], *[v.end for v, _ in claims]})
    pieces: list[tuple[int, _Claim | None]] = []
    heap: list[tuple[float, bool, int, int, int]] = []
    upcoming = 0
    for start in cuts[:-1]:
        while upcoming < len(claims) and claims[upcoming][0].start <= start:
            verdict, gone = claims[upcoming]
            heappush(heap, (-verdict.confidence, gone, verdict.end - verdict.start, upcoming, verdict.end))
            upcoming += 1
        while heap and heap[0][4] <= start:
            heappop(heap)
        claim = claims[heap[0][3]] if heap else None
        if not pieces or _told(pieces[-1][1]) != _told(claim):
            pieces.append((start, claim))
    ends = [*[start for start, _ in pieces[1:]], cuts[-1]]
    return tuple([_segment(start, end, claim) for (start, claim), end in zip(pieces, ends, strict=False)])


def _segment(start: int, end: int, claim: _Claim | None) -> Segment:
    if claim is None:
        return Segment(start, end, Label.BODY, removed=False)
    verdict, gone = claim
    return Segment(start, end, verdict.label, gone, verdict.rule, verdict.confidence, verdict.evidence)


def _told(claim: _Claim | None) -> tuple[str, str, Label, bool] | None:
    """Return what neighbouring pieces of one claim, which a weaker one has cut, have in common."""
    return claim and (claim[0].rule, claim[0].evidence, claim[0].label, claim[1])


def _next_to_nothing(source: str, segments: tuple[Segment, ...]) -> bool:
    if not any(segment.removed for segment in segments):
        return False
    visible = 0
    for segment in segments:
        # Count piece by piece: the first pieces are enough for nearly every article.
        for start in () if segment.removed else range(segment.start, segment.end, PIECE):
            visible += _visible(source[start : min(start + PIECE, segment.end)])
            if visible >= GUARD_CHARACTERS:
                return False
    return visible < GUARD_SHARE * _visible(source)


def _visible(text: str) -> int:
    return len("".join(text.split()))
