"""The fixtures: invented articles in labelled text. `make fixtures` rewrites them; the diff is what is reviewed."""

from pathlib import Path

import pytest

import cleanwire
from cleanwire.labels import Label
from cleanwire.report.labelled import parse_labelled
from rewrite_fixtures import with_gaps

ARTICLES = Path(cleanwire.__file__).parent / "testing" / "articles"
CONTAMINATED = sorted((ARTICLES / "contaminated").glob("*.txt"))
CLEAN = sorted((ARTICLES / "clean").glob("*.txt"))
WITHOUT_FIXTURE = {Label.HEADLINE, Label.BODY, Label.APPENDED_STORY, Label.TEMPLATE}


def read(path):
    """Return what a fixture holds, with its line breaks as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


@pytest.mark.parametrize("kind", ["clean", "contaminated"])
def test_all_labelled_articles_ship_with_the_package(kind):
    strays = Path(__file__).resolve().parent.parent / "fixtures" / kind
    assert not strays.exists(), f"move what is in fixtures/{kind} to {ARTICLES / kind}"


@pytest.mark.parametrize("path", [*CONTAMINATED, *CLEAN], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_cleaning_labels_an_article_as_its_fixture_does_but_for_known_gaps(path):
    text = read(path)
    expected = parse_labelled(text)
    assert with_gaps(expected, cleanwire.explain(expected.source)) == text


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_nothing_is_removed_from_an_article_without_contamination(path):
    assert cleanwire.explain(parse_labelled(read(path)).source).removed == ()


@pytest.mark.parametrize("path", CONTAMINATED, ids=lambda path: path.stem)
def test_a_fixture_of_contamination_has_some_and_an_article_beside_it(path):
    labelled = parse_labelled(read(path))
    assert labelled.removed
    assert labelled.text.strip()


@pytest.mark.parametrize(("paths", "least"), [(CONTAMINATED, 25), (CLEAN, 10)], ids=["contaminated", "clean"])
def test_there_are_enough_fixtures(paths, least):
    assert len(paths) >= least


@pytest.mark.parametrize("label", sorted(set(Label) - WITHOUT_FIXTURE))
def test_every_kind_of_contamination_stands_in_a_fixture(label):
    assert any(removal.label is label for path in CONTAMINATED for removal in parse_labelled(read(path)).removed)
