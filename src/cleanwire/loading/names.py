"""Public names of a package that are imported when they are first used."""

import sys
from importlib import import_module

TYPE_CHECKING = False  # as type checkers read it; to import `typing` would take longer than all else here
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["late_names"]


def late_names(
    package: str, homes: "Mapping[str, tuple[str, ...]]"
) -> "tuple[Callable[[str], object], Callable[[], list[str]]]":
    """Return `__getattr__` and `__dir__` for a package whose names live in some of its modules.

    `homes` has the names by their module. Each name is imported from its module once, when it is first asked for.

    >>> get, names = late_names("cleanwire", {"labels": ("Label",)})
    >>> names(), get("Label").__module__
    (['Label'], 'cleanwire.labels')
    """
    modules = {name: module for module, names in homes.items() for name in names}

    def get(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(f"{package}.{modules[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return get, lambda: sorted(modules)
