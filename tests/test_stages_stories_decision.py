from math import isfinite

import pytest

from cleanwire.stages.stories.decision import decision
from cleanwire.stages.stories.evidence import evidence_of
from cleanwire.stages.stories.lines import lines_of
from cleanwire.stages.stories.screening import Cuts, Insets
from test_stages_stories import HOST, VOLCANO, text_of
from test_stages_stories_lines import scene_of

NAMES = [f"{place}{step}" for place in ("appended", "inset") for step in ("-screen", "-echo", "")]


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_decision_is_read_once(name):
    assert decision(name) is decision(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_decision_has_a_finite_bias(name):
    assert isfinite(decision(name).bias)


@pytest.mark.parametrize("name", NAMES)
def test_the_terms_of_a_shipped_decision_can_be_scored(name):
    assert all(t.spread > 0 and isfinite(t.mean) and isfinite(t.weight) for t in decision(name).terms)


def evidence_for(name):
    """Return the names of the evidence that the code gathers for a decision."""
    lines = lines_of(scene_of(text_of(HOST, VOLCANO)))
    cuts, insets = Cuts(lines), Insets(lines)
    return {
        "appended-screen": lambda: cuts.columns,
        "appended-echo": lambda: cuts.echoes,
        "appended": lambda: cuts.evidence(len(HOST)),
        "inset-screen": lambda: insets.columns,
        "inset-echo": lambda: insets.echoes,
        "inset": lambda: evidence_of(lines, 2, 4),
    }[name]()


@pytest.mark.parametrize("name", NAMES)
def test_the_terms_of_a_shipped_decision_are_the_evidence_that_there_is(name):
    assert sorted(term.name for term in decision(name).terms) == sorted(evidence_for(name))


def test_a_decision_that_is_not_shipped_is_an_error():
    with pytest.raises(KeyError, match="prepended"):
        decision("prepended")
