"""Patterns of rules as they are compiled, and as what `regex` makes them of again."""

from pathlib import Path

import pytest
import regex

from cleanwire.rules.compiling import compiled, ready, ready_in
from cleanwire.rules.languages import shipped_languages
from cleanwire.rules.prepared import prepared_packs
from cleanwire.rules.shipped import ready_patterns, shipped_rules

LINES = [line for rule in shipped_rules(("en", "de", "zh")) for _, text in rule.examples for line in text.split("\n")]
PATTERN = r"(?P<who>\p{Lu}\w++) (?:said|says)(?i: so)?\b|^0{1,2}[.)] (?=[a-z渡])"


def found(pattern: "regex.Pattern[str]") -> list[tuple[int, int] | None]:
    return [match.span() if (match := pattern.search(line.lower())) else None for line in LINES[::7]]


def test_patterns_find_what_they_find_when_they_are_read() -> None:
    patterns = {rule.pattern: regex.compile(rule.pattern) for rule in shipped_rules()[::10] if rule.pattern}
    made = ready_in(ready(patterns))
    for source, pattern in patterns.items():
        again = compiled(source, made)
        assert again is not pattern
        assert (again.pattern, again.flags) == (pattern.pattern, pattern.flags)
        assert found(again) == found(pattern)


def test_they_have_names_of_groups_and_limits_of_time() -> None:
    match = compiled(PATTERN, ready_in(ready([PATTERN]))).search("as Marta SAID, Ines said SO", timeout=1)
    assert match
    assert (match["who"], match.span()) == ("Ines", (15, 27))


def test_what_is_not_ready_is_read() -> None:
    assert compiled("fer+y", {}).search("the ferry")


def test_what_another_version_of_regex_is_made_of_is_not_used() -> None:
    held = ready([PATTERN])
    assert PATTERN in ready_in(held)
    assert ready_in({**held, "regex": "2000.1.1"}) == ready_in(None) == {}


@pytest.mark.parametrize("language", shipped_languages())
def test_all_patterns_that_are_shipped_are_ready_or_none(language: str) -> None:
    patterns = {rule.pattern for rule in shipped_rules((language,)) if rule.pattern and rule.language == language}
    assert set(ready_patterns(language)) in (patterns, set())


def test_a_language_without_packs_has_none_ready() -> None:
    assert ready_patterns("xx") == {}


def test_what_is_prepared_is_what_patterns_are_made_of(tmp_path: Path) -> None:
    rules = shipped_rules(("any",))
    prepared = prepared_packs(tmp_path, lambda: rules).patterns
    prepared.write()
    assert prepared.kept() == ready({rule.pattern for rule in rules} - {""})
