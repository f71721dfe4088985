"""Refuses patterns of packs that could take too much time or memory, before they are used.

No test can decide for every regular expression how its time grows. Patterns are refused here if they cannot be compiled
in bounded memory, or if they exceed the time limit on a line made to slow them down. `rules.matching` limits the time
of all others.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from cleanwire.loading.patterns import lazy_pattern
from cleanwire.rules.rule import Rule
from cleanwire.rules.searching import PATTERN_SECONDS, bounded_search
from cleanwire.text.folding import fold

if TYPE_CHECKING:
    from regex import Pattern

__all__ = ["check_growth", "check_size"]

MOST_CHARACTERS = 5_000
"""The greatest length of a pattern. The longest shipped one has 1,100 characters, and long lists should be phrases."""

MOST_EXPANDED = 200_000
"""The greatest length of a pattern with its minimum repeats written out, as they are when it is compiled; this takes a
tenth of a second. The largest shipped pattern has 14,000 characters. `(a{1000}){1000}` has a million, and takes 0.4
seconds to compile; `a{4000000000}` took all memory."""

PROBED = 500
"""The length of the lines made to slow a pattern down. Patterns with quadratic time need up to 10 milliseconds for
them, with cubic time 100 and more, and with exponential time longer than anybody waits."""

TRIES = 3
"""A line has to exceed the limit this many times, because the machine may have been busy."""

MOST_UNITS = 40
"""The greatest number of words and letters of a pattern that are repeated."""

MOST_EXAMPLES = 4
"""The greatest number of example lines whose pieces are repeated."""

MOST_CUTS = 24
"""About the number of positions in an example line at which pieces are repeated: all in a short line, every second or
third in a longer one."""

_NAMED_SET = lazy_pattern(r"\\[pP]\{[^}\d]*\}")
_REPEAT = lazy_pattern(r"(.?)[ \t]*\{(\d+)(?:,\d*)?\}", re.DOTALL)
_WORD = lazy_pattern(r"[^\W_]+")
_ALWAYS = (" ", "a", "0", ".", ", ", "a ", "0 ", "a.", "-", '"')
_MISLED = "!\0"
"""The end of each such line: after many repetitions of what the pattern accepts, it does not match."""


def check_size(pattern: str) -> None:
    """Raise ValueError for a pattern that cannot be compiled in bounded time and memory."""
    if len(pattern) > MOST_CHARACTERS:
        raise ValueError(f"`pattern` has {len(pattern):,} characters; the most is {MOST_CHARACTERS:,}: use phrases")
    least, groups = 1, 1
    for before, count in _REPEAT.findall(_NAMED_SET.sub("x", pattern)):
        if before == "\n":
            raise ValueError(f"`pattern`: {{{count}}} begins a line; put it right after what it repeats")
        times = max(1, int(count[:12]))
        if before in ")}":
            groups *= times  # they may be nested
        else:
            least = max(least, times)
    if len(pattern) * least * groups > MOST_EXPANDED:
        raise ValueError("`pattern` repeats too often: its {counts} multiply; lower them, or use * and +")


def check_growth(rule: Rule) -> None:
    """Raise ValueError for a rule whose pattern exceeds its time limit on a line made of its own words and examples.

    Takes a few milliseconds for a pattern, and about a second if it is refused.
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
                f"({shown!r}); nested repeats take too long: make them possessive (++, *+), or bound them ({{0,40}})"
            )


def _overruns(compiled: "Pattern[str]", line: str) -> bool:
    try:
        bounded_search(compiled, line)
    except (TimeoutError, MemoryError):
        return True
    return False


def _lines(rule: Rule) -> Iterator[str]:
    """Yield lines that could slow a pattern down: its words repeated, and its examples with a piece repeated."""
    for unit in dict.fromkeys((*_ALWAYS, *islice(_units(rule.pattern), MOST_UNITS))):
        yield unit * (PROBED // len(unit)) + _MISLED
    for line in islice(_examples(rule.match), MOST_EXAMPLES):
        for cut in range(1, len(line) + 1, max(1, len(line) // MOST_CUTS)):
            for unit in {line[cut - 1 : cut], line[max(0, cut - 2) : cut], _last_word(line[:cut])}:
                yield line[:cut] + unit * (PROBED // len(unit)) + _MISLED


def _units(pattern: str) -> Iterator[str]:
    """Yield the folded words of a pattern and their first letters."""
    for word in _WORD.findall(fold(pattern)):
        yield word
        yield word[0]
        yield f"{word} "


def _examples(examples: Iterable[str]) -> Iterator[str]:
    """Yield the lines that should be removed from examples, folded."""
    for example in examples:
        lines = [line for line in example.split("\n") if line.strip()]
        for line in [line for line in lines if line.startswith("» ")] or lines:
            yield fold(line.removeprefix("» ").strip())[:PROBED]


def _last_word(text: str) -> str:
    return "".join(text.split()[-1:]) + " "
