"""Engines under test: skipped if they are not installed, unless the run requires them."""

import os
from importlib import import_module
from types import ModuleType

import pytest

REQUIRED = "CLEANWIRE_ENGINES"
"""Names the engines whose tests must not be skipped, by their extras, separated by commas; set by `make engines`."""


def engine(extra: str, module: str) -> ModuleType:
    """Return the module of an engine, for the tests of the extra of that name; skip them all if it is missing."""
    if extra in os.environ.get(REQUIRED, "").split(","):
        return import_module(module)
    return pytest.importorskip(module, reason=f"needs the extra [{extra}]; `make engines` runs these tests")
