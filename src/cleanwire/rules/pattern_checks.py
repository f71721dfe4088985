"""Patterns of packs that could take their user's time or memory: they are found before they are used.

No test can tell of every regular expression how its time grows. What is refused here is what cannot be compiled in
bounded memory, and what overruns on a line made to mislead it; what passes is still bounded by `rules.matching`.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from cleanwire.loading.patterns import lazy_pattern
from cleanwire.rules.matching import PATTERN_SECONDS, bounded_search
from cleanwire.rules.rule import Rule
from cleanwire.text.folding import fold

if TYPE_CHECKING:
    from regex import Pattern

__all__ = ["check_growth", "check_size"]

MOST_CHARACTERS = 5_000
"""The longest pattern: the longest shipped one has 1,100 characters, and phrases are what long lists should be."""

MOST_EXPANDED = 200_000
"""So many characters may a pattern have with its least repeats written out, as compiling does: that takes a tenth of a
second. The largest shipped one has 14,000; `(a{1000}){1000}` a million, for which compiling takes .4 seconds, and
`a{4000000000}` took all memory."""

PROBED = 500
"""Characters of a line that is made to mislead a pattern. Patterns whose time grows with the square of the line need up
to 10 milliseconds for so many, with the cube 100 and more, and those that explode longer than anybody waits."""

TRIES = 3
"""A probe has to overrun so often: the machine may have been busy with something else."""

MOST_UNITS = 40
"""So many words and letters of a pattern are repeated."""

MOST_EXAMPLES = 4
"""So many example lines have their pieces repeated."""

MOST_CUTS = 24
"""So many places of an example line are pumped: all of a short line, and each second or third of a longer one."""

_NAMED_SET = lazy_pattern(r"\\[pP]\{[^}\d]*\}")
_REPEAT = lazy_pattern(r"(.?)[ \t]*\{(\d+)(?:,\d*)?\}", re.DOTALL)
_WORD = lazy_pattern(r"[^\W_]+")
_ALWAYS = (" ", "a", "0", ".", ", ", "a ", "0 ", "a.", "-", '"')
_MISLED = "!\0"
"""What a line ends in that goes on and on as a pattern wants it, and then does not."""


def check_size(pattern: str) -> None:
    """Raise ValueError for a pattern that could not be compiled in bounded time and memory."""
    if len(pattern) > MOST_CHARACTERS:
        raise ValueError(f"`pattern` has {len(pattern):,} characters; the most is {MOST_CHARACTERS:,}: list phrases")
    least, groups = 1, 1
    for before, count in _REPEAT.findall(_NAMED_SET.sub("x", pattern)):
        if before == "\n":
            raise ValueError(f"`pattern`: {{{count}}} begins a line; put it right behind what it repeats")
        times = max(1, int(count[:12]))
        if before in ")}":
            groups *= times  # they may stand in each other
        else:
            least = max(least, times)
    if len(pattern) * least * groups > MOST_EXPANDED:
        raise ValueError("`pattern` repeats too often: its {counts} multiply; lower them, or use * and +")


def check_growth(rule: Rule) -> None:
    """Raise ValueError for a rule whose pattern overruns on a line made of its own words and examples.

    Takes some milliseconds for a pattern, and a second or so where it is refused.
    """
    if not rule.pattern:
        return
    import regex  # noqa: PLC0415, it takes longer to import than all of this package

    compiled = regex.compile(rule.pattern)
    for line in _lines(rule):
        if all(_overruns(compiled, line) for _ in range(TRIES)):
            shown = line[:20] + "…"
            raise ValueError(
                f"`pattern` takes more than {PATTERN_SECONDS} seconds for a line of {len(line)} characters "
                f"({shown!r}); repeats in repeats explode: make them possessive (++, *+), or bound them ({{0,40}})"
            )


def _overruns(compiled: "Pattern[str]", line: str) -> bool:
    try:
        bounded_search(compiled, line)
    except (TimeoutError, MemoryError):
        return True
    return False


def _lines(rule: Rule) -> Iterator[str]:
    """Yield lines that go on as a pattern wants it: its words repeated, and its examples with a piece repeated."""
    for unit in dict.fromkeys((*_ALWAYS, *islice(_units(rule.pattern), MOST_UNITS))):
        yield unit * (PROBED // len(unit)) + _MISLED
    for line in islice(_examples(rule.match), MOST_EXAMPLES):
        for cut in range(1, len(line) + 1, max(1, len(line) // MOST_CUTS)):
            for unit in {line[cut - 1 : cut], line[max(0, cut - 2) : cut], _last_word(line[:cut])}:
                yield line[:cut] + unit * (PROBED // len(unit)) + _MISLED


def _units(pattern: str) -> Iterator[str]:
    """Yield the words of a pattern and the letters they begin with, as folded lines have them."""
    for word in _WORD.findall(fold(pattern)):
        yield word
        yield word[0]
        yield f"{word} "


def _examples(examples: Iterable[str]) -> Iterator[str]:
    """Yield the lines that examples say should go, folded."""
    for example in examples:
        lines = [line for line in example.split("\n") if line.strip()]
        for line in [line for line in lines if line.startswith("» ")] or lines:
            yield fold(line.removeprefix("» ").strip())[:PROBED]


def _last_word(text: str) -> str:
    return "".join(text.split()[-1:]) + " "
