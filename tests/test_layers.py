"""The layers of the package, as CONTRIBUTING.md draws them."""

import ast
import importlib
from pathlib import Path
from types import ModuleType

import pytest

import cleanwire

ROOT = Path(cleanwire.__file__).parent
LAYERS = (
    {"native"},
    {"version", "labels", "errors", "loading"},
    {"text", "scoring"},
    {"spans", "markup"},
    {"report", "markdown"},  # of spans alone, so that a result can have methods that call it
    {"document", "result"},
    {"reading", "rules"},
    {"files"},
    {"profile"},
    {"stages"},
    {"cleaning"},
    {""},  # the package itself, which only re-exports
    {"corpus"},
    {"integrations"},
    {"testing", "evaluation"},
    {"review"},
    {"cli"},
    {"__main__"},
)
"""From the top down: a part imports from itself and from layers above it."""

PATHS = {
    ".".join(("cleanwire", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
}
PACKAGES = [name for name, path in PATHS.items() if path.name == "__init__.py"]
MODULES = [name for name in PATHS if not name.endswith("__main__")]


def part_of(module):
    """Return which part of the package a module belongs to: the first name below `cleanwire`."""
    return module.split(".")[1] if "." in module else ""


def layer_of(module):
    return next(number for number, parts in enumerate(LAYERS) if part_of(module) in parts)


def tree_of(module):
    return ast.parse(PATHS[module].read_text("utf-8"))


def imports_of(module):
    """Return the modules of the package that a module imports, wherever in it."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if part_of(alias.name) or alias.name == "cleanwire")
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "cleanwire":
            yield from (
                name if (name := f"{node.module}.{alias.name}") in PATHS else node.module for alias in node.names
            )


def within(module, imported):
    """Tell whether a module may import another."""
    return part_of(module) == part_of(imported) or layer_of(imported) < layer_of(module)


@pytest.mark.parametrize("module", PATHS)
def test_a_module_imports_only_its_own_part_and_layers_above(module):
    ours = [name for name in imports_of(module) if name.split(".")[0] == "cleanwire"]
    assert [name for name in ours if not within(module, name)] == []


@pytest.mark.parametrize("module", PATHS)
def test_imports_are_absolute(module):
    assert not any(isinstance(node, ast.ImportFrom) and node.level for node in ast.walk(tree_of(module)))


def imported(module):
    """Return a module; skip the test where the engine or extra that it is for is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        if part_of(module) not in ("integrations", "review"):
            raise
        pytest.skip(str(error))


def defined_in(module):
    """Return the functions and classes that a module defines, and the other names that it binds, at its top level."""
    made, bound = set(), set()
    for node in tree_of(module).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            bound.update(target.id for target in targets if isinstance(target, ast.Name))
    return made, bound


FACADES = ("cleanwire", "cleanwire.testing")
"""Packages that only re-export, each name when it is first used."""


@pytest.mark.parametrize("module", [name for name in MODULES if name not in FACADES])
def test_what_a_module_declares_public_is_what_it_defines(module):
    declared = set(getattr(imported(module), "__all__", ()))
    made, bound = defined_in(module)
    public = {name for name in made if not name.startswith("_")} - FOR_TYPE_CHECKERS
    assert public <= declared <= made | bound | passed_on_by(module)


def passed_on_by(module):
    """Return the names that a package takes from its own modules for others to find."""
    if module not in PACKAGES:
        return set()
    found = (node for node in tree_of(module).body if isinstance(node, ast.ImportFrom))
    return {alias.name for node in found if node.module.startswith(f"{module}.") for alias in node.names}


@pytest.mark.parametrize("module", FACADES)
def test_the_public_names_are_sorted(module):
    names = importlib.import_module(module).__all__
    assert names == sorted(names)


@pytest.mark.parametrize("module", FACADES)
def test_every_public_name_is_there(module):
    facade = importlib.import_module(module)
    assert [name for name in facade.__all__ if not hasattr(facade, name)] == []


FOR_TYPE_CHECKERS = {"TYPE_CHECKING"}


def test_the_public_names_are_all_that_the_package_holds():
    held = {name for name in vars(cleanwire) if not name.startswith("_")}
    modules = {name for name in held if isinstance(getattr(cleanwire, name), ModuleType)}
    assert held - modules - FOR_TYPE_CHECKERS == set(cleanwire.__all__)


def test_every_error_is_public():
    assert set(cleanwire.errors.__all__) <= set(cleanwire.__all__)


@pytest.mark.parametrize("name", ["clean", "explain", "Cleaner", "Label", "Result"])
def test_what_the_readme_promises_is_public(name):
    assert name in cleanwire.__all__


@pytest.mark.parametrize("module", PACKAGES)
def test_a_package_says_what_it_is(module):
    assert importlib.import_module(module).__doc__
