import pytest

from cleanwire.labels import Label
from cleanwire.native.stories.glances import cuts_of, runs_of
from test_stages_stories import CHESS, HOST, SECTIONS, VOLCANO, text_of
from test_stages_stories_lines import lines_in


def rows_in(text, claimed=None):
    return lines_in(text, claimed).rows


@pytest.mark.parametrize("story", [VOLCANO, CHESS, VOLCANO[1:]], ids=["volcano", "chess", "without its headline"])
@pytest.mark.parametrize("host", [HOST, SECTIONS], ids=["host", "sections"])
def test_the_beginning_of_a_story_is_looked_at(host, story):
    assert len(host) in cuts_of(rows_in(text_of(host, story)))


def test_the_line_below_the_end_of_a_page_is_looked_at():
    text = text_of(HOST[:4], ["Share"], HOST[4:])
    assert 4 in cuts_of(rows_in(text, {"Share": Label.SHARE_WIDGET}))


def test_a_dateline_is_looked_at():
    assert 5 in cuts_of(rows_in(text_of(HOST[:5], [f"VELMARK (ANP) — {HOST[5]}"], HOST[6:])))


@pytest.mark.parametrize("size", [20, 200])
def test_few_places_are_looked_at_however_long_a_text_is(size):
    lines = rows_in(text_of(*[HOST, VOLCANO, CHESS] * size))
    assert len(cuts_of(lines)) < 30
    assert len(runs_of(lines)) <= 14


@pytest.mark.parametrize("place", [0, 4, 12], ids=["above", "inside", "below"])
def test_an_inset_is_looked_at(place):
    lines = rows_in(text_of(HOST[:place], VOLCANO[:3], HOST[place:]))
    assert (place, place + 3) in [(start, end) for start, end, _ in runs_of(lines)]


def test_few_of_the_runs_begin_with_one_line():
    starts = [start for start, _, _ in runs_of(rows_in(text_of(HOST[:6], VOLCANO[:3], HOST[6:])))]
    assert max(map(starts.count, starts)) <= 3


def test_most_of_the_paragraphs_are_no_inset():
    lines = rows_in(text_of(VOLCANO[:3], CHESS[:5]))
    prose = lines.prose_above()
    assert all(2 * (prose[end] - prose[start]) <= prose[-1] for start, end, _ in runs_of(lines))
