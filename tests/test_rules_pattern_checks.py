import re

import pytest

from cleanwire.errors import PackError
from cleanwire.rules.pack import load_pack
from cleanwire.rules.parsing import parse_pack
from cleanwire.rules.pattern_checks import MOST_CHARACTERS, check_growth, check_size
from invented import rule_of


@pytest.fixture
def load(tmp_path):
    """Write a pack of one rule with a pattern, and load it."""

    def loaded(pattern, match="Cloud notice"):
        file = tmp_path / "clouds.toml"
        fields = f"why = 'x.'\nmatch = ['{match}']\nno-match = ['y']\npattern = '''{pattern}'''\n"
        file.write_text(f'label = "notice"\n[clouds]\n{fields}', "utf-8")
        return load_pack(file)

    return loaded


@pytest.mark.parametrize(
    "pattern",
    [
        r"^(a|aa|a?)+$",
        r"(a+)+$",
        r"(x+x+)+y",
        r"^(([a-z])+.)+[a-z]([a-z])+$",
        r"(?=(a+)+b)",
        r"(a+)\1+\1+b",
        r"(a|(?R))*b",
        r"(?R)",
        r"(?b)(?:(a+)+b){e}z",
    ],
)
def test_a_pattern_that_explodes_is_refused_with_file_rule_and_remedy(load, pattern):
    with pytest.raises(PackError, match=r"clouds\.toml: \[clouds\]: `pattern` takes more than .*possessive"):
        load(pattern)


def test_a_pattern_that_explodes_behind_an_example_is_refused(load):
    with pytest.raises(PackError, match="takes more than"):
        load(r"^kites: (?:[x-z]|[x-z][x-z]|zz?)+$", match="Kites: xyz zyx")


@pytest.mark.parametrize(
    "pattern",
    [
        r"^clouds? ahead",
        r"^(\d[\d,.]* comments?|comments? \(\d+\))$",
        r"\s+$",
        r"foo.*bar",
        r"(?:\p{L}+\s?)+:$",
        r"(?x)^(?>cloud|notice)++ # of the sky",
        r"0{1,2}[./-]0{1,2}[./-]0{4}",
    ],
)
def test_an_honest_pattern_is_loaded(load, pattern):
    assert load(pattern)[0].pattern == pattern


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(a{1000}){1000}", "repeats too often"),
        ("((a{1000}){1000}){1000}b", "repeats too often"),
        ("a{4000000000}", "repeats too often"),
        ("a{" + "9" * 400 + "}", "repeats too often"),
        ("(?:ab{100}c){20}(?:d{50,}){20}", "repeats too often"),
        ("(?x)(a{100})\n{1000}", "{1000} begins a line"),
        ("a" * (MOST_CHARACTERS + 1), "has 5,001 characters; the most is 5,000"),
    ],
)
def test_a_pattern_that_takes_all_memory_is_refused_before_it_is_compiled(pattern, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        check_size(pattern)


@pytest.mark.parametrize("pattern", ["", r"\p{L}{4,11}0{4}", "(?:a{0,1000}){0,1000}", r"\{[^}]{2,60}\}", "{1000}"])
def test_a_pattern_of_bounded_size_passes(pattern):
    check_size(pattern)


@pytest.mark.parametrize("pattern", ["(" * 2000 + "a" + ")" * 2000, "(?V1)" + "[" * 900 + "a" + "]" * 900])
def test_brackets_in_brackets_are_refused_with_the_remedy(pattern):
    with pytest.raises(PackError, match="hundreds of nested brackets; simplify it"):
        rule_of(f"pattern = '''{pattern[:2100]}\n{pattern[2100:]}'''")


@pytest.mark.parametrize("pattern", [r"\L<names>", "a{99", "(?(1)a|b)", r"\p{Cloud}", "(?P<a>x)(?P=b)", "[z-a]"])
def test_whatever_is_no_regular_expression_is_an_error_of_the_pack_or_passes(pattern):
    try:
        rule_of(f"pattern = '''{pattern}'''")
    except PackError as error:
        assert "`pattern` is not a regular expression" in str(error)  # noqa: PT017


def test_a_rule_without_a_pattern_is_not_probed():
    check_growth(rule_of('is = ["Cloud"]'))


def test_what_is_parsed_from_text_is_not_probed():
    assert parse_pack(
        "label = 'notice'\n[x]\nwhy = 'x.'\nmatch = ['x']\nno-match = ['y']\npattern = '(a+)+$'\n",
        file="x",
        language="en",
    )
