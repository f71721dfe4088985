"""Applies the rule packs: claims lines by their words, position and neighbours."""

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
"""The greatest length of evidence, which is for a person to read: one line of a terminal."""

EDGE_ABOVE, EDGE_BELOW = 1, 2
"""Long blocks among this many first and last blocks are also searched for inner phrases. Elsewhere this would take as
much time as everything else. Notices in the middle of an article are short, or begin with what they are."""

REACH_DISCOUNT = 0.05
"""Lines under a heading are this much less certain than the heading, so that more specific rules decide their label."""

THREAD = 0.93
"""The confidence of a thread, which its entries have proved. It is high enough to remove paragraphs even if nothing
else in the document is boilerplate (`defences.ALONE`)."""

PASSES = 4
"""How often rules that look at other claims are tried while they still make claims. A bound on the time, rarely
reached."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The stage that applies the rules: first those that need only a block and its position, then the others."""

    rulebook: Rulebook

    def __call__(self, document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
        """Return the claims of the rules."""
        return _Hearing(self.rulebook.matcher(document), document, verdicts).claims()

    def defend(self, document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
        """Claim as body the lines that the judge claims and an exception matches, whatever the judge's confidence."""
        judged = {verdict.start: verdict.confidence for verdict in verdicts if verdict.rule == JUDGE}
        if not judged:
            return []
        scene = Scene(document, verdicts)
        exceptions = self.rulebook.matcher(document).exceptions
        made = [_defence(scene, block, exceptions) for block in document.blocks if block.start in judged]
        return [replace(one, confidence=max(one.confidence, judged[one.start])) for one in made if one]

    def entries(self, document: Document) -> list[Entry]:
        """Return the entries of comment threads that rules match, from top to bottom."""
        matcher = self.rulebook.matcher(document)
        _, later, _, headings = matcher.candidates(document)
        return list(_entries(matcher, Scene(document), later, headings))


class _Hearing:
    """The rules applied to one document, and their claims so far."""

    def __init__(self, matcher: Matcher, document: Document, verdicts: tuple[Verdict, ...]) -> None:
        self._matcher = matcher
        self._document = document
        self._scene = Scene(document, verdicts)
        self._skimmed = range(EDGE_ABOVE, max(EDGE_ABOVE, len(document.blocks) - EDGE_BELOW))
        """Blocks that are only skimmed at first if they are long."""
        self._whole: set[int] = set()
        """Those of them that have been read completely."""
        now, self._later, awaited, headings = matcher.candidates(document, skimmed=self._skimmed)
        self._awaited = {*awaited}
        """Blocks with a phrase of a rule for which claims anywhere in the document are company enough."""
        self._headings = {*headings}
        """The blocks that may announce a thread."""
        self._threads = Threads(self._scene, partial(_entries, matcher, self._scene, self._later, self._headings))
        self._made: list[Verdict] = []
        self._headed: list[int] = []
        """The headings under which entries have proved a comment thread."""
        self._alone(now)

    def claims(self) -> list[Verdict]:
        """Return the verdicts of all rules."""
        if self._made:
            # Forms have small print, so long blocks next to claimed ones are read completely.
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
        """Read skimmed blocks completely, and add the claims of the rules that need no company."""
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
        """Add the claims of the rules that need no company: for lines, headings of threads, then headings of lists."""
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
        """Add the claims of the rules that need company, for blocks that have some.

        The claim of one rule may be the company that another one needs. So each claim is recorded at once, and the
        document is read upwards first: at its end, each removed line puts the line above it at the end. Then it is read
        downwards.
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
        """Add the claims of a rule on a line and on the lines below it, unless an exception protects the line."""
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
        """Return the verdicts of a rule whose phrase is in a block: on the block, and on the lines it reaches below."""
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
        """Return the end, in the source, of what a rule removes."""
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
    """Return the verdict of the first exception that matches a claimed block, or None."""
    for question in exceptions:
        if defence := _spoken(scene, block, question, ""):
            return defence
    return None


def _entries(matcher: Matcher, scene: Scene, candidates: Candidates, headings: Collection[int]) -> Iterator[Entry]:
    """Yield the entries of comment threads below the first heading of one."""
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
    """Return the verdict of a rule whose phrase is in a block, or None if a condition or its pattern fails."""
    for condition in question.where:
        if not condition.holds(scene, block):
            return None
    rule = question.rule
    start, end = block.start, block.end
    if rule.pattern:
        span = search(scene, rule, block)
        if span is None:
            return None
        start, end = span
        evidence = scene.document.source[start:end]
    else:
        evidence = joined(scene.document.text(block) if phrase is None else phrase)
    return Verdict(start, end, rule.label, rule.id, rule.confidence, evidence.strip()[:EVIDENCE_CHARACTERS])


def _with_company(scene: Scene) -> list[int]:
    """Return the unclaimed blocks at either end of the document or next to a claimed one, from top to bottom."""
    labels, first, last = scene.labels, scene.first_prose, scene.last_prose
    if scene.is_unclaimed:
        return [*range(min(first + 1, len(labels))), *range(max(first + 1, last), len(labels))]
    return [
        index
        for index, label in enumerate(labels)
        if label is None
        and (not first < index < last or labels[index - 1] is not None or labels[index + 1] is not None)
    ]
