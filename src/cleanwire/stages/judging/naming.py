"""What a line that the judge takes is called, and why it goes, for a person to read."""

from collections.abc import Mapping

from cleanwire.labels import Label
from cleanwire.model import Block, Document
from cleanwire.rules.scene import Scene, kinds_near
from cleanwire.stages.repeats import TITLE_WORDS

__all__ = ["label_of", "reason_for"]

NEARBY = 3
"""Lines away from which a line that a rule names gives its label to one beside it."""

CHARACTERS = 40
"""So many characters of the line are shown."""

NAME_WORDS = 4
"""The longest name that stands alone over a biography."""

REASONS = 2
"""So many reasons are given, those that count most."""

HEAD = frozenset({Label.BYLINE, Label.CAPTION, Label.MEDIA})
"""What gives its label to what stands beside it above the article: other scraps there are names of sections."""

TEASER_WORDS = 4
"""Shorter lines at the end of a document that nothing is known of are buttons; longer ones are titles of others."""

_SAID = {
    "words": "its words",
    "claim": "what rules say around it",
    "kinds": "what rules say around it",
    "own": "what a rule says of it",
    "stamp": "the dates around it",
    "size": "its length and that of its neighbours",
    "unlike": "its length and that of its neighbours",
    "closed": "how it ends, and its neighbours",
    "prose": "its place",
    "open": "its place",
    "paragraph": "its place",
    "document": "what the document is like",
    "run": "the short lines around it",
    "short": "the short lines around it",
}


def label_of(scene: Scene, block: Block, *, is_copy: bool) -> Label:
    """Return the label of the nearest line that something names; else what stands at such a place."""
    if is_copy and block.size >= TITLE_WORDS:
        return Label.DUPLICATE
    below = scene.labels[block.index + 1] if block.index + 1 < len(scene.labels) else None
    if below is Label.AUTHOR_BIO and block.size <= NAME_WORDS:
        return Label.AUTHOR_BIO
    reach = 1 if block.index < scene.first_prose else NEARBY
    for label in kinds_near(scene.labels, block.index, block.index, reach):
        if block.index > scene.first_prose or label in HEAD:
            return label
    if block.index > scene.last_prose and block.size > TEASER_WORDS:
        return Label.RELATED_LINKS
    return Label.NAVIGATION


def reason_for(moves: Mapping[str, float], document: Document, block: Block) -> str:
    """Say which evidence moved a line most towards contamination."""
    said: dict[str, float] = {}
    for name, moved in moves.items():
        reason = _SAID.get(name.partition("_")[0], "its form")
        said[reason] = said.get(reason, 0.0) + moved
    most = sorted(said, key=lambda reason: -said[reason])[:REASONS]
    return f"likely by {' and '.join(most)}: {document.text(block)[:CHARACTERS]}"
