"""What the neighbourhood says: what is quoted or split, and the head and the tail judged as wholes."""

from collections.abc import Iterator, Mapping, Sequence

from cleanwire.labels import Label
from cleanwire.model import Block, Document, Verdict
from cleanwire.rules.conditions import closes
from cleanwire.rules.scene import Scene, any_contamination

__all__ = ["defend_fragments", "defend_quotations", "defend_solitary", "judge_head", "judge_tail"]

DEFENCE = 0.96
"""Outweighs the rules, whatever words a line holds: a fragment of a running sentence, or a quotation that the
author speaks about, is the author's."""

ALONE = 0.92
"""How sure a rule has to be of a paragraph where nothing else in the document is contamination. Asking for more than
the usual .9 brought the gold documents that lose over 1 % from 24 to 10 of 607, for .0005 of F1 on extracted text."""

FURNITURE = 2
"""So many lines of furniture show that a document is contaminated: one may be a line of the author's that only looks
like it. Asking for two instead of one brought the gold documents that lose over 1 % from 9 to 6 of 607."""

STORY = 0.5
"""How sure a story has to be that is company for a pointer or a paragraph: as sure as the default strictness asks."""

HEAD_CONFIDENCE = 0.7

KICKER_WORDS = 4
"""The longest scrap above the headline: the name of a section ("Local News"). What is longer may be a second
headline."""

HEAD_NEIGHBOURS = 4
"""Contamination above the headline or among so many lines below it shows that the page's own head is there. Without
asking for it, 44 of 204 lines that went were the article's on development pages; with it, 8 of 58."""

HEADLINE = 0.8
"""How sure the headline has to be. One that is only guessed, in verse or in a diary, has the article's lines above it:
asking for it, and for no sentence, leaves 76 of 87 words that go rightly on labelled English pages, and 2 of the 5 that
do not."""

HEAD_BLOCKS = 25
"""A headline further down is none that scraps stand above: nothing tells what the lines above it are."""

TAIL_CONFIDENCE = 0.7

TAIL_KINDS = 2
"""Kinds of contamination that have to have begun before the scraps between them go too."""

SCRAPS = 8
"""The longest run of scraps: what is longer between two claims is a list of its own, and may be the article's."""

SENTENCE_WORDS = 5
"""The longest scrap that closes like a sentence ("That's all, folks!")."""

INSETS = frozenset(
    {Label.AD_MARKER, Label.CAPTION, Label.CREDIT, Label.MEDIA, Label.NEWSLETTER, Label.PAYWALL, Label.RELATED_LINKS}
)
"""What sites also put into articles: alone, it does not tell that the article is over."""

TITLE_WORDS = 6
"""The shortest title that is known to be one where it comes back: shorter lines may be a refrain."""

INSET_LINES = 2
"""The longest inset: a prompt or a pointer, and the line that it is about."""

NAME_WORDS = 4
"""The longest name that stands alone over a biography."""

SCRAP_WORDS = 25
"""The longest scrap: a teaser with its title. What is longer is left to the rules."""


_BY_PLACE = frozenset({Label.DUPLICATE, Label.APPENDED_STORY, Label.TEMPLATE})
"""What is claimed for what else the document says, or other documents: its sentences could be anyone's."""


def defend_fragments(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim as body every claimed line that carries on a sentence and is carried on.

    Inline markup splits paragraphs: "Moscow has also" / "signalled" / "its interest…".
    """
    if not any_contamination(verdicts):
        return []
    return _defended(document, verdicts, "fragments", [b for b in document.blocks[1:-1] if _is_fragment(document, b)])


def _defended(document: Document, verdicts: tuple[Verdict, ...], rule: str, blocks: Sequence[Block]) -> list[Verdict]:
    """Claim as body those of some blocks that are claimed for what they say; most documents have none."""
    if not blocks:
        return []
    scene = Scene(document, verdicts)
    return [
        Verdict(block.start, block.end, Label.BODY, rule, DEFENCE, document.text(block)[:80])
        for block in blocks
        if _by_its_words(scene, block)
    ]


def _by_its_words(scene: Scene, block: Block) -> bool:
    """Whether a block is claimed for what it says, and not for its place among the others."""
    return scene.contaminated(block.index) and scene.labels[block.index] not in _BY_PLACE


def _is_fragment(document: Document, block: Block) -> bool:
    """Whether the line above stops in mid-sentence, this one does not close it, and the line below closes it."""
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
    """Claim as body every claimed paragraph that opens with a quotation and goes on behind it.

    It quotes contamination to speak about it: “We use cookies.” She has read it often.
    """
    if not any_contamination(verdicts):
        return []
    quoting = [block for block in document.blocks if block.prose and _opens_with_quotation(document, block)]
    return _defended(document, verdicts, "quotations", quoting)


def _opens_with_quotation(document: Document, block: Block) -> bool:
    folded = document.folded
    return folded[block.left] == '"' and 0 < folded.find('"', block.left + 1, block.right) < block.right - 1


def defend_solitary(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim as body every claimed paragraph and pointer, if they are nearly all that is claimed.

    Contamination comes in company: a disclaimer, a portrait or a "Read more" in an otherwise clean text is often
    the author's own.
    """
    if not any_contamination(verdicts):
        return []
    if any(verdict.label is Label.APPENDED_STORY and verdict.confidence >= STORY for verdict in verdicts):
        return []
    scene = Scene(document, verdicts)
    claimed = [block for block in document.blocks if scene.contaminated(block.index)]
    claimed = [block for block in claimed if scene.labels[block.index] not in (Label.APPENDED_STORY, Label.TEMPLATE)]
    by_markup = {verdict.start for verdict in verdicts if verdict.rule == "markup"}
    doubtful = [b for b in claimed if (b.prose or _is_pointer(scene, b)) and b.start not in by_markup]
    if len(claimed) - len(doubtful) >= FURNITURE:
        return []
    evidence = "hardly anything else here is contamination"
    return [Verdict(block.start, block.end, Label.BODY, "solitary", ALONE, evidence) for block in doubtful]


def _is_pointer(scene: Scene, block: Block) -> bool:
    """Whether a line names the other article that it points to: "Read more: …"; a heading over links ends before."""
    text = scene.document.folded[block.left : block.right]
    return scene.labels[block.index] is Label.RELATED_LINKS and ":" in text[:-1]


def judge_head(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim the short unclaimed lines above the headline: names of sections and scraps of menus."""
    sure = any(verdict.label is Label.HEADLINE and verdict.confidence >= HEADLINE for verdict in verdicts)
    if not sure or not any_contamination(verdicts):
        return []
    scene = Scene(document, verdicts)
    if Label.HEADLINE not in scene.labels[:HEAD_BLOCKS]:
        return []
    headline = scene.labels.index(Label.HEADLINE)
    if not any(scene.contaminated(index) for index in range(headline + HEAD_NEIGHBOURS + 1)):
        return []
    return [
        Verdict(
            block.start,
            block.end,
            Label.NAVIGATION,
            "head",
            HEAD_CONFIDENCE,
            f"above the headline: {document.text(block)[:40]}",
        )
        for block in document.blocks[:headline]
        if scene.labels[block.index] is None and block.size <= KICKER_WORDS and not closes(scene, block)
    ]


def judge_tail(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim the unclaimed scraps below the first contamination of the tail.

    Once several kinds of contamination have begun and no paragraph of the article follows, the scraps between
    them are theirs: names over biographies, buttons, teasers. A line among them that is none, or an inset right above
    them, shows that they may be the article's: asking for that left 193 of the 324 words that
    went rightly on labelled English pages, and none of the 12 that did not.
    """
    if not any_contamination(verdicts):
        return []
    scene = Scene(document, verdicts)
    tail = document.blocks[_end_of_article(scene) + 1 :]
    kinds = {scene.labels[block.index] for block in tail if scene.contaminated(block.index)} - {Label.TEMPLATE}
    if len(kinds) < TAIL_KINDS:
        return []
    first: dict[str, int] = {}
    for line in document.blocks:
        first.setdefault(document.text(line).casefold(), line.index)
    made: list[Verdict] = []
    run: list[Block] = []
    label: Label | None = None
    for block in [*tail, None]:
        if block is None or scene.contaminated(block.index):
            below = scene.labels[block.index] if block else None
            if label is None or len(run) > SCRAPS or _below_inset(scene, run):
                run = _copied(scene, run, first)
            made += _scraps(document, run, label or Label.DUPLICATE, below, first)
            run, label = [], below
        elif scene.labels[block.index] is None:
            run.append(block)
            label = label if _is_scrap(scene, block) else None
    return made


def _copied(scene: Scene, run: Sequence[Block], first: Mapping[str, int]) -> list[Block]:
    """Return the first line of a run if it is a title that the document holds already: of a teaser, or the page's."""
    title = [block for block in run[:1] if block.size >= TITLE_WORDS and not closes(scene, block)]
    return [block for block in title if first[scene.document.text(block).casefold()] < block.index]


def _below_inset(scene: Scene, run: Sequence[Block]) -> bool:
    """Whether a run of scraps stands below an inset, above which the article's own lines end.

    An article that ends in short lines, such as a list, sources or dialogue, goes on below an advertisement.
    """
    if not run:
        return False
    last = run[0].index - 1
    first = last
    while first > 0 and scene.contaminated(first - 1):
        first -= 1
    labels = {scene.labels[index] for index in range(first, last + 1)}
    return last - first < INSET_LINES and labels <= INSETS


def _end_of_article(scene: Scene) -> int:
    """Index of the last paragraph, or where none is long enough of the last sentence; of the last line without any.

    Of a list of addresses between a menu and buttons no line is a paragraph, and all of it is the article.
    """
    if scene.last_prose >= 0:
        return scene.last_prose
    open_lines = [block for block in scene.blocks if scene.labels[block.index] is None and closes(scene, block)]
    return open_lines[-1].index if open_lines else len(scene.blocks) - 1


def _scraps(
    document: Document, run: Sequence[Block], label: Label, below: Label | None, first: Mapping[str, int]
) -> Iterator[Verdict]:
    """Claim a run of scraps as what stands above them; copies as such, and a name right over a biography as its own."""
    for block in run:
        text = document.text(block)
        kind = Label.DUPLICATE if first[text.casefold()] < block.index else label
        if block is run[-1] and below is Label.AUTHOR_BIO and block.size <= NAME_WORDS:
            kind = Label.AUTHOR_BIO
        evidence = f"between contamination, below the article: {text[:40]}"
        yield Verdict(block.start, block.end, kind, "tail", TAIL_CONFIDENCE, evidence)


def _is_scrap(scene: Scene, block: Block) -> bool:
    """Whether a line may go with its neighbours: a teaser or a label, but no sentence that could be the article's.

    An item goes only with items: among other furniture it is of a list that ends the article. Speech ends a story.
    """
    opening = scene.document.folded[block.left]
    if opening == '"' and closes(scene, block):
        return False
    listed = opening in "*-0"
    if listed and not any(_is_claimed_item(scene, index) for index in (block.index - 1, block.index + 1)):
        return False
    return block.size <= (SENTENCE_WORDS if closes(scene, block) else SCRAP_WORDS)


def _is_claimed_item(scene: Scene, index: int) -> bool:
    return scene.contaminated(index) and scene.document.folded[scene.blocks[index].left] in "*-0"
