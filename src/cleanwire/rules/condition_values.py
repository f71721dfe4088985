"""Convert the values of conditions in packs. Each function raises ValueError, which says what the value should be."""

from cleanwire.labels import Label
from cleanwire.native.phrases.sets import PhraseSet
from cleanwire.text.folding import fold, key_of, spaced

__all__ = ["integer_of", "labels_of", "share_of", "truth_of", "words_of"]


def integer_of(value: object) -> int:
    """Return a whole number from 0 up."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} should be a whole number from 0 up")
    return value


def share_of(value: object) -> float:
    """Return a number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"{value!r} should be a number from 0 to 1")
    return float(value)


def truth_of(value: object) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} should be true or false")
    return value


def labels_of(value: object) -> frozenset[Label]:
    """Return labels; for the word `any` alone, all labels of boilerplate."""
    if not isinstance(value, list) or not value:
        raise ValueError(f"{value!r} should be a list of labels, or of the word 'any'")
    if value == ["any"]:
        return frozenset(label for label in Label if not label.is_content)
    try:
        return frozenset(Label(label) for label in value)
    except ValueError:
        raise ValueError(f"{value!r} should contain only labels: {', '.join(Label)}, or 'any' alone") from None


def words_of(value: object) -> PhraseSet:
    """Return a set that finds any of these words and phrases in the bare text of a document."""
    if not isinstance(value, list) or not value or not all(isinstance(word, str) and word.strip() for word in value):
        raise ValueError(f"{value!r} should be a list of words")
    keys = [key_of(spaced(fold(word))) for word in value]
    return PhraseSet(keys)
