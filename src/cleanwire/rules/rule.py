"""The type of rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from cleanwire.labels import Label
from cleanwire.rules.conditions import Condition
from cleanwire.rules.context_conditions import NEIGHBOURS

__all__ = ["EXAMPLES", "STEM", "Reach", "Rule"]

EXAMPLES = ("match", "no-match", "todo-match", "todo-no-match")
"""The fields of a pack with examples of a rule."""

STEM = "*"
"""Ends a phrase of `has` whose last word may be longer: `abonnier*` is in "abonnieren". No other key contains it."""


class Reach(StrEnum):
    """What a match of a rule removes."""

    MATCH = "match"
    """The passage that the pattern matched, and the whitespace around it."""
    BLOCK = "block"
    """The whole line."""
    LIST = "list"
    """The line and the list items or short lines below it, up to where prose resumes."""
    REST = "rest"
    """The line and the comment thread below it, if its entries prove it; otherwise only the line, and only if no part
    of the article follows."""
    ENTRY = "entry"
    """Nothing: the line belongs to one comment of a thread, and is proof for a `rest` above it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that recognises boilerplate, or under a content label, text that only looks like boilerplate."""

    id: str
    """`pack/label/name`, such as `en/comments/form`. A pack is called by its file's name, a shipped pack by its
    language."""
    language: str
    """The code of the language that the rule is for; `any` if it is for none or several."""
    label: Label
    why: str
    is_: tuple[str, ...] = ()
    """Keys of phrases: the whole block is one of them, or consists of several."""
    starts: tuple[str, ...] = ()
    """Keys of phrases: the block begins with one of them, as whole words."""
    has: tuple[str, ...] = ()
    """Keys of phrases: the block contains one of them, as whole words. If a phrase ends with STEM, its last word may
    be longer."""
    pattern: str = ""
    """A regular expression for the folded line. If there are phrases, too, both must match."""
    where: tuple[Condition, ...] = ()
    """Conditions that must all hold."""
    reach: Reach = Reach.BLOCK
    confidence: float = 0.9
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()
    todo_match: tuple[str, ...] = ()
    todo_no_match: tuple[str, ...] = ()
    timed: bool = True
    """Whether the pattern runs under a time limit. Shipped patterns do not: tests show that each of them takes linear
    time."""
    needs_company: bool = field(init=False)
    """Whether the rule looks at the claims of other rules, and so is evaluated after them."""

    @property
    def name(self) -> str:
        """The last part of the id: the name of the rule's table in the pack."""
        return self.id.rpartition("/")[2]

    @property
    def examples(self) -> Iterator[tuple[str, str]]:
        """The rule's examples, each with its field in the pack."""
        for name in EXAMPLES:
            for text in getattr(self, name.replace("-", "_")):
                yield name, text

    @property
    def needs_neighbours(self) -> bool:
        """Whether the rule can match only next to a claimed line, or at an end of the document."""
        return any(condition.name in NEIGHBOURS for condition in self.where)

    @property
    def is_exception(self) -> bool:
        """Whether the rule is tried only on lines that other rules have claimed."""
        return any(condition.name == "claimed" for condition in self.where)

    def __post_init__(self) -> None:
        object.__setattr__(self, "needs_company", any(condition.needs_company for condition in self.where))
