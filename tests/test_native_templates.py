import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.profiles.templates import TemplateFinder
from cleanwire.stages.sharing import template as bars
from cleanwire.stages.sharing.shared_lines import FEW, MOST, NEARLY_ALL, SEVERAL, SHARE

COUNTS, FLAGS = st.integers(0, 30), st.booleans()
ROWS = st.lists(st.tuples(*[COUNTS] * 6, *[FLAGS] * 7), min_size=1, max_size=25)
NAMES = ("number", "beneath", "form", "end", "variants", "size", "prose", "speaks", "free", "titled", "sentence")
NAMES = (*NAMES, "listed", "at_home")


def before(flags):
    return ~np.logical_or.accumulate(flags) & flags.any()


def between(flags):
    return np.logical_or.accumulate(flags) & np.logical_or.accumulate(flags[::-1])[::-1]


def either(pairs):
    return np.append(pairs, False) | np.append(False, pairs)


def headline(paragraphs, lines, numbers):
    found = np.zeros(len(lines), bool)
    above = np.flatnonzero(lines[: int(paragraphs.argmax()) if paragraphs.any() else 0])[-bars.HEADLINE_LINES :]
    if len(above) and numbers[above].min() >= FEW:
        found[above[numbers[above].argmin()]] = True
    return found


class Page:
    """The rows of a document's lines, as columns."""

    def __init__(self, documents, rows, spread):
        for name, column in zip(NAMES, zip(*rows, strict=True), strict=True):
            setattr(self, name, np.array(column))
        self.documents, self.share = documents, self.number / documents
        self.variants = np.maximum(self.form, self.variants)
        self.fixed = self.number >= NEARLY_ALL * np.where(self.sentence, self.variants, self.form)
        self.varied = self.sentence & ~self.fixed & ~self.listed & (self.variants >= max(FEW, SHARE * documents))
        self.steady = self.find_steady()
        own = (self.sentence & ~self.fixed) | (self.prose & self.listed) | self.find_own(spread)
        self.core = self.prose & own & self.free & ~self.varied
        if self.size[self.prose & own].sum() < bars.OWN_WORDS:
            own = own | self.prose
        own = own | (self.titled & (self.number < FEW))
        long = self.free & ~self.prose & (self.size >= bars.HEADLINE_WORDS)
        self.own = own | headline(self.prose & own & self.free, long, self.variants)
        self.within = between(self.prose & self.own & self.free)
        self.above = before(self.titled & before(self.core))
        self.below = before(self.core[::-1])[::-1]

    def find_steady(self):
        least = min(SEVERAL, self.documents)
        pairs = np.maximum(self.number[1:], self.number[:-1])
        both = (self.beneath[1:] >= bars.BESIDE * pairs) & (self.beneath[1:] >= least)
        beside = np.where(self.prose, either(both), either(both & ~self.prose[1:] & ~self.prose[:-1]))
        return (self.number >= max(SHARE * self.documents, least)) & beside

    def find_own(self, spread):
        rare = (self.number < SEVERAL) | (self.number < SHARE * self.documents)
        own = self.prose & (rare | self.at_home)
        near = (self.beneath[1:] >= FEW) & (own[1:] | own[:-1])
        beneath = bars.BESIDE * np.where(own[1:], self.number[:-1], self.number[1:])
        return np.where(self.prose, own | either(near & (self.beneath[1:] >= beneath)), self.number <= spread)

    def shared(self, number):
        fixed = self.fixed & (~self.speaks | self.above | self.below)
        return fixed & ~self.own & (self.number >= number) & (self.share >= SHARE)

    def find_fixed(self):
        common = (self.share >= MOST) & (self.size >= bars.AROUND_WORDS)
        around = self.shared(FEW) & ~self.prose & ~self.within
        enough = self.steady & (self.size >= bars.STEADY_WORDS)
        for words, number, share in bars.BETWEEN:
            enough |= (self.size >= words) & (self.number >= number) & (self.share >= share)
        often = np.zeros(len(enough), bool)
        for number, share, steady in bars.PARAGRAPHS:
            often |= (self.number >= number) & (self.share >= share) & (self.steady | (not steady))
        inner = self.shared(SEVERAL) & np.where(self.prose, often, self.within & enough)
        return (around & (self.steady | common | (self.size >= bars.LINE_WORDS))) | inner

    def find_filled(self):
        varies = (self.number < NEARLY_ALL * self.variants) & ~self.titled
        often = self.variants >= np.where(self.sentence, NEARLY_ALL, SHARE) * self.documents
        return varies & often & (self.variants >= bars.VARIANTS) & (self.size >= bars.VARIED_WORDS)

    def is_form(self, apart):
        varied = self.varied & ~apart
        told = self.size[self.core].sum()
        if told < bars.OWN_WORDS or self.size[varied].sum() >= bars.FORM * told:
            return ~apart & (self.sentence | between(varied | self.core) | (self.size < bars.AROUND_WORDS))
        return ~apart & self.sentence & ~self.prose & varied.any()

    def found(self):
        fixed = self.find_fixed()
        foot = fixed & self.below & (self.end >= NEARLY_ALL * self.number)
        apart = self.above | (np.logical_or.accumulate(foot) & ~foot)
        filled = self.find_filled() & apart & ~(self.varied & ~apart).any()
        fixed = (fixed | (self.shared(SEVERAL) & self.prose & apart)) & ~self.is_form(apart)
        return [(row, bool(fixed[row])) for row in np.flatnonzero(fixed | filled).tolist()]


@given(st.integers(1, 30), ROWS, st.sampled_from([-1.0, 2.0, 5.0]))
def test_template_lines_equal_a_plain_implementation(documents, rows, spread):
    assert bars.FINDER.find(documents, rows, spread) == Page(documents, rows, spread).found()


def test_no_lines_contain_no_template():
    assert isinstance(bars.FINDER, TemplateFinder)
    assert bars.FINDER.find(3, [], -1.0) == []
