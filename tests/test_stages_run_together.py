from dataclasses import replace
from pathlib import Path

from cleanwire import Cleaner
from cleanwire.document import Hint
from cleanwire.reading.text import read_lines
from cleanwire.rules.rulebook import Rulebook
from cleanwire.stages.run_together import parted

SENTENCE = "The ferry at Velmark sailed again on Monday after two years in the yard, said its captain."
RUN_TOGETHER = " ".join([*[SENTENCE] * 30, "Share on Facebook", *[SENTENCE] * 30])


def hint(name: str) -> Hint:
    return Hint(name, 0.0, (), (), extracted=True, likelihood=0.5)


def test_what_the_markup_says_of_a_line_it_says_of_its_parts() -> None:
    document = read_lines(f"{RUN_TOGETHER}\n\nTickets cost five euros.\n")
    lines = [int(block.start > len(RUN_TOGETHER)) for block in document.blocks]
    document = replace(document, hints=tuple(hint("li" if line else "p") for line in lines))
    cut = parted(document, Rulebook())
    assert len(cut.blocks) > len(document.blocks)
    assert [one.tag for one in cut.hints] == ["li" if block.start > len(RUN_TOGETHER) else "p" for block in cut.blocks]


def test_a_text_without_markup_has_no_hints() -> None:
    assert parted(read_lines(RUN_TOGETHER), Rulebook()).hints == ()


def test_a_pattern_that_explodes_costs_no_text(tmp_path: Path) -> None:
    pack = tmp_path / "own.toml"
    pack.write_text(
        "label = 'media'\n[rule]\nwhy = 'x.'\nmatch = ['Bang the']\nno-match = ['x']\nstarts = ['Bang']\n"
        # Only long rows of one letter take time, so its examples do not show it.
        "pattern = '^bang (?:the|(?=a{30})(a|aa|a?)+$)'\n",
        "utf-8",
    )
    source = f"{RUN_TOGETHER} Bang {'a' * 60} By the sea. {RUN_TOGETHER}"
    assert Cleaner(packs=[pack]).clean(source) == Cleaner().clean(source)
