"""The decisions on stories: trees of named evidence, in files beside this one."""

from functools import cache
from importlib import resources

from cleanwire.stages.trees import Trees, read_trees

__all__ = ["decision"]


@cache
def decision(name: str) -> Trees:
    """Return one of the decisions: `appended` and `inset`, and `appended-glance` and `inset-glance` before either."""
    return read_trees((resources.files("cleanwire.stages.stories") / f"{name}.json").read_text("utf-8"))
