"""The rule packs at work: what the words of a line say about it."""

from collections.abc import Iterable
from dataclasses import dataclass

from cleanwire.model import Block, Document, Verdict
from cleanwire.rules.matching import INNER, Matcher, search
from cleanwire.rules.rule import Reach, Rule
from cleanwire.rules.scene import Scene
from cleanwire.stages.reaching import end_of_list

__all__ = ["CompanyRules", "LoneRules"]

EVIDENCE_CHARACTERS = 80
"""Evidence is for a person to read: no more than one line of a terminal."""

EDGE_ABOVE, EDGE_BELOW = 3, 6
"""Among so many first and last blocks also long ones are searched for inner phrases, which elsewhere would cost as
much as all the rest. Notices in mid-article are short or say at their start what they are."""

REACH_DISCOUNT = 0.05
"""What lies under a heading is this much less certain than the heading, so that rules that know it better name it."""

PASSES = 4
"""How often the rules of company are asked again while they still claim. Development pages need at most three."""


@dataclass(frozen=True, slots=True)
class LoneRules:
    """The rules that judge a block by itself and its place."""

    matcher: Matcher

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "LoneRules":
        """Make the stage from those of the rules that belong to it."""
        return cls(Matcher(rule for rule in rules if not rule.needs_company))

    def __call__(self, document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
        """Claim what the rules match."""
        scene = Scene(document, verdicts)
        last = len(document.blocks) - EDGE_BELOW
        unread: list[Block] = []
        made: list[Verdict] = []
        for block in document.blocks:
            edge = block.index < EDGE_ABOVE or block.index >= last
            if not edge and not block.key:
                unread.append(block)
            for rule, phrase in self.matcher.candidates(document, block, INNER if edge else 0):
                made += _judge(scene, block, rule, phrase)
        return made + self._beside(scene, made, unread) if made and unread else made

    def _beside(self, scene: Scene, made: list[Verdict], unread: list[Block]) -> list[Verdict]:
        """Return what inner phrases say of the long blocks beside claimed ones: forms have their small print."""
        for verdict in made:
            scene.claim(verdict)
        return [
            verdict
            for block in unread
            if scene.contaminated(block.index - 1) or scene.contaminated(block.index + 1)
            for rule, phrase in self.matcher.candidates(scene.document, block)
            for verdict in _judge(scene, block, rule, phrase)
        ]


@dataclass(frozen=True, slots=True)
class CompanyRules:
    """The rules that judge a block by what stands around it.

    What one of them claims can be what another waits for, so they are asked again while they claim: upwards first,
    since at the end of a document each removed line puts the one above it at the end.
    """

    matcher: Matcher

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "CompanyRules":
        """Make the stage from those of the rules that belong to it."""
        return cls(Matcher(rule for rule in rules if rule.needs_company))

    def __call__(self, document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
        """Claim what the rules match, given what has been claimed."""
        scene = Scene(document, verdicts)
        made: list[Verdict] = []
        for _ in range(PASSES):
            before = len(made)
            for index in _in_company(scene):
                block = document.blocks[index]
                for rule, phrase in self.matcher.candidates(document, block):
                    for verdict in _judge(scene, block, rule, phrase):
                        scene.claim(verdict)
                        made.append(verdict)
            if len(made) == before:
                break
        return made


def _in_company(scene: Scene) -> list[int]:
    """Return, from the last to the first, the unclaimed blocks for which a condition of company can hold."""
    count = len(scene.blocks)
    indexes = {*range(min(scene.first_prose + 1, count)), *range(max(scene.last_prose, 0), count)}
    for index, label in enumerate(scene.labels):
        if label is not None:
            indexes.update((index - 1, index + 1))
    return sorted((index for index in indexes if 0 <= index < count and scene.labels[index] is None), reverse=True)


def _judge(scene: Scene, block: Block, rule: Rule, phrase: str) -> list[Verdict]:
    """Return the verdicts of a rule whose phrase a block holds, if its conditions hold and its pattern is there."""
    for condition in rule.where:
        if not condition.holds(scene, block):
            return []
    document = scene.document
    start, end, evidence = block.start, block.end, phrase
    if rule.pattern:
        span = search(rule, document, block)
        if span is None:
            return []
        start, end = span
        evidence = document.source[start:end]
    evidence = evidence.strip()[:EVIDENCE_CHARACTERS]
    made = [Verdict(start, end, rule.label, rule.id, rule.confidence, evidence)]
    below = _reach(scene, block, rule)
    if below > block.end:
        confidence = round(rule.confidence - REACH_DISCOUNT, 2)
        made.append(Verdict(block.end, below, rule.label, rule.id, confidence, f"under: {evidence}"))
    return made


def _reach(scene: Scene, block: Block, rule: Rule) -> int:
    if rule.reach is Reach.LIST:
        return end_of_list(scene, block)
    return len(scene.document.source) if rule.reach is Reach.REST else block.end
