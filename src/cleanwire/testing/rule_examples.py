"""Runs the examples of rules, and reports those that fail."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleanwire.cleaning.pipeline import Stage, run, stages_of
from cleanwire.reading.text import read_text
from cleanwire.rules.rule import Reach, Rule
from cleanwire.rules.rulebook import Rulebook
from cleanwire.stages.judging import Judge
from cleanwire.stages.phrases import Phrases

__all__ = ["Failure", "prove"]

MARK = "» "
"""In an example, this precedes what should be removed."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that fails."""

    rule: str
    field: str
    """`match` or `no-match`, preceded by `todo-` if the gap is known."""
    example: str
    problem: str


def prove(rules: Iterable[Rule], *, among: Iterable[Rule] = ()) -> Iterator[Failure]:
    """Yield every example that fails. The rules run together with those `among` which they will be used.

    In a `match` example, the marked lines have to be claimed by any rules, one of them by this rule, and no others; an
    example without marks is a line that this rule has to claim. In a `no-match` example, this rule claims nothing. The
    judge, which weighs what rules say, is not used.
    """
    rules = tuple(rules)
    # The judge may be refitted, and the outcome must not depend on it.
    stages = stages_of(Rulebook.of({rule.id: rule for rule in (*among, *rules)}.values()))
    stages = tuple(stage for stage in stages if not isinstance(stage, Judge))
    for rule in rules:
        for field, example in rule.examples:
            judge = _overreached if field.endswith("no-match") else _missed
            if problem := judge(stages, rule, example):
                yield Failure(rule.id, field, example, problem)


def _overreached(stages: tuple[Stage, ...], rule: Rule, example: str) -> str:
    if rule.reach is Reach.ENTRY:
        return "the rule recognises a line as an entry" if _marked(rule, example) else ""
    claimed = [verdict.evidence for verdict in run(stages, read_text(example)) if verdict.rule == rule.id]
    return f"the rule claims a line, because of {claimed[0]!r}" if claimed else ""


def _missed(stages: tuple[Stage, ...], rule: Rule, example: str) -> str:
    """Return what is wrong with the verdicts on a `match` example; an empty string if nothing is."""
    if rule.reach is Reach.ENTRY:
        return "" if _marked(rule, example) else "the rule recognises no line as an entry"
    lines = example.strip("\n").split("\n")
    text = "\n".join(line.removeprefix(MARK) for line in lines)
    verdicts = run(stages, read_text(text))
    if not any(verdict.rule == rule.id for verdict in verdicts):
        return "the rule claims nothing"
    if not any(line.startswith(MARK) for line in lines):
        return ""
    at = 0
    for line in lines:
        shown = line.removeprefix(MARK)
        end = at + len(shown)
        marked = line.startswith(MARK)
        gone = any(not v.label.is_content and v.start <= at and end <= v.end for v in verdicts)
        if shown.strip() and gone != marked and not rule.label.is_content:
            return f"{shown!r} {'is claimed without being marked' if gone else 'is marked but not claimed'}"
        at = end + 1
    return ""


def _marked(rule: Rule, example: str) -> bool:
    """Whether a rule for entries of a thread recognises a line of an example; such rules claim nothing."""
    return bool(Phrases(Rulebook.of([rule])).entries(read_text(example)))
