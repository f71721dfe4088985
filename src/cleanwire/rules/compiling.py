"""Patterns of rules as they are compiled, and as what `regex` makes them of where they need not be read again.

It takes `regex` .7 ms to read a pattern, and an article asks for some forty. But a compiled pattern can be pickled: as
what the same is made of in 25 µs. That is kept for the patterns of the package, and used by the same version of
`regex`, which trusts it: so it is used only where its checksum says that it is whole.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping
from copyreg import dispatch_table
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regex import Pattern

__all__ = ["compiled", "ready", "ready_in"]


def ready(patterns: Iterable[str]) -> dict[str, Any]:
    """Return what patterns are made of, as JSON and columns hold it, with the version of `regex` that it is for."""
    import regex  # noqa: PLC0415, it takes longer to import than all of this package

    made = {}
    for pattern in patterns:
        # What is read comes first, and stands here once.
        _, (_, *parts) = _pickled(regex.compile(pattern))
        made[pattern] = [_plain(part) for part in parts]
    return {"regex": regex.__version__, "patterns": made}


def ready_in(held: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return what patterns are made of where that is for this version of `regex`."""
    import regex  # noqa: PLC0415, it takes longer to import than all of this package

    return held["patterns"] if held and held["regex"] == regex.__version__ else {}


def compiled(pattern: str, ready: Mapping[str, Any]) -> "Pattern[str]":
    """Return a pattern, compiled, or made of what is ready for it."""
    import regex  # noqa: PLC0415, it takes longer to import than all of this package

    if pattern not in ready:
        return regex.compile(pattern)
    make, _ = _pickled(regex.compile(""))
    return make(pattern, *map(_given, ready[pattern]))


def _pickled(pattern: "Pattern[str]") -> tuple[Callable[..., "Pattern[str]"], tuple[Any, ...]]:
    """Return what makes a pattern when it is unpickled, and of what."""
    made: Any = dispatch_table[type(pattern)](pattern)
    return made[0], made[1]


def _plain(part: Any) -> Any:
    """Return a part of what a pattern is made of as JSON and columns hold it, with its type."""
    match part:
        case bytes():
            return {"bytes": array("B", part)}
        case tuple():
            return {"tuple": [_plain(one) for one in part]}
        case dict():
            return {"dict": [[_plain(name), _plain(one)] for name, one in part.items()]}
        case list():
            return [_plain(one) for one in part]
        case int():
            return int(part)
        case str() | None:
            return part
    raise TypeError(f"a pattern of regex should not be made of {part!r}")


def _given(plain: Any) -> Any:
    """Return the part again."""
    match plain:
        case {"bytes": column}:
            return column.tobytes()
        case {"tuple": parts}:
            return tuple([_given(one) for one in parts])
        case {"dict": items}:
            return {_given(name): _given(one) for name, one in items}
        case list():
            return [_given(one) for one in plain]
    return plain
