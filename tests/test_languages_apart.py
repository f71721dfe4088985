"""What is boilerplate in one language and prose in another is taken in the first only."""

from pathlib import Path

import pytest

import cleanwire
from cleanwire import Cleaner
from cleanwire.evaluation.rules import LabelledText, measure
from cleanwire.reading.text import read_text
from cleanwire.report import parse_labelled
from cleanwire.rules.languages import shipped_languages
from cleanwire.text.tables import rows_of
from test_text_language_detection import SAID

CLEAN = sorted((Path(cleanwire.__file__).parent / "testing" / "articles" / "clean").iterdir())
LANGUAGES = [language for language in shipped_languages() if language not in ("any", "en")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_with_rules_is_told_by_words_of_its_own(language):
    assert language in {code for code, _ in rows_of("common.txt")}
    assert language in SAID


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_of_one_language_take_no_sentence_in_another(language):
    others = [LabelledText(code, text, ("body",)) for code, text in SAID.items() if code != language]
    measured = measure(language, others)
    assert (dict(measured.hits), measured.foreign) == ({}, len(others))


@pytest.mark.parametrize("language", SAID)
def test_english_boilerplate_goes_around_articles_in_any_language(language):
    article = f"{SAID[language]}\n{SAID[language][::-1]}\n"
    assert cleanwire.clean(f"{SAID[language]}\nShare on Facebook\n{SAID[language][::-1]}\n") == article


@pytest.mark.parametrize(
    ("language", "line", "article"),
    [
        ("fr", "Publicité", "spanish"),
        ("de", "Anzeige", "dutch"),
        ("es", "Publicidad", "italian"),
        ("pl", "Reklama", "german"),
        ("ru", "Реклама", "ukrainian"),
    ],
)
def test_a_word_of_boilerplate_in_one_language_is_a_word_in_others(language, line, article):
    text = next(parse_labelled(path.read_text("utf-8")).source for path in CLEAN if path.name.startswith(article))
    assert claimed(Cleaner(languages=[language]), f"{text}\n{line}\n", language)
    assert not claimed(Cleaner(), f"{text}\n{line}\n", language)


def claimed(cleaner, text, language):
    """Return whether rules of a language claim something of a text."""
    return any(verdict.rule.startswith(f"{language}/") for verdict in cleaner.explain(text).verdicts)


def test_a_page_in_two_languages_is_cleaned_of_the_boilerplate_of_both():
    article = f"{SAID['hi']}\n{SAID['hi'][::-1]}\n"
    german = "Diese Seite gibt es auch auf Deutsch, und wir freuen uns, wenn Sie uns nicht nur heute besuchen.\n"
    source = f"{article}{german}Artikel drucken\nShare on Facebook\n"
    assert set(read_text(source).languages) >= {"hi", "de"}
    removed = "".join(source[span.start : span.end] for span in cleanwire.explain(source).removed)
    assert "Artikel drucken" in removed
    assert "Share on Facebook" in removed
