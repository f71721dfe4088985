"""The decisions on stories: trees of named evidence, in files beside this one."""

from functools import cache
from importlib import resources

from cleanwire.native.numbers.trees import Forest
from cleanwire.native.stories import glances, story_evidence
from cleanwire.trees import Trees, read_trees

__all__ = ["decision", "forest_of"]


@cache
def decision(name: str) -> Trees:
    """Return one of the decisions: `appended` and `inset`, and `appended-glance` and `inset-glance` before either."""
    return read_trees((resources.files("cleanwire.stages.stories") / f"{name}.json").read_text("utf-8"))


@cache
def forest_of(name: str) -> Forest:
    """Return the trees of a decision, as they are asked natively."""
    return decision(name).over((glances if name.endswith("-glance") else story_evidence).names())
