"""The closed vocabulary of a rule's `where`.

Each entry is a small function from the value that the pack gives to a test of a block in its scene. Those in
`_COMPANY` look at what other rules have claimed; a rule that uses one is judged after the rules that need none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cleanwire.labels import Label
from cleanwire.model import Block
from cleanwire.rules.scene import Scene

__all__ = ["CONDITIONS", "OF_ITSELF", "Condition", "closes", "condition", "titled"]

_Test = Callable[[Scene, Block], bool]

_TITLED_SHARE = 0.6
"""Share of words with a capital first letter from which a line counts as titled. Seven in ten titles of development
pages do, and one in a hundred sentences."""

FEW_PROSE = 2
"""So many paragraphs may stand below a heading that ends the article without any sign of a thread."""

THREAD_SHARE = 1 / 3
"""Share of the paragraphs below that need a dated line above them to be a thread; the others may be a form's small
print. Articles with figures in their subheads get there too (from one place in four of gold text), so this only
ever backs a heading that speaks of comments."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One entry of a rule's `where`: a named test of the place a block stands in."""

    name: str
    value: object
    """As the pack wrote it."""
    holds: _Test = field(compare=False)
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
    return Condition(name, value, CONDITIONS[name](value), name in _COMPANY)


def _integer(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} should be a whole number from 0 up")
    return value


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"{value!r} should be a number from 0 to 1")
    return float(value)


def _expecting(test: _Test) -> Callable[[object], _Test]:
    """Make a condition of a yes-no test: `true` asks for it, `false` for its absence."""

    def build(value: object) -> _Test:
        if not isinstance(value, bool):
            raise ValueError(f"{value!r} should be true or false")
        return test if value else lambda scene, block: not test(scene, block)

    return build


def _labels(value: object) -> frozenset[Label]:
    if not isinstance(value, list) or not value:
        raise ValueError(f"{value!r} should be a list of labels, or of the word 'any'")
    if value == ["any"]:
        return frozenset(label for label in Label if not label.is_content)
    try:
        return frozenset(Label(label) for label in value)
    except ValueError:
        raise ValueError(f"{value!r} should hold labels only: {', '.join(Label)}, or 'any' alone") from None


def _min_words(value: object) -> _Test:
    """The block holds at least this many words."""
    least = _integer(value)
    return lambda scene, block: block.size >= least


def _max_words(value: object) -> _Test:
    """The block holds at most this many words."""
    most = _integer(value)
    return lambda scene, block: block.size <= most


def _after(value: object) -> _Test:
    """The block begins behind this share of the source."""
    share = _share(value)
    return lambda scene, block: block.left >= share * len(scene.document.source)


def _before(value: object) -> _Test:
    """The block begins before this share of the source."""
    share = _share(value)
    return lambda scene, block: block.left <= share * len(scene.document.source)


def _prose_above(value: object) -> _Test:
    """At least this many paragraphs stand above: the article has begun."""
    least = _integer(value)
    return lambda scene, block: scene.prose_above(block) >= least


def _prose_below(value: object) -> _Test:
    """At most this many paragraphs stand below: the article is nearly over."""
    most = _integer(value)
    return lambda scene, block: scene.prose_below(block) <= most


def _first(value: object) -> _Test:
    """The block is among the first so many."""
    count = _integer(value)
    return lambda scene, block: block.index < count


def _last(value: object) -> _Test:
    """The block is among the last so many."""
    count = _integer(value)
    return lambda scene, block: block.index >= len(scene.blocks) - count


def _follows(value: object) -> _Test:
    """The block right above is claimed with one of these labels."""
    labels = _labels(value)
    return lambda scene, block: block.index > 0 and scene.labels[block.index - 1] in labels


def _precedes(value: object) -> _Test:
    """The block right below is claimed with one of these labels."""
    labels = _labels(value)
    return lambda scene, block: block.index + 1 < len(scene.blocks) and scene.labels[block.index + 1] in labels


def _near(value: object) -> _Test:
    """A block right above or right below is claimed with one of these labels."""
    follows, precedes = _follows(value), _precedes(value)
    return lambda scene, block: follows(scene, block) or precedes(scene, block)


def _recurs(value: object) -> _Test:
    """The block's key stands at least so many times: the same date, the same button."""
    least = _integer(value)
    return lambda scene, block: scene.count(block) >= least


def _thread_below(scene: Scene, block: Block) -> bool:
    """What stands below is no article: few paragraphs, or most of them under a line with a figure."""
    return scene.prose_below(block) <= max(FEW_PROSE, scene.prose_above(block) // 3) or _dated_below(scene, block)


def _dated_below(scene: Scene, block: Block) -> bool:
    """Many paragraphs below stand under a line with a figure: in a thread each contribution begins with its date."""
    dated = scene.dated_below(block)
    return dated > 0 and dated >= THREAD_SHARE * scene.prose_below(block)


def closes(scene: Scene, block: Block) -> bool:
    """The block closes like a sentence, quotation marks and brackets aside."""
    return scene.document.folded[block.left : block.right].rstrip("\"') ]").endswith((".", "!", "?"))


def _colon(scene: Scene, block: Block) -> bool:
    """The block ends with a colon."""
    return scene.document.folded[block.right - 1] == ":"


def _bracketed(scene: Scene, block: Block) -> bool:
    """The block is wrapped in brackets."""
    ends = scene.document.folded[block.left] + scene.document.folded[block.right - 1]
    return ends in ("()", "[]")


def _listed(scene: Scene, block: Block) -> bool:
    """The block opens with a bullet."""
    return scene.document.folded[block.left] in "*-|>"


def _linked(scene: Scene, block: Block) -> bool:
    """The block shows a web address, an e-mail address or a handle."""
    text = scene.document.folded[block.left : block.right]
    return "@" in text or "http" in text or "www." in text or ".com" in text


def _prose(scene: Scene, block: Block) -> bool:
    """The block reads like a paragraph: long enough, and closed like a sentence."""
    return block.prose


def titled(scene: Scene, block: Block) -> bool:
    """Most words of the block begin with a capital letter."""
    words = scene.document.text(block).split()
    capitals = sum(word.lstrip("\"'“‘(@#")[:1].isupper() for word in words)
    return capitals >= _TITLED_SHARE * len(words)


def _tail(scene: Scene, block: Block) -> bool:
    """No unclaimed paragraph stands below: the article is over."""
    return block.index >= scene.last_prose


def _head(scene: Scene, block: Block) -> bool:
    """No unclaimed paragraph stands above: the article has not begun."""
    return block.index <= scene.first_prose


def _between(scene: Scene, block: Block) -> bool:
    """Both neighbours are claimed as contamination; the document's edge counts as claimed."""
    above = block.index == 0 or scene.contaminated(block.index - 1)
    below = block.index + 1 == len(scene.blocks) or scene.contaminated(block.index + 1)
    return above and below


CONDITIONS: Mapping[str, Callable[[object], _Test]] = {
    "min-words": _min_words,
    "max-words": _max_words,
    "after": _after,
    "before": _before,
    "prose-above": _prose_above,
    "prose-below": _prose_below,
    "first": _first,
    "last": _last,
    "sentence": _expecting(closes),
    "colon": _expecting(_colon),
    "bracketed": _expecting(_bracketed),
    "listed": _expecting(_listed),
    "linked": _expecting(_linked),
    "prose": _expecting(_prose),
    "titled": _expecting(titled),
    "recurs": _recurs,
    "dated-below": _expecting(_dated_below),
    "thread-below": _expecting(_thread_below),
    "follows": _follows,
    "precedes": _precedes,
    "near": _near,
    "between": _expecting(_between),
    "head": _expecting(_head),
    "tail": _expecting(_tail),
}
"""Every condition a pack may use, by the name it has there."""

_COMPANY = frozenset({"follows", "precedes", "near", "between", "head", "tail"})

OF_ITSELF = frozenset({"min-words", "max-words", "sentence", "colon", "bracketed", "listed", "linked", "titled"})
"""Look at the block alone, wherever it stands."""
