"""Refit the decisions on appended and inset stories, and print what they find on pages held back.

    python training/stories.py PAGES.jsonl [--others OTHERS.jsonl] [--seeds 3] [--screens | --echoes] [--write]

PAGES are objects with `title`, `gold` and `domain`, one on a line: they are spliced, and made into texts of many parts.
OTHERS are objects with `text` and `domain`, perhaps `stays`, the numbers of the lines that are the article's (all by
default): what extractors left of pages, manuals, speeches, whatever must stay whole. The domains fall into five folds,
and the figures printed are those of each fold with decisions fitted to the others. With `--write` they are refitted to
all and written to `weights.toml`.
Needs `pip install cleanwire[bench]`.
"""

import json
import multiprocessing
import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import takewhile
from pathlib import Path

import click
import numpy as np
from composites import composites
from holding import number_of
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from splices import Page, Splice, read_pages, splices

from cleanwire.cleaner import Stage, run, stages_of
from cleanwire.decisions import Decision, Term, read_decisions
from cleanwire.reading import read
from cleanwire.rules.rulebook import Rulebook
from cleanwire.rules.scene import Scene
from cleanwire.stages.stories import find_stories
from cleanwire.stages.stories.claiming import Candidate
from cleanwire.stages.stories.decision import decision as shipped
from cleanwire.stages.stories.evidence import evidence_of
from cleanwire.stages.stories.lines import Lines, lines_of
from cleanwire.stages.stories.proof import is_proven
from cleanwire.stages.stories.screening import Cuts, Insets

WEIGHTS = Path(__file__).parents[1] / "src/cleanwire/stages/stories/weights.toml"

CLEAN_WEIGHT = 30.0
"""How much more a place in a clean article counts than one in a splice: there a cut does the harm that counts. With 10
.85 of the L3 words of held-back pages are found at one bar for harm, with 30 .88."""

PARTS_WEIGHT = 0.3
"""How much a place in a text of many parts counts: they are made to be as hard as can be, and pages are not. With 1
.10 of them lose something instead of .18 where .86 of L3 is found, and .0029 of the clean pages instead of .0018."""

RIGHT_WEIGHTS = {"L1": 1.5, "L3": 2.0, "L4": 4.0, "L5": 2.0}
"""How much more a true place counts where little shows it, and where the host is on the same subject: few of the latter
pass the screens, and what a site appends is often on the subject. With 1 for L4 .03 less of
its words is found."""

STRENGTH = 0.003
"""The inverse strength of regularisation. Ten and a hundred times as much find as many stories on the pages that they
are fitted to, and fewer on others."""

PASSED = {"appended-screen": 0.965, "inset-screen": 0.98, "appended-echo": 0.995, "inset-echo": 0.99}
"""Share of the texts in which a story is found that the looks let through, at the best of its places. What no
decision would take need not pass. With .98 instead of .965 half of the clean articles held back pass the first screen
and not three in ten, and of the stories held back .994 instead of .980 do. Of what passes the screens
the echoes let 1.000 and .994 of the stories held back through, and of clean articles few: .37 of them pass the screen
for stories at the end and .075 its echo, .50 and .19 those for insets."""

BOUNDS = {"appended": (0.0011, 0.002), "inset": (0.0005, 0.0005)}
"""Share of the texts that must stay whole which each decision may take something of at the default strictness, each
scored by a fit without its fold: first where the story begins with a headline, then where it does not."""

ABOVE = 1e-6
"""A bar stands this much above the score of what has to stay."""

FOLDS = 5

WHOLE = ("clean", "other")
"""The levels of texts that must stay whole, as they come."""

SAMPLE = 40
"""About so many places of a text that are not true ones are enough for a screen."""

Table = Mapping[str, Sequence[float]]


@dataclass(frozen=True)
class Place:
    """A place where a story may be, and what would be right to do there."""

    evidence: dict[str, float]
    right: bool
    neutral: bool
    """Whether to cut here does no harm, and does not do what it should either."""
    found: int
    """Words of the stranger that go."""
    lost: int
    """Words of the host that go."""


@dataclass(frozen=True)
class Job:
    """A text to take the evidence of."""

    domain: str
    splice: Splice
    stays: frozenset[int] | None
    """The numbers of the lines that must stay; None for all that is no stranger's."""
    look: str


@dataclass(frozen=True)
class Case:
    """A text with its places."""

    level: str
    domain: str
    host_words: int
    stranger_words: int
    places: Mapping[str, Sequence[Place]]


def case_of(job: Job) -> Case | None:
    """Return the places of a text, and what is known of each."""
    splice = job.splice
    document = read(splice.text, format="text")
    lines = lines_of(Scene(document, run(_stages_before(), document)))
    if lines is None:
        return None
    fates = _fates(lines, splice, job.stays)
    words = np.array([block.size for block in lines.blocks])
    places = _looked(lines, fates, words, job.look) if job.look else _judged(lines, fates, words)
    return Case(splice.level, job.domain, int(words[fates == 0].sum()), int(words[fates == 1].sum()), places)


@cache
def _stages_before() -> tuple[Stage, ...]:
    return tuple(takewhile(lambda stage: stage is not find_stories, stages_of(Rulebook())))


def _looked(lines: Lines, fates: np.ndarray, words: np.ndarray, look: str) -> dict[str, list[Place]]:
    """Return what the screens or the second looks see: the places where a story is rightly found, and others."""
    cuts, runs = Cuts(lines), Insets(lines)
    spans = {
        "appended": [(at, len(lines)) for at in cuts.open.tolist()],
        "inset": list(zip(runs.start.tolist(), runs.end.tolist(), strict=True)),
    }
    sources = {"appended": (cuts, lambda start, _: cuts.evidence(start)), "inset": (runs, partial(evidence_of, lines))}
    places: dict[str, list[Place]] = {}
    for kind, (source, evidence) in sources.items():
        here = places[f"{kind}-{look}"] = []
        if not spans[kind]:
            continue
        columns = source.columns if look == "screen" else source.echoes
        for at, number in enumerate(range(len(spans[kind])) if look == "screen" else source.passed.tolist()):
            row = {name: float(column[at]) for name, column in columns.items()}
            place = _place(fates, words, *spans[kind][number], row)
            if place.right and shipped(kind).score(evidence(*spans[kind][number])) <= 0:
                place = replace(place, right=False, neutral=True)
            here.append(place)
    return {name: _sample(here) for name, here in places.items()}


def _sample(places: Sequence[Place]) -> list[Place]:
    step = len(places) // SAMPLE + 1
    return [place for number, place in enumerate(places) if place.right or number % step == 0]


def _judged(lines: Lines, fates: np.ndarray, words: np.ndarray) -> dict[str, list[Place]]:
    """Return what the decisions see: the places that pass the screens, and would be claimed if they were likely."""
    cuts, runs = Cuts(lines), Insets(lines)
    found = {
        "appended": [Candidate(at, len(lines), 0, cuts.evidence(at), appended=True) for at in cuts.proposed()],
        "inset": [Candidate(*pair, 0, evidence_of(lines, *pair), appended=False) for pair in runs.proposed()],
    }
    return {
        kind: [_place(fates, words, one.start, one.end, one.evidence) for one in here if is_proven(lines, one)]
        for kind, here in found.items()
    }


def _fates(lines: Lines, splice: Splice, stays: frozenset[int] | None) -> np.ndarray:
    """Return for each line 1 for the stranger's, 0 for what must stay, -1 for what may do either."""
    starts = [block.left for block in lines.blocks]
    fates = [1 if splice.story <= at < splice.end else -1 if splice.start <= at < splice.story else 0 for at in starts]
    if stays is not None:
        begins = np.cumsum([0, *[len(line) + 1 for line in splice.text.split("\n")]])
        fates = [0 if line in stays else -1 for line in begins.searchsorted(starts, "right") - 1]
    return np.array(fates)


def _place(fates: np.ndarray, words: np.ndarray, start: int, end: int, evidence: dict[str, float]) -> Place:
    inside = np.zeros(len(fates), bool)
    inside[start:end] = True
    found = int(words[inside & (fates == 1)].sum())
    lost = int(words[inside & (fates == 0)].sum())
    strange = int(words[fates == 1].sum())
    host = int(words[fates == 0].sum())
    harmless = found > 0 and lost <= 0.02 * host and lost <= 0.1 * found
    right = harmless and found >= 0.9 * strange
    return Place(evidence, right, not right and (harmless or not found + lost), found, lost)


def cases_of(pages: Sequence[Page], others: Path | None, seeds: int, look: str) -> list[Case]:
    """Take the evidence of splices, of texts of many parts and of others; pages only meet pages of their fold."""
    jobs = []
    for fold in range(FOLDS):
        pool = [page for page in pages if fold_of(page.domain) == fold]
        for seed in range(seeds):
            made = [Job(page.domain, splice, None, look) for page, splice in splices(pool, seed)]
            jobs += [job for job in made if seed == 0 or job.splice.level != "clean"]
            jobs += [Job(page.domain, _whole("parts", text), None, look) for page, text in composites(pool, seed)]
    for row in map(json.loads, others.read_text("utf-8").splitlines() if others else ()):
        stays = frozenset(row["stays"]) if "stays" in row else None
        jobs.append(Job(row["domain"], _whole("other", row["text"]), stays, look))
    with multiprocessing.Pool() as workers:
        return [case for case in workers.imap(case_of, jobs, chunksize=16) if case]


def _whole(level: str, text: str) -> Splice:
    """Return a text without a stranger in it."""
    return Splice(level, text, len(text), len(text), len(text))


def fold_of(domain: str) -> int:
    """Return which of the folds a domain is in."""
    return number_of(domain) // 10 % FOLDS


def fit(cases: Iterable[Case], name: str) -> Decision:
    """Return the decision of a name, fitted to the places of cases."""
    rows, right, weights = [], [], []
    for case in cases:
        if case.level in WHOLE or case.level in ("parts", "L6") or name.startswith("appended"):
            for place in case.places[name]:
                if not place.neutral:
                    rows.append(place.evidence)
                    right.append(place.right)
                    weights.append(_weight(case.level, place))
    names = list(rows[0])
    scaler = StandardScaler()
    table = scaler.fit_transform(np.array([[float(row[name]) for name in names] for row in rows]))
    model = LogisticRegression(C=STRENGTH if name in BOUNDS else 1.0, max_iter=5000)
    model.fit(table, np.array(right), sample_weight=np.array(weights))
    numbers = zip(names, scaler.mean_, scaler.scale_, model.coef_[0], strict=True)
    terms = tuple(Term(name, float(mean), float(spread), float(weight)) for name, mean, spread, weight in numbers)
    return Decision(float(model.intercept_[0]), terms)


def _weight(level: str, place: Place) -> float:
    if place.right:
        return RIGHT_WEIGHTS.get(level, 1.0)
    return CLEAN_WEIGHT if level in WHOLE else PARTS_WEIGHT if level == "parts" else 1.0


def scores(decision: Decision, places: Sequence[Place]) -> np.ndarray:
    """Return the score of each place."""
    if not places:
        return np.zeros(0)
    names = [term.name for term in decision.terms]
    return decision.scores({name: np.array([float(place.evidence[name]) for place in places]) for name in names})


def best_of(decision: Decision, case: Case, name: str) -> tuple[float, Place | None]:
    """Return the highest score of a case, and its place."""
    places = case.places[name]
    values = scores(decision, places)
    return (float(values.max()), places[int(values.argmax())]) if len(values) else (-np.inf, None)


def without_own_fold(cases: Sequence[Case], name: str) -> dict[int, Decision]:
    """Return for each fold a decision fitted to the cases of the others."""
    return {fold: fit([case for case in cases if fold_of(case.domain) != fold], name) for fold in range(FOLDS)}


def strict_bar(cases: Sequence[Case], name: str, folds: Mapping[int, Decision], *, headed: bool) -> float:
    """Return the score from which no more whole texts lose anything to places of a form than may."""
    whole = [case for case in cases if case.level in WHOLE]
    best = []
    for case in whole:
        here = [place for place in case.places[name] if bool(place.evidence["headline"]) is headed]
        score, place = best_of(folds[fold_of(case.domain)], replace(case, places={name: here}), name)
        if place and place.lost:
            best.append(score)
    allowed = int(BOUNDS[name][0 if headed else 1] * len(whole))
    return sorted(best, reverse=True)[allowed] + ABOVE if allowed < len(best) else 0.0


def loose_bar(cases: Sequence[Case], name: str, decision: Decision) -> float:
    """Return the score that nearly all stories reach that are found, at the best of their places."""
    right = [[place for place in case.places[name] if place.right] for case in cases]
    best = [scores(decision, places).max() for places in right if places]
    return float(np.quantile(best, 1 - PASSED[name]))


def bars_of(cases: Sequence[Case], name: str, folds: Mapping[int, Decision]) -> tuple[float, float]:
    """Return the scores from which places are to be claimed, with a headline and without."""
    if name in BOUNDS:
        return strict_bar(cases, name, folds, headed=True), strict_bar(cases, name, folds, headed=False)
    here = {fold: [case for case in cases if fold_of(case.domain) == fold] for fold in folds}
    bar = min(loose_bar(here[fold], name, folds[fold]) for fold in folds)
    return bar, bar


def lowered(decision: Decision, bars: tuple[float, float]) -> Decision:
    """Return a decision whose zero is at the bars: the score falls by the first with a headline, else by the second."""
    apart = bars[1] - bars[0]
    known = {term.name: term for term in decision.terms}["headline"]
    terms = [
        replace(term, weight=term.weight + apart * term.spread) if term is known else term for term in decision.terms
    ]
    return Decision(decision.bias - bars[1] + apart * known.mean, tuple(terms))


def report(cases: Sequence[Case], name: str, folds: Mapping[int, Decision]) -> None:
    """Print by level the share of words found and lost, with one look, and of cases in which something is proposed."""
    for level in sorted({case.level for case in cases}):
        here = [case for case in cases if case.level == level]
        best = [best_of(folds[fold_of(case.domain)], case, name) for case in here]
        cut = [place for score, place in best if place and score > 0]
        strange, host = sum(case.stranger_words for case in here), sum(case.host_words for case in here)
        found = sum(place.found for place in cut) / strange if strange else 0.0
        lost = sum(place.lost for place in cut) / host
        hurt = sum(place.lost > 0 for place in cut) / len(here)
        click.echo(f"{name:16} {level:6} n={len(here):5} passed {len(cut) / len(here):.4f} ", nl=False)
        click.echo(f"found {found:.4f} lost {lost:.5f} of {hurt:.4f}")


def render(decisions: Mapping[str, Decision]) -> str:
    """Return decisions as a TOML file; all digits are needed, rounding flips ties."""
    lines = ["# Built by training/stories.py. A score is the bias and for each term weight * (value - mean) / spread."]
    for name, decision in sorted(decisions.items()):
        lines += ["", f"[{name}]", f"bias = {decision.bias!r}", f"[{name}.terms]", "# mean, spread, weight"]
        lines += [f"{term.name} = [{term.mean!r}, {term.spread!r}, {term.weight!r}]" for term in decision.terms]
    return "\n".join(lines) + "\n"


@click.command()
@click.argument("pages", type=click.Path(exists=True, path_type=Path))
@click.option("--others", type=click.Path(exists=True, path_type=Path), help="Texts that must stay whole.")
@click.option("--seeds", default=1, help="How often every page is spliced.")
@click.option("--screens", "look", flag_value="screen", help="Fit the screens: what passes is looked at again.")
@click.option("--echoes", "look", flag_value="echo", help="Fit the second looks, which propose what decisions see.")
@click.option("--write", is_flag=True, help="Fit to all pages and write weights.toml.")
@click.option("--cache", type=click.Path(path_type=Path), help="Where to keep the cases between runs.")
def main(pages: Path, *, others: Path | None, seeds: int, look: str, write: bool, cache: Path | None) -> None:
    """Fit, report, and perhaps write."""
    if cache and cache.exists():
        cases = pickle.loads(cache.read_bytes())  # noqa: S301  # our own
    else:
        cases = cases_of(read_pages(pages), others, seeds, look)
        if cache:
            cache.write_bytes(pickle.dumps(cases))
    decisions = read_decisions(WEIGHTS.read_text("utf-8")) if WEIGHTS.exists() else {}
    for kind in BOUNDS:
        name = f"{kind}-{look}" if look else kind
        folds = without_own_fold(cases, name)
        bars = bars_of(cases, name, folds)
        click.echo(f"{name:16} bars {bars[0]:.2f} with a headline, {bars[1]:.2f} without")
        report(cases, name, {fold: lowered(decision, bars) for fold, decision in folds.items()})
        if write:
            decisions[name] = lowered(fit(cases, name), bars)
    if write:
        WEIGHTS.write_text(render(decisions), "utf-8")


if __name__ == "__main__":
    main()
