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


SKY = rule_of(
    'pattern = \'^\'\nwhere = { claimed = ["notice"], subject = ["cloud", "of the sky"] }', label="keep", name="sky"
)
SKIES = "".join(
    f"The {name} of the sky is what this part speaks about.\n" for name in ("rain", "haze", "fog", "dew", "ice")
)


def test_an_exception_defends_a_claimed_line_of_a_document_that_is_about_it():
    _, verdicts = verdicts_of(f"{SKIES}Cloud notice\n", CLOUD, SKY)
    assert [(verdict.rule, verdict.label) for verdict in verdicts] == [(SKY.id, Label.BODY), (CLOUD.id, Label.NOTICE)]


def test_an_exception_is_silent_in_a_document_about_something_else():
    assert claims(f"{ARTICLE}Cloud notice\n", CLOUD, SKY) == ["Cloud notice\n"]


def test_an_exception_says_nothing_of_what_no_rule_claims():
    assert claims(SKIES, CLOUD, SKY) == []


def test_what_an_exception_defends_is_no_company():
    assert claims(f"{SKIES}Fog\nCloud notice\n", CLOUD, NEAR, SKY) == ["Cloud notice\n", "Cloud notice\n"]


def test_a_defended_heading_takes_nothing_below():
    heading = rule_of('is = ["Cloud notice"]\nreach = "list"', name="heading")
    assert claims(f"{SKIES}Cloud notice\n- Fog\n- Mist\n", heading, SKY) == ["Cloud notice\n", "Cloud notice\n"]


def test_a_line_of_wrapped_text_is_no_phrase():
    wrapped = "She went to the quay every day of that year to look for a\ncloud notice\non the board beside the bell.\n"
    assert claims(wrapped, CLOUD) == []


@pytest.mark.parametrize("count", [3, 9])
def test_a_row_of_words_that_need_company_is_claimed_from_either_end(count):
    lines = ["Fog", "Mist", "Haze"] * (count // 3)
    for rows in ([*lines, "Cloud notice"], ["Cloud notice", *lines]):
        assert len(claims("\n".join([*PARAGRAPHS, *rows]), CLOUD, NEAR)) == count + 1


def test_a_rule_for_contaminated_documents_is_asked_anywhere():
    fog = rule_of('is = ["Fog"]\nwhere = { contaminated = 1 }', name="fog")
    source = "\n".join([*PARAGRAPHS, "Fog", *PARAGRAPHS])
    assert claims(source, CLOUD, fog) == []
    assert claims(f"Cloud notice\n{source}", CLOUD, fog) == ["Cloud notice\n", "Fog\n"]
