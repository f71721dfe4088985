"""Refit the decisions on appended and inset stories, and print their figures on held-out pages.

    python training/stories.py GOLD [--others FOLDER] [--page FILE] [--cache FILE] [--write]

GOLD is a folder with annotated pages, whose articles are spliced with each other and combined to texts of many parts.
OTHERS contains manuals and other texts that must stay whole. The sites are divided into five folds, and a splice uses
pages of one. The printed figures are for each fold with decisions fitted to the others. With `--write` these are
refitted to all and written beside the stage.
"""

import multiprocessing
import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

import click
import numpy as np
from articles import articles_in, site_of
from composites import composites
from files import rows_of, text_of
from holding import number_of
from sklearn.ensemble import HistGradientBoostingClassifier
from splices import Splice, splices, wholes
from trees import written_trees

from cleanwire.cleaning.pipeline import Stage, run, stages_of
from cleanwire.native.stories.glances import cuts_of, runs_of
from cleanwire.reading import read
from cleanwire.rules.rulebook import Rulebook
from cleanwire.stages.stories import LINES, WORDS, find_stories
from cleanwire.stages.stories.evidence import evidence_of_cut, evidence_of_inset, glance_at_cut, glance_at_inset
from cleanwire.stages.stories.lines import Lines, lines_of
from cleanwire.stages.stories.terms import Kind
from cleanwire.text.folding import fold, spaced, words_of

FOLDER = Path(__file__).parents[1] / "src/cleanwire/stages/stories"

FOLDS = 5

SEEDS = 3
"""How often every page is spliced. With one, 0.02 fewer of the words are found at the same loss; more find no more."""

OTHERS = 700
"""At most this many texts of the other folder are used, the shortest ones."""

HARMLESS = 2
"""This many words of the host may be removed with a stranger: gold texts contain some boilerplate."""

WHOLE = 0.9
"""A candidate is right if at least this share of the stranger is removed."""

FIRST = 0.4
"""The same for two strangers: what is left is searched again."""

RIGHT_WEIGHTS = {"L3": 1.5, "L4": 2.5}
"""How much more a right candidate counts where little indicates it."""

WHOLE_WEIGHTS = {"appended": 10.0, "inset": 3.0}
"""The weight of a candidate in a text that must stay whole. With 3 for cuts 0.02 to 0.06 fewer of the stories are found
at the same loss, with 30 no more; with 10 for insets 0.1 fewer."""

PARTS_WEIGHTS = {"appended": 1.0, "inset": 0.3}
"""The weight of a candidate in a text made of parts of others. With 0.3 for cuts three times as many of these texts
lose something, and 0.02 more of the stories without a headline are found."""

UP = (
    *("gain", "gain_root", "gain_all", "gain_abs", "gain_prev", "gain_other", "gain_over_host", "low_over_mean"),
    *("low_over_peak", "mean_over_mean", "least_over", "h_in", "h_over", "h_most", "h_words", "residue", "dateline"),
    *("open_back", "section1", "section2", "typo", "style_over"),
)
DOWN = (
    *("shared", "shared_open", "shared_end", "themes_kept", "density", "title_kept", "host_gain", "host_gain_abs"),
    *("gain_rank", "h_host", "h_near", "h_title", "lead_out", "tail_out", "alike", "seam", "names_shared", "near"),
    *("host_parts", "subheads"),
)
"""Evidence of which more never speaks against a story, or for one. With these monotonic constraints, trees find 0.05 to
0.10 more of the stories on held-out sites at the same loss."""

TREES = {
    "max_iter": 200,
    "max_leaf_nodes": 16,
    "learning_rate": 0.07,
    "l2_regularization": 20.0,
    "min_samples_leaf": 40,
    "max_features": 0.3,
}
"""Twice as many leaves or trees find the same."""

GLANCE = {"max_iter": 60, "max_leaf_nodes": 16, "learning_rate": 0.15, "min_samples_leaf": 60}
"""Half as many trees, half as large, let twice as many candidates of clean articles through."""

MISSED = 0.01
"""The share of the candidates that would be claimed which the first trees may miss."""

BUDGETS: Mapping[str, Mapping[Kind, float]] = {
    "appended": {"listed": 0.0005, "spaced": 0.0004},
    "inset": {"listed": 0.0003, "spaced": 0.0003},
}
"""The share of the words of hosts, and of texts that must stay whole, that a decision may remove, by the kind of terms:
words with a large table of frequencies (English), or other words. Languages without spaces between words have 46 pages,
two of them digests: too few to set a threshold, so they use that of other words."""

GROUPS = ("en", "de", "fr", "es", "ja", "zh")
"""Languages with figures of their own."""

BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"

LEVELS = {
    "L1": "the end of a page, then headline and story",
    "L2": "headline and story",
    "L3": "paragraphs of a story, without headline",
    "L4": "the most similar story available, with headline",
    "L5": "two stories, or one twice: the first of them, in one pass",
    "L6": "a teaser of one to four lines inside, above or below",
    "L7": "consecutive headlines",
    "clean": "unchanged articles",
    "texts": "extractor output",
    "others": "manuals",
    "parts": "texts made of parts of unrelated pages",
}

WHOLES = ("clean", "texts", "others")
"""The levels of texts that must stay whole."""

Row = tuple[np.ndarray, np.ndarray, float, float]
"""The glance and the evidence of a candidate, and the words of the stranger and of the host that it would remove."""


@dataclass(frozen=True)
class Case:
    """A text with its candidates."""

    level: str
    language: str
    site: str
    kind: Kind
    host_words: float
    stranger_words: float
    places: Mapping[str, Sequence[Row]]

    @property
    def fold(self) -> int:
        """The fold of its site."""
        return fold_of(self.site)


def fold_of(site: str) -> int:
    """Return the fold of a site."""
    return number_of(site) // 10 % FOLDS


def texts_in(gold: Path, others: Path | None) -> Iterator[Splice]:
    """Yield the texts to fit to."""
    groups = defaultdict(list)
    for article in articles_in(gold):
        groups[fold_of(article.site), article.language].append(article)
    for _, articles in sorted(groups.items()):
        yield from wholes(articles)
        for seed in range(SEEDS):
            yield from splices(articles, seed)
        yield from composites(articles, SEEDS)
    yield from _extracted(gold)
    if others:
        yield from _others(others)


def _extracted(gold: Path) -> Iterator[Splice]:
    """Yield extracted texts of the pages to fit to."""
    held = set()
    for row in rows_of(gold / "lines-dev.jsonl.xz"):
        if row["part"] != "fit":
            held.add(row["id"])
            continue
        for name, text in row["texts"].items():
            labels = row["labels"][name]
            host = frozenset(at for at, label in enumerate(labels) if label in ("body", "headline"))
            yield Splice("texts", row["lang"], row["site"], tuple(text.split("\n")), host, frozenset())
    for row in rows_of(gold / "text-dev.jsonl.xz"):
        whole = " ".join(row["gold"].split())
        for name in ("trafilatura", "html_text") if row["id"] not in held else ():
            lines = tuple((row["texts"].get(name) or "").split("\n"))
            host = frozenset(at for at, line in enumerate(lines) if line.strip() and " ".join(line.split()) in whole)
            yield Splice("texts", "en", site_of(row), lines, host, frozenset())


def _others(folder: Path) -> Iterator[Splice]:
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.suffix in ("", ".gz", ".md", ".txt"))
    texts = ((file, text_of(file)) for file in sorted(files, key=lambda file: number_of(file.name)))
    taken = 0
    for file, text in texts:
        if text and 800 < len(text) < 40_000 and taken < OTHERS:
            taken += 1
            lines = tuple(text.split("\n"))
            host = frozenset(at for at, line in enumerate(lines) if line.strip())
            yield Splice("others", "en", file.relative_to(folder).parts[0], lines, host, frozenset())


def case_of(splice: Splice) -> Case | None:
    """Return the candidates of a text, and what each would remove."""
    text = "\n".join(splice.lines) + "\n"
    document = read(text, format="text")
    lines = lines_of(document, run(_stages_before(), document))
    if len(document.source) != len(text) or len(lines) < LINES or lines.words[-1] < WORDS:
        return None
    host, stranger = (_counted(lines, splice, numbers) for numbers in (splice.host, splice.stranger))
    places: dict[str, list[Row]] = {"appended": [], "inset": []}
    for at in cuts_of(lines.rows):
        row = _columns(glance_at_cut(lines, at)), _columns(evidence_of_cut(lines, at))
        places["appended"].append((*row, stranger[-1] - stranger[at], host[-1] - host[at]))
    for start, end, gains in runs_of(lines.rows):
        row = _columns(glance_at_inset(lines, start, end, gains)), _columns(evidence_of_inset(lines, start, end))
        places["inset"].append((*row, stranger[end] - stranger[start], host[end] - host[start]))
    words = sum(_size(splice.lines[at]) for at in splice.host)
    return Case(splice.level, splice.language, splice.site, lines.terms.kind, words, stranger[-1], places)


@cache
def _stages_before() -> tuple[Stage, ...]:
    return tuple(takewhile(lambda stage: stage is not find_stories, stages_of(Rulebook())))


def _columns(evidence: Mapping[str, float]) -> np.ndarray:
    return np.array([evidence[name] for name in sorted(evidence)], np.float32)


def _size(line: str) -> int:
    return len(words_of(spaced(fold(line))))


def _counted(lines: Lines, splice: Splice, numbers: frozenset[int]) -> np.ndarray:
    """Return how many words of some lines of a splice are above each line, and in all (lines + 1)."""
    sums = np.zeros(len(lines) + 1)
    blocks, at, place = lines.blocks, 0, 0
    for number, line in enumerate(splice.lines):
        end = place + len(line)
        while at < len(blocks) and blocks[at].right <= place:
            at += 1
        here = at
        while number in numbers and here < len(blocks) and blocks[here].left < end:
            inside = min(end, blocks[here].right) - max(place, blocks[here].left)
            sums[here + 1] += _size(line) * inside / (len(line) or 1)
            here += 1
        place = end + 1
    return sums.cumsum()


@dataclass(frozen=True)
class Table:
    """The candidates of some cases, of one kind."""

    names: Sequence[str]
    """The names of the evidence, in the order of its columns."""
    cases: Sequence[int]
    """(candidates) The number of each one's case."""
    folds: np.ndarray
    glances: np.ndarray
    evidence: np.ndarray
    found: np.ndarray
    lost: np.ndarray
    right: np.ndarray
    weights: np.ndarray
    """(candidates) The weight of each; 0 if it is neither right nor wrong."""


def table_of(cases: Sequence[Case], kind: str, names: Sequence[str]) -> Table:
    """Return the candidates of cases of a kind, given the names of its evidence."""
    rows = [(number, case, row) for number, case in enumerate(cases) for row in case.places[kind]]
    right = np.array([_is_right(case, row) for _, case, row in rows])
    weights = [_weight(kind, case, row, bool(good)) for (_, case, row), good in zip(rows, right, strict=True)]
    return Table(
        names,
        [number for number, _, _ in rows],
        np.array([case.fold for _, case, _ in rows]),
        np.array([row[0] for _, _, row in rows]),
        np.array([row[1] for _, _, row in rows]),
        np.array([row[2] for _, _, row in rows]),
        np.array([row[3] for _, _, row in rows]),
        right,
        np.array(weights),
    )


def _is_right(case: Case, row: Row) -> bool:
    least = FIRST if case.level == "L5" else WHOLE
    return row[3] <= HARMLESS and 0 < row[2] >= least * case.stranger_words


def _weight(kind: str, case: Case, row: Row, right: bool) -> float:
    if right:
        return RIGHT_WEIGHTS.get(case.level, 1.0)
    if row[3] <= HARMLESS:
        return 0.0
    return WHOLE_WEIGHTS[kind] if case.level in WHOLES else PARTS_WEIGHTS[kind] if case.level == "parts" else 1.0


def fit(table: Table, chosen: np.ndarray) -> HistGradientBoostingClassifier:
    """Return trees fitted to some candidates."""
    used = chosen & (table.weights > 0)
    ways = [(name in UP) - (name in DOWN) for name in table.names]
    model = HistGradientBoostingClassifier(random_state=0, early_stopping=False, monotonic_cst=ways, **TREES)
    return model.fit(table.evidence[used], table.right[used], sample_weight=table.weights[used])


def scores_held_back(table: Table) -> np.ndarray:
    """Return the score of each candidate by trees fitted to the other folds."""
    scores = np.zeros(len(table.cases))
    for held in range(FOLDS):
        here = table.folds == held
        scores[here] = fit(table, ~here).decision_function(table.evidence[here])
    return scores


def best_of(table: Table, scores: np.ndarray) -> dict[int, int]:
    """Return the candidate with the highest score of each case."""
    best: dict[int, int] = {}
    for place in np.argsort(-scores, kind="stable").tolist():
        best.setdefault(table.cases[place], place)
    return best


def bar_of(cases: Sequence[Case], table: Table, scores: np.ndarray, budget: float, kind: Kind) -> float:
    """Return the lowest threshold that keeps the budget of lost words, using the best candidate of each text."""
    best = best_of(table, scores)
    counted = [number for number, case in enumerate(cases) if case.kind == kind and case.level != "parts"]
    allowed = budget * sum(cases[number].host_words for number in counted)
    bar = np.inf
    for place in sorted((best[number] for number in counted if number in best), key=lambda place: -scores[place]):
        allowed -= table.lost[place]
        if allowed < 0:
            break
        bar = scores[place]
    return float(bar)


def figures_of(
    cases: Sequence[Case], table: Table, scores: np.ndarray, bars: Mapping[str, float]
) -> Mapping[tuple[str, str], np.ndarray]:
    """Return by language and level: texts, words found, a stranger's words, words lost, a host's, texts that lose."""
    best = best_of(table, scores)
    sums: defaultdict[tuple[str, str], np.ndarray] = defaultdict(lambda: np.zeros(6))
    for number, case in enumerate(cases):
        place = best.get(number)
        taken = place is not None and scores[place] >= bars[case.kind]
        found, lost = (table.found[place], table.lost[place]) if taken else (0.0, 0.0)
        group = case.language if case.language in GROUPS else "others"
        sums[group, case.level] += 1, found, case.stranger_words, lost, case.host_words, lost > HARMLESS
    return sums


def page_of(figures: Mapping[str, Mapping[tuple[str, str], np.ndarray]]) -> str:
    """Return a table of what is found and lost on held-out sites, given the figures of each kind of candidate."""
    rows = ["| | what | " + " | ".join(GROUPS) + " | others |", "|---|---|" + "---|" * (len(GROUPS) + 1)]
    for level, what in LEVELS.items():
        here = figures["inset" if level == "L6" else "appended"]
        cells = [_cell(here[group, level], is_whole=level in (*WHOLES, "parts")) for group in (*GROUPS, "others")]
        rows.append(f"| {level} | {what} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _cell(sums: np.ndarray, *, is_whole: bool) -> str:
    count, found, stranger, lost, host, hurt = sums
    if not count:
        return ""
    return f"{hurt / count:.1%}, {lost / host:.4f}" if is_whole else f"{found / stranger:.2f}, {lost / host:.4f}"


def glance_of(table: Table, claimed: np.ndarray, whole: np.ndarray) -> tuple[HistGradientBoostingClassifier, float]:
    """Return trees that recognise candidates that would be claimed, fitted to four folds, and their threshold, set on
    the fifth."""
    model = HistGradientBoostingClassifier(random_state=0, early_stopping=False, **GLANCE)
    here = table.folds == 0
    model.fit(table.glances[~here], claimed[~here])
    scores = model.decision_function(table.glances)
    bar = float(np.quantile(scores[here & claimed], MISSED))
    passed = (scores[here & whole] >= bar).mean()
    click.echo(f"  a glance passes {passed:.4f} of the candidates in texts that must stay whole")
    return model, bar


def write(name: str, model: HistGradientBoostingClassifier, names: Sequence[str], bars: Mapping[str, float]) -> None:
    """Write trees beside the stage, with their thresholds."""
    text = written_trees(model, names, {key: round(bar, 4) for key, bar in bars.items()})
    (FOLDER / f"{name}.json").write_text(text, "utf-8")


def names_of() -> Mapping[str, tuple[list[str], list[str]]]:
    """Return the names of the glance and of the evidence of each kind, in the order of their columns."""
    document = read("\n".join(["One two three four five six seven eight nine ten eleven."] * 6), format="text")
    lines = lines_of(document, ())
    return {
        "appended": (sorted(glance_at_cut(lines, 3)), sorted(evidence_of_cut(lines, 3))),
        "inset": (sorted(glance_at_inset(lines, 2, 3, (0, 0, 0))), sorted(evidence_of_inset(lines, 2, 3))),
    }


@click.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.option("--others", type=click.Path(exists=True, path_type=Path), help="A folder of texts that must stay whole.")
@click.option("--cache", type=click.Path(path_type=Path), help="Where to keep the cases between runs.")
@click.option("--page", type=click.Path(exists=True, path_type=Path), help="A page in which to update the figures.")
@click.option("--write", "writes", is_flag=True, help="Fit to all pages and write the decisions.")
def main(gold: Path, *, others: Path | None, cache: Path | None, page: Path | None, writes: bool) -> None:
    """Refit the decisions on stories and print their figures."""
    if cache and cache.exists():
        cases = pickle.loads(cache.read_bytes())  # noqa: S301  # our own
    else:
        cases = cases_of(texts_in(gold, others))
        if cache:
            cache.write_bytes(pickle.dumps(cases))
    figures = {}
    for kind, (glances, evidence) in names_of().items():
        table = table_of(cases, kind, evidence)
        scores = scores_held_back(table)
        bars = {name: bar_of(cases, table, scores, budget, name) for name, budget in BUDGETS[kind].items()}
        bars["unspaced"] = bars["spaced"]
        click.echo(f"{kind}: {len(table.cases)} candidates; thresholds {bars}")
        figures[kind] = figures_of(cases, table, scores, bars)
        reached = np.array([bars[cases[number].kind] for number in table.cases])
        whole = np.array([cases[number].level in WHOLES for number in table.cases])
        glance, bar = glance_of(table, (scores >= reached) & table.right, whole)
        if writes:
            write(f"{kind}-glance", glance, glances, {"look": bar})
            write(kind, fit(table, np.ones(len(table.cases), bool)), evidence, bars)
    click.echo(page_of(figures))
    if page:
        before, _, rest = page.read_text("utf-8").partition(BEGIN)
        page.write_text(f"{before}{BEGIN}\n{page_of(figures)}\n\n{END}{rest.partition(END)[2]}", "utf-8")


def cases_of(texts: Iterable[Splice]) -> list[Case]:
    """Return the cases of texts, using all processors."""
    with multiprocessing.Pool() as workers:
        return [case for case in workers.imap(case_of, texts, chunksize=16) if case]


if __name__ == "__main__":
    main()
