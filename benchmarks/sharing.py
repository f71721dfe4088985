"""What a site profile removes, and what it loses: on synthetic corpora, and on labelled pages.

    python benchmarks/sharing.py [--sites 20] [--pages 30] [--seed 1 --seed 2 …] [--language en] [FILE.jsonl ...]

For synthetic corpora, whose gold is exact, it prints the share of removed words for each form of template and appended
story, what was removed from the articles, by rule, and the time that a profile takes; for filled-in forms, whose
sentences differ only in figures, the words removed with a profile and without. FILE holds JSON lines with `url`, `text`
and `gold`, such as full-page text of pages of the same sites: the profile is fitted to them, and F1 of words is printed
without it and with it, for the sites with at least two pages.
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from pathlib import Path
from statistics import mean

from cleanwire import Cleaner, Result, SiteProfile
from cleanwire.profile.document_keys import observe
from cleanwire.profile.sites import registered_domain
from cleanwire.reading.text import read_text
from cleanwire.testing import Page, synthetic_corpus, synthetic_forms
from cleanwire.testing.languages import size_of


def removed_by(result: Result) -> list[str]:
    """Return for each character the rule that removed it, or an empty string."""
    rules = [""] * len(result.source)
    for span in result.removed:
        rules[span.start : span.end] = [span.rule] * (span.end - span.start)
    return rules


def count(page: Page, result: Result, gold: Counter[str], gone: Counter[str], lost: Counter[str]) -> None:
    """Count the words of each form on a page, the removed ones, and those lost from the article, line by line."""
    rules = removed_by(result)
    at = 0
    for line in page.text.splitlines(keepends=True):
        words, left = size_of(line.strip()) if line.strip() else 0, at + len(line) - len(line.lstrip())
        if words:
            form = next((f"{s.label} {s.form}" for s in page.spans if s.start <= left < s.end), "article")
            gold[form] += words
            if rules[left]:
                (lost if form == "article" else gone)[rules[left] if form == "article" else form] += words
        at += len(line)


def synthetic(sites: int, pages: int, seeds: list[int], language: str) -> None:
    gold: Counter[str] = Counter()
    gone: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for seed in seeds:
        corpus = list(synthetic_corpus(sites=sites, pages=pages, seed=seed, language=language))
        start = time.process_time()
        profile = SiteProfile.fit((page.text, page.url) for page in corpus).finished()
        seconds["fit"] += time.process_time() - start
        cleaner = Cleaner(profile=profile)
        start = time.process_time()
        results = [cleaner.explain(page.text, url=page.url) for page in corpus]
        seconds["clean"] += time.process_time() - start
        documents = [read_text(page.text, url=page.url) for page in corpus]
        start = time.process_time()
        for document in documents:
            observe(document, "site.example")
        seconds["hash"] += time.process_time() - start
        seconds["KB"] += sum(len(page.text) for page in corpus) / 1000
        for page, result in zip(corpus, results, strict=True):
            count(page, result, gold, gone, lost)
    print(f"{sites} sites, {pages} pages each, seeds {seeds}, {language}: share of words removed")
    for kind in ("template", "appended_story"):
        forms = [form for form in sorted(gold) if form.startswith(kind)]
        for form in forms:
            print(f"    {form:28} {gone[form] / gold[form]:.4f} of {gold[form]:8,}")
        print(f"  {kind:30} {sum(gone[f] for f in forms) / max(1, sum(gold[f] for f in forms)):.4f}")
    print(f"  the articles' own              {lost.total() / gold['article']:.5f}, by {dict(lost.most_common())}")
    print(f"  hashing and MinHash, in total: {5000 * seconds['hash'] / seconds['KB']:.2f} ms for 5 KB")
    print(f"  fit / clean: {seconds['fit'] / seconds['clean']:.2f}")


def forms(sites: int, pages: int, seeds: list[int]) -> None:
    lost: dict[str, Counter[str]] = {"without a profile": Counter(), "with one": Counter()}
    gold: Counter[str] = Counter()
    for seed in seeds:
        corpus = list(synthetic_forms(sites=sites, pages=pages, seed=seed))
        profile = SiteProfile.fit((page.text, page.url) for page in corpus).finished()
        for gone, cleaner in zip(lost.values(), (Cleaner(), Cleaner(profile=profile)), strict=True):
            for page in corpus:
                count(page, cleaner.explain(page.text, url=page.url), gold, Counter(), gone)
    print(f"filled-in forms, {sites} sites, {pages} pages each: words removed of {gold['article'] // 2:,}")
    for name, gone in lost.items():
        print(f"  {name:30} {gone.total()}, by {dict(gone.most_common())}")


def f1(gold: str, text: str) -> float:
    """Return F1 of words."""
    wanted, found = Counter(gold.lower().split()), Counter(text.lower().split())
    shared = (wanted & found).total()
    return 2 * shared / max(1, wanted.total() + found.total())


def labelled(path: Path) -> None:
    sites: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        page = json.loads(line)
        sites[registered_domain(page["url"])].append(page)
    scores = []
    for pages in sites.values():
        if len(pages) > 1:
            profile = SiteProfile.fit((page["text"], page["url"]) for page in pages)
            for page in pages:
                texts = [Cleaner(profile=one).clean(page["text"], url=page["url"]) for one in (None, profile)]
                scores.append([f1(page["gold"], text) for text in (page["text"], *texts)])
    raw, without, with_profile = (mean(column) for column in zip(*scores, strict=True))
    print(f"{path}: {len(scores)} pages: F1 {raw:.4f} raw, {without:.4f} cleaned, {with_profile:.4f} with a profile")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--sites", type=int, default=20)
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--seed", type=int, action="append", dest="seeds")
    parser.add_argument("--language", default="en", help="of the synthetic corpora: one with a grammar")
    options = parser.parse_args()
    seeds = options.seeds or [1, 2, 3]
    synthetic(options.sites, options.pages, seeds, options.language)
    forms(options.sites, options.pages, seeds)
    for path in options.files:
        labelled(path)


if __name__ == "__main__":
    main()
