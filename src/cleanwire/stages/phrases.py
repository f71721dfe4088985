"""The rule packs at work: what the words of a line say about it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cleanwire.model import Block, Document, Verdict
from cleanwire.rules.matching import UNSCREENED, Candidate, Matcher, search
from cleanwire.rules.rule import Reach, Rule
from cleanwire.rules.scene import Scene
from cleanwire.stages.reaching import end_of_list

__all__ = ["Phrases"]

EVIDENCE_CHARACTERS = 80
"""Evidence is for a person to read: no more than one line of a terminal."""

EDGE_ABOVE, EDGE_BELOW = 1, 2
"""Among so many first and last blocks also long ones are searched for inner phrases, which elsewhere would cost as
much as all the rest. Notices in mid-article are short or say at their start what they are."""

REACH_DISCOUNT = 0.05
"""What lies under a heading is this much less certain than the heading, so that rules that know it better name it."""

PASSES = 4
"""How often the rules of company are asked again while they still claim: a bound on the time, rarely reached."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Judges blocks by the rules: by those that need nothing but a block and its place, then by those of company."""

    matcher: Matcher

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "Phrases":
        """Make the stage from rules."""
        return cls(Matcher(rules))

    def __call__(self, document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
        """Claim what the rules match."""
        scene = Scene(document, verdicts)
        last = len(document.blocks) - EDGE_BELOW
        skimmed = {block.index for block in document.blocks[EDGE_ABOVE:last] if not block.key}
        candidates = self.matcher.candidates(document, document.blocks, skimmed)
        made = _alone(scene, candidates)
        if made and skimmed:
            # Forms have their small print: long blocks beside claimed ones are read whole.
            beside = [i for i in sorted(skimmed) if scene.contaminated(i - 1) or scene.contaminated(i + 1)]
            made += self._read(scene, beside, skimmed, candidates)
        for _ in range(PASSES):
            unread = [index for index in _with_company(scene) if index in skimmed]
            made += self._read(scene, unread, skimmed, candidates)
            claimed = self._in_company(scene, candidates)
            made += claimed
            if not claimed:
                break
        return made

    def _read(
        self, scene: Scene, indexes: Sequence[int], skimmed: set[int], candidates: dict[int, list[Candidate]]
    ) -> list[Verdict]:
        """Read whole what was only skimmed; return what the rules that need no company say of it."""
        if not indexes:
            return []
        skimmed.difference_update(indexes)
        read = self.matcher.candidates(scene.document, [scene.blocks[index] for index in indexes])
        candidates.update(read)
        return _alone(scene, read)

    def _in_company(self, scene: Scene, candidates: Mapping[int, list[Candidate]]) -> list[Verdict]:
        """Return the verdicts of the rules that need company.

        What one of them claims can be what another waits for. So each claim is noted at once, and the document read
        upwards: at its end each removed line puts the one above it at the end.
        """
        made: list[Verdict] = []
        for index in _with_company(scene):
            block = scene.blocks[index]
            bare = self.matcher.bare_in_company if block.right - block.left <= UNSCREENED else ()
            for rule, phrase in (*candidates.get(index, ()), *bare):
                if rule.needs_company:
                    for verdict in _judge(scene, block, rule, phrase):
                        scene.claim(verdict)
                        made.append(verdict)
        return made


def _alone(scene: Scene, candidates: Mapping[int, list[Candidate]]) -> list[Verdict]:
    """Return the verdicts of the rules that need no company, and note them in the scene."""
    made: list[Verdict] = []
    for index in sorted(candidates):
        for rule, phrase in candidates[index]:
            if not rule.needs_company:
                made += _judge(scene, scene.blocks[index], rule, phrase)
    for verdict in made:
        scene.claim(verdict)
    return made


def _with_company(scene: Scene) -> Iterator[int]:
    """Yield, from the last to the first, the unclaimed blocks for which a condition of company can hold."""
    labels = scene.labels
    count = len(labels)
    indexes = {*range(min(scene.first_prose + 1, count)), *range(max(scene.last_prose, 0), count)}
    if count - labels.count(None):
        for index, label in enumerate(labels):
            if label is not None:
                indexes.add(index - 1)
                indexes.add(index + 1)
    for index in sorted(indexes, reverse=True):
        if 0 <= index < count and labels[index] is None:
            yield index


def _judge(scene: Scene, block: Block, rule: Rule, phrase: str) -> Sequence[Verdict]:
    """Return the verdicts of a rule whose phrase a block holds, if its conditions hold and its pattern is there."""
    for condition in rule.where:
        if not condition.holds(scene, block):
            return ()
    document = scene.document
    start, end, evidence = block.start, block.end, phrase
    if rule.pattern:
        span = _search(scene, block, rule)
        if span is None:
            return ()
        start, end = span
        evidence = document.source[start:end]
    evidence = evidence.strip()[:EVIDENCE_CHARACTERS]
    made = [Verdict(start, end, rule.label, rule.id, rule.confidence, evidence)]
    below = _reach(scene, block, rule)
    if below > block.end:
        confidence = round(rule.confidence - REACH_DISCOUNT, 2)
        made.append(Verdict(block.end, below, rule.label, rule.id, confidence, f"under: {evidence}"))
    return made


def _search(scene: Scene, block: Block, rule: Rule) -> tuple[int, int] | None:
    """Search a block for a rule's pattern, unless it overran in this document: so each rule loses time only once."""
    if rule.id in scene.overrun:
        return None
    try:
        return search(rule, scene.document, block)
    except (TimeoutError, MemoryError):
        scene.overrun.add(rule.id)
        return None


def _reach(scene: Scene, block: Block, rule: Rule) -> int:
    if rule.reach is Reach.LIST:
        return end_of_list(scene, block)
    return len(scene.document.source) if rule.reach is Reach.REST else block.end
