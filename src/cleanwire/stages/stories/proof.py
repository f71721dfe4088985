"""What a story must show besides its score: that a text of one piece ended, and that running text began."""

from collections.abc import Mapping
from math import log

from cleanwire.stages.stories.claiming import Candidate
from cleanwire.stages.stories.lines import Lines
from cleanwire.stages.stories.parts import numbering_goes_on

__all__ = ["is_proven"]

PLAIN = 0.33
"""Share of common words that a story at the end is told in: lists of names and of sources, notices in capitals have
less. Of the stories found in splices one in eighty has less, of the cuts that took what they should not one in five."""

UNITY = 0.0
"""Both the story and its host are more about one thing than they are alike by at least so much. Of the stories found in
splices one in fifty has less, and they are hardly less about their hosts; of the wrong cuts one in five."""

HEADINGS, LOOSE = 3, 0.35
"""A story that is longer than its host has fewer headings of its own than this, or neighbouring pieces that are more
alike: else it is rather the rest of a weekly edition or of a page of many parts, unless a page ends above it. Of the
true places in splices fewer than one in a hundred are like that."""


def is_proven(lines: Lines, found: Candidate) -> bool:
    """Whether nothing shows that a candidate is a part of its host.

    The score weighs what speaks for a story; this says what no score makes up for. It asks the host's unity of cuts
    only, since an inset has host on both sides.
    """
    if numbering_goes_on(lines, found.start, found.end):
        return False
    if not found.appended:
        return True
    known = found.evidence
    if known["less_over_across"] < UNITY:
        return False
    if not known["residue"] and _is_of_many_parts(known):
        return False
    return lines.plain(found.start, found.end) >= PLAIN


def _is_of_many_parts(known: Mapping[str, float]) -> bool:
    longer = known["words"] > known["host_words"]
    return longer and known["own_headings"] >= log(1 + HEADINGS) and known["stranger_next"] < LOOSE
