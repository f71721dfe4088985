"""The pipeline: a list of stages. Each sees the claims of the stages before it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cleanwire.document import Document
from cleanwire.rules.rulebook import Rulebook
from cleanwire.spans import Verdict
from cleanwire.stages.broken_teasers import find_broken_teasers
from cleanwire.stages.code_blocks import defend_code
from cleanwire.stages.dated_entries import find_dated_entries
from cleanwire.stages.defences import defend_fragments, defend_quotations, defend_solitary
from cleanwire.stages.full_page import find_page_boilerplate
from cleanwire.stages.headlines import find_headline
from cleanwire.stages.judging import Judge, shipped_judge
from cleanwire.stages.near_repeats import find_near_repeats
from cleanwire.stages.page_headers import find_page_marks
from cleanwire.stages.page_markup import judge_markup
from cleanwire.stages.phrases import Phrases
from cleanwire.stages.repeats import find_contents, find_repeats
from cleanwire.stages.safety_net import hold_back
from cleanwire.stages.stories import find_stories

if TYPE_CHECKING:
    from cleanwire.profile.site_profile import SiteProfile

__all__ = ["Stage", "run", "stages_of", "with_profile"]

Stage = Callable[[Document, tuple[Verdict, ...]], list[Verdict]]


def stages_of(rulebook: Rulebook, judge: Judge | None = None) -> tuple[Stage, ...]:
    """Return the pipeline for a rulebook, with the shipped judge by default."""
    judge = judge or shipped_judge()
    phrases = Phrases(rulebook)
    return (
        judge_markup,
        phrases,
        find_dated_entries,
        find_broken_teasers,
        find_headline,
        find_contents,
        find_repeats,
        find_near_repeats,
        find_page_marks,
        find_page_boilerplate,
        find_stories,
        judge,
        phrases.defend,
        defend_fragments,
        defend_quotations,
        defend_solitary,
        defend_code,
        partial(hold_back, likely=judge.trees.bars["default"]),
    )


def with_profile(stages: tuple[Stage, ...], profile: "SiteProfile | str | Path") -> tuple[Stage, ...]:
    """Return the pipeline with the stage that uses a site profile.

    It comes after the stage for full-page text, which was fitted without its claims.
    """
    from cleanwire.stages.sharing import Sharing  # noqa: PLC0415, it needs a profile

    at = stages.index(find_page_boilerplate) + 1
    return (*stages[:at], Sharing.by(profile), *stages[at:])


def run(stages: tuple[Stage, ...], document: Document) -> tuple[Verdict, ...]:
    """Return the claims of all stages about a document, in order. Nothing is decided yet."""
    verdicts: tuple[Verdict, ...] = ()
    for stage in stages:
        verdicts += tuple(stage(document, verdicts))
    return verdicts
