from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.numbers.trees import Forest, grown
from cleanwire.native.stories import story_evidence
from cleanwire.native.stories.sides import Sides
from cleanwire.native.stories.term_lines import TermLines
from cleanwire.native.stories.writing import Writing
from invented_term_lines import rows_of

WORDS = st.sampled_from(["abc", "bcd", "cde", "def", "efg", "fgh"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=30), min_size=2, max_size=9)


@st.composite
def places(draw):
    """Draw lines of words, and start and end of a run of them that leaves some."""
    lines = draw(TEXTS)
    start, end = sorted(draw(st.lists(st.integers(0, len(lines)), min_size=2, max_size=2, unique=True)))
    return (lines, start, end) if end - start < len(lines) else (lines, 1, end)


def flat(lines):
    return [term for line in lines for term in line]


def share(terms, holds):
    """The share of terms with a property. All of these words weigh the same."""
    return sum(map(holds, terms)) / (len(terms) or 1)


def sides_of(lines, start, end) -> tuple[TermLines, Sides]:
    rows = rows_of(lines)
    return rows, Sides(rows, Writing(rows.facts), start, end, (0, 0), 0)


@given(places())
def test_each_side_is_searched_for_the_words_of_the_other(place):
    lines, start, end = place
    known = story_evidence.evidence_of_inset(sides_of(*place)[1])
    said, host = flat(lines[start:end]), Counter(flat(lines[:start] + lines[end:]))
    inside, middle = Counter(said), (start + end + 1) // 2
    title = set(lines[0 if start else end])
    themes = sorted(((count, term) for term, count in host.items() if count >= 3), reverse=True)
    opening = Counter(
        flat(lines[start : next(at for at in range(start, end + 1) if at == end or len(flat(lines[start:at])) >= 30)])
    )
    plain = {
        "shared": share(said, host.__contains__),
        "shared_open": share(said[:30], host.__contains__),
        "shared_end": share(said[-40:], host.__contains__),
        "coherence": share(flat(lines[middle:end]), set(flat(lines[start:middle])).__contains__),
        "title_kept": share(title, inside.__contains__),
        "open_back": share(opening, lambda term: inside[term] > opening[term]),
        "seam": share([*opening.elements()], set(flat(lines[max(0, start - 2) : start])).__contains__),
        "near": share(said, set(flat(lines[max(0, start - 3) : start] + lines[end : end + 3])).__contains__),
    }
    if len(themes) >= 3:
        plain["themes_kept"] = share([term for _, term in themes], inside.__contains__)
        plain["density"] = sum(inside[term] for _, term in themes) / len(said)
    assert {name: known[name] for name in plain} == pytest.approx(plain)


@given(places())
def test_an_inset_gains_what_its_lines_do(place):
    lines, start, end = place
    rows, known = sides_of(*place)[0], story_evidence.evidence_of_inset(sides_of(*place)[1])
    gains = rows.gains_from(start, min(end + 1, len(lines)))
    root = (3 + len(flat(lines[start:end]))) ** 0.5
    assert known["gain_abs"] == max(-50.0, min(200.0, gains[end - start - 1]))
    assert known["gain_next"] == ((gains[-1] - gains[-2]) / root if end < len(lines) else 0.0)
    assert known["place"] == rows.words_above()[start] / rows.words_above()[-1]


@given(TEXTS, st.data())
def test_a_cut_is_ranked_among_those_that_are_far_from_it(lines, data):
    at = data.draw(st.integers(1, len(lines) - 1))
    rows, both = sides_of(lines, at, len(lines))
    gains, reach = rows.gains_of_cuts(), rows.terms_above()
    far = [gains[other] for other in range(1, len(lines)) if abs(reach[other] - reach[at]) >= 20]
    known = story_evidence.evidence_of_cut(both)
    assert known["gain_rank"] == sum(gain > gains[at] for gain in far)
    size = 1 + min(reach[at], reach[-1] - reach[at])
    assert known["gain_other"] == pytest.approx((gains[at] - max(far, default=0.0)) / size)
    assert 0 <= known["host_parts"] <= 8


@given(places())
def test_scores_are_those_of_trees_on_the_evidence(place):
    _, both = sides_of(*place)
    names = story_evidence.names()
    trees = [(names.index(name), 0.3, 0.0, -1.0, 1.0) for name in ("shared", "gain", "paragraphs", "near", "section1")]
    forest = Forest(0.5, grown(trees, 1_000), ())
    assert story_evidence.score_of_cut(both, forest) == forest.score(
        [story_evidence.evidence_of_cut(both)[name] for name in names]
    )
    assert story_evidence.score_of_inset(both, forest) == forest.score(
        [story_evidence.evidence_of_inset(both)[name] for name in names]
    )


def test_trees_with_more_features_are_refused():
    _, both = sides_of([["abc"], ["bcd"]], 0, 1)
    with pytest.raises(ValueError, match="fewer than 1000 features"):
        story_evidence.score_of_cut(both, Forest(0.0, grown([(999, 0.0, 0.0, 0.0, 0.0)], 1_000), ()))


@pytest.mark.parametrize("place", [(0, 0), (0, 2), (-1, 1), (1, 3)])
def test_a_side_without_lines_is_an_error(place):
    with pytest.raises(IndexError):
        sides_of([["abc"], ["bcd"]], *place)
