"""The closed vocabulary of a rule's `where`.

Each entry is a small function from the value that the pack gives to a test of a block in its scene. Those that look at
what other rules have claimed are in `company`.
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
"""Share of words with a capital first letter from which a line counts as titled. Seven in ten titles of development
pages do, and one in a hundred sentences."""

SUBJECT_SHARE = 0.4
"""Share of a document's sentences that says what it is about. By the words of law 98 % of 453 licences and notices of
software reach it, and .5 % of 831 development articles; half would leave out 4 % of the licences."""

TITLE_LINES = 40
"""So many first lines are looked at for the title: menus above it are no longer."""

NAME_WORDS = 5
"""The longest line that may be a name."""

NAME_LETTERS = 2
"""So many letters are a name's first word in a script without spaces: most family names have two at most."""

OPENING = 100
"""So many characters of a line hold its first words."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One entry of a rule's `where`: a named test of the place a block stands in."""

    name: str
    value: object
    """As the pack wrote it."""
    holds: Test = field(compare=False)
    needs_company: bool
    """Whether it looks at what other rules have claimed, and so has to wait for them."""

    def __reduce__(self) -> tuple[Callable[[str, object], "Condition"], tuple[str, object]]:
        """Pickle as name and value: `holds` is made anew from them."""
        return condition, (self.name, self.value)


def condition(name: str, value: object) -> Condition:
    """Return the condition of a name for a value; a ValueError says what the value should be.

    >>> condition("max-words", 4).needs_company, condition("tail", True).needs_company
    (False, True)
    """
    if name not in CONDITIONS:
        known = ", ".join(sorted(CONDITIONS))
        raise ValueError(f"there is no condition {name!r}; the conditions are {known}")
    return Condition(name, value, CONDITIONS[name](value), name in COMPANY)


def _bound(name: str, read: Callable[[object], float]) -> Callable[[object], Test]:
    """Make a condition of a bound of the same name: what a line and its place alone say."""

    def bounded(value: object) -> Test:
        bounds = Bounds({name: read(value)})
        return lambda scene, block: bounds.hold(
            scene.document.folded, block, len(scene.blocks), scene.prose_above(block), scene.prose_below(block)
        )

    return bounded


def _echoes_above(scene: Scene, block: Block) -> bool:
    """The block begins with the first word of the short line right above: a name, and then who that is."""
    if block.index == 0 or scene.blocks[block.index - 1].size > NAME_WORDS:
        return False
    above = scene.blocks[block.index - 1].key
    name = above.split(" ")[: NAME_LETTERS if UNSPACED.match(above) else 1]
    opening = document_words(scene.document.bare[block.left : min(block.right, block.left + OPENING)])
    return above != "" and opening[: len(name)] == name


def _named_below(scene: Scene, block: Block) -> bool:
    """A name stands right below, and below that a line that begins with it."""
    second = block.index + 2
    return second < len(scene.blocks) and _echoes_above(scene, scene.blocks[second])


def _above_words(value: object) -> Test:
    """The line right above has at most so many words: a name, a title."""
    most = integer_of(value)
    return lambda scene, block: block.index > 0 and scene.blocks[block.index - 1].size <= most


def _recurs(value: object) -> Test:
    """The block's key stands at least so many times: the same date, the same button."""
    least = integer_of(value)
    return lambda scene, block: scene.count(block) >= least


def _recurs_at_most(value: object) -> Test:
    """The block's key stands at most so many times: one date is the page's, many are a log's."""
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
    """The block is a date, with a figure and the name of a month or day in any language, and nothing else."""
    return is_date(block.key)


def _dates_at_most(value: object) -> Test:
    """At most so many lines of the document are dates: one is the page's, many are a diary's."""
    most = integer_of(value)
    return lambda scene, block: scene.dates <= most


def _stamped(scene: Scene, block: Block) -> bool:
    """The block says when something was written: day, year and time of day."""
    stamp = stamp_of(scene.document, block)
    return stamp is not None and stamp.dated and stamp.minute is not None and not stamp.recorded


def _quotes_title(scene: Scene, block: Block) -> bool:
    """The block quotes, in quotation marks, a line that stands above the first paragraph."""
    folded, bare = scene.document.folded, scene.document.bare
    opening, closing = folded.find('"', block.left, block.right), folded.rfind('"', block.left, block.right)
    quoted = key_of(bare[opening + 1 : closing]) if opening < closing else ""
    if " " not in quoted:
        return False
    return any(scene.prose_above(above) == 0 and above.key == quoted for above in scene.blocks[:TITLE_LINES])


def _subject(value: object) -> Test:
    """So many sentences of the document hold one of these words that it is about what they say."""
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
"""What a line and its place alone tell (`native.bounds`): the lines of a document are asked for it all at once."""

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
"""Every condition a pack may use, by the name it has there."""


OF_ITSELF = frozenset(
    {"min-words", "max-words", "sentence", "colon", "bracketed", "listed", "linked", "dated", "titled"}
)
"""Look at the block alone, wherever it stands."""
