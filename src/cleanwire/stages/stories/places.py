"""Where a stranger may begin and end: few places of a text are worth a closer look."""

from collections import Counter
from collections.abc import Iterator

from cleanwire.stages.stories.divisions import apart
from cleanwire.stages.stories.lines import Lines
from cleanwire.stages.stories.opening import has_dateline

__all__ = ["Run", "cuts_of", "runs_of"]

STORY_WORDS, HOST_WORDS = 25, 30
"""Words of the shortest story at the end, and of the shortest host."""

HOST_LINES = 2
"""Lines of the shortest host."""

SOURCES = 0.5
"""Where so large a part of the lines are entries of a list of sources, it is that of the article above."""

PLAIN = 0.4
"""Share of common words that a story at the end is told in, where a large table knows them: lists of names and of
sources have less. In English prose it is .55 to .8."""

BEST, APART = 3, 20
"""So many of the cuts that gain most are looked at, so many terms apart."""

SNAPPED = 2
"""A headline so many lines from such a cut may be where the story begins."""

DATELINES = 2
"""So many of the lines with a dateline are looked at."""

RUN_LINES = 5
"""Lines of the longest inset."""

RUN_WORDS = range(4, 220)
"""Words of an inset."""

RUNS, FROM_ONE_LINE = 14, 3
"""So many runs are looked at, and so many of them that begin with one line."""

Run = tuple[int, int, tuple[float, float, float]]
"""Where a run of lines begins and ends, and what is gained by it without its last line, as it is, and with the line
below it."""


def cuts_of(lines: Lines) -> list[int]:
    """Return the lines from which on a text may be another story, in their order.

    Those where a cut gains most, and headlines beside them; and of lines below what pages end with, of headlines, and
    of datelines those that gain most. What follows is told in paragraphs: a list of dates below an article is no story.
    """
    gains, words, prose = lines.gains, lines.words, lines.prose
    open_ = [
        at
        for at in range(HOST_LINES, len(lines))
        if words[-1] - words[at] >= STORY_WORDS
        and words[at] >= HOST_WORDS
        and prose[at] < prose[-1]
        and not _is_sources(lines, at, len(lines))
    ]
    if lines.terms.kind == "listed":
        open_ = [at for at in open_ if lines.plain(at) >= PLAIN]
    order = sorted(open_, key=lambda at: -gains[at])
    best = apart(order, lines.reach, APART, BEST)
    beside = [at for cut in best for at in range(cut - SNAPPED, cut + SNAPPED + 1)]
    last = len(lines) - 1
    headed = [at for at in order if lines.headed[at] and at < last]
    dated = [at for at in order if has_dateline(lines.text(at))]
    below_residue = [at for at in order if lines.residue[at]]
    chosen = {*best, *below_residue[:BEST], *headed[:BEST], *dated[:DATELINES]}
    chosen.update(at for at in beside if HOST_LINES <= at < last and lines.headed[at])
    return sorted(chosen.intersection(open_))


def _is_sources(lines: Lines, start: int, end: int) -> bool:
    return lines.sources[end] - lines.sources[start] >= SOURCES * (end - start)


def runs_of(lines: Lines) -> list[Run]:
    """Return the runs of a few lines that may be another story, those first that gain most for their length.

    They begin like a headline, below what pages end with, or below a line that may only announce them.
    """
    found = sorted(_runs(lines), key=lambda ranked: (-ranked[0], ranked[1]))
    chosen: list[Run] = []
    taken: Counter[int] = Counter()
    for _, run in found:
        taken[run[0]] += 1
        if taken[run[0]] <= FROM_ONE_LINE:
            chosen.append(run)
            if len(chosen) == RUNS:
                break
    return chosen


def _runs(lines: Lines) -> Iterator[tuple[float, Run]]:
    words, prose, reach, last = lines.words, lines.prose, lines.reach, len(lines)
    for start in range(last):
        if not (lines.headed[start] or lines.residue[start] or lines.labelled[start]):
            continue
        gains = lines.gains_from(start, min(last, start + RUN_LINES + 1))
        for end in range(start + 1, min(last, start + RUN_LINES) + 1):
            size = end - start
            if words[end] - words[start] not in RUN_WORDS or size >= last or _is_sources(lines, start, end):
                continue
            # What has most of the paragraphs is the host, though a page's teasers may stand all around it.
            if 2 * (prose[end] - prose[start]) > prose[-1]:
                continue
            gain = gains[size - 1]
            shorter = gains[size - 2] if size > 1 else 0.0
            longer = gains[size] if size < len(gains) else gain
            yield gain / (3 + reach[end] - reach[start]) ** 0.5, (start, end, (shorter, gain, longer))
