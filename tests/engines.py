"""Engines under test: skipped where they are not installed, unless the run says that they have to be there."""

import os
from importlib import import_module
from types import ModuleType

import pytest

REQUIRED = "CLEANWIRE_ENGINES"
"""Names the engines, by their extras and with commas, whose tests must not be skipped: `make engines` sets it."""


def engine(extra: str, module: str) -> ModuleType:
    """Return the module of an engine, for the tests of the extra of that name; skip them all where it is missing."""
    if extra in os.environ.get(REQUIRED, "").split(","):
        return import_module(module)
    return pytest.importorskip(module, reason=f"needs the extra [{extra}]; `make engines` runs these tests")
