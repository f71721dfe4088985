"""The shipped articles: invented, labelled by hand, stored as labelled text in `articles/`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from cleanwire.errors import OptionError
from cleanwire.report.labelled import Labelled, Removal, parse_labelled

__all__ = ["GAP", "Fixture", "fixture", "fixtures"]

FixtureKind = Literal["clean", "contaminated"]

GAP = "todo"
"""The rule of a removal that cleaning does not make yet."""

_ARTICLES = Path(__file__).with_name("articles")


@dataclass(frozen=True, slots=True)
class Fixture:
    """A shipped article, and what cleaning should make of it."""

    name: str
    kind: FixtureKind
    """`clean`: contains nothing to remove, although some of it looks so; `contaminated`: contains boilerplate."""
    source: str
    """The article as it was scraped, with its original line breaks."""
    removals: tuple[Removal, ...]
    """What should be removed, sorted and not overlapping, with label, rule and confidence."""

    @property
    def article(self) -> str:
        """What should be kept: the source without its removals."""
        return Labelled(self.source, self.removals).text

    @property
    def gaps(self) -> tuple[Removal, ...]:
        """The removals that this version of cleanwire is known not to make: their rule is `todo`."""
        return tuple(removal for removal in self.removals if removal.rule == GAP)

    @property
    def cleaned(self) -> str:
        """What this version returns: the article, with the gaps left in it."""
        return Labelled(self.source, tuple(removal for removal in self.removals if removal.rule != GAP)).text


def fixtures(kind: FixtureKind | None = None) -> Iterator[Fixture]:
    """Yield the shipped articles, all or those of a kind, sorted by kind and name.

    >>> import cleanwire
    >>> all(cleanwire.clean(fixture.source) == fixture.source for fixture in fixtures("clean"))
    True

    Raises OptionError for an unknown kind.
    """
    _check_kind(kind)
    return (fixture(each, name) for each in get_args(FixtureKind) if kind in (None, each) for name in _names(each))


def fixture(kind: FixtureKind, name: str) -> Fixture:
    """Return one shipped article.

    >>> fixture("contaminated", "wordpress-allotment").removals[0].label.value
    'navigation'

    Raises OptionError for an unknown kind or name.
    """
    _check_kind(kind)
    if name not in _names(kind):
        raise OptionError(f"name = {name!r} is not a {kind} article; there are {', '.join(_names(kind))}")
    # As bytes, because reading as text would change the line breaks.
    labelled = parse_labelled((_ARTICLES / kind / f"{name}.txt").read_bytes().decode("utf-8"))
    return Fixture(name, kind, labelled.source, labelled.removed)


def _check_kind(kind: str | None) -> None:
    if kind is not None and kind not in get_args(FixtureKind):
        raise OptionError(f"kind = {kind!r} should be one of {', '.join(get_args(FixtureKind))}")


def _names(kind: str) -> list[str]:
    return sorted(file.stem for file in (_ARTICLES / kind).glob("*.txt"))
