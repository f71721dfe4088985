"""The decisions about stories: trees over named features, in files next to this one."""

from functools import cache
from pathlib import Path

from cleanwire.loading.prepared import Prepared
from cleanwire.native.numbers.trees import Forest
from cleanwire.native.stories import glances, story_evidence
from cleanwire.scoring.trees import Trees, grown_trees, trees_of

__all__ = ["PREPARED", "decision", "forest_of"]

_HERE = Path(__file__).parent

_NAMES = ("appended", "appended-glance", "inset", "inset-glance")

PREPARED = Prepared(
    _HERE / "decisions.prepared",
    lambda: [_HERE / f"{name}.json" for name in _NAMES],
    ("scoring/trees.py", "native/numbers/trees.pyx"),
    lambda: {name: grown_trees((_HERE / f"{name}.json").read_text("utf-8")) for name in _NAMES},
)


def decision(name: str) -> Trees:
    """Return a decision: `appended` or `inset`, or the glance that precedes it, `appended-glance` or `inset-glance`."""
    return _decisions()[name]


@cache
def _decisions() -> dict[str, Trees]:
    return {name: trees_of(held) for name, held in PREPARED.load().items()}


@cache
def forest_of(name: str) -> Forest:
    """Return the trees of a decision in the form that native code evaluates."""
    return decision(name).over((glances if name.endswith("-glance") else story_evidence).names())
