"""The features of a run of lines that may be another story, by their names."""

from collections.abc import Mapping

from cleanwire.native.stories import glances, story_evidence
from cleanwire.native.stories.sides import Sides
from cleanwire.stages.stories.forms import tail_of
from cleanwire.stages.stories.lines import Lines

__all__ = ["evidence_of_cut", "evidence_of_inset", "glance_at_cut", "glance_at_inset", "sides_of"]

Evidence = Mapping[str, float]

OF_CUTS = frozenset(
    {
        *("gain_rank", "gain_other", "gain_over_host", "host_gain", "host_gain_abs", "host_parts", "in_gain"),
        *("in_gain_abs", "in_parts", "all_parts", "section1", "section2"),
    }
)
OF_INSETS = frozenset({"gain_next", "gain_prev", "bridge", "near", "place", "end_words", "after_label", "headings"})
SEEN_OF_CUTS = frozenset({"host_lines", "after_words", "open_words"})
SEEN_OF_INSETS = frozenset({"gain_prev", "gain_next", "headline_below", "after_label", "end_words", "place"})
"""Features that only cuts have, and only insets, and features that a glance has only for cuts, and only for insets."""


def glance_at_cut(lines: Lines, at: int) -> Evidence:
    """Return the few features that are computed for every position where a text may be cut."""
    return _without(SEEN_OF_INSETS, glances.glance_at_cut(lines.rows, at))


def glance_at_inset(lines: Lines, start: int, end: int, gains: tuple[float, float, float]) -> Evidence:
    """Return the few features that are computed for every run of a few lines.

    `gains` are the gains of the run without its last line, of the run, and of the run with the line below it.
    """
    return _without(SEEN_OF_CUTS, glances.glance_at_run(lines.rows, start, end, gains))


def evidence_of_cut(lines: Lines, at: int) -> Evidence:
    """Return the features of all lines from one on as another story. Takes time linear in the number of words."""
    return _without(OF_INSETS, story_evidence.evidence_of_cut(sides_of(lines, at, len(lines))))


def evidence_of_inset(lines: Lines, start: int, end: int) -> Evidence:
    """Return the features of a run of a few lines as another story. Takes time linear in the number of words."""
    return _without(OF_CUTS, story_evidence.evidence_of_inset(sides_of(lines, start, end)))


def _without(names: frozenset[str], evidence: Evidence) -> Evidence:
    return {name: value for name, value in evidence.items() if name not in names}


def sides_of(lines: Lines, start: int, end: int) -> Sides:
    """Return lines start..end as the other story, and the remaining lines as the article (its host)."""
    return Sides(lines.rows, lines.writing, start, end, _leads(lines, start, end), _tails(lines, start, end))


def _leads(lines: Lines, start: int, end: int) -> tuple[int, int]:
    """Return how many other lines of the story, and of its host, begin like the story's first line."""
    lead = lines.lead(start)
    if not lead:
        return 0, 0
    inside = lines.leads[start + 1 : end].count(lead)
    return inside, lines.leads[1:].count(lead) - inside - (start > 0)


def _tails(lines: Lines, start: int, end: int) -> int:
    """Return how many headings of the host end like the story's first line, if that could be a headline."""
    tail = tail_of(lines.text(start)) if lines.headed[start] else ""
    headings = lines.headings if tail else ()
    return sum(tail_of(lines.text(at)) == tail for at in headings if not start <= at < end)
