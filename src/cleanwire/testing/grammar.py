"""Sentences from grammars: names stand for phrases, and phrases contain names."""

import re
from collections.abc import Callable, Iterable, Mapping
from random import Random

__all__ = ["Grammar", "Phrase", "dice", "expand", "grammar_of"]

Phrase = tuple[str, ...]
"""Alternating text and names, text first: `("the ", "thing", " of ", "year", "")`."""

Grammar = Mapping[str, tuple[Phrase, ...]]
"""The phrases that each name can stand for."""

_NAME = re.compile(r"\{([\w-]+)\}")


def dice(*facts: object) -> Random:
    """Return a random generator that is the same for equal facts, in any process.

    >>> dice(7, "page", 3).random() == dice(7, "page", 3).random()
    True
    """
    # As bytes, since text from the web may contain what cannot be encoded.
    return Random("\0".join(map(str, facts)).encode("utf-8", "surrogatepass"))  # noqa: S311 - no secrets here


def grammar_of(table: Mapping[str, Iterable[str] | Mapping[str, int]]) -> Grammar:
    """Return a grammar from names and the texts that they can stand for, in which `{name}` stands for another name.

    Numbers are given as a mapping: `{"from": 2, "to": 19}`.
    """
    return {name: tuple(tuple(_NAME.split(text)) for text in _texts(texts)) for name, texts in table.items()}


def _texts(texts: Iterable[str] | Mapping[str, int]) -> Iterable[str]:
    return map(str, range(texts["from"], texts["to"] + 1)) if isinstance(texts, Mapping) else texts


def expand(grammar: Grammar, name: str, random: Random) -> str:
    """Return a text for a name, with randomly drawn phrases.

    >>> expand(grammar_of({"start": ["the {thing}"], "thing": ["anchor"]}), "start", dice(0))
    'the anchor'
    """
    return _filled(grammar, ("", name, ""), random.random)


def _filled(grammar: Grammar, phrase: Phrase, roll: Callable[[], float]) -> str:
    texts = []
    for at, part in enumerate(phrase):
        if at & 1:
            phrases = grammar[part]
            chosen = phrases[int(roll() * len(phrases))]
            # Most phrases are plain words and need no call of their own, which saves a third of the time.
            texts.append(chosen[0] if len(chosen) == 1 else _filled(grammar, chosen, roll))
        else:
            texts.append(part)
    return "".join(texts)
