"""What a rule is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from cleanwire.labels import Label
from cleanwire.rules.conditions import Condition
from cleanwire.rules.context_conditions import NEIGHBOURS

__all__ = ["STEM", "Reach", "Rule"]

STEM = "*"
"""Ends a phrase of `has` whose last word may go on: `abonnier*` is in "abonnieren". No other key holds it."""


class Reach(StrEnum):
    """What a match takes."""

    MATCH = "match"
    """The characters that the pattern matched, and the blanks around them."""
    BLOCK = "block"
    """The whole line."""
    LIST = "list"
    """The line and the run of list items or short lines below it, up to where prose resumes."""
    REST = "rest"
    """The line and the thread of comments below it, as far as that shows itself; else the line alone, where nothing
    of the article follows."""
    ENTRY = "entry"
    """Nothing: the line is the boilerplate of one contribution to a thread, and proof for a `rest` above it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One fact about contamination (or, under a content label, about what only looks like it)."""

    id: str
    """`pack/label/name`, such as `en/comments/form`. A pack goes by its file's name, a shipped one by its language."""
    language: str
    """The language of what it finds, by its code; `any` where that is of none, or of several."""
    label: Label
    why: str
    is_: tuple[str, ...] = ()
    """Keys: the whole block is one of these phrases, or is made of such phrases."""
    starts: tuple[str, ...] = ()
    """Keys: the block begins with one of them, as whole words."""
    has: tuple[str, ...] = ()
    """Keys: the block contains one of them, as whole words or, where one ends with STEM, as beginnings of some."""
    pattern: str = ""
    """A regular expression over the folded line; with phrases, both must hold."""
    where: tuple[Condition, ...] = ()
    """All must hold."""
    reach: Reach = Reach.BLOCK
    confidence: float = 0.9
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()
    todo_match: tuple[str, ...] = ()
    todo_no_match: tuple[str, ...] = ()
    timed: bool = True
    """Whether its pattern is searched for under a limit of time. None of the package's own is: tests show each of them
    to be linear."""
    needs_company: bool = field(init=False)
    """Whether it can only be judged once other rules have claimed."""

    @property
    def name(self) -> str:
        """The last part of its id: the name of its table in the pack."""
        return self.id.rpartition("/")[2]

    @property
    def examples(self) -> Iterator[tuple[str, str]]:
        """The rule's examples, each with the field of the pack that holds it."""
        for field_name, texts in (
            ("match", self.match),
            ("no-match", self.no_match),
            ("todo-match", self.todo_match),
            ("todo-no-match", self.todo_no_match),
        ):
            for text in texts:
                yield field_name, text

    @property
    def needs_neighbours(self) -> bool:
        """Whether it can hold only beside a claimed line, or at an end of the document."""
        return any(condition.name in NEIGHBOURS for condition in self.where)

    @property
    def is_exception(self) -> bool:
        """Whether it is asked only about what other rules have claimed."""
        return any(condition.name == "claimed" for condition in self.where)

    def __post_init__(self) -> None:
        object.__setattr__(self, "needs_company", any(condition.needs_company for condition in self.where))
