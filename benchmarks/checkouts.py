"""Another checkout of cleanwire beside this one in the same process: what is timed in turn is timed alike."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

__all__ = ["Checkout"]


class Checkout:
    """The package in the sources of a checkout, with whatever has been compiled there."""

    def __init__(self, sources: Path) -> None:
        if not (sources / "cleanwire").is_dir():
            sys.exit(f"{sources}: there is no package cleanwire in it; name the folder src of a checkout")
        self._sources = str(sources)
        self._modules: dict[str, ModuleType] = {}
        with self.in_place():
            self._cleaner = importlib.import_module("cleanwire").Cleaner()

    def __call__(self, text: str) -> str:
        """Clean a text; `in_place` has to be entered."""
        cleaned: str = self._cleaner.clean(text)
        return cleaned

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Have the package mean this one, for what it imports only when it is used."""
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
