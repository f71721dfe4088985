"""The rule packs at work: what the words of a line say about it."""

from bisect import bisect_right, insort
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.rules.context_conditions import at_end
from cleanwire.rules.matching import Candidates, Matcher, Question, search
from cleanwire.rules.rule import Reach, Rule
from cleanwire.rules.rulebook import Rulebook
from cleanwire.rules.scene import Scene
from cleanwire.spans import Verdict
from cleanwire.stages.comment_threads import Entry, Threads
from cleanwire.stages.glossaries import without_glossary
from cleanwire.stages.heading_lists import end_of_list
from cleanwire.stages.judging import JUDGE
from cleanwire.text.folding import joined

__all__ = ["Phrases"]

EVIDENCE_CHARACTERS = 80
"""Evidence is for a person to read: no more than one line of a terminal."""

EDGE_ABOVE, EDGE_BELOW = 1, 2
"""Among so many first and last blocks also long ones are searched for inner phrases, which elsewhere would cost as
much as all the rest. Notices in mid-article are short or say at their start what they are."""

REACH_DISCOUNT = 0.05
"""What lies under a heading is this much less certain than the heading, so that rules that know it better name it."""

THREAD = 0.93
"""A thread has shown itself by its form: its paragraphs go even where nothing else in the document is contamination,
for which `regions.ALONE` (.92) asks."""

PASSES = 4
"""How often the rules of company are asked again while they still claim: a bound on the time, rarely reached."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Judges blocks by the rules: by those that need nothing but a block and its place, then by those of company."""

    rulebook: Rulebook

    def __call__(self, document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
        """Claim what the rules match."""
        return _Hearing(self.rulebook.matcher(document), document, verdicts).claims()

    def defend(self, document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
        """Claim as body the lines that the judge takes and an exception knows better, however sure the judge is."""
        judged = {verdict.start: verdict.confidence for verdict in verdicts if verdict.rule == JUDGE}
        if not judged:
            return []
        scene = Scene(document, verdicts)
        exceptions = self.rulebook.matcher(document).exceptions
        made = [_defence(scene, block, exceptions) for block in document.blocks if block.start in judged]
        return [replace(one, confidence=max(one.confidence, judged[one.start])) for one in made if one]

    def entries(self, document: Document) -> list[Entry]:
        """Return what the rules take for boilerplate of contributions to a thread, from top to bottom."""
        matcher = self.rulebook.matcher(document)
        _, later, _, headings = matcher.candidates(document)
        return list(_entries(matcher, Scene(document), later, headings))


class _Hearing:
    """The rules over one document, and what they have claimed so far."""

    def __init__(self, matcher: Matcher, document: Document, verdicts: tuple[Verdict, ...]) -> None:
        self._matcher = matcher
        self._document = document
        self._scene = Scene(document, verdicts)
        self._skimmed = range(EDGE_ABOVE, max(EDGE_ABOVE, len(document.blocks) - EDGE_BELOW))
        """Of these blocks the long ones are skimmed, until they are read."""
        self._whole: set[int] = set()
        """Those of them that have been read whole."""
        now, self._later, awaited, headings = matcher.candidates(document, skimmed=self._skimmed)
        self._awaited = {*awaited}
        """The blocks of which a rule speaks that holds wherever the document is contaminated."""
        self._headings = {*headings}
        """The blocks that may announce a thread."""
        self._threads = Threads(self._scene, partial(_entries, matcher, self._scene, self._later, self._headings))
        self._made: list[Verdict] = []
        self._headed: list[int] = []
        """The headings under which a thread of comments has shown itself."""
        self._alone(now)

    def claims(self) -> list[Verdict]:
        """Return the verdicts of all rules."""
        if self._made:
            # Forms have their small print: long blocks beside claimed ones are read whole.
            contaminated = self._scene.contaminated
            self._read([i for i in self._skimmed if contaminated(i - 1) or contaminated(i + 1)])
        for number in range(PASSES):
            before = len(self._made)
            beside = _with_company(self._scene)
            self._read(beside)
            count = len(self._made)
            self._in_company(beside if count == before else _with_company(self._scene), upwards=number % 2 == 0)
            if len(self._made) == count:
                break
        return self._made

    def _read(self, indexes: Sequence[int]) -> None:
        """Read whole what of some blocks was only skimmed, and note what the rules that need no company say of it."""
        blocks, skimmed, whole = self._scene.blocks, self._skimmed, self._whole
        indexes = [index for index in indexes if not blocks[index].key and index in skimmed and index not in whole]
        if not indexes:
            return
        whole.update(indexes)
        now, later, awaited, headings = self._matcher.candidates(self._document, indexes)
        for noted, found in ((self._awaited, awaited), (self._headings, headings)):
            noted.difference_update(later)
            noted.update(found)
        self._later.update(later)
        self._alone(now)

    def _alone(self, candidates: Candidates) -> None:
        """Note the verdicts of the rules that need no company: of lines, of headings over threads, then over lists."""
        far: dict[Reach, list[tuple[Block, Question, str | None]]] = {Reach.REST: [], Reach.LIST: []}
        lines: list[tuple[Block, Sequence[Verdict]]] = []
        for index in sorted(candidates):
            block = self._scene.blocks[index]
            for question, phrase in candidates[index]:
                if question.rule.reach in far:
                    far[question.rule.reach].append((block, question, phrase))
                elif made := self._judge(block, question, phrase):
                    lines.append((block, made))
        for _, made in without_glossary(self._scene, lines):
            self._note(made)
        for block, question, phrase in (*far[Reach.REST], *far[Reach.LIST]):
            self._note(self._judge(block, question, phrase))

    def _in_company(self, beside: Sequence[int], *, upwards: bool) -> None:
        """Note the verdicts of the rules that need company, in the blocks that have some.

        What one of them claims can be what another waits for. So each claim is noted at once, and the document read
        upwards first: at its end each removed line puts the one above it at the end. Then it is read downwards.
        """
        candidates, labels = self._later, self._scene.labels
        asked = self._awaited.union(beside).intersection(candidates)
        for index in sorted(asked, reverse=upwards):
            if labels[index] is not None:
                continue
            block = self._scene.blocks[index]
            for question, phrase in candidates[index]:
                if question.rule.reach is not Reach.ENTRY or question.rule.needs_company:
                    made = self._judge(block, question, phrase)
                    if made:
                        self._note(made)

    def _note(self, made: Sequence[Verdict]) -> None:
        """Add what a rule says of a line and of what is below it, unless an exception knows the line better."""
        for verdict in made:
            claimed = [self._scene.blocks[index] for index in self._scene.claim(verdict)]
            defences: list[Verdict] = []
            for block in claimed if verdict is made[0] else ():
                if defence := _defence(self._scene, block, self._matcher.exceptions):
                    self._scene.defend(block.index)
                    defences.append(defence)
            self._made += [*defences, verdict]
            if defences:
                return

    def _judge(self, block: Block, question: Question, phrase: str | None) -> Sequence[Verdict]:
        """Return the verdicts of a rule whose phrase a block holds: on the block, and on what it takes below."""
        rule = question.rule
        verdict = _spoken(self._scene, block, question, phrase)
        if verdict is None or (rule.label is not Label.BYLINE and self._scene.continues(block)):
            return ()
        end = self._reach(block, rule)
        if end > block.end:
            confidence = THREAD if rule.reach is Reach.REST else round(rule.confidence - REACH_DISCOUNT, 2)
            return (verdict, Verdict(block.end, end, rule.label, rule.id, confidence, f"under: {verdict.evidence}"))
        if rule.reach is Reach.REST and not at_end(self._scene, block):
            return ()
        return (verdict,)

    def _reach(self, block: Block, rule: Rule) -> int:
        """Return where what a rule takes ends in the source."""
        if rule.reach is Reach.LIST:
            below = bisect_right(self._headed, block.index)
            return end_of_list(self._scene, block, (*self._headed[below : below + 1], len(self._scene.blocks))[0])
        if rule.reach is Reach.REST:
            last = self._threads.end(block, rule.confidence) - 1
            if last > block.index:
                insort(self._headed, block.index)
            return self._scene.blocks[last].end
        return block.end


def _defence(scene: Scene, block: Block, exceptions: Sequence[Question]) -> Verdict | None:
    """Return the verdict of the first exception that holds for a claimed block."""
    for question in exceptions:
        if defence := _spoken(scene, block, question, ""):
            return defence
    return None


def _entries(matcher: Matcher, scene: Scene, candidates: Candidates, headings: Collection[int]) -> Iterator[Entry]:
    """Yield the lines that are boilerplate of contributions to a thread, below the first heading over one."""
    bare = [(question, "") for question in matcher.bare_entries]
    for block in scene.blocks[min(headings, default=0) :]:
        spoken = (*candidates.get(block.index, ()), *bare)
        rules = [
            question.rule
            for question, phrase in spoken
            if question.rule.reach is Reach.ENTRY and _spoken(scene, block, question, phrase)
        ]
        if rules:
            surest = max(rules, key=lambda rule: rule.confidence)
            yield Entry(block.index, surest.id, surest.confidence)


def _spoken(scene: Scene, block: Block, question: Question, phrase: str | None) -> Verdict | None:
    """Return what a rule says of a block whose phrase it holds, if its conditions hold and its pattern is there."""
    for condition in question.where:
        if not condition.holds(scene, block):
            return None
    rule = question.rule
    start, end = block.start, block.end
    if rule.pattern:
        span = _searched(scene, block, rule)
        if span is None:
            return None
        start, end = span
        evidence = scene.document.source[start:end]
    else:
        evidence = joined(scene.document.text(block) if phrase is None else phrase)
    return Verdict(start, end, rule.label, rule.id, rule.confidence, evidence.strip()[:EVIDENCE_CHARACTERS])


def _searched(scene: Scene, block: Block, rule: Rule) -> tuple[int, int] | None:
    """Search a block for a rule's pattern, unless it overran in this document: each rule loses time only once."""
    if rule.id in scene.overrun:
        return None
    try:
        return search(rule, scene.document, block)
    except (TimeoutError, MemoryError):
        scene.overrun.add(rule.id)
        return None


def _with_company(scene: Scene) -> list[int]:
    """Return the unclaimed blocks at either end of the document or beside a claimed one, from top to bottom."""
    labels, first, last = scene.labels, scene.first_prose, scene.last_prose
    if scene.is_unclaimed:
        return [*range(min(first + 1, len(labels))), *range(max(first + 1, last), len(labels))]
    return [
        index
        for index, label in enumerate(labels)
        if label is None
        and (not first < index < last or labels[index - 1] is not None or labels[index + 1] is not None)
    ]
