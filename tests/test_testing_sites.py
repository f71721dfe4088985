import re

import pytest

from cleanwire.reading.text import read_text
from cleanwire.rules.rulebook import Rulebook
from cleanwire.stages.phrases import Phrases
from cleanwire.testing.languages import languages
from cleanwire.testing.sites import found_site, genre_of

FACTS = {
    "title": "The mill turns again",
    "name": "Maren Ostvik",
    "count": "41",
    "day": "3",
    "weekday": "Monday",
    "month": "May",
    "year": "2019",
    "hour": "seven",
}
SITES = [found_site(9, number) for number in range(60)]
BY_LANGUAGE = {language: [found_site(9, number, language) for number in range(60)] for language in languages()}


def test_sites_have_hosts_of_their_own():
    assert len({site.host for site in SITES}) == len(SITES)


def test_the_same_number_is_the_same_site():
    assert found_site(9, 4) == SITES[4]
    assert genre_of(9, 4) == SITES[4].genre


@pytest.mark.parametrize("form", ["fixed", "prose", "varying", "section"])
def test_there_are_lines_of_every_form(form):
    assert any(line.form == form for site in SITES for line in site.lines)


def test_every_site_has_lines():
    assert min(len(site.lines) for site in SITES) >= 3


def test_lines_vary_where_their_form_says_so():
    other = {**FACTS, "title": "No ferry", "name": "Leo", "count": "2", "weekday": "Friday", "month": "June"}
    lines = [line for site in SITES for line in site.lines if line.form != "section"]
    assert all((line.text(FACTS) != line.text(other)) == (line.form == "varying") for line in lines)


def test_only_lines_of_sections_belong_to_one():
    lines = [(line, site) for site in SITES for line in site.lines]
    assert all((line.section in site.sections) == (line.form == "section") for line, site in lines)


@pytest.mark.parametrize("language", languages())
def test_sites_of_every_language_have_hosts_of_their_own_in_ascii(language):
    hosts = {site.host for site in BY_LANGUAGE[language]}
    assert len(hosts) == len(BY_LANGUAGE[language])
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.example", host) for host in hosts)


@pytest.mark.parametrize("language", languages())
def test_no_phrase_rule_knows_a_line_of_a_site(language):
    phrases = Phrases(Rulebook())
    page = "\n".join(sorted({line.text(FACTS) for site in BY_LANGUAGE[language] for line in site.lines}))
    claimed = [page[v.start : v.end] for v in phrases(read_text(page), ()) if not v.label.is_content]
    assert claimed == []


@pytest.mark.parametrize("language", languages())
def test_nothing_is_left_to_fill_in(language):
    texts = [line.text(FACTS) for site in BY_LANGUAGE[language] for line in site.lines]
    assert not any({*"{}<>"} & {*text} for text in texts)
