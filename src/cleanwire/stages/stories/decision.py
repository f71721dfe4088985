"""The decisions on stories, with their weights in `weights.toml`."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from cleanwire.decisions import Decision, read_decisions

__all__ = ["decision"]


def decision(name: str) -> Decision:
    """Return one of the decisions of `weights.toml`.

    They are `appended` and `inset`, and before either its `-screen` and its `-echo`.
    """
    return _shipped()[name]


@cache
def _shipped() -> Mapping[str, Decision]:
    return read_decisions((resources.files("cleanwire.stages.stories") / "weights.toml").read_text("utf-8"))
