from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire.native.prose.first_pass import first_evidence, first_names
from cleanwire.native.prose.line_shapes import SHAPES, line_shapes
from cleanwire.native.prose.line_words import LineWords
from cleanwire.native.prose.page_lines import HEADLINE, PageLines
from cleanwire.native.prose.recurrence import RECURRENCE, Recurrence, function_words
from cleanwire.native.prose.second_pass import second_evidence, second_names
from cleanwire.scoring.columns import moved
from lines_of_any_kind import Lines

FAR = 1_000_000
KINDS = ("one", "two")
FIRST, SECOND = first_names(KINDS), second_names()
SENTENCE = "The Ferry between Velmark and Ostervik sailed again on Tuesday, a year after the fire in the harbour. "
PAGES = st.lists(
    st.one_of(
        st.sampled_from(
            [SENTENCE, SENTENCE * 2, "News", "Sport", "the ferry sailed", "The ferry:", "  12 Comments", "渡し船"]
        ),
        st.sampled_from(
            ["Ferry harbour sailed Tuesday", "* a | b", "“Yes!”", "and so the harbour burned on Tuesday,", ""]
        ),
        st.text(max_size=30),
    ),
    min_size=1,
    max_size=30,
).map(lambda lines: Lines(lines, keyed=160))
Columns = dict[str, np.ndarray]


def neighbours(columns: Columns, reaches: tuple[int, ...], weights: np.ndarray) -> Columns:
    """Return the weighted means of columns over lines above and below, including one line of value 0."""
    made: Columns = {}
    for reach in reaches:
        for side in ("above", "below"):
            for name, column in columns.items():
                rows = [
                    slice(max(0, at - reach), at) if side == "above" else slice(at + 1, at + 1 + reach)
                    for at in range(len(weights))
                ]
                made[f"{name}_{side}{reach}"] = np.array(
                    [(column[row] * weights[row]).sum() / (weights[row].sum() + 1) for row in rows]
                )
    return made


def runs(flags: np.ndarray) -> np.ndarray:
    found = np.zeros(len(flags))
    for at in np.flatnonzero(flags):
        first, end = at, at + 1
        while first and flags[first - 1]:
            first -= 1
        while end < len(flags) and flags[end]:
            end += 1
        found[at] = end - first
    return found


def steps(flags: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distance of the next flagged line, above and below."""
    marked = np.flatnonzero(flags)
    above = [min([at - other for other in marked if other < at], default=FAR) for at in range(len(flags))]
    below = [min([other - at for other in marked if other > at], default=FAR) for at in range(len(flags))]
    return np.array(above, float), np.array(below, float)


class Page:
    """The lines of a page, by a plain implementation."""

    def __init__(self, lines: Lines, claims: list[tuple[int, int]], kinds: list[int]) -> None:
        self.count, self.kinds = lines.table.count, np.array(kinds)
        self.page = PageLines(lines.source, lines.folded, lines.bare, lines.table, claims, kinds)
        self.words = LineWords(lines.bare, lines.table)
        flat = line_shapes(lines.source, lines.folded, lines.table, self.words)
        self.shapes = dict(zip(SHAPES, np.array(flat).reshape(len(SHAPES), -1), strict=True))
        self.size, self.closed = self.shapes["size"], self.shapes["closed"]
        self.length = np.log2(self.size + 1)
        self.short, self.paragraph = (self.size <= 5) & (self.closed == 0), (self.size >= 16) & (self.closed > 0)
        long = (self.size >= 12) & (self.closed > 0)
        self.long = long if long.any() else self.size >= 12
        self.shapes["capitals"] = self.over_usual(self.shapes["capitals"])
        self.read_words(lines)
        self.claimed, self.reached = np.zeros((2, self.count), bool)
        for start, end in claims:
            covered = [at for at, line in enumerate(lines.starts) if start <= line < end]
            if covered and lines.rights[covered[0]] <= end:
                (self.claimed if len(covered) == 1 else self.reached)[covered] = True

    def over_usual(self, capitals: np.ndarray) -> np.ndarray:
        cased = ~np.isnan(capitals)
        spoken = capitals[self.long & cased]
        usual = min(0.6, spoken.mean()) if len(spoken) else 0.0
        return np.where(cased, np.maximum(0, np.nan_to_num(capitals) - usual) / (1 - usual), 0.4)

    def read_words(self, lines: Lines) -> None:
        spoken = [self.words.of(at) for at in range(self.count)]
        types = list(dict.fromkeys(word for said in spoken for word in said))
        flags = function_words(self.words, self.long)
        functions = {word for word, is_function in zip(types, flags, strict=True) if is_function}
        self.functions = np.array([sum(word in functions for word in said) / max(1, len(said)) for said in spoken])
        self.recurrence = Recurrence(self.words, flags)
        keys = [key or lines.folded[left:right] for key, (left, right) in zip(lines.keys, lines.spans, strict=True)]
        self.copies = np.array([Counter(keys)[key] for key in keys])

    def first(self) -> Columns:
        shapes, length, closed = self.shapes, self.length, self.closed
        looks = {name: shapes[name] for name in ("closed", "capitals", "lower", "indented", "bullet")}
        looks |= {"short": self.short, "paragraph": self.paragraph, "claimed": self.claimed}
        looks |= {"length": length / 5, "functions": self.functions}
        headline = self.kinds == HEADLINE
        return {
            **{name: column for name, column in shapes.items() if name not in ("size", "gap")},
            **{f"length_{1 << step}": np.clip(length - step, 0, 1 if step < 5 else 3) for step in range(1, 6)},
            **{f"closed_{1 << step}": closed * np.clip(length - step, 0, 1) for step in range(2, 5)},
            "functions": self.functions,
            "functions_none": self.functions == 0,
            "functions_length": self.functions * np.clip(length - 2, 0, 3),
            "short_here": self.short,
            "paragraph_here": self.paragraph,
            "claimed": self.claimed,
            "reached": self.reached,
            "reached_prose": self.reached * closed * np.clip(length - 3, 0, 1),
            **{f"is_{name}": (self.kinds == kind) & self.claimed for kind, name in enumerate(KINDS)},
            "headline": headline,
            "under_headline": headline.cumsum() > 0,
            "no_headline": np.full(self.count, not headline.any()),
            "again": self.copies > 1,
            "often": self.copies > 2,
            **neighbours(looks, (1, 3, 10), np.ones(self.count)),
            **self.breaks(),
            **self.place(),
            **self.document(),
        }

    def breaks(self) -> Columns:
        opened = 1 - np.maximum(self.closed, self.shapes["colon"])
        wrapped = opened * moved(self.shapes["lower"], -1) * (self.size >= 8)
        gap, length = moved(self.shapes["gap"], 1), self.length
        return {
            "carried": self.shapes["lower"] * moved(opened, 1),
            "carries": opened * moved(self.shapes["lower"], -1),
            "wrapped": wrapped,
            **neighbours({"wrapped": wrapped}, (4,), np.ones(self.count)),
            "unlike_above": abs(length - moved(length, 1)),
            "unlike_below": abs(length - moved(length, -1)),
            "unlike_second": (abs(length - moved(length, 2)) + abs(length - moved(length, -2))) / 4,
            "gap_above": gap > 1,
            "gap_below": self.shapes["gap"] > 1,
            "gap_wide": gap > 2,
        }

    def place(self) -> Columns:
        above, below = steps(self.paragraph)
        words, run = self.paragraph * self.size, runs(self.short)
        passed, here = words.cumsum(), np.arange(self.count)
        return {
            "run": np.log2(run + 1) / 4,
            "run_long": run > 8,
            "paragraph_near_above": 1 / above,
            "paragraph_near_below": 1 / below,
            "passed": (passed - words) / (words.sum() + 1),
            "before_paragraphs": passed == words,
            "behind_paragraphs": passed == words.sum(),
            "line": np.minimum(here, 200) / 200,
            "lines_left": np.minimum(self.count - 1 - here, 200) / 200,
        }

    def document(self) -> Columns:
        found, words = np.flatnonzero(self.paragraph), self.size.sum()
        first, last = (found[0], found[-1]) if len(found) else (self.count, -1)
        whole = {
            "document_paragraphs": (self.paragraph * self.size).sum() / words,
            "document_short": self.short.mean(),
            "document_claimed": self.claimed.mean(),
            "document_lines": np.log2(self.count + 1) / 8,
            "document_words": np.log2(words + 1) / 10,
            "document_closed": (self.closed * self.size).sum() / words,
            "document_head": min(1.0, first / 40),
            "document_tail": min(1.0, (self.count - 1 - last) / 40),
        }
        return {name: np.full(self.count, number) for name, number in whole.items()}

    def second(self, likely: np.ndarray) -> Columns:
        size, ones = self.size, np.ones(self.count)
        flat = np.array(self.recurrence.evidence(likely, size)).reshape(len(RECURRENCE), -1)
        said = dict(zip(RECURRENCE, flat, strict=True))
        around = {name: said[name] for name in ("said", "theme", "said_aside", "tied")}
        words = neighbours({"likely_words": likely}, (1, 2, 4, 8, 20), size)
        between = words["likely_words_above8"], words["likely_words_below8"]
        return {
            "likely": likely,
            "likely_score": np.log((likely + 1e-4) / (1 - likely + 1e-4)) / 5,
            **said,
            **neighbours({"likely": likely}, (1, 2, 4, 8, 20), ones),
            **words,
            **neighbours(around, (2, 6), np.sqrt(size)),
            "between": np.minimum(*between),
            "beside": np.maximum(*between),
            **{f"{name}_long": said[name] * (size >= 12) for name in ("said", "tied", "theme")},
            "theme_short": said["theme"] * (size < 12),
            **self.region(likely),
            **self.standing(likely),
            **self.under_headline(likely, said),
        }

    def region(self, likely: np.ndarray) -> Columns:
        total = np.array([0, *((likely - 0.5) * np.sqrt(self.size)).cumsum()])
        end = int((total[1:] - np.minimum.accumulate(total)[:-1]).argmax()) + 1
        start, here = int(total[:end].argmin()), np.arange(self.count)
        return {
            "region": (here >= start) & (here < end),
            "region_above": here < start,
            "region_below": here >= end,
            "region_near_above": (here >= end) / np.maximum(1, here - end + 1),
            "region_near_below": (here < start) / np.maximum(1, start - here),
        }

    def standing(self, likely: np.ndarray) -> Columns:
        size, weak = self.size, likely < 0.2
        words = likely * size
        passed, total = words.cumsum(), words.sum() + 1
        strong, junk = steps((likely > 0.8) & (size >= 12)), steps(weak)
        above, below = (passed - words) / total, 1 - passed / total
        return {
            "likely_passed": above,
            "likely_left": below,
            "likely_edge": np.minimum(above, below),
            "strong_near_above": 1 / strong[0],
            "strong_near_below": 1 / strong[1],
            "strong_between": 1 / np.maximum(*strong),
            "strong_far": np.minimum(*strong) > 8,
            "boilerplate_run": np.log2(runs(weak) + 1) / 4,
            "boilerplate_near_above": 1 / junk[0],
            "boilerplate_near_below": 1 / junk[1],
            "document_likely": np.full(len(size), words.sum() / size.sum()),
            "document_boilerplate": np.full(len(size), weak.mean()),
            "document_boilerplate_words": np.full(len(size), (weak * size).sum() / size.sum()),
        }

    def under_headline(self, likely: np.ndarray, said: Columns) -> Columns:
        shapes, size = self.shapes, self.size
        shaped = (size >= 3) & (size < 23) & (self.closed * (size > 14) == 0)
        shaped &= (shapes["colon"] == 0) & (shapes["comma"] == 0) & (shapes["lower"] == 0)
        words = likely * size
        score = shaped * neighbours({"it": likely}, (15,), np.minimum(size, 40))["it_below15"]
        score *= said["said"] * np.sqrt(self.content()) * (1 - (words.cumsum() - words) / (words.sum() + 1))
        score *= (1 + (self.kinds == HEADLINE)) * (1 + said["said_first"])
        at = int(score.argmax())
        apart = np.arange(len(size)) - at if score[at] > 0 else np.full(len(size), FAR)
        return {
            "title": apart == 0,
            "title_score": score / (score[at] + 1e-9),
            "title_above": apart > 0,
            "title_far_below": apart < -6,
            "title_near_above": (apart > 0) / np.maximum(1, apart),
            "title_near_below": (apart < 0) / np.maximum(1, -apart),
        }

    def content(self) -> np.ndarray:
        """Return how many content words each line contains, as the recurrence counts them."""
        return np.array(self.recurrence.counts)


@settings(max_examples=150, deadline=None)
@given(PAGES, st.data())
def test_evidence_equals_a_plain_implementation(lines: Lines, data) -> None:
    count = lines.table.count
    spans = st.tuples(st.integers(0, count - 1), st.integers(0, 3))
    drawn = data.draw(st.lists(spans, max_size=4))
    claims = [(lines.starts[at], lines.ends[min(count - 1, at + more)]) for at, more in drawn]
    kinds = data.draw(st.lists(st.sampled_from([-1, 0, 1, HEADLINE]), min_size=count, max_size=count))
    likely = data.draw(st.lists(st.sampled_from([0.0, 0.1, 0.45, 0.7, 0.9, 1.0]), min_size=count, max_size=count))
    page = Page(lines, claims, kinds)
    assert page.page.claimed == page.claimed.tolist()
    assert page.page.reached == page.reached.tolist()
    for names, found, expected in (
        (FIRST, first_evidence(page.page, len(KINDS)), page.first()),
        (SECOND, second_evidence(page.page, likely), page.second(np.array(likely))),
    ):
        assert set(expected) | {"spoken"} >= set(names)
        for number, name in enumerate(names):
            if name in expected:
                column = found[number * count : (number + 1) * count].tolist()
                assert column == pytest.approx(expected[name].astype(float).tolist(), abs=1e-9), name


def test_words_of_short_lines_that_long_lines_contain_are_counted() -> None:
    lines = Lines([SENTENCE, "The ferry sailed again", "Turnip lorry"])
    page = PageLines(lines.source, lines.folded, lines.bare, lines.table, [], [-1] * 3)
    found = first_evidence(page, 0)
    at = first_names([]).index("spoken")
    assert found[at * 3 : (at + 1) * 3].tolist() == pytest.approx([1 * (lines.sizes[0] < 25) * 2 / 9, 1, 0], abs=0.2)


def test_kinds_and_likelihoods_of_other_lines_are_refused() -> None:
    lines = Lines(["Read more"])
    with pytest.raises(ValueError, match="have a kind"):
        PageLines(lines.source, lines.folded, lines.bare, lines.table, [], [])
    with pytest.raises(ValueError, match="0 likelihoods"):
        second_evidence(PageLines(lines.source, lines.folded, lines.bare, lines.table, [], [-1]), [])


def test_a_text_without_lines_has_no_evidence() -> None:
    lines = Lines([])
    page = PageLines("", "", "", lines.table, [], [])
    assert (len(first_evidence(page, 2)), len(second_evidence(page, []))) == (0, 0)
