import pytest
import regex

from cleanwire.errors import PackError
from cleanwire.rules.parsing import parse_pack
from cleanwire.rules.phrasing import keys_of, pattern_of
from cleanwire.text.folding import fold
from invented import claims, rule_of, verdicts_of


@pytest.mark.parametrize(
    ("phrase", "keys"),
    [
        ("Mehr dazu", ["mehr dazu"]),
        ("{Mehr|Alles} dazu", ["mehr dazu", "alles dazu"]),
        ("Bitte {jetzt |}anmelden", ["bitte jetzt anmelden", "bitte anmelden"]),
        ("Abonnent{|in|:innen}", ["abonnent", "abonnentin", "abonnent innen"]),
        ("続きを{読む|見る}", ["続 き を 読 む", "続 き を 见 る"]),
    ],
)
def test_a_phrase_with_choices_stands_for_all_of_them(phrase, keys):
    assert [*keys_of(phrase)] == keys


def test_a_phrase_with_too_many_choices_is_refused():
    with pytest.raises(PackError, match="stands for more than 200 phrases: use fewer alternatives"):
        rule_of(f"is = ['{'{a|b|c} ' * 5}']")


@pytest.mark.parametrize("phrase", ["{|}", "{| }", "{a|}"])
def test_a_choice_of_nothing_is_refused(phrase):
    with pytest.raises(PackError, match="contains no word"):
        rule_of(f"is = ['{phrase}']")


@pytest.mark.parametrize("line", ["Ferry subscribing here", "ferry subscrib", "The ferry, subscribers"])
def test_a_stem_is_found_in_longer_words(line):
    assert claims(line, rule_of("has = ['ferry subscrib*']"))


@pytest.mark.parametrize("line", ["Ferry prescribing", "ferry sub scribe", "aferry subscribe", "The ferry"])
def test_a_stem_is_found_at_the_beginning_of_a_word_only(line):
    assert not claims(line, rule_of("has = ['ferry subscrib*']"))


def test_a_stem_and_a_whole_phrase_are_told_apart():
    whole, stem = rule_of("has = ['the ferry']", name="whole"), rule_of("has = ['the fer*']", name="stem")
    assert {verdict.rule for verdict in verdicts_of("Take the ferryman", whole, stem)[1]} == {stem.id}
    assert {verdict.rule for verdict in verdicts_of("Take the ferry", whole, stem)[1]} == {whole.id, stem.id}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Stand: 3. März 2024"),
        ("de", "Stand: Mo., 03.04.2024"),
        ("fr", "Stand: lundi 4 mars 2024"),
        ("fr", "Stand: le 1er août 2023".replace("le ", "")),
        ("es", "Stand: 5 de mayo de 2021"),
        ("hu", "Stand: 2024. március 5."),
        ("ru", "Stand: 4 марта 2024"),
        ("ja", "Stand: 2024年3月5日"),
        ("ko", "Stand: 2024년 3월 5일"),
        ("th", "Stand: 5 มีนาคม 2567"),
        ("xx", "Stand: March 5th, 2024"),
    ],
)
def test_a_pattern_has_the_dates_of_its_language(language, text):
    assert regex.search(pattern_of("^stand: {date}\\.?$", language), fold(text))


@pytest.mark.parametrize("text", ["Stand: 3", "Stand: mars", "Stand: 3 Steine", "Stand: 4 maybes 2024"])
def test_what_is_no_date_is_none_for_a_pattern(text):
    assert not regex.search(pattern_of("^stand: {date}\\.?$", "de"), fold(text))


@pytest.mark.parametrize("text", ["um 12:30 Uhr", "um 12.30", "um 9 Uhr", "um 12h30", "um 12:30:10 p.m."])
def test_a_pattern_has_times(text):
    assert regex.search(pattern_of("^um {time}$", "de"), fold(text))


def test_braces_that_name_nothing_are_those_of_regular_expressions():
    assert pattern_of("a{2,3}{dates}", "de") == "a{2,3}{dates}"


def test_a_rule_can_be_written_with_accents_throughout():
    (rule,) = parse_pack(
        'label = "related_links"\n[more]\nwhy = "More."\nstarts = ["À lire"]\npattern = "^à lire (?:également|aussi)"\n'
        'match = ["A LIRE ÉGALEMENT"]\nno-match = ["À lire"]\n',
        file="x",
        language="fr",
    )
    assert claims("A LIRE EGALEMENT : le pont", rule)
    assert not claims("A lire demain", rule)
