"""The project's own examples, line by line, where the environment variable CLEANWIRE_GOLD names the gold data."""

import json
import os
from pathlib import Path

import pytest

import cleanwire

SEEDS = Path(os.environ["CLEANWIRE_GOLD"]) / "seeds" if "CLEANWIRE_GOLD" in os.environ else None
NAMES = sorted(json.loads((SEEDS / "labels.json").read_text("utf-8"))) if SEEDS else []

pytestmark = pytest.mark.skipif(SEEDS is None, reason="CLEANWIRE_GOLD names no folder")


@pytest.fixture(params=NAMES)
def seed(request):
    """The lines of an example, for each the share of its visible characters that go, and its labels."""
    text = (SEEDS / request.param).read_bytes().decode("utf-8")
    labels = json.loads((SEEDS / "labels.json").read_text("utf-8"))[request.param]
    return text.split("\n"), shares_removed(text), labels


def shares_removed(text):
    """Return, for each line of a text, the share of its visible characters that cleaning removes."""
    gone = [False] * len(text)
    for segment in cleanwire.explain(text).removed:
        gone[segment.start : segment.end] = [True] * (segment.end - segment.start)
    shares, at = [], 0
    for line in text.split("\n"):
        visible = [gone[at + place] for place, character in enumerate(line) if not character.isspace()]
        shares.append(sum(visible) / len(visible) if visible else 0.0)
        at += len(line) + 1
    return shares


def test_every_line_of_the_article_stays(seed):
    lines, shares, labels = seed
    assert [lines[number] for number in labels["keep"] if shares[number] > 0.02] == []


def test_every_line_of_contamination_goes(seed):
    lines, shares, labels = seed
    wanted = {number for numbers in labels["drop"].values() for number in numbers}
    assert [lines[number] for number in sorted(wanted) if shares[number] < 0.98] == []
