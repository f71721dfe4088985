r"""The terminal view: kept text is plain, removed text is struck through, below the reason for it.

Two characters precede each line: `  ` if it is kept, `- ` if it is removed, `~ ` if a part of it is removed, which is
then enclosed in `[-` and `-]`. So the view can be read without its colours:

      The council voted 7-2 on Tuesday night.
    -- comments · en/comments/leave-a-reply · 0.95 · Leave a Reply
    - Leave a Reply
"""

from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.segment import Segment as Piece
from rich.segment import Segments as Pieces
from rich.style import Style

from cleanwire.report.escaping import escaped
from cleanwire.report.lines import Part, lines_of
from cleanwire.report.outcome import Outcome
from cleanwire.spans import Segment

__all__ = ["render_terminal"]

EVIDENCE_CHARACTERS = 60
"""How many characters of the evidence are shown: with the longest label and rule id, that is about one line."""

_KEPT = Style.null()
_GONE = Style(color="red", dim=True, strike=True)
_SIGN = Style(color="red", dim=True)
_TAG = Style(color="red", bold=True)
_SUMMARY = Style(bold=True)


def render_terminal(result: Outcome, *, console: Console) -> str:
    """Return the view of a result with the colours that the console supports, and a summary below it.

    The characters of the document are shown as they are, neither wrapped nor read as markup; those that a terminal
    would interpret are escaped. Takes time linear in the source.
    """
    with console.capture() as captured:
        console.print(Pieces(_pieces(result)), soft_wrap=True, end="")
    return captured.get()


def _pieces(result: Outcome) -> Iterator[Piece]:
    for line in lines_of(result):
        for part in line:
            if part.opens and part.segment.removed:
                yield Piece(f"-- {_tag(part.segment)}", _TAG)
                yield Piece("\n")
        yield from _shown(line)
        yield Piece("\n")
    yield Piece("\n")
    yield Piece(_summary(result), _SUMMARY)
    yield Piece("\n")


def _shown(line: list[Part]) -> Iterator[Piece]:
    fates = {part.segment.removed for part in line if part.text.strip()} or {line[-1].segment.removed}
    sign = "~ " if len(fates) > 1 else "- " if True in fates else "  "
    yield Piece(sign if any(part.text for part in line) else sign.rstrip(), _SIGN if True in fates else _KEPT)
    for part in line:
        gone = part.segment.removed
        text = escaped(part.text)
        wrapped = f"[-{text}-]" if gone and len(fates) > 1 and text else text
        yield Piece(wrapped, _GONE if gone else _KEPT)


def _tag(segment: Segment) -> str:
    evidence = " ".join(segment.evidence.split())
    if len(evidence) > EVIDENCE_CHARACTERS:
        evidence = evidence[: EVIDENCE_CHARACTERS - 1] + "…"
    facts = (segment.label.value, segment.rule, f"{segment.confidence:.2f}", evidence)
    return escaped(" · ".join(fact for fact in facts if fact))


def _summary(result: Outcome) -> str:
    kept = len(result.text.split())
    removed = sum(len(result.source[segment.start : segment.end].split()) for segment in result.removed)
    counts = Counter(segment.label.value for segment in result.removed)
    facts = [f"words: {kept} kept, {removed} removed"]
    if counts:
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        facts.append("removals: " + ", ".join(f"{label} {count}" for label, count in ordered))
    if result.reason:
        facts.append(escaped(result.reason))
    if result.guarded:
        facts.append("guarded: some removals were undone, because too little of the article would have been left")
    return " · ".join(facts)
