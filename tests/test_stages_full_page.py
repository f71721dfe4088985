from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleanwire
from cleanwire import Cleaner
from cleanwire.document import Hint
from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.rules.rulebook import Rulebook
from cleanwire.spans import Verdict
from cleanwire.stages.full_page import find_page_boilerplate
from cleanwire.stages.phrases import Phrases
from invented import ARTICLE, HEADLINE, PARAGRAPHS
from timing import GROWTH, growth

MENU = ("Skip to content", "News", "Sport", "Weather", "Opinion", "Letters", "Jobs", "Motors", "Sign in", "My account")
FOOT = ("About us", "Contact", "Work for us", "Privacy", "Cookies", "Terms of use", "Site map", "© 2024 The Courier")

LANGUAGES = {
    "English": (HEADLINE, *PARAGRAPHS),
    "German": (
        "Die Fähre nach Ostervik legt wieder ab",
        "Die Fähre zwischen Velmark und Ostervik legte am Dienstag wieder ab, ein Jahr nach dem Brand an Deck.",
        "Am Kai standen zweihundert Leute im Regen, als der Kapitän um sieben Uhr die Leinen losmachte.",
        "Die Fahrt kostet so viel wie vor dem Brand, und die Fähre fährt auch am Abend, sobald die Tage länger werden.",
    ),
    "Greek": (
        "Το πλοίο για το Όστερβικ σαλπάρει ξανά",
        "Το πλοίο σαλπάρισε ξανά την Τρίτη από το λιμάνι του Βέλμαρκ, έναν χρόνο μετά την πυρκαγιά στο κατάστρωμα.",
        "Διακόσιοι άνθρωποι στέκονταν στη βροχή όταν ο καπετάνιος σφύριξε στις επτά το πρωί και έλυσε τους κάβους.",
        "Το εισιτήριο για το πλοίο κοστίζει όσο και πριν από την πυρκαγιά, είπε το λιμάνι στους επιβάτες.",
    ),
    "Japanese": (
        "渡し船が一年ぶりに川を渡る",
        "湊町の渡し船は火曜日の朝に再び岸を離れた。甲板の下で火が出てから一年がたち、船は新しい軸を得て戻ってきた。",
        "雨の中で二百人ほどが岸に立ち、船頭が七時に汽笛を鳴らすと手を振った。子どもたちは船と一緒に岸を走った。",
        "船の運賃は火事の前と同じで、日が長くなれば夕方にも川を渡ると町は話している。",
    ),
}


def dump_of(lines, menu=MENU, foot=FOOT):
    """Return an article between the menus of its page."""
    above = [f"{entry}{when}" for when in ("", " today", " tomorrow") for entry in menu]
    below = [f"{entry}{where}" for where in ("", " here", " there", " elsewhere") for entry in foot]
    return "\n".join([*above, *lines, *below])


def kept_lines(source):
    return cleanwire.clean(source).split("\n")


@pytest.mark.parametrize("lines", LANGUAGES.values(), ids=LANGUAGES)
def test_the_paragraphs_of_a_dump_stay(lines):
    assert set(lines[1:]) <= set(kept_lines(dump_of(lines)))


@pytest.mark.parametrize("lines", LANGUAGES.values(), ids=LANGUAGES)
def test_most_of_the_menus_of_a_dump_go(lines):
    source = dump_of(lines)
    left = set(kept_lines(source)) - set(lines)
    assert len(left) <= 0.3 * len(source.split("\n"))


@pytest.mark.parametrize("lines", LANGUAGES.values(), ids=LANGUAGES)
def test_an_article_without_menus_stays_as_it_is(lines):
    source = "\n".join(lines)
    assert cleanwire.clean(source) == source


def said_by_rules(document):
    """Return what the shipped rules claim: without any evidence of boilerplate a text counts as no dump."""
    return tuple(Phrases(Rulebook())(document, ()))


def boilerplate(source, verdicts=()):
    document = read_text(source)
    return find_page_boilerplate(document, (*said_by_rules(document), *verdicts))


def test_an_article_is_not_looked_at():
    assert boilerplate(ARTICLE * 3) == []


def test_a_text_of_few_lines_is_not_looked_at():
    assert boilerplate("\n".join(MENU)) == []


def test_an_empty_text_holds_no_boilerplate():
    assert boilerplate("") == []


def claimed_on_page(likelihood, *, tag="p"):
    """Return how many lines of menus are claimed on a page that takes a dump for its article by this likelihood."""
    document = read_text(dump_of(LANGUAGES["English"]))
    hint = Hint(tag, 0.0, (), (), extracted=True, likelihood=likelihood)
    claims = find_page_boilerplate(replace(document, hints=(hint,) * len(document.blocks)), said_by_rules(document))
    return sum(claim.start <= block.start < claim.end for claim in claims for block in document.blocks)


@pytest.mark.parametrize(("likelihood", "tag"), [(0.5, "p"), (0.95, "li"), (0.1, "pre")])
def test_lines_of_a_page_that_its_markup_makes_likely_and_code_are_no_boilerplate(likelihood, tag):
    assert claimed_on_page(likelihood, tag=tag) == 0


def test_lines_of_a_page_that_its_markup_makes_unlikely_may_be_boilerplate():
    assert claimed_on_page(0.4) > 0


def test_lines_in_a_row_are_one_claim_that_says_what_counted():
    source = dump_of(LANGUAGES["English"])
    first = boilerplate(source)[0]  # the rules know the first line of the menu themselves
    assert (source[: first.start], first.rule) == ("Skip to content\n", "prose")
    assert "short lines in a row above the article" in first.evidence


def test_boilerplate_of_no_known_kind_is_navigation():
    source = dump_of(LANGUAGES["English"])
    above = [verdict for verdict in boilerplate(source) if verdict.end < source.index(HEADLINE)]
    assert {verdict.label for verdict in above} == {Label.NAVIGATION}


def test_boilerplate_beside_a_claimed_line_has_its_label():
    source = dump_of(LANGUAGES["English"], menu=MENU * 3, foot=FOOT * 3)
    start = source.rindex("© 2024")
    claimed = Verdict(start, len(source), Label.LEGAL, "rule", 0.9, "©")
    assert {verdict.label for verdict in boilerplate(source, [claimed]) if verdict.end == start} == {Label.LEGAL}


def test_what_a_rule_claims_by_itself_is_not_claimed_again():
    source = dump_of(LANGUAGES["English"])
    start = source.index("About us")
    claimed = Verdict(start, start + len("About us\n"), Label.LEGAL, "rule", 0.9, "About us")
    assert not any(verdict.start <= start < verdict.end for verdict in boilerplate(source, [claimed]))


def test_the_headline_is_not_claimed():
    source = dump_of(LANGUAGES["English"])
    start = source.index(HEADLINE)
    headline = Verdict(start, start + len(HEADLINE) + 1, Label.HEADLINE, "headlines", 0.8, HEADLINE)
    assert not any(v.start <= start < v.end for v in boilerplate(source, [headline]) if not v.label.is_content)


def test_claims_are_sure_enough_for_the_default_strictness():
    assert all(0.5 <= verdict.confidence <= 1 for verdict in boilerplate(dump_of(LANGUAGES["English"])))


pieces = st.lists(
    st.one_of(
        st.sampled_from([*MENU, *FOOT, *PARAGRAPHS]), st.text(max_size=80), st.sampled_from("\ud800\0\u2028\t。渡")
    ),
    min_size=12,
    max_size=120,
)


@settings(max_examples=150, deadline=None)
@given(pieces)
def test_any_text_goes_through_and_claims_are_whole_lines(lines):
    document = read_text("\n".join(lines))
    starts = {block.start for block in document.blocks}
    ends = {block.end for block in document.blocks}
    for verdict in find_page_boilerplate(document, ()):
        assert verdict.start in starts
        assert verdict.end in ends
        assert verdict.evidence


@settings(max_examples=60, deadline=None)
@given(pieces)
def test_claims_do_not_overlap(lines):
    made = [verdict for verdict in boilerplate("\n".join(lines)) if not verdict.label.is_content]
    assert all(above.end <= below.start for above, below in pairwise(made))


SOURCES = {
    "a dump of short lines": (lambda n: dump_of(LANGUAGES["English"], MENU * n, FOOT), 2_000),
    "a dump of one article again and again": (lambda n: (dump_of(LANGUAGES["English"]) + "\n") * n, 500),
    "a dump in a script without spaces": (lambda n: dump_of(LANGUAGES["Japanese"] * n, MENU * n, FOOT), 500),
    "a line of one word that is very long": (lambda n: dump_of(["x" * n]), 200_000),
}


@pytest.mark.no_cover
@pytest.mark.parametrize(("make", "size"), SOURCES.values(), ids=SOURCES)
def test_time_is_linear_in_the_lines_of_a_dump(make, size):
    assert growth(Cleaner().clean, make, size) < GROWTH
