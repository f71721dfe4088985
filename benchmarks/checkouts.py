"""Loads another checkout of cleanwire into the same process, so that both are timed under the same conditions."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

__all__ = ["Checkout"]


class Checkout:
    """The package in the sources of a checkout, with whatever is compiled there."""

    def __init__(self, sources: Path) -> None:
        if not (sources / "cleanwire").is_dir():
            sys.exit(f"{sources}: contains no package cleanwire; name the folder src of a checkout")
        self._sources = str(sources)
        self._modules: dict[str, ModuleType] = {}
        with self.in_place():
            self._cleaner = importlib.import_module("cleanwire").Cleaner()

    def __call__(self, text: str) -> str:
        """Clean a text; only within `in_place`."""
        cleaned: str = self._cleaner.clean(text)
        return cleaned

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Make imports find this package, for what it imports only when needed."""
        others = {name: sys.modules.pop(name) for name in [*sys.modules] if _is_ours(name)}
        sys.modules.update(self._modules)
        sys.path.insert(0, self._sources)
        try:
            yield
        finally:
            sys.path.remove(self._sources)
            self._modules = {name: sys.modules.pop(name) for name in [*sys.modules] if _is_ours(name)}
            sys.modules.update(others)


def _is_ours(name: str) -> bool:
    return name == "cleanwire" or name.startswith("cleanwire.")
