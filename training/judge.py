"""Refit the judge, and print what it does to sources that nothing was fitted to.

    python training/judge.py GOLD [--others FOLDER] [--into FOLDER] [--page FILE]

GOLD is a folder with `lines-dev.jsonl.xz`, pages whose every line readers labelled, of which the part `fit` is used,
and may hold `text-dev.jsonl.xz`, articles that are whole: of them nothing may go. FOLDER holds texts of another kind,
such as the documentation in /usr/share/doc, of which nothing may go either.

Rules have met the pages of GOLD, and know more of them than of others. So each page is fitted to twice: as it is, and
as if half of the rules that belong to a language were not there. The printed figures are of sources held back, a fourth
at a time, in both ways. Then all is refitted to all pages and written `--into` a folder: `src/cleanwire/stages/judging`
for what is packaged, any other for `Cleaner(weights=…)`. Needs `pip install cleanwire[bench]`.
"""

import multiprocessing
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import click
from labelled import FOLDS, Case, Folds, apart, case_of, folds_of, texts_in
from lexicon import lexicon_of, written_lexicon
from measuring import BARS, Judged, bars_of, judged
from naming import naming_of, written_naming
from page import figures_page
from trees import trees_of, written_trees

from cleanwire.stages.judging import judge_of
from cleanwire.stages.judging.lexicon import Lexicon

UNKNOWN = 0.45
"""Share of the rules of languages that are taken away: what goes of pages that no rule has met is about a half."""

LOOSE = {"safe": 1.0, "default": 0.9, "thorough": BARS[0]}
"""With this the judge claims all that some bar may ask for; long rows of lines are told by the default bar."""


def _lexicon_without(cases: Sequence[Case], folds: Folds, held_back: frozenset[int]) -> tuple[frozenset[int], Lexicon]:
    return held_back, lexicon_of(apart(cases, folds, held_back))


def files_without(
    cases: Sequence[Case],
    folds: Folds,
    lexicons: Mapping[frozenset[int], Lexicon],
    held_back: frozenset[int],
    bars: Mapping[str, float],
) -> dict[str, str]:
    """Return the files of a judge that is fitted to the cases of other folds, by name."""
    kept = apart(cases, folds, held_back)
    model = trees_of([(case, lexicons[held_back | {folds[case.text.source]}]) for case in kept], UNKNOWN)
    lexicon = lexicons[held_back]
    return {
        "trees.json": written_trees(model, bars=bars),
        "lexicon.tsv": written_lexicon(lexicon),
        "naming.tsv": written_naming(naming_of(kept, lexicon, UNKNOWN)),
    }


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--others", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Texts of another kind.")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), help="Write what is fitted to all pages.")
@click.option("--page", type=click.Path(path_type=Path, dir_okay=False), help="Write the figures, as a page.")
def main(gold: Path, others: Path | None, into: Path | None, page: Path | None) -> None:
    """Refit the judge."""
    with multiprocessing.Pool() as workers:
        cases = [case for case in workers.imap(case_of, list(texts_in(gold, others)), chunksize=8) if case]
    folds = folds_of(cases)
    wanted = {frozenset({one, other}) for one in range(FOLDS) for other in range(FOLDS)} | {frozenset()}
    with multiprocessing.Pool() as workers:
        lexicons = dict(workers.imap(partial(_lexicon_without, cases, folds), sorted(wanted, key=sorted)))
    found: dict[float, list[Judged]] = {0.0: [], UNKNOWN: []}
    for fold in range(FOLDS):
        judge = judge_of(files_without(cases, folds, lexicons, frozenset({fold}), LOOSE))
        inside = [case for case in cases if folds[case.text.source] == fold]
        for share, held in found.items():
            with multiprocessing.Pool() as workers:
                held.extend(workers.imap(partial(judged, judge=judge, share=share), inside, chunksize=8))
    bars = bars_of(found[UNKNOWN])
    text = figures_page(found, bars, UNKNOWN)
    print(text)
    if into:
        into.mkdir(parents=True, exist_ok=True)
        for name, content in files_without(cases, folds, lexicons, frozenset(), bars).items():
            (into / name).write_text(content, encoding="utf-8")
    if page:
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
