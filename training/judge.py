"""Refit the judge, and print its figures on held-out sources.

    python training/judge.py GOLD [--others FOLDER] [--into FOLDER] [--page FILE]

GOLD is a folder with `lines-dev.jsonl.xz`, pages of which readers annotated every line; only the part `fit` is used. It
may also contain `text-dev.jsonl.xz`, whole articles, of which nothing may be removed. FOLDER contains texts of another
kind, such as the documentation in /usr/share/doc, of which nothing may be removed either.

The rules were written with the pages of GOLD known, so they know more of these than of others. Therefore each page is
used twice: as it is, and with about half of the rules that belong to a language off. The printed figures are for
held-out sources, a fourth at a time, in both settings. Then everything is refitted to all pages and written `--into` a
folder: `src/cleanwire/stages/judging` for the package, any other for `Cleaner(weights=…)`. Needs
`pip install cleanwire[bench]`.
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
"""The share of the language rules that are switched off: of pages that the rules do not know, about half is removed."""

LOOSE = {"safe": 1.0, "default": 0.9, "thorough": BARS[0]}
"""With these thresholds the judge makes every claim that some threshold may need. Long runs of lines are judged by the
default threshold."""


def _lexicon_without(cases: Sequence[Case], folds: Folds, held_back: frozenset[int]) -> tuple[frozenset[int], Lexicon]:
    return held_back, lexicon_of(apart(cases, folds, held_back))


def files_without(
    cases: Sequence[Case],
    folds: Folds,
    lexicons: Mapping[frozenset[int], Lexicon],
    held_back: frozenset[int],
    bars: Mapping[str, float],
) -> dict[str, str]:
    """Return the files of a judge fitted to the cases of other folds, by name."""
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
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), help="Write the judge fitted to all pages.")
@click.option("--page", type=click.Path(path_type=Path, dir_okay=False), help="Write the figures as a page.")
def main(gold: Path, others: Path | None, into: Path | None, page: Path | None) -> None:
    """Refit the judge and print its figures on held-out sources."""
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
