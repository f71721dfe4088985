from collections.abc import Collection, Mapping
from typing import Generic, NamedTuple, TypeVar

Owner = TypeVar("Owner")

STEM: str
NEVER: int
FOR_ALL: int
FOR_DATES: int
AFTER: int
MUTE: int
FREE: int
BOUND: int
BESIDE: int
NOW: int
LATER: int

class PhraseList(NamedTuple, Generic[Owner]):
    owner: Owner
    whole: Collection[str] = ()
    openings: Collection[str] = ()
    inner: Collection[str] = ()
    bounds: Mapping[str, float] = {}
    asked: int = ...
    button: bool = ...
    voice: int = ...
    kind: int = ...
    when: int = ...
    awaited: bool = ...
    announces: bool = ...
