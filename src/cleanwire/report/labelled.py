r"""Labelled text: explanation, fixture and bug report in one diff-like format.

Two characters precede each line of the source: `  ` if it is kept, `- ` if it is removed. Above a removal is a line
`-- rule (label, confidence)`. If only a part of a line is removed, the line is cut, and a piece that no line feed
follows has `\` as its second character. So the source can be rebuilt, character for character:

      The council voted 7-2 on Tuesday night.
    -- en/comments/leave-a-reply (comments, 0.95)
    - Leave a Reply
    -\Your Name
"""

import re
from dataclasses import dataclass

from cleanwire.errors import LabelledTextError
from cleanwire.labels import Label
from cleanwire.report.outcome import Outcome
from cleanwire.spans import without

__all__ = ["Labelled", "Removal", "parse_labelled", "render_labelled"]

_HEADER = re.compile(r"-- (?P<rule>\S.*) \((?P<label>\w+), (?P<confidence>0\.\d\d|1\.00)\)")


@dataclass(frozen=True, slots=True)
class Removal:
    """A removed span as labelled text records it."""

    start: int
    end: int
    label: Label
    rule: str
    confidence: float
    """Rounded to two digits."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The content of labelled text: a source, and what is removed from it."""

    source: str
    removed: tuple[Removal, ...]

    @property
    def text(self) -> str:
        """The source without its removed spans."""
        return without(self.source, self.removed)


def render_labelled(result: Outcome) -> str:
    r"""Return a result as labelled text.

    >>> import cleanwire
    >>> print(render_labelled(cleanwire.explain("The bridge opened on Monday, after two years.\nAdvertisement")))
      The bridge opened on Monday, after two years.
    -- en/ad_marker/marker (ad_marker, 0.95)
    -\Advertisement
    <BLANKLINE>
    """
    lines: list[str] = []
    for segment in result.segments:
        sign = "-" if segment.removed else " "
        if segment.removed:
            lines.append(f"-- {segment.rule} ({segment.label}, {segment.confidence:.2f})\n")
        *whole, rest = result.source[segment.start : segment.end].split("\n")
        lines += [f"{sign} {line}\n" for line in whole]
        if rest:
            lines.append(f"{sign}\\{rest}\n")
    return "".join(lines)


def parse_labelled(text: str) -> Labelled:
    r"""Return the source and the removals that labelled text records.

    >>> labelled = parse_labelled("  It opened.\n-- my/ad_marker/x (ad_marker, 0.90)\n- Advertisement\n")
    >>> labelled.text, labelled.removed[0].label.value
    ('It opened.\n', 'ad_marker')

    Raises LabelledTextError, with the number of the line, for anything that is not labelled text.
    """
    source: list[str] = []
    removed: list[Removal] = []
    at = 0
    headed: tuple[Label, str, float] | None = None
    lines = text.split("\n")
    if lines.pop():
        raise LabelledTextError(f"line {len(lines) + 1}: the last line should end with a line feed")
    for number, line in enumerate(lines, start=1):
        if line.startswith("--"):
            headed = _header(number, line)
            removed.append(Removal(at, at, *headed))
            continue
        if line[:2] not in ("  ", " \\", "- ", "-\\"):
            raise LabelledTextError(f"line {number}: should begin with '  ', '- ' or '-- ', not {line[:2]!r}")
        piece = line[2:] + ("\n" if line[1] == " " else "")
        source.append(piece)
        at += len(piece)
        if line[0] == " ":
            headed = None
        elif headed:
            removed[-1] = Removal(removed[-1].start, at, *headed)
        else:
            raise LabelledTextError(f"line {number}: a removed line needs a '-- rule (label, 0.90)' line above it")
    return Labelled("".join(source), tuple(removed))


def _header(number: int, line: str) -> tuple[Label, str, float]:
    found = _HEADER.fullmatch(line)
    if not found or found["label"] not in list(Label):
        raise LabelledTextError(f"line {number}: should read '-- rule (label, 0.90)' with a label of the policy")
    return Label(found["label"]), found["rule"], float(found["confidence"])
