"""What a rule is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from cleanwire.labels import Label
from cleanwire.model import Block
from cleanwire.rules.scene import Scene

__all__ = ["Condition", "Reach", "Rule"]


class Reach(StrEnum):
    """What a match takes."""

    MATCH = "match"
    """The characters that the pattern matched, and the blanks around them."""
    BLOCK = "block"
    """The whole line."""
    LIST = "list"
    """The line and the run of list items or short lines below it, up to where prose resumes."""
    REST = "rest"
    """The line and everything below it."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One entry of a rule's `where`: a named test of the place a block stands in."""

    name: str
    value: object
    """As the pack wrote it."""
    holds: Callable[[Scene, Block], bool]
    needs_company: bool
    """Whether it looks at what other rules have claimed, and so has to wait for them."""

    def __reduce__(self) -> tuple[Callable[[str, object], "Condition"], tuple[str, object]]:
        """Pickle as name and value: `holds` is made anew from them."""
        from cleanwire.rules.conditions import condition  # noqa: PLC0415, it builds on this module

        return condition, (self.name, self.value)


@dataclass(frozen=True, slots=True)
class Rule:
    """One fact about contamination (or, under a content label, about what only looks like it)."""

    id: str
    """`language/label/name`, from where it stands."""
    label: Label
    why: str
    is_: tuple[str, ...] = ()
    """Keys: the whole block is one of these phrases, or is made of such phrases."""
    starts: tuple[str, ...] = ()
    """Keys: the block begins with one of them, as whole words."""
    has: tuple[str, ...] = ()
    """Keys: the block contains one of them, as whole words."""
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
    needs_company: bool = field(init=False)
    """Whether it can only be judged once other rules have claimed."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "needs_company", any(condition.needs_company for condition in self.where))
