"""The conditions that a rule's `where` may contain. The list is closed.

Each condition is a small function that takes the value from the pack and returns a test of a block in its scene.
Conditions that look at the claims of other rules are in `context_conditions`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cleanwire.document import Block
from cleanwire.native.phrases.bounds import Bounds
from cleanwire.rules.condition_values import integer_of, share_of, truth_of, words_of
from cleanwire.rules.context_conditions import COMPANY, Test, expecting
from cleanwire.rules.scene import Scene
from cleanwire.rules.timestamps import stamp_of
from cleanwire.text.calendars import is_date
from cleanwire.text.folding import UNSPACED, key_of
from cleanwire.text.folding import words_of as document_words

__all__ = ["BOUNDS", "CONDITIONS", "OF_ITSELF", "Condition", "condition", "titled"]

_TITLED_SHARE = 0.6
"""A line is titled if at least this share of its words begins with a capital letter. Seven in ten titles of development
pages are, and one in a hundred sentences."""

SUBJECT_SHARE = 0.4
"""A document is about a subject if at least this share of its sentences contains one of the subject's words. With the
words of law, 98 % of 453 software licences and notices reach it, and 0.5 % of 831 development articles. A share of 0.5
would miss 4 % of the licences."""

TITLE_LINES = 40
"""The number of first lines in which a title is looked for. Menus above titles are not longer."""

NAME_WORDS = 5
"""The greatest number of words in a line that may be a name."""

NAME_LETTERS = 2
"""In a script without spaces, a name's first word has this many letters: most family names have at most two."""

OPENING = 100
"""The number of characters in which the first words of a line are looked for."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One entry of a rule's `where`: a named test of a block and its surroundings."""

    name: str
    value: object
    """The value as it is in the pack."""
    holds: Test = field(compare=False)
    needs_company: bool
    """Whether the condition looks at the claims of other rules, and has to be evaluated after them."""

    def __reduce__(self) -> tuple[Callable[[str, object], "Condition"], tuple[str, object]]:
        """Pickle name and value; `holds` is created again from them."""
        return condition, (self.name, self.value)


def condition(name: str, value: object) -> Condition:
    """Return the condition with a name and a value.

    Raises ValueError, which says what the name or value should be.

    >>> condition("max-words", 4).needs_company, condition("tail", True).needs_company
    (False, True)
    """
    if name not in CONDITIONS:
        known = ", ".join(sorted(CONDITIONS))
        raise ValueError(f"there is no condition {name!r}; the conditions are {known}")
    return Condition(name, value, CONDITIONS[name](value), name in COMPANY)


def _bound(name: str, read: Callable[[object], float]) -> Callable[[object], Test]:
    """Return the condition for a bound: it depends only on the line and its position."""

    def bounded(value: object) -> Test:
        bounds = Bounds({name: read(value)})
        return lambda scene, block: bounds.hold(
            scene.document.folded, block, len(scene.blocks), scene.prose_above(block), scene.prose_below(block)
        )

    return bounded


def _echoes_above(scene: Scene, block: Block) -> bool:
    """The block begins with the first word of the short line above: a name, followed by who that is."""
    if block.index == 0 or scene.blocks[block.index - 1].size > NAME_WORDS:
        return False
    above = scene.blocks[block.index - 1].key
    name = above.split(" ")[: NAME_LETTERS if UNSPACED.match(above) else 1]
    opening = document_words(scene.document.bare[block.left : min(block.right, block.left + OPENING)])
    return above != "" and opening[: len(name)] == name


def _named_below(scene: Scene, block: Block) -> bool:
    """A name is in the line below, and the line after that begins with it."""
    second = block.index + 2
    return second < len(scene.blocks) and _echoes_above(scene, scene.blocks[second])


def _above_words(value: object) -> Test:
    """The line above has at most this many words, like a name or a title."""
    most = integer_of(value)
    return lambda scene, block: block.index > 0 and scene.blocks[block.index - 1].size <= most


def _recurs(value: object) -> Test:
    """The block's key occurs at least this many times, like the same date or button."""
    least = integer_of(value)
    return lambda scene, block: scene.count(block) >= least


def _recurs_at_most(value: object) -> Test:
    """The block's key occurs at most this many times: one date is the page's, many are a log's."""
    most = integer_of(value)
    return lambda scene, block: scene.count(block) <= most


def _linked(scene: Scene, block: Block) -> bool:
    """The block shows a web address, an e-mail address or a handle."""
    text = scene.document.folded[block.left : block.right]
    return "@" in text or "http" in text or "www." in text or ".com" in text


def titled(scene: Scene, block: Block) -> bool:
    """Most words of the block begin with a capital letter."""
    words = scene.document.text(block).split()
    capitals = sum(word.lstrip("\"'“‘(@#")[:1].isupper() for word in words)
    return capitals >= _TITLED_SHARE * len(words)


def _dated(scene: Scene, block: Block) -> bool:
    """The block is nothing but a date: a number and the name of a month or day in any language."""
    return is_date(block.key)


def _dates_at_most(value: object) -> Test:
    """At most this many lines of the document are dates: one is the page's, many are a diary's."""
    most = integer_of(value)
    return lambda scene, block: scene.dates <= most


def _stamped(scene: Scene, block: Block) -> bool:
    """The block says when something was written, with day, year and time of day."""
    stamp = stamp_of(scene.document, block)
    return stamp is not None and stamp.dated and stamp.minute is not None and not stamp.recorded


def _quotes_title(scene: Scene, block: Block) -> bool:
    """The block quotes, in quotation marks, a line above the first paragraph."""
    folded, bare = scene.document.folded, scene.document.bare
    opening, closing = folded.find('"', block.left, block.right), folded.rfind('"', block.left, block.right)
    quoted = key_of(bare[opening + 1 : closing]) if opening < closing else ""
    if " " not in quoted:
        return False
    return any(scene.prose_above(above) == 0 and above.key == quoted for above in scene.blocks[:TITLE_LINES])


def _subject(value: object) -> Test:
    """So many sentences of the document contain one of these words that they are its subject."""
    spoken = words_of(value)
    return lambda scene, block: scene.share(spoken) >= SUBJECT_SHARE


BOUNDS: Mapping[str, Callable[[object], Test]] = {
    name: _bound(name, read)
    for name, read in {
        "min-words": integer_of,
        "max-words": integer_of,
        "after": share_of,
        "before": share_of,
        "prose-above": integer_of,
        "prose-below": integer_of,
        "first": integer_of,
        "last": integer_of,
        "sentence": truth_of,
        "colon": truth_of,
        "bracketed": truth_of,
        "listed": truth_of,
        "prose": truth_of,
    }.items()
}
"""Conditions that depend only on a line and its position. Native code (`native/phrases`) evaluates them for all lines
of a document at once."""

CONDITIONS: Mapping[str, Callable[[object], Test]] = {
    **BOUNDS,
    "linked": expecting(_linked),
    "dated": expecting(_dated),
    "dates-at-most": _dates_at_most,
    "stamped": expecting(_stamped),
    "quotes-title": expecting(_quotes_title),
    "above-words": _above_words,
    "echoes-above": expecting(_echoes_above),
    "named-below": expecting(_named_below),
    "recurs": _recurs,
    "recurs-at-most": _recurs_at_most,
    **COMPANY,
    "titled": expecting(titled),
    "subject": _subject,
}
"""All conditions, by their names in packs, roughly the cheapest first."""


OF_ITSELF = frozenset(
    {"min-words", "max-words", "sentence", "colon", "bracketed", "listed", "linked", "dated", "titled"}
)
"""Conditions that depend only on the block, not on its position."""
