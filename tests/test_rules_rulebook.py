import pickle

import pytest

from cleanwire import Cleaner
from cleanwire.reading.text import read_text
from cleanwire.rules.rulebook import MOST_KEPT, Rulebook
from invented import rule_of
from test_text_language_detection import SAID


def ids_of(matcher, document):
    """Return the ids of the rules that speak of a document's lines."""
    now, later, _, _ = matcher.candidates(document)
    return {question.rule.id for found in (*now.values(), *later.values()) for question, _ in found}


def test_english_rules_speak_of_documents_in_all_languages():
    document = read_text(f"{SAID['hi']}\nShare on Facebook\n")
    assert "en/share_widget/buttons" in ids_of(Rulebook().matcher(document), document)


def test_a_book_of_certain_rules_has_no_others():
    document = read_text("Here it is\nShare on Facebook\n")
    assert ids_of(Rulebook.of([rule_of("is = ['here it is']")]).matcher(document), document) == {"en/notice/rule"}


def test_a_matcher_is_made_once_for_documents_in_the_same_languages():
    book = Rulebook()
    first, second = read_text(SAID["en"]), read_text(f"{SAID['en']} And on.")
    assert book.matcher(first) is book.matcher(second)
    assert book.matcher(first) is book.matcher(read_text(""))


def test_books_pickle_to_books_that_say_the_same():
    document = read_text("Share on Facebook\n")
    book = Rulebook()
    again = pickle.loads(pickle.dumps(book))  # noqa: S301, it is our own
    assert ids_of(again.matcher(document), document) == ids_of(book.matcher(document), document)


def test_a_book_keeps_a_bounded_number_of_matchers(monkeypatch):
    book = Rulebook(shipped=False)
    monkeypatch.setattr("cleanwire.rules.rulebook._spoken", lambda document: (document.url,))
    for number in range(2 * MOST_KEPT):
        book.matcher(read_text("", url=str(number)))
    assert len(book._matchers) <= MOST_KEPT


@pytest.mark.parametrize("language", ["en", "any"])
def test_a_cleaner_of_some_languages_uses_their_rules_whatever_the_text_is_in(language):
    result = Cleaner(languages=[language]).explain(f"Share on Facebook\n{SAID['hi']}\nShare on Facebook\n")
    assert {span.rule for span in result.removed} <= {"en/share_widget/buttons", "repeats"}
    assert bool(result.removed) == (language == "en")
