import pytest

from cleanwire.labels import Label
from invented import ARTICLE, PARAGRAPHS, claims, rule_of, verdicts_of

CLOUD = rule_of('is = ["Cloud notice"]')
NEAR = rule_of('is = ["Fog", "Mist", "Haze"]\nwhere = { near = ["notice"] }', name="near")
LONG = " ".join((*PARAGRAPHS, "So says the cloud notice on the quay."))
"""A paragraph too long to be a phrase, with one inside."""


def test_rules_of_company_are_silent_without_company():
    assert claims(f"{ARTICLE}Fog\n", CLOUD, NEAR) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["Cloud notice", "Fog"],
        ["Fog", "Cloud notice"],
        ["Fog", "Mist", "Cloud notice"],
        ["Cloud notice", "Haze", "Fog"],
    ],
)
def test_what_one_rule_of_company_claims_is_company_for_the_next(lines):
    assert claims("\n".join([*PARAGRAPHS, *lines]), CLOUD, NEAR) == [*(f"{line}\n" for line in lines[:-1]), lines[-1]]


@pytest.mark.parametrize("rules", [(CLOUD, NEAR), (NEAR, CLOUD)])
def test_the_order_of_the_rules_does_not_decide_who_finds_company(rules):
    assert claims(f"{ARTICLE}Fog\nCloud notice\n", *rules) == ["Fog\n", "Cloud notice\n"]


def test_rules_of_company_are_not_asked_about_what_is_already_claimed():
    both = rule_of('is = ["Cloud notice"]\nwhere = { tail = true }', name="both", label="legal")
    _, verdicts = verdicts_of(f"{ARTICLE}Cloud notice\n", CLOUD, both)
    assert [verdict.rule for verdict in verdicts] == [CLOUD.id]


def test_the_end_of_the_article_moves_up_as_its_last_lines_go():
    thanks = rule_of('starts = ["We thank"]\nwhere = { tail = true }', label="legal")
    lines = [f"We thank the {name} of Velmark for the pictures that they have sent to this paper.\n" for name in "abc"]
    assert claims(ARTICLE + "".join(lines), thanks) == lines


def test_a_long_paragraph_beside_what_is_claimed_is_read_whole():
    text = f"{ARTICLE}Cloud notice\n{LONG}\n{ARTICLE}"
    assert claims(text, CLOUD, rule_of('has = ["cloud notice on the quay"]', name="has"))[1:] == [f"{LONG}\n"]


def test_a_rule_of_exceptions_claims_body():
    _, [verdict] = verdicts_of("Cloud notice\n", rule_of('is = ["Cloud notice"]', label="keep"))
    assert verdict.label is Label.BODY
