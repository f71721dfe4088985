import re
from collections import Counter
from functools import cache

import pytest

from cleanwire.labels import Label
from cleanwire.rules.languages import shipped_languages
from cleanwire.rules.shipped import shipped_rules
from cleanwire.testing.rule_examples import Failure, prove
from shipped_packs import PACKS

EXAMPLES = {
    f"{rule.id} {field} {number}": (rule.id, field, example)
    for rule in shipped_rules()
    for field, examples in (("todo-match", rule.todo_match), ("todo-no-match", rule.todo_no_match))
    for number, example in enumerate(examples, start=1)
}
WITHOUT_RULES = {Label.HEADLINE, Label.BODY, Label.DUPLICATE, Label.APPENDED_STORY, Label.TEMPLATE}
"""What only stages find."""


@cache
def failures() -> tuple[Failure, ...]:
    """Return the failures of all shipped rules: proved once a language, beside the English rules."""
    return tuple(
        failure
        for language in shipped_languages()
        for failure in prove(
            [rule for rule in shipped_rules((language,)) if rule.id.startswith(f"{language}/")],
            among=shipped_rules((language, "en")),
        )
    )


@pytest.mark.parametrize("pack", PACKS)
def test_shipped_rules_live_up_to_their_examples(pack):
    ids = {rule.id for rule in PACKS[pack]}
    assert [failure for failure in failures() if failure.rule in ids and failure.field in ("match", "no-match")] == []


@pytest.mark.xfail(strict=True, reason="a known gap; where it passes, it becomes an example of the rule")
@pytest.mark.parametrize(("rule", "field", "example"), EXAMPLES.values(), ids=EXAMPLES)
def test_a_known_gap_is_closed(rule, field, example):
    assert not any((f.rule, f.field, f.example) == (rule, field, example) for f in failures())


def test_no_two_rules_share_an_id():
    assert [rule for rule, count in Counter(rule.id for rule in shipped_rules()).items() if count > 1] == []


@pytest.mark.parametrize("label", sorted(set(Label) - WITHOUT_RULES))
def test_every_label_that_words_can_tell_has_english_rules(label):
    assert any(rule.label is label for rule in shipped_rules(("en",)))


@pytest.mark.parametrize("language", shipped_languages())
def test_a_language_can_be_used_alone(language):
    assert all(rule.id.startswith((f"{language}/", "any/")) for rule in shipped_rules((language,)))


@pytest.mark.parametrize("pack", PACKS)
def test_rules_say_why_in_one_sentence(pack):
    assert [rule.id for rule in PACKS[pack] if not re.fullmatch(r"[A-Z“0-9][^\n]*[^\s.]\.", rule.why)] == []


@pytest.mark.parametrize("pack", PACKS)
def test_patterns_have_phrases_as_their_screen_unless_they_hold_no_word_or_few_blocks_are_asked(pack):
    """Without phrases a pattern is tried on every line; one that can only match words can name some of them."""
    bare_ones = [rule for rule in PACKS[pack] if not (rule.needs_company or rule.is_ or rule.starts or rule.has)]
    assert [rule.id for rule in bare_ones if re.search(r"[a-z]", bare(rule.pattern))] == []


def bare(pattern):
    """Return a pattern without what is no literal letter: escapes, classes of characters, names of groups and flags."""
    return re.sub(r"\\p\{\w+\}|\\[a-zA-Z]|\[:\w+:\]|\(\?P?<\w+>|\(\?[a-z]+[:)]", "", pattern)


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [(r"^\d+(?:\W\w+)?\b$", False), (r"^[^\W\d]\s\p{L}(?P<name>0)$", False), (r"^\d+ views$", True), ("[a-c]", True)],
)
def test_the_letters_of_a_pattern_are_told_from_its_escapes(pattern, letters):
    assert bool(re.search(r"[a-z]", bare(pattern))) == letters


@pytest.mark.parametrize("pack", PACKS)
def test_no_example_stands_on_both_sides(pack):
    both = [{*rule.match, *rule.todo_match} & {*rule.no_match, *rule.todo_no_match} for rule in PACKS[pack]]
    assert not any(both)
