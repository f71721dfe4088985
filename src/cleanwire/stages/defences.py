"""Protects text by its surroundings: split sentences, quotations, and single suspicious lines."""

from collections.abc import Sequence

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.rules.scene import Scene, any_contamination
from cleanwire.spans import Verdict
from cleanwire.stages.judging import JUDGE

__all__ = ["defend_fragments", "defend_quotations", "defend_solitary"]

DEFENCE = 0.96
"""Outweighs the rules, whatever words a line contains: a fragment of a sentence, or a quotation that the author
discusses, belongs to the article."""

ALONE = 0.92
"""A claim on a paragraph needs more confidence than this if nothing else in the document is boilerplate. With this
instead of the usual 0.9, 10 instead of 24 of 607 gold documents lose over 1 %, at a cost of 0.0005 of F1 on extracted
text."""

FURNITURE = 2
"""The number of lines of boilerplate that show that a document contains boilerplate. One may be a line of the author's
that only looks like it: with two instead of one, 6 instead of 9 of 607 gold documents lose over 1 %."""

STORY = 0.5
"""The confidence from which an appended story shows that a document contains boilerplate: the default threshold."""

_BY_PLACE = frozenset({Label.DUPLICATE, Label.APPENDED_STORY, Label.TEMPLATE})
"""Labels of text that is claimed because of the rest of the document, or other documents. Its sentences may be of any
kind."""

_OF_OTHERS = frozenset({Label.APPENDED_STORY, Label.TEMPLATE})
"""Labels that do not count as other boilerplate."""


def defend_fragments(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim as body each claimed line in the middle of a sentence that the lines above and below begin and end.

    Inline markup splits paragraphs: "Moscow has also" / "signalled" / "its interest…".
    """
    if not any_contamination(verdicts):
        return []
    return _defended(document, verdicts, "fragments", [b for b in document.blocks[1:-1] if _is_fragment(document, b)])


def _defended(document: Document, verdicts: tuple[Verdict, ...], rule: str, blocks: Sequence[Block]) -> list[Verdict]:
    """Claim as body those of some blocks that are claimed for their words, and not because of other text."""
    if not blocks:  # as in most documents
        return []
    scene = Scene(document, verdicts)
    return [
        Verdict(block.start, block.end, Label.BODY, rule, DEFENCE, document.text(block)[:80])
        for block in blocks
        if scene.contaminated(block.index) and scene.labels[block.index] not in _BY_PLACE
    ]


def _is_fragment(document: Document, block: Block) -> bool:
    """Whether the line above stops in mid-sentence, this line continues it, and the line below ends it."""
    above, below = document.blocks[block.index - 1], document.blocks[block.index + 1]
    return (
        below.prose
        and above.size > 1
        and below.size > 1
        and document.source[below.left].islower()
        and _breaks_off(document, above)
        and _breaks_off(document, block)
        and document.source[block.left].islower()
    )


def _breaks_off(document: Document, block: Block) -> bool:
    """Whether a line ends in mid-sentence: with a word or a comma."""
    last = document.source[block.right - 1]
    return last.isalnum() or last == ","


def defend_quotations(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim as body each claimed paragraph that begins with a quotation and continues after it.

    It quotes boilerplate to discuss it: “We use cookies.” She has read it often.
    """
    if not any_contamination(verdicts):
        return []
    quoting = [block for block in document.blocks if block.prose and _opens_with_quotation(document, block)]
    return _defended(document, verdicts, "quotations", quoting)


def _opens_with_quotation(document: Document, block: Block) -> bool:
    folded = document.folded
    return folded[block.left] == '"' and 0 < folded.find('"', block.left + 1, block.right) < block.right - 1


def defend_solitary(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim as body each claimed paragraph and pointer, if hardly anything else is claimed.

    Boilerplate is rarely alone: a disclaimer, a biography or a "Read more" in an otherwise clean text is often the
    author's own.
    """
    if not any_contamination(verdicts):
        return []
    if any(verdict.label is Label.APPENDED_STORY and verdict.confidence >= STORY for verdict in verdicts):
        return []
    scene = Scene(document, verdicts)
    by_markup = {verdict.start for verdict in verdicts if verdict.rule == "markup"}
    judged = {verdict.start: verdict.confidence for verdict in verdicts if verdict.rule == JUDGE}
    doubtful: list[Block] = []
    boilerplate = 0
    for block, label in zip(document.blocks, scene.labels, strict=True):
        if label is None or label.is_content or label in _OF_OTHERS:
            continue
        if block.start not in by_markup and (block.prose or (block.start not in judged and _is_pointer(scene, block))):
            doubtful.append(block)
            continue
        # Claims of the judge follow from other claims: they are not independent evidence.
        boilerplate += block.start not in judged
        if boilerplate >= FURNITURE:
            return []
    evidence = "hardly anything else here is boilerplate"
    return [
        Verdict(block.start, block.end, Label.BODY, "solitary", max(ALONE, judged.get(block.start, 0)), evidence)
        for block in doubtful
    ]


def _is_pointer(scene: Scene, block: Block) -> bool:
    """Whether a line names the article that it points to: "Read more: …". A heading over links ends at the colon."""
    text = scene.document.folded[block.left : block.right]
    return scene.labels[block.index] is Label.RELATED_LINKS and ":" in text[:-1]
