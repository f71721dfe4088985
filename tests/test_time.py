from time import perf_counter

import pytest

from cleanwire import Cleaner
from cleanwire.cleaning.pipeline import run, stages_of
from cleanwire.reading.text import read_text
from cleanwire.rules.rulebook import Rulebook
from cleanwire.rules.shipped import shipped_rules
from cleanwire.stages.phrases import Phrases
from invented import ARTICLE, PARAGRAPHS, rule_of
from timing import GROWTH, growth

pytestmark = pytest.mark.no_cover  # a tracer would be what is measured

PROSE = "\n".join(PARAGRAPHS) + "\n"

SENTENCES = " ".join(PARAGRAPHS * 3)
"""So many in a line that it is cut into sentences."""


def distinct_lines(count):
    """Return lines of three words each, no word twice."""
    digits = str.maketrans("0123456789", "abcdefghij")
    words = [f"{number:07d}".translate(digits).capitalize() for number in range(3 * count)]
    return "\n".join(" ".join(words[at : at + 3]) for at in range(0, len(words), 3))


def words(count):
    """Return different words."""
    digits = str.maketrans("0123456789", "abcdefghij")
    return [f"{number:07d}".translate(digits) for number in range(count)]


SOURCES = {
    "a megabyte of words without a line break": (lambda n: "ferry " * n, 170_000),
    "a megabyte of one letter": (lambda n: "x" * n, 1_000_000),
    "a megabyte of Greek": (lambda n: "Ω" * n, 1_000_000),
    "a megabyte of line breaks": (lambda n: "\n" * n, 1_000_000),
    "different short lines": (distinct_lines, 30_000),
    "different short lines below an article": (lambda n: ARTICLE + distinct_lines(n), 20_000),
    "sentences in one line": (lambda n: f"{SENTENCES} " * n, 2_000),
    "names between sentences": (lambda n: f"{SENTENCES} {'Velmark Harbour ' * n}. {SENTENCES}", 20_000),
    "bylines between sentences": (lambda n: f"{SENTENCES} {'By Marta Lind ' * n}. {SENTENCES}", 10_000),
    "numbers": (lambda n: "12 " * n, 100_000),
    "words of one letter in one line": (lambda n: "a " * n, 100_000),
    "words of one letter in short lines": (lambda n: ("a " * 60 + "\n") * n, 4_000),
    "equal buttons": (lambda n: "Reply\n" * n, 30_000),
    "equal buttons below an article": (lambda n: PROSE + "Reply\n" * n, 20_000),
    "rows of buttons": (lambda n: PROSE + "Print Share on Facebook 12 Comments\n" * n, 4_000),
    "one long row of buttons": (lambda n: "Print Share " * n, 50_000),
    "a headline that is repeated": (lambda n: "Ferry Returns to Velmark After Repair\n" * n, 40_000),
    "an article that is repeated": (lambda n: ARTICLE * n, 4_000),
    "paragraphs in pairs": (lambda n: "".join(f"{PROSE[:90]}, {at}.\n" * 2 for at in range(n)), 5_000),
    "nested brackets": (lambda n: "(" * n + "x" + ")" * n, 200_000),
    "nested brackets in lines": (lambda n: "[(\n" * n + ")]\n" * n, 10_000),
    "quotation marks": (lambda n: "“" * n, 200_000),
    "headings of lists": (lambda n: PROSE + "Related:\n" * n, 20_000),
    "headings of lists with short lists": (lambda n: PROSE + "Related Articles\nA year without boats\n" * n, 4_000),
    "headings of lists with bullets": (lambda n: PROSE + "Related Articles\n- A year without boats\n" * n, 4_000),
    "headings of comments": (lambda n: PROSE + "Leave a Reply\n" * n, 8_000),
    "headings of comments with comments": (lambda n: PROSE + f"12 Comments\n{PROSE}" * n, 2_000),
    "headings of comments with buttons": (lambda n: PROSE + f"12 Comments\n{PROSE}Reply\n" * n, 2_000),
    "headings of comments above one thread": (lambda n: PROSE + "12 Comments\n" * n + f"{PROSE}Reply\n" * n, 2_000),
    "clauses": (lambda n: "You shall not take this: all rights reserved.\n" * n, 10_000),
    "headings of contents": (lambda n: PROSE + "Table of contents\nA year without boats\n" * n, 4_000),
    "contents above contents": (lambda n: "".join(f"Tags: {word}\n{word} tide\n" for word in words(n)) * 2, 4_000),
    "menus between paragraphs": (lambda n: f"Home\n{PROSE}" * n, 2_000),
    "fragments": (lambda n: "Moscow has also\nsignalled\nAdvertisement\n" * n, 5_000),
    "quotations": (lambda n: "".join(f"“Advertisement” {line}\n" for line in PARAGRAPHS * n), 2_000),
}  # fmt: skip


@pytest.fixture(scope="module")
def plain():
    """A cleaner that is warm: its packs and patterns are compiled."""
    cleaner = Cleaner()
    cleaner.clean("\n".join(make(10) for make, _ in SOURCES.values()))
    return cleaner


@pytest.mark.parametrize(("make", "size"), SOURCES.values(), ids=SOURCES)
def test_time_is_linear_in_the_source(plain, make, size):
    assert growth(plain.clean, make, size) < GROWTH


RULES = {
    "a passage": "pattern = 'also'\nreach = 'match'",
    "a list": 'is = ["Also seen"]\nreach = "list"',
    "the rest": 'is = ["Also seen"]\nreach = "rest"',
    "the rest in the tail": 'is = ["Also seen"]\nwhere = { tail = true }\nreach = "rest"',
    "near others": 'is = ["Also seen"]\nwhere = { near = ["any"] }',
    "between others": 'is = ["Also seen"]\nwhere = { between = true }',
    "with little prose below": 'is = ["Also seen"]\nwhere = { prose-below = 3, prose-above = 1 }',
    "among boilerplate": 'is = ["Also seen"]\nwhere = { among-boilerplate = true }',
    "in a contaminated document": 'is = ["Also seen"]\nwhere = { contaminated = 1 }',
    "that are the subject": 'is = ["Also seen"]\nwhere = { subject = ["boat", "of the sea"] }',
    "that recur": 'is = ["Also seen"]\nwhere = { recurs = 2 }',
}


def cleaner_with(folder, fields):
    """Return a cleaner with one rule of its own beside the shipped ones."""
    pack = folder / "own.toml"
    pack.write_text(
        f'label = "media"\n[rule]\nwhy = "x."\nmatch = ["Also seen"]\nno-match = ["x"]\n{fields}\n', encoding="utf-8"
    )
    return Cleaner(packs=[pack])


@pytest.mark.parametrize("fields", RULES.values(), ids=RULES)
def test_time_is_linear_in_the_lines_that_a_rule_matches(tmp_path, fields):
    assert growth(cleaner_with(tmp_path, fields).clean, lambda n: PROSE + "Also seen\nA boat\n" * n, 2_000) < GROWTH


def test_a_pattern_that_explodes_costs_its_time_once_in_a_document():
    stage = Phrases(Rulebook.of([rule_of("pattern = '^(a|aa|a?)+$'")]))
    document = read_text(("a" * 60 + "!\n") * 400 + ARTICLE)
    start = perf_counter()
    assert stage(document, ()) == []
    assert perf_counter() - start < 2


def test_a_pattern_that_explodes_costs_no_more_text_than_its_line():
    source = "a" * 60 + "!\n" + ARTICLE + "Advertisement\n"
    rules = (*shipped_rules(), rule_of("pattern = '(a+)+$'"))
    assert run(stages_of(Rulebook.of(rules)), read_text(source)) == run(
        stages_of(Rulebook.of(shipped_rules())), read_text(source)
    )
