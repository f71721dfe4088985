"""The rule packs at work: what the words of a line say about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleanwire.model import Block, Document, Verdict
from cleanwire.rules.matching import Hit, Matcher
from cleanwire.rules.rule import Reach, Rule
from cleanwire.rules.scene import Scene
from cleanwire.stages.reaching import end_of_list

__all__ = ["CompanyRules", "LoneRules"]

_EVIDENCE_CHARACTERS = 80
"""Evidence is for a person to read: no more than one line of a terminal."""


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
        return [verdict for block in document.blocks for verdict in _judge(self.matcher, scene, block)]


@dataclass(frozen=True, slots=True)
class CompanyRules:
    """The rules that judge a block by what stands around it.

    What one of them claims can be what another waits for. The end of a document is read upwards, since there each
    removed line puts the one above it at the end; then everything is read downwards once more.
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
        for blocks in (reversed(document.blocks), document.blocks):
            for block in blocks:
                if scene.labels[block.index] is None and self._in_company(scene, block):
                    for verdict in _judge(self.matcher, scene, block):
                        scene.claim(verdict)
                        made.append(verdict)
        return made

    def _in_company(self, scene: Scene, block: Block) -> bool:
        """Whether any condition of company can hold here; a cheap screen before the matcher."""
        index = block.index
        return (
            index >= scene.last_prose
            or index <= scene.first_prose
            or scene.labels[index - 1] is not None
            or scene.labels[index + 1] is not None
        )


def _judge(matcher: Matcher, scene: Scene, block: Block) -> Iterator[Verdict]:
    for hit in matcher.hits(scene.document, block):
        if all(condition.holds(scene, block) for condition in hit.rule.where):
            yield _verdict(scene, block, hit)


def _verdict(scene: Scene, block: Block, hit: Hit) -> Verdict:
    end = hit.end
    if hit.rule.reach is Reach.LIST:
        end = end_of_list(scene, block)
    elif hit.rule.reach is Reach.REST:
        end = len(scene.document.source)
    evidence = hit.evidence.strip()[:_EVIDENCE_CHARACTERS]
    return Verdict(hit.start, end, hit.rule.label, hit.rule.id, hit.rule.confidence, evidence)
