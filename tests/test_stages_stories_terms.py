import re
from pathlib import Path

import pytest

from cleanwire import text as text_package
from cleanwire.native.stories.terms import terms_in
from cleanwire.stages.stories.terms import terms_of
from cleanwire.text.folding import fold, spaced
from cleanwire.text.language_detection import told
from cleanwire.text.tables import rows_of
from test_stages_stories import CHINESE, GERMAN, HOST, RUSSIAN


def terms_of_text(text):
    bare = spaced(fold(text))
    spans = [match.span() for match in re.finditer("[^\n]+", bare)]
    return terms_of(bare, *zip(*spans, strict=True), told(bare))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("ferry ferries", ["ferry", "ferrie"]),
        ("harbour harbours", ["harbou", "harbou"]),
        ("Überschwemmung Überschwemmungen", ["ubersc", "ubersc"]),
        ("паром парома", ["паром", "парома"]),
        ("第二艘渡轮", ["第二", "二艘", "艘渡", "渡轮"]),
        ("ウイルスの対策", ["ウイルス", "対策"]),
        ("항구에서 항구를", ["항구", "항구"]),
        ("ABC社の船", ["abc", "社", "船"]),
    ],
)
def test_terms_are_beginnings_of_words_or_pairs_of_characters(text, terms):
    assert terms_in(spaced(fold(text))) == terms


@pytest.mark.parametrize(
    ("text", "common", "telling"),
    [
        (" ".join(HOST), "the", "ferry"),
        (" ".join(GERMAN), "und", "fähre"),
        (" ".join(RUSSIAN), "на", "паром"),
    ],
    ids=["English", "German", "Russian"],
)
def test_common_words_say_nothing_and_others_do(text, common, telling):
    terms = terms_of_text(text)
    assert fold(telling) in terms.spelled
    assert fold(common) not in terms.spelled


def test_pairs_of_characters_are_terms_where_nothing_is_between_words():
    assert "渡轮" in terms_of_text("".join(CHINESE)).spelled


def test_figures_say_nothing():
    assert terms_of_text(f"{HOST[1]} 1978 12,000").spelled == terms_of_text(HOST[1]).spelled


def test_a_word_and_its_plural_are_one():
    terms = terms_of_text(" ".join(HOST) + "\nharbour\nharbours")
    assert terms.every[1] == terms.every[2] != []


def test_a_rare_word_weighs_more_than_a_frequent_one():
    terms = terms_of_text(" ".join(HOST))
    weights = dict(zip(terms.spelled, terms.weights, strict=True))
    assert weights["ostervik"] == 1.0
    assert 0 < weights["captain"] < weights["ferry"] < 1


@pytest.mark.parametrize(
    ("lines", "kind"), [(HOST, "listed"), (GERMAN, "spaced"), (RUSSIAN, "spaced"), (CHINESE, "unspaced")]
)
def test_terms_are_of_the_kind_that_their_language_has(lines, kind):
    assert terms_of_text(" ".join(lines)).kind == kind


TABLES = sorted(Path(text_package.__file__).parent.glob("frequencies/*.txt"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_tables_hold_terms_and_how_frequent_they_are(path):
    rows = list(rows_of(f"frequencies/{path.name}"))
    terms = [term for _, terms in rows for term in terms.split(" ")]
    assert len({*terms}) == len(terms) > 50
    assert all(0 < len(term) <= 6 for term in terms)
    assert all(1 < float(frequency) < 8 for frequency, _ in rows)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_tables_are_of_languages_that_are_told(path):
    assert path.stem in {language for language, _ in rows_of("common.txt")}


def test_a_language_without_a_table_has_an_empty_one():
    assert list(rows_of("frequencies/xx.txt")) == []
