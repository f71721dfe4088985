import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.numbers.trees import Forest, grown
from cleanwire.native.stories.facts import Facts
from cleanwire.native.stories.glances import (
    cuts_of,
    glance_at_cut,
    glance_at_run,
    names,
    promising_cuts,
    promising_runs,
    runs_of,
)
from cleanwire.native.stories.term_lines import TermLines
from cleanwire.native.stories.terms import Terms
from invented_term_lines import MASSES, TABLE

LINES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["abc", "bcd", "cde", "def", "efg", "www.x"]), min_size=1, max_size=30),
        st.booleans(),  # a paragraph
        st.sampled_from([0, 0, 0, 1]),  # below what pages end with
        st.booleans(),  # a capital
        st.sampled_from([False, False, True]),  # a dateline
    ),
    max_size=14,
)


def rows_of(lines):
    texts = [" ".join(words).capitalize() if capital else " ".join(words) for words, _, _, capital, _ in lines]
    lefts = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(lines))]
    rights = [left + len(text) for left, text in zip(lefts, texts, strict=True)]
    source, sizes = "\n".join(texts), [len(line[0]) for line in lines]
    prose, residue = [line[1] for line in lines], [line[2] for line in lines]
    dated = [at for at, line in enumerate(lines) if line[4]]
    facts = Facts(source, source.lower(), lefts, rights, sizes, prose, residue, dated)
    return TermLines(Terms(source.lower(), lefts, rights, TABLE), facts, MASSES, 0, len(lines))


def apart(places, reach, terms, most):
    """The first `most` of some positions that are at least so many terms apart."""
    chosen = []
    for at in places:
        if all(abs(reach[at] - reach[other]) >= terms for other in chosen):
            chosen.append(at)
    return chosen[:most]


def above(numbers):
    return [sum(numbers[:at]) for at in range(len(numbers) + 1)]


@given(LINES)
def test_the_best_cuts_are_candidates(lines):
    rows = rows_of(lines)
    count, gains, reach, words = len(lines), rows.gains_of_cuts(), rows.terms_above(), rows.words_above()
    prose, sources, headed = rows.prose_above(), above(rows.facts.sources), rows.headed()
    open_ = [
        at
        for at in range(2, count)
        if words[-1] - words[at] >= 25 and words[at] >= 30 and prose[at] < prose[-1]
        if sources[-1] - sources[at] < (count - at) / 2
    ]
    order = sorted(open_, key=lambda at: -gains[at])
    best = apart(order, reach, 20, 3)
    beside = [at for cut in best for at in range(cut - 2, cut + 3) if 2 <= at < count - 1 and headed[at]]
    residue = [at for at in order if lines[at][2]]
    headlines = [at for at in order if headed[at] and at < count - 1]
    dated = [at for at in order if lines[at][4]]
    chosen = {*best, *beside, *residue[:3], *headlines[:3], *dated[:2]}
    assert cuts_of(rows) == sorted(chosen.intersection(open_))


@given(LINES)
def test_the_best_runs_are_candidates(lines):
    rows = rows_of(lines)
    count, reach, words, prose = len(lines), rows.terms_above(), rows.words_above(), rows.prose_above()
    sources, headed, found = above(rows.facts.sources), rows.headed(), []
    for start in range(count):
        labelled = start and not lines[start - 1][1] and len(lines[start - 1][0]) <= 6
        gains = rows.gains_from(start, min(count, start + 6))
        for end in range(start + 1, min(count, start + 5) + 1) if headed[start] or lines[start][2] or labelled else ():
            size = end - start
            few = 4 <= words[end] - words[start] < 220 and 2 * (prose[end] - prose[start]) <= prose[-1] and size < count
            if few and sources[end] - sources[start] < size / 2:
                shorter, longer = gains[size - 2] if size > 1 else 0.0, gains[min(size, len(gains) - 1)]
                rank = gains[size - 1] / (3 + reach[end] - reach[start]) ** 0.5
                found.append((-rank, (start, end, (shorter, gains[size - 1], longer))))
    ranked = [run for _, run in sorted(found)]
    starts = [start for start, _, _ in ranked]
    assert runs_of(rows) == [run for at, run in enumerate(ranked) if starts[:at].count(run[0]) < 3][:14]


@given(LINES, st.sampled_from(names()), st.floats(-3, 60))
def test_promising_candidates_pass_the_trees(lines, name, bar):
    rows, forest = rows_of(lines), Forest(0.0, grown([(names().index(name), bar, 0.0, 0.0, 1.0)], 1_000), ())
    assert promising_cuts(rows, forest, 0.5) == [at for at in cuts_of(rows) if glance_at_cut(rows, at)[name] > bar]
    assert promising_runs(rows, forest, 0.5) == [
        (start, end) for start, end, gains in runs_of(rows) if glance_at_run(rows, start, end, gains)[name] > bar
    ]


def test_trees_with_more_features_than_a_glance_are_refused():
    with pytest.raises(ValueError, match="fewer than 1000 numbers"):
        promising_cuts(rows_of([]), Forest(0.0, grown([(999, 0.0, 0.0, 0.0, 0.0)], 1_000), ()), 0.0)


def test_a_cut_without_a_line_on_either_side_is_an_error():
    rows = rows_of([(["abc"], True, 0, False, False)] * 3)
    assert glance_at_cut(rows, 1)["host_lines"] == 1
    for at in (0, 3, -1):
        with pytest.raises(IndexError):
            glance_at_cut(rows, at)
    with pytest.raises(IndexError):
        glance_at_run(rows, 1, 1, (0.0, 0.0, 0.0))
