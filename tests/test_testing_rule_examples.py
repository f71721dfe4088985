import pytest

from cleanwire.rules.parsing import parse_pack
from cleanwire.testing.rule_examples import Failure, prove
from invented import PARAGRAPHS, rule_of

PROSE = PARAGRAPHS[0]


def rule_with(*, match='["Cloud notice"]', no_match='["Cloud notices"]', label="notice", fields=""):
    pack = f"""
label = "{label}"
[cloud]
why = "Invented."
is = ["Cloud notice"]
match = {match}
no-match = {no_match}
{fields}
"""
    (rule,) = parse_pack(pack, file="cloud.toml", language="en")
    return rule


def example(*lines):
    """Return an example of several lines as in a pack."""
    return '["""\n' + "\n".join(lines) + '\n"""]'


@pytest.mark.parametrize(
    "match",
    [
        '["Cloud notice", "CLOUD NOTICE:"]',
        example(PROSE, "» Cloud notice"),
        example("» Cloud notice", "", PROSE),
        example(PROSE, "", "» Cloud notice", ""),
    ],
    ids=["a line", "below", "above", "blank lines"],
)
def test_a_rule_that_lives_up_to_its_examples_has_no_failures(match):
    assert list(prove([rule_with(match=match)])) == []


@pytest.mark.parametrize(
    ("match", "problem"),
    [
        ('["Fog notice"]', "the rule claims nothing"),
        (example(PROSE, "» Fog notice"), "the rule claims nothing"),
        (example("» Cloud notice", "» Fog notice", PROSE), "'Fog notice' is marked but not claimed"),
        (example("» Cloud notice", PROSE, "Cloud notice"), "'Cloud notice' is claimed without being marked"),
    ],
    ids=["a line", "a document", "a mark too many", "a mark missing"],
)
def test_a_match_that_is_not_as_marked_is_a_failure(match, problem):
    rule = rule_with(match=match)
    assert list(prove([rule])) == [Failure("en/notice/cloud", "match", rule.match[0], problem)]


def test_a_near_miss_that_the_rule_claims_is_a_failure_that_says_why():
    assert list(prove([rule_with(no_match='["“Cloud notice”"]')])) == [
        Failure("en/notice/cloud", "no-match", "“Cloud notice”", "the rule claims a line, because of '“Cloud notice”'")
    ]


def test_known_gaps_are_told_from_failures():
    rule = rule_with(fields='todo-match = ["Nube"]\ntodo-no-match = ["Cloud notice"]')
    assert [(failure.field, failure.example) for failure in prove([rule])] == [
        ("todo-match", "Nube"),
        ("todo-no-match", "Cloud notice"),
    ]


def test_every_failing_example_is_told():
    rule = rule_with(match='["Fog", "Cloud notice", "Mist"]', no_match='["Cloud notice", "Rain"]')
    assert [failure.example for failure in prove([rule])] == ["Fog", "Mist", "Cloud notice"]


FOG = rule_of('is = ["Fog notice"]', name="fog")
AFTER_FOG = 'where = { follows = ["notice"] }'


def test_marked_lines_may_be_claimed_by_other_rules():
    rule = rule_with(match=example(PROSE, "» Fog notice", "» Cloud notice"), fields=AFTER_FOG)
    assert list(prove([rule], among=[FOG])) == []


def test_without_the_other_rules_the_same_example_fails():
    rule = rule_with(match=example(PROSE, "» Fog notice", "» Cloud notice"), fields=AFTER_FOG)
    assert [failure.field for failure in prove([rule])] == ["match"]


def test_one_of_the_marked_lines_has_to_be_claimed_by_the_rule_itself():
    rule = rule_with(match=example(PROSE, "» Fog notice"))
    assert [failure.problem for failure in prove([rule], among=[FOG])] == ["the rule claims nothing"]


def test_a_near_miss_may_be_claimed_by_other_rules():
    assert list(prove([rule_with(no_match='["Fog notice"]')], among=[FOG])) == []


def test_only_the_rules_in_question_are_proved():
    assert list(prove([FOG], among=[rule_with(match='["Nube"]')])) != []
    assert {failure.rule for failure in prove([FOG], among=[rule_with(match='["Nube"]')])} == {FOG.id}


def test_a_rule_that_is_also_among_the_others_is_used_once():
    rule = rule_with()
    assert list(prove([rule], among=[rule])) == []


def test_an_exception_has_to_claim_its_lines_and_nothing_has_to_go():
    assert list(prove([rule_with(label="keep", match=example(PROSE, "» Cloud notice"))])) == []


def test_an_exception_that_claims_nothing_is_a_failure():
    assert [failure.problem for failure in prove([rule_with(label="keep", match='["Nube"]')])] == [
        "the rule claims nothing"
    ]


def test_no_rules_have_no_failures():
    assert list(prove([])) == []


def test_the_examples_of_an_entry_are_lines_that_it_takes_for_one():
    rule = rule_with(label="comments", fields='reach = "entry"')
    assert list(prove([rule])) == []


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"match": '["Fog notice"]'}, "the rule recognises no line as an entry"),
        ({"no_match": '["CLOUD NOTICE"]'}, "the rule recognises a line as an entry"),
    ],
)
def test_an_entry_that_is_none_or_one_against_expectation_is_a_failure(fields, problem):
    rule = rule_with(label="comments", fields='reach = "entry"', **fields)
    assert [failure.problem for failure in prove([rule])] == [problem]
