"""Write the figures of the judge as a page of the documentation."""

from collections.abc import Iterator, Sequence

from measuring import BARS, Judged, figures_of, names_right, reliability

__all__ = ["figures_page"]

HEAD = """# Figures of the line classifier

What the judge, the classifier for lines that no rule claims, removes and loses on held-out pages. Read this page if you
choose a strictness, or compare a classifier of your own. [How it works](how-it-works.md#the-judge-a-line-classifier)
explains the judge, and [Fitting the line classifier](judge.md) how to fit it to other pages.

This page is written by `training/judge.py`. Annotated pages were held out, a fourth of the sources at a time, and
judged by a classifier fitted to the others. The rules of the packs were written with these pages known. Therefore most
figures are given with {unknown:.0%} of the rules that belong to a language switched off, as if the pages were new to
the rules. The thresholds were chosen in this setting.

| column | what it says |
|---|---|
| removed | the share of the boilerplate's words that is removed, not counting other stories |
| mean | the same, as the mean over pages |
| lost | the share of the articles' words that is removed |
| over 1 % | pages that lose more than 1 % of the article |
| over 10 % | pages that lose more than 10 % of the article |

The thresholds were chosen with whole articles and other texts included, of which nothing should be lost. So the loss on
these pages alone can be higher than the strictness allows.
"""

GROUPS = ("de", "en", "es", "fr", "ja", "zh")
"""Languages with a row of their own."""


def figures_page(found: dict[float, list[Judged]], bars: dict[str, float], unknown: float) -> str:
    """Return the page, given the results on held-out sources by the share of rules that was switched off."""
    held = [one for one in found[unknown] if not one.case.text.calm]
    kinds = sorted({one.case.text.kind for one in held})
    lines = [
        HEAD.format(unknown=unknown),
        *_by_strictness(found, bars, kinds),
        *_by_language(held, bars, kinds),
        *_curve(held, kinds),
        *_reliability(held),
    ]
    return "\n".join(lines) + "\n"


def _by_strictness(found: dict[float, list[Judged]], bars: dict[str, float], kinds: Sequence[str]) -> Iterator[str]:
    yield "## By strictness\n"
    yield "| strictness | threshold | text | rules | removed | mean | lost | over 1 % | over 10 % |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, bar in bars.items():
        for kind in kinds:
            for unknown, held in found.items():
                some = figures_of([one for one in held if one.case.text.kind == kind], name, bar)
                rules = f"{1 - unknown:.0%}"
                yield (
                    f"| {name} | {bar} | {kind} | {rules} | {some.removed:.3f} | {some.mean:.3f} | {some.lost:.5f} |"
                    f" {some.over_1:.2%} | {some.over_10:.2%} |"
                )
    right = ", ".join(f"{names_right(held, bars['default']):.2f} with {1 - un:.0%}" for un, held in found.items())
    yield f"\nShare of the removed boilerplate lines that get the right label: {right} of the rules.\n"


def _by_language(held: Sequence[Judged], bars: dict[str, float], kinds: Sequence[str]) -> Iterator[str]:
    yield "## By language\n"
    yield "Default strictness, as if the pages were new to the rules.\n"
    yield "| language | " + " | ".join(f"{kind}: texts | removed | mean | lost" for kind in kinds) + " |"
    yield "|---" * (1 + 4 * len(kinds)) + "|"
    present = {_group(one) for one in held}
    for group in [group for group in (*GROUPS, "other") if group in present]:
        cells = []
        for kind in kinds:
            inside = [one for one in held if one.case.text.kind == kind and _group(one) == group]
            some = figures_of(inside, "default", bars["default"])
            cells.append(f"{some.texts} | {some.removed:.3f} | {some.mean:.3f} | {some.lost:.5f}")
        yield f"| {group} | " + " | ".join(cells) + " |"


def _group(one: Judged) -> str:
    language = one.case.text.language[:2]
    return language if language in GROUPS else "other"


def _curve(held: Sequence[Judged], kinds: Sequence[str]) -> Iterator[str]:
    yield "\n## By threshold\n"
    yield "Default strictness with other thresholds for the judge, as if the pages were new to the rules.\n"
    yield "| threshold | " + " | ".join(f"{kind}: removed | mean | lost | over 1 %" for kind in kinds) + " |"
    yield "|---" * (1 + 4 * len(kinds)) + "|"
    for bar in BARS:
        figures = [figures_of([one for one in held if one.case.text.kind == kind], "default", bar) for kind in kinds]
        cells = [f"{some.removed:.3f} | {some.mean:.3f} | {some.lost:.5f} | {some.over_1:.2%}" for some in figures]
        yield f"| {bar} | " + " | ".join(cells) + " |"


def _reliability(held: Sequence[Judged]) -> Iterator[str]:
    yield "\n## Calibration\n"
    yield "As if the pages were new to the rules. Inside articles the judge lowers its probability on purpose.\n"
    yield "| probability | lines | share that is boilerplate |"
    yield "|---|---|---|"
    for low, high, count, share in reliability(held):
        yield f"| {low} to {high} | {count} | {share:.3f} |"
