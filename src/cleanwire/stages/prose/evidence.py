"""What counts for a line being the article's: first by itself and its place, then by what its neighbours likely are."""

from dataclasses import dataclass

import numpy as np

from cleanwire.arrays import Flags, Numbers, moved
from cleanwire.labels import Label
from cleanwire.model import Block, Document, Verdict
from cleanwire.rules.scene import Scene
from cleanwire.stages.prose.company import FAR, near, neighbours, runs, steps
from cleanwire.stages.prose.screening import SURE
from cleanwire.stages.prose.shapes import Columns, shapes_of, words_in
from cleanwire.stages.prose.words import Recurrence, function_words, recurrence_of

__all__ = ["Lines", "first_evidence", "lines_of", "second_evidence"]

SHORT = 5
"""Lines of so many words that close like no sentence are short: menu entries, buttons, names."""

PARAGRAPH = 16
"""Closed lines from this many words on are paragraphs for certain: teasers and captions are mostly shorter."""

LIKELY = 0.8
"""Lines this likely to be the article's, and of a sentence's length, are where it stands."""

UNLIKELY = 0.2
"""Lines this likely are furniture for certain."""

REACHES = (1, 3, 10)
"""Lines above and below whose means count: next door, around, and what part of the page it is."""

LIKELY_REACHES = (1, 2, 4, 8, 20)
"""The same for what neighbours likely are."""

COUNTED = 200
"""Places are counted in lines from either end up to here: heads and feet of pages are rarely longer."""

HEADLINE_WORDS = range(3, 23)
"""How many words a line has that may be the headline the article stands under."""

CASELESS = 0.4
"""The capitals of a line without a letter that has one: between what sentences have, and what menus have."""

MOST_USUAL = 0.6
"""No language begins more of the words of its sentences with capitals."""

_KINDS = (
    Label.COMMENTS,
    Label.NAVIGATION,
    Label.RELATED_LINKS,
    Label.LEGAL,
    Label.NEWSLETTER,
    Label.BYLINE,
    Label.CAPTION,
    Label.DUPLICATE,
    Label.AUTHOR_BIO,
    Label.SHARE_WIDGET,
)


@dataclass(frozen=True, slots=True)
class Lines:
    """A document's lines as both passes see them."""

    shapes: Columns
    size: Numbers
    claimed: Flags
    """Whether a rule speaks of the line itself."""
    reached: Flags
    """Whether a rule takes it with others, for what stands above them."""
    labels: tuple[Label | None, ...]
    functions: Numbers
    """Share of each line's words that are the document's function words."""
    copies: Numbers
    """How often each line stands in the document."""
    recurrence: Recurrence
    core: Numbers
    """Share of each line's content words that stand in paragraphs, and in another line too."""


def lines_of(document: Document, verdicts: tuple[Verdict, ...]) -> Lines:
    """Return the lines of a document with at least one."""
    scene = Scene(document, verdicts)
    words = [words_in(document, block) for block in document.blocks]
    shapes = shapes_of(document, words)
    size = shapes["size"]
    long = (size >= PARAGRAPH * 3 / 4) & (shapes["closed"] > 0)
    if not long.any():
        long = size >= PARAGRAPH * 3 / 4
    shapes["capitals"] = _over_usual(shapes["capitals"], long)
    functions = function_words(words, long)
    recurrence = recurrence_of(words, functions)
    claimed, reached = _claims(document, verdicts)
    return Lines(
        shapes,
        size,
        claimed,
        reached,
        tuple(scene.labels),
        np.array([sum([word in functions for word in spoken]) / max(1, len(spoken)) for spoken in words]),
        _copies(document),
        recurrence,
        _core(recurrence, long),
    )


def _over_usual(capitals: Numbers, long: Flags) -> Numbers:
    """Return how far the capitals of lines are above what the document's sentences hold: in German that is much.

    Lines without a letter that has a capital, as all are in many scripts, get what says nothing. Held back by source,
    dumps in Chinese, Japanese and Korean gain .01 of F1 by this, those in other languages than German .018.
    """
    cased = ~np.isnan(capitals)
    spoken = capitals[long & cased]
    usual = min(MOST_USUAL, float(spoken.mean())) if len(spoken) else 0.0
    return np.where(cased, np.maximum(0, np.nan_to_num(capitals) - usual) / (1 - usual), CASELESS)


def _claims(document: Document, verdicts: tuple[Verdict, ...]) -> tuple[Flags, Flags]:
    """Return which lines a rule claims as contamination by themselves, and which with others."""
    claimed, reached = np.zeros((2, len(document.blocks)), bool)
    for verdict in verdicts:
        if verdict.label.is_content or verdict.confidence < SURE:
            continue
        covered = document.covered(verdict.start, verdict.end)
        (claimed if len(covered) == 1 else reached)[covered.start : covered.stop] = True
    return claimed, reached


def _copies(document: Document) -> Numbers:
    keys = [block.key or _text(document, block) for block in document.blocks]
    counts: dict[str, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return np.array([counts[key] for key in keys], float)


def _text(document: Document, block: Block) -> str:
    return document.folded[block.left : block.right]


def _core(recurrence: Recurrence, long: Flags) -> Numbers:
    said = np.bincount(recurrence.words, minlength=recurrence.types) > 1
    core = np.bincount(recurrence.words[long[recurrence.lines]], minlength=recurrence.types) > 0
    return recurrence.mean((said & core)[recurrence.words].astype(float))


def first_evidence(lines: Lines) -> Columns:
    """Return what counts for each line by itself, its place, and the look of its neighbours."""
    shapes, size = lines.shapes, lines.size
    closed = shapes["closed"]
    length = np.log2(size + 1)
    short = (size <= SHORT) & (closed == 0)
    paragraph = (size >= PARAGRAPH) & (closed > 0)
    looks: Columns = {
        "short": short,
        "paragraph": paragraph,
        "claimed": lines.claimed,
        "closed": closed,
        "capitals": shapes["capitals"],
        "length": length / 5,
        "functions": lines.functions,
        "lower": shapes["lower"],
        "indented": shapes["indented"],
        "bullet": shapes["bullet"],
    }
    made: Columns = {name: column for name, column in shapes.items() if name not in ("size", "gap")}
    made |= _lengths(length, closed, lines.functions)
    made |= {"short_here": short, "paragraph_here": paragraph}
    made |= _claimed(lines, length)
    made |= {"spoken": lines.core * (size < 25), "again": lines.copies > 1, "often": lines.copies > 2}
    made |= neighbours(looks, REACHES, np.ones(len(size)))
    made |= _breaks(shapes, length)
    made |= _place(size, paragraph, runs(short))
    made |= _document(lines, short, paragraph)
    return {name: np.asarray(column, float) for name, column in made.items()}


def _lengths(length: Numbers, closed: Numbers, functions: Numbers) -> Columns:
    """Return a line's length in steps that double, with what a sentence of that length shows."""
    steps_up = {f"length_{1 << step}": np.clip(length - step, 0, 1 if step < 5 else 3) for step in range(1, 6)}
    closed_up = {f"closed_{1 << step}": closed * np.clip(length - step, 0, 1) for step in range(2, 5)}
    return {
        **steps_up,
        **closed_up,
        "functions": functions,
        "functions_none": functions == 0,
        "functions_length": functions * np.clip(length - 2, 0, 3),
    }


def _claimed(lines: Lines, length: Numbers) -> Columns:
    """Return what the stages before say of the line, and of the headline."""
    headline = np.array([label is Label.HEADLINE for label in lines.labels])
    kinds = {f"is_{kind}": np.array([label is kind for label in lines.labels]) * lines.claimed for kind in _KINDS}
    return {
        "claimed": lines.claimed,
        "reached": lines.reached,
        "reached_prose": lines.reached * lines.shapes["closed"] * np.clip(length - 3, 0, 1),
        **kinds,
        "headline": headline,
        "under_headline": headline.cumsum() > 0,
        "no_headline": np.full(len(length), not headline.any()),
    }


def _breaks(shapes: Columns, length: Numbers) -> Columns:
    """Return how a line goes on from the one above and into the one below."""
    opened = 1 - np.maximum(shapes["closed"], shapes["colon"])
    wrapped = opened * moved(shapes["lower"], -1) * (shapes["size"] >= 8)
    gap = moved(shapes["gap"], 1)
    return {
        "carried": shapes["lower"] * moved(opened, 1),
        "carries": opened * moved(shapes["lower"], -1),
        "wrapped": wrapped,
        **neighbours({"wrapped": wrapped}, (4,), np.ones(len(wrapped))),
        "unlike_above": abs(length - moved(length, 1)),
        "unlike_below": abs(length - moved(length, -1)),
        "unlike_second": (abs(length - moved(length, 2)) + abs(length - moved(length, -2))) / 4,
        "gap_above": gap > 1,
        "gap_below": shapes["gap"] > 1,
        "gap_wide": gap > 2,
    }


def _place(size: Numbers, paragraph: Flags, run: Numbers) -> Columns:
    """Return where a line stands: in a run of short ones, between paragraphs, and in the document."""
    above, below = steps(paragraph)
    words = paragraph * size
    passed, total = words.cumsum(), words.sum()
    here = np.arange(len(size))
    return {
        "run": np.log2(run + 1) / 4,
        "run_long": run > 8,
        "paragraph_near_above": near(above),
        "paragraph_near_below": near(below),
        "passed": (passed - words) / (total + 1),
        "before_paragraphs": passed == words,
        "behind_paragraphs": passed == total,
        "line": np.minimum(here, COUNTED) / COUNTED,
        "lines_left": np.minimum(len(size) - 1 - here, COUNTED) / COUNTED,
    }


def _document(lines: Lines, short: Flags, paragraph: Flags) -> Columns:
    """Return what the document is like as a whole, the same for each line."""
    count, words = len(lines.size), lines.size.sum()
    found = np.flatnonzero(paragraph)
    first, last = (found[0], found[-1]) if len(found) else (count, -1)
    whole = {
        "document_paragraphs": (paragraph * lines.size).sum() / words,
        "document_short": short.mean(),
        "document_claimed": lines.claimed.mean(),
        "document_lines": np.log2(count + 1) / 8,
        "document_words": np.log2(words + 1) / 10,
        "document_closed": (lines.shapes["closed"] * lines.size).sum() / words,
        "document_head": min(1.0, first / 40),
        "document_tail": min(1.0, (count - 1 - last) / 40),
    }
    return {name: np.full(count, number) for name, number in whole.items()}


def second_evidence(lines: Lines, likely: Numbers) -> Columns:
    """Return what counts once it is known how likely each line is the article's by its first evidence."""
    size = lines.size
    ones = np.ones(len(size))
    said = lines.recurrence.evidence(likely, size)
    made: Columns = {"likely": likely, "likely_score": np.log((likely + 1e-4) / (1 - likely + 1e-4)) / 5, **said}
    made |= neighbours({"likely": likely}, LIKELY_REACHES, ones)
    made |= neighbours({"likely_words": likely}, LIKELY_REACHES, size)
    around = {name: said[name] for name in ("said", "theme", "said_aside", "tied")}
    made |= neighbours(around, (2, 6), np.sqrt(size))
    between = made["likely_words_above8"], made["likely_words_below8"]
    made |= {"between": np.minimum(*between), "beside": np.maximum(*between)}
    made |= {f"{name}_long": said[name] * (size >= 12) for name in ("said", "tied", "theme")}
    made |= {"theme_short": said["theme"] * (size < 12)}
    made |= _region(likely, size)
    made |= _standing(likely, size)
    made |= _under_headline(lines, likely, said)
    return {name: np.asarray(column, float) for name, column in made.items()}


def _region(likely: Numbers, size: Numbers) -> Columns:
    """Return where a line stands to the densest region: the run of lines with most likely words over unlikely ones."""
    total = np.pad(((likely - 0.5) * np.sqrt(size)).cumsum(), (1, 0))
    end = int((total[1:] - np.minimum.accumulate(total)[:-1]).argmax()) + 1
    start = int(total[:end].argmin())
    here = np.arange(len(size))
    return {
        "region": (here >= start) & (here < end),
        "region_above": here < start,
        "region_below": here >= end,
        "region_near_above": (here >= end) / np.maximum(1, here - end + 1),
        "region_near_below": (here < start) / np.maximum(1, start - here),
    }


def _standing(likely: Numbers, size: Numbers) -> Columns:
    """Return how much of the likely article stands above and below, and how near its lines and furniture are."""
    words = likely * size
    passed, total = words.cumsum(), words.sum() + 1
    strong = steps((likely > LIKELY) & (size >= 12))
    weak = likely < UNLIKELY
    junk = steps(weak)
    above, below = (passed - words) / total, 1 - passed / total
    return {
        "likely_passed": above,
        "likely_left": below,
        "likely_edge": np.minimum(above, below),
        "strong_near_above": near(strong[0]),
        "strong_near_below": near(strong[1]),
        "strong_between": near(np.maximum(*strong)),
        "strong_far": np.minimum(*strong) > 8,
        "furniture_run": np.log2(runs(weak) + 1) / 4,
        "furniture_near_above": near(junk[0]),
        "furniture_near_below": near(junk[1]),
        "document_likely": np.full(len(size), words.sum() / size.sum()),
        "document_furniture": np.full(len(size), weak.mean()),
        "document_furniture_words": np.full(len(size), (weak * size).sum() / size.sum()),
    }


def _under_headline(lines: Lines, likely: Numbers, said: Columns) -> Columns:
    """Return where a line stands to the likeliest headline: its words come back, and the article follows it."""
    shapes, size = lines.shapes, lines.size
    shaped = (size >= HEADLINE_WORDS.start) & (size < HEADLINE_WORDS.stop) & (shapes["closed"] * (size > 14) == 0)
    shaped &= (shapes["colon"] == 0) & (shapes["comma"] == 0) & (shapes["lower"] == 0)
    follows = neighbours({"it": likely}, (15,), np.minimum(size, 40))["it_below15"]
    words = likely * size
    left = 1 - (words.cumsum() - words) / (words.sum() + 1)
    found = np.array([label is Label.HEADLINE for label in lines.labels])
    score = shaped * said["said"] * np.sqrt(lines.recurrence.counts) * follows * left
    score *= (1 + found) * (1 + said["said_first"])
    here = np.arange(len(size))
    at = int(score.argmax())
    apart = here - at if score[at] > 0 else np.full(len(size), FAR)
    return {
        "title": apart == 0,
        "title_score": score / (score[at] + 1e-9),
        "title_above": apart > 0,
        "title_far_below": apart < -6,
        "title_near_above": (apart > 0) / np.maximum(1, apart),
        "title_near_below": (apart < 0) / np.maximum(1, -apart),
    }
