import pytest

from cleanwire.testing.grammar import grammar_of
from cleanwire.testing.languages import finished, languages, table_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a anchor", "An anchor"),
        ("near a old barge", "Near an old barge"),
        ("a university and a umbrella", "A university and an umbrella"),
        ("it sank. a crane fell", "It sank. A crane fell"),
        ("“a anchor,” she said. “it sank.”", "“An anchor,” she said. “It sank.”"),
        ("a used crane", "A used crane"),
        ("", ""),
    ],
)
def test_english_has_an_before_vowels_and_capitals_at_beginnings(text, expected):
    assert finished(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("el faro de el puerto y a el sur", "es", "El faro del puerto y al sur"),
        ("Clara y Irene y hielo", "es", "Clara e Irene y hielo"),
        ("«hay que nadar. llueve.» el ancla cedió", "es", "«Hay que nadar. Llueve.» El ancla cedió"),
        (
            "„das Tau ist alt.“ am Abend riss es. „niemand sah es“, hieß es",
            "de",
            "„Das Tau ist alt.“ Am Abend riss es. „Niemand sah es“, hieß es",
        ),
        ("ولالقارب لالسفينة", "ar", "وللقارب للسفينة"),
        ("船が沈んだ。", "ja", "船が沈んだ。"),
        ("", "de", ""),
    ],
)
def test_other_languages_contract_and_begin_sentences_as_they_do(text, language, expected):
    assert finished(text, language) == expected


@pytest.mark.parametrize("language", languages())
def test_a_grammar_has_topics_enough_with_words_of_their_own(language):
    topics = table_of(language, "prose")["topics"].values()
    assert len(topics) >= 6
    for topic in topics:
        nouns = [word for name in ("thing", "f", "m", "n") for word in topic.get(name, ())]
        assert len({*nouns}) >= 12
        assert min(len({*topic["role"]}), len({*topic["issue"]})) >= 7


@pytest.mark.parametrize("language", languages())
def test_every_name_that_a_grammar_uses_stands_for_something(language):
    prose, sites = table_of(language, "prose"), table_of(language, "sites")
    cast = {"place", "surname", "speaker", "street", "money"}
    for topic in prose["topics"].values():
        grammar = grammar_of({**prose["shared"], **topic})
        used = {name for phrases in grammar.values() for phrase in phrases for name in phrase[1::2]}
        assert used <= {*grammar, *cast}
    own = {"site", "town", "founder", "second", "year", "number", "digits", "made_cap", "section", "section_cap"}
    lines = grammar_of(sites["lines"])
    assert {name for phrases in lines.values() for phrase in phrases for name in phrase[1::2]} <= {
        *sites["words"],
        *own,
    }
