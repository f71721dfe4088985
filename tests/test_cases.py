"""The cases: small texts of the kinds that cleaning has ruined. Marks say what must go, and what may.

Above the line `----` a case says what the trouble is. In the text below it lines marked § must go and those marked ~
may; all others stay, to the character. In a text without line breaks what must go stands between ⟦ and ⟧.
"""

import re
from pathlib import Path

import pytest

import cleanwire

CASES = {path.stem: path for path in sorted((Path(__file__).parent / "cases").glob("*.txt"))}

KNOWN = {
    "05-villanelle",
    "08-awards",
    "112-one-line-de",
    "55-qa-thread",
    "markdown-article",
    "privacy-policy",
    "release-notes",
}
"""Cases that are not right yet."""


def pieces_of(path):
    """Return the pieces of a case, each with its mark: `§`, `~` or none."""
    _, _, text = path.read_text("utf-8").partition("\n----\n")
    if "⟦" in text:
        found = re.split("(⟦[^⟧]*⟧)", text)
        return [("§", piece[1:-1]) if piece.startswith("⟦") else ("", piece) for piece in found]
    lines = text.splitlines(keepends=True)
    return [(line[0], line[1:]) if line[0] in "§~" else ("", line) for line in lines]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(name, marks=pytest.mark.xfail(strict=True, reason="a known failure")) if name in KNOWN else name
        for name in CASES
    ],
)
def test_a_case_keeps_what_is_the_articles_and_loses_what_is_not(case):
    pieces = pieces_of(CASES[case])
    source = "".join(piece for _, piece in pieces)
    gone = bytearray(len(source))
    for segment in cleanwire.explain(source).removed:
        gone[segment.start : segment.end] = b"\1" * (segment.end - segment.start)
    lost, left, at = [], [], 0
    for mark, piece in pieces:
        shown = [gone[at + place] for place, character in enumerate(piece) if not character.isspace()]
        at += len(piece)
        if mark == "" and any(shown):
            lost.append(piece)
        if mark == "§" and not all(shown):
            left.append(piece)
    assert (lost, left) == ([], [])


def test_every_known_failure_is_a_case():
    assert not KNOWN - CASES.keys()
