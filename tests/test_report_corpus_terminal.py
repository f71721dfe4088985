from rich.console import Console

import cleanwire
from cleanwire.report.corpus_terminal import render_summary
from cleanwire.report.summary import Collector, CorpusSummary

ARTICLE = "The bridge over the northern river opened on Monday after two years of work, the mayor said.\n"


def rendered(summary: CorpusSummary, *, terminal: bool = False) -> str:
    console = Console(width=100, force_terminal=terminal, color_system="standard" if terminal else None)
    return render_summary(summary, console=console)


def some_summary() -> CorpusSummary:
    collector = Collector()
    for number in range(3):
        result = cleanwire.explain(f"{ARTICLE}Advertisement\n")
        collector.add(result, url=f"https://oxley.example/{number}")
    collector.reject("broken JSON")
    return collector.summary()


def test_it_says_how_many_documents_came_and_how_much_of_them_went() -> None:
    assert "3 documents cleaned · 1 rejected · 54 words · 5.6 % removed" in rendered(some_summary())


def test_it_says_what_went_by_label_and_by_rule_with_an_example() -> None:
    lines = [line.split() for line in rendered(some_summary()).splitlines()]
    assert ["ad_marker", "3", "3", "5.6", "%"] in lines
    assert ["en/ad_marker/marker", "3", "Advertisement"] in lines
    assert ["broken", "JSON", "1"] in lines


def test_a_corpus_without_documents_is_one_line() -> None:
    assert rendered(CorpusSummary()) == "0 documents cleaned · 0 rejected · 0 words · 0.0 % removed\n"


def test_characters_that_a_terminal_would_obey_are_escaped() -> None:
    collector = Collector()
    collector.reject("bad \x1b[2J")
    assert "bad \\x1b[2J" in rendered(collector.summary())


def test_text_is_not_read_as_markup() -> None:
    collector = Collector()
    collector.reject("[red]reason[/red]")
    assert "[red]reason[/red]" in rendered(collector.summary())


def test_a_terminal_has_colours() -> None:
    assert "\x1b[1m" in rendered(some_summary(), terminal=True)
