"""The report of `rules --measure`."""

import json
from dataclasses import asdict
from typing import Any

from cleanwire.evaluation.rules import Measured, labelled_texts, measure
from cleanwire.report.escaping import escaped

__all__ = ["report_of"]

SHOWN = 60
"""How many characters of an example fit into a line of the report."""


def report_of(language: str, path: str, *, as_json: bool) -> str:
    """Return a report of what the rules of a language remove from a file of labelled lines."""
    measured = measure(language, labelled_texts(path))
    if as_json:
        return f"{json.dumps(_record(measured))}\n"
    return "".join(f"{escaped(line)}\n" for line in (*_rules(measured), *_hits(measured), *_totals(measured)))


def _record(measured: Measured) -> dict[str, Any]:
    return {
        "language": measured.language,
        "rules": {rule: asdict(tally) for rule, tally in measured.rules.items()},
        "hits": measured.hits,
        "left": measured.left,
        "removed": measured.removed,
        "lost": measured.lost,
        "article": measured.article,
        "foreign": measured.foreign,
    }


def _rules(measured: Measured) -> list[str]:
    """Return a line for each rule: first those that remove most article text, then those that are most often right."""
    ranked = sorted(measured.rules.items(), key=lambda item: (-item[1].article, -item[1].right, item[0]))
    return [
        f"{rule:45} right {tally.right:6}  mislabelled {tally.mislabelled:6}  article {tally.article:5}"
        f"  {tally.example[:SHOWN]}"
        for rule, tally in ranked
    ]


def _hits(measured: Measured) -> list[str]:
    return [
        f"{rule:45} in other languages {len(lines):5}  {lines[0][:SHOWN]}"
        for rule, lines in sorted(measured.hits.items(), key=lambda item: -len(item[1]))
    ]


def _totals(measured: Measured) -> list[str]:
    left = ", ".join(f"{label} {words}" for label, words in measured.left.most_common() if words)
    contamination = measured.removed + sum(measured.left.values())
    hits = sum(map(len, measured.hits.values()))
    return [
        f"removed {_of(measured.removed, contamination)} words of boilerplate",
        f"lost {_of(measured.lost, measured.article)} words of articles",
        f"false hits {_of(hits, measured.foreign)} lines of articles in other languages",
        f"left {left or 'nothing'}",
    ]


def _of(part: int, whole: int) -> str:
    """Return a count, its total, and its share.

    >>> _of(3, 20)
    '3 of 20 (0.15000)'
    """
    return f"{part} of {whole} ({part / max(whole, 1):.5f})"
