"""Documents, work and effects as JSON values for the page, escaping everything that a browser would interpret."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cleanwire.labels import Label
from cleanwire.report.escaping import escaped
from cleanwire.report.groups import group_of, name_of
from cleanwire.report.measures import clipped
from cleanwire.review.background import Effects
from cleanwire.review.corrected import Fate, fates_of
from cleanwire.review.decisions import EITHER, Work
from cleanwire.review.documents import Entry
from cleanwire.review.opening import Opened, segment_at
from cleanwire.spans import Verdict

__all__ = ["KEYS", "effects_record", "labels_record", "lines_record", "work_record"]

EVIDENCE = 300
"""How many characters of evidence are shown, as in reports."""

LINE = 100_000
"""How many characters of a line are shown. A browser needs seconds for a line of a million, and minutes for ten."""

KEYS: Mapping[str, str] = {
    Label.BODY: "b",
    Label.HEADLINE: "h",
    EITHER: "i",
    Label.COMMENTS: "c",
    Label.SHARE_WIDGET: "s",
    Label.COUNTER: "k",
    Label.AD_MARKER: "a",
    Label.NEWSLETTER: "n",
    Label.PAYWALL: "p",
    Label.RELATED_LINKS: "r",
    Label.NAVIGATION: "v",
    Label.MEDIA: "m",
    Label.BYLINE: "y",
    Label.AUTHOR_BIO: "u",
    Label.CREDIT: "e",
    Label.CAPTION: "t",
    Label.LEGAL: "l",
    Label.NOTICE: "o",
    Label.TEMPLATE: "w",
    Label.DUPLICATE: "d",
    Label.APPENDED_STORY: "x",
}
"""The key of each label in the list that opens for a line: a letter of its name if one was free."""


def labels_record() -> list[dict[str, Any]]:
    """Return the labels in the order of their groups, with their keys."""
    return [
        {
            "label": str(label),
            "name": name_of(label),
            "key": key,
            "group": group_of(label),
            "kept": label == EITHER or Label(label).is_content,
        }
        for label, key in KEYS.items()
    ]


def work_record(work: Work) -> dict[str, Any]:
    """Return the decisions about a document, and whether there are steps to undo and redo."""
    return {
        "revision": work.revision,
        "reviewed": work.reviewed,
        "undo": len(work.past),
        "redo": len(work.future),
        "decisions": [
            {"start": one.start, "end": one.end, "label": one.label, "note": one.note, "own": one.own}
            for one in work.decisions
        ],
    }


def lines_record(opened: Opened, work: Work) -> list[dict[str, Any]]:
    """Return the lines of a document with what cleanwire says about each; decisions are separate, in `work_record`."""
    claims = opened.claims()
    fates = fates_of(opened, work.decisions)
    suggested = _suggestions(fates, claims)
    return [
        {
            "start": fate.line.start,
            "end": fate.line.end,
            "row": fate.line.row,
            "text": _shown(opened.source[fate.line.start : fate.line.end]),
            "removed": fate.segment.removed,
            "label": fate.said,
            "rule": fate.segment.rule,
            "confidence": round(fate.segment.confidence, 2),
            "evidence": escaped(clipped(fate.segment.evidence, EVIDENCE)),
            "claims": [_claim(one) for one in claims.get(fate.line.start, ()) if one.rule != fate.segment.rule],
            "suggested": label,
            "pack": _pack_effect(opened, fate),
        }
        for fate, label in zip(fates, suggested, strict=True)
    ]


def _shown(line: str) -> str:
    rest = len(line) - LINE
    return escaped(line) if rest <= 0 else f"{escaped(line[:LINE])}… ({rest:,} more characters)"


def _claim(verdict: Verdict) -> dict[str, Any]:
    return {"label": verdict.label.value, "rule": verdict.rule, "confidence": round(verdict.confidence, 2)}


def _pack_effect(opened: Opened, fate: Fate) -> str:
    """Return `removed` or `kept` if the pack under edit changes that, else an empty string."""
    if opened.before is None or segment_at(opened.before.segments, fate.line.start).removed == fate.segment.removed:
        return ""
    return "removed" if fate.segment.removed else "kept"


def _suggestions(fates: Sequence[Fate], claims: dict[int, list[Verdict]]) -> Iterator[str]:
    """Yield for each line the most likely label if it is to be removed; empty if nothing suggests one.

    It is the label that cleanwire gives it, else that of the most confident lost claim, else that of the line above.
    """
    above = ""
    for fate in fates:
        lost = (one.label.value for one in claims.get(fate.line.start, ()) if not one.label.is_content)
        label = fate.said if fate.segment.removed else next(lost, above)
        above = fate.said if fate.segment.removed else ""
        yield label


def effects_record(effects: Effects, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return the effects of a pack on documents, by rule."""
    own = {rule.id: rule.why for rule in effects.state.rules}
    counts = dict(effects.counts)
    others = sorted({rule for rule, _ in counts} - own.keys())
    return [
        {
            "rule": rule,
            "why": own.get(rule, ""),
            "own": rule in own,
            "removed": counts.get((rule, True), 0),
            "kept": counts.get((rule, False), 0),
            "lines": [
                {
                    "id": entries[effect.number].id,
                    "name": escaped(entries[effect.number].name),
                    "start": effect.start,
                    "text": escaped(effect.text),
                    "removed": effect.removed,
                }
                for removed in (True, False)
                for effect in tuple(effects.listed.get((rule, removed), ()))
            ],
        }
        for rule in (*own, *others)
    ]
