import io
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from cleanwire.labels import Label
from cleanwire.report.terminal import EVIDENCE_CHARACTERS, render_terminal
from cleanwire.result import Result
from cleanwire.spans import Segment

ANSI = re.compile(r"\x1b\[[\d;]*m")


def explained(*pieces: tuple[str, Label], guarded: bool = False, evidence: str = "proof") -> Result:
    """Return a result from pieces of text; boilerplate is removed."""
    segments: list[Segment] = []
    at = 0
    for text, label in pieces:
        rule = "" if label is Label.BODY else f"my/{label}/rule"
        segments.append(Segment(at, at + len(text), label, not label.is_content, rule, 0.9, evidence))
        at += len(text)
    return Result("".join(text for text, _ in pieces), tuple(segments), (), guarded)


def plain(result: Result) -> str:
    return render_terminal(result, console=Console(file=io.StringIO(), color_system=None))


def coloured(result: Result) -> str:
    console = Console(file=io.StringIO(), force_terminal=True, color_system="standard", no_color=False, width=20)
    return render_terminal(result, console=console)


def test_kept_text_is_plain_and_removed_text_stands_under_its_reason() -> None:
    result = explained(("It opened.\n\n", Label.BODY), ("Share\nPrint\n", Label.SHARE_WIDGET), ("End.", Label.BODY))
    assert plain(result) == (
        "  It opened.\n"
        "\n"
        "-- share_widget · my/share_widget/rule · 0.90 · proof\n"
        "- Share\n"
        "- Print\n"
        "  End.\n"
        "\n"
        "words: 3 kept, 2 removed · removals: share_widget 1\n"
    )


def test_a_part_of_a_line_is_wrapped_where_it_goes() -> None:
    result = explained(("It opened.", Label.BODY), (" Read more", Label.RELATED_LINKS), ("\nEnd.\n", Label.BODY))
    assert plain(result).splitlines()[:3] == [
        "-- related_links · my/related_links/rule · 0.90 · proof",
        "~ It opened.[- Read more-]",
        "  End.",
    ]


def test_with_colours_removed_text_is_struck_and_kept_text_has_none() -> None:
    lines = coloured(explained(("It opened.\n", Label.BODY), ("Share\n", Label.SHARE_WIDGET))).splitlines()
    assert lines[0] == "  It opened."
    assert lines[2].endswith("\x1b[2;9;31mShare\x1b[0m")


def test_colours_change_nothing_but_the_colour() -> None:
    result = explained(("It opened. " * 9, Label.BODY), ("Share\t!  ", Label.SHARE_WIDGET), ("\n\tEnd \n", Label.BODY))
    assert ANSI.sub("", coloured(result)) == plain(result)


@pytest.mark.parametrize(
    "text",
    [
        "[bold]not markup[/bold] [/]",
        ":smile: https://paper.example 'x' 12",
        "wide " * 60,
        "tab\tand  blanks  ",
        "日本" * 60,
    ],
)
def test_the_text_is_neither_read_as_markup_nor_wrapped_nor_altered(text: str) -> None:
    assert coloured(explained((text, Label.BODY))).splitlines()[0] == f"  {text}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("a\x07\x08b", r"a\x07\x08b"),
        ("a\x9bb", r"a\x9bb"),
        ("a\u202eb", r"a\u202eb"),
        ("a\ud800b", r"a\ud800b"),
        ("a\rb", "a\\r\n  b"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_and_not_sent(text: str, shown: str) -> None:
    assert plain(explained((text, Label.BODY))).startswith(f"  {shown}\n")


def test_the_reason_is_escaped_like_the_text() -> None:
    result = explained(("Share", Label.SHARE_WIDGET), evidence="a\n b\x1b[2J")
    assert r"· a b\x1b[2J" + "\n" in plain(result)


def test_long_evidence_is_cut() -> None:
    tag = plain(explained(("Share", Label.SHARE_WIDGET), evidence="x" * 500)).splitlines()[0]
    assert tag.endswith("x…")
    assert tag.count("x") < EVIDENCE_CHARACTERS


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_an_ordinary_line_break_is_only_a_line_break(line_break: str) -> None:
    assert plain(explained((f"a{line_break}b{line_break}", Label.BODY))).startswith("  a\n  b\n\n")


def test_the_summary_counts_words_and_labels_and_tells_of_the_guard() -> None:
    result = explained(
        ("One two.\n", Label.BODY),
        ("Share\n", Label.SHARE_WIDGET),
        ("By Jane Doe\n", Label.BYLINE),
        ("Print\n", Label.SHARE_WIDGET),
        guarded=True,
    )
    summary = plain(result).splitlines()[-1]
    assert summary.startswith("words: 2 kept, 5 removed · removals: share_widget 2, byline 1 · guarded: ")


def test_an_empty_source_is_only_a_summary() -> None:
    assert plain(explained()) == "\nwords: 0 kept, 0 removed\n"


@given(pieces=st.lists(st.tuples(st.text(min_size=1), st.sampled_from([Label.BODY, Label.LEGAL, Label.COUNTER]))))
def test_no_control_character_reaches_the_terminal_whatever_the_source(
    pieces: list[tuple[str, Label]],
) -> None:
    sent = {unicodedata.category(character) for character in plain(explained(*pieces)) if character not in "\n\t"}
    assert sent.isdisjoint({"Cc", "Cs", "Zl", "Zp"})


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1))
def test_ordinary_text_is_shown_character_for_character(text: str) -> None:
    assert f"\n- {text}\n" in plain(explained((text, Label.LEGAL)))
