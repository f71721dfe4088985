"""Compare cleanwire with its peers on pages whose article is known.

    python benchmarks/extractors.py PATH [--every N] [--only NAME ...]

PATH is a clone of the article-extraction-benchmark (`ground-truth.json` and `html/<id>.html.gz`), or a file or folder
of JSONL, plain or .xz, with one page a line: {"html", "gold"}. Scores are the benchmark's own: precision and recall of
four-word shingles, each the mean over the pages (pages without output count for recall only), and their F1, +- the
standard deviation over 1,000 bootstrap samples. Time is processor time for a page, input and imports aside.
Peers that are not installed are named and skipped; the extra [bench] installs them.
"""

import argparse
import gzip
import json
import logging
import lzma
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

Extract = Callable[[str], str]

SHINGLE = 4
SAMPLES = 1000
WIDTH = 22


class Page(NamedTuple):
    html: str
    gold: str


class Outcome(NamedTuple):
    precision: float | None
    """None where nothing came out."""
    recall: float


def pages_of(path: Path) -> Iterator[Page]:
    """Yield the pages of a benchmark's clone, or of JSONL."""
    truth = path / "ground-truth.json"
    if truth.is_file():
        for name, article in json.loads(truth.read_text("utf-8")).items():
            page = gzip.decompress((path / "html" / f"{name}.html.gz").read_bytes())
            yield Page(page.decode("utf-8", "replace"), article["articleBody"])
        return
    files = [path] if path.is_file() else sorted([*path.glob("*.jsonl"), *path.glob("*.jsonl.xz")])
    for name in files:
        with lzma.open(name, "rt", encoding="utf-8") if name.suffix == ".xz" else name.open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                yield Page(row["html"], row["gold"])


# Each returns how one extractor makes text of a page, and imports it only then.
def cleanwire_own() -> Extract:
    import cleanwire

    cleaner = cleanwire.Cleaner(drop={"headline"})
    return lambda html: cleaner.clean(html, format="html")


def cleanwire_trafilatura() -> Extract:
    import cleanwire

    cleaner = cleanwire.Cleaner(drop={"headline"}, extractor="trafilatura")
    return lambda html: cleaner.clean(html, format="html")


def cleanwire_resiliparse() -> Extract:
    import resiliparse.extract.html2text  # noqa: F401

    import cleanwire

    cleaner = cleanwire.Cleaner(drop={"headline"}, extractor="resiliparse")
    return lambda html: cleaner.clean(html, format="html")


def trafilatura() -> Extract:
    import trafilatura

    return lambda html: trafilatura.extract(html, include_comments=False) or ""


def trafilatura_precision() -> Extract:
    import trafilatura

    return lambda html: trafilatura.extract(html, include_comments=False, favor_precision=True) or ""


def resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda html: extract_plain_text(html, main_content=True, alt_texts=False)


def readability() -> Extract:
    from lxml.html import fromstring
    from readability import Document

    return lambda html: str(fromstring(Document(html).summary()).text_content())


def newspaper() -> Extract:
    from newspaper import Article

    def extract(html: str) -> str:
        article = Article("https://example.org/")
        article.download(input_html=html)
        article.parse()
        return str(article.text)

    return extract


def goose() -> Extract:
    from goose3 import Goose

    reader = Goose({"enable_image_fetching": False})
    return lambda html: str(reader.extract(raw_html=html).cleaned_text)


def justext() -> Extract:
    import justext

    words = justext.get_stoplist("English")
    return lambda html: "\n".join(p.text for p in justext.justext(html, words) if not p.is_boilerplate)


def boilerpipe() -> Extract:
    from boilerpy3.extractors import ArticleExtractor

    reader = ArticleExtractor(raise_on_failure=False)
    return lambda html: str(reader.get_content(html))


EXTRACTORS: dict[str, Callable[[], Extract]] = {
    "cleanwire": cleanwire_own,
    "cleanwire, trafilatura": cleanwire_trafilatura,
    "cleanwire, resiliparse": cleanwire_resiliparse,
    "trafilatura": trafilatura,
    "trafilatura, precision": trafilatura_precision,
    "resiliparse": resiliparse,
    "readability-lxml": readability,
    "newspaper4k": newspaper,
    "goose3": goose,
    "jusText": justext,
    "boilerpy3": boilerpipe,
}


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    size = min(SHINGLE, len(words))
    return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1)) if words else Counter()


def outcome(gold: Counter[tuple[str, ...]], text: str) -> Outcome:
    found = shingles(text)
    right = (gold & found).total()
    return Outcome(right / found.total() if found else None, right / gold.total() if gold else 1.0)


def scores(outcomes: list[Outcome]) -> tuple[float, float, float]:
    """Return F1, precision and recall of macro means."""
    precision = statistics.fmean([one.precision for one in outcomes if one.precision is not None] or [0.0])
    recall = statistics.fmean(one.recall for one in outcomes)
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def deviation(outcomes: list[Outcome]) -> float:
    """Return the standard deviation of F1 over bootstrap samples of the pages."""
    chance = random.Random(0)  # noqa: S311
    return statistics.stdev(scores(chance.choices(outcomes, k=len(outcomes)))[0] for _ in range(SAMPLES))


def run(extract: Extract, pages: list[Page], golds: list[Counter[tuple[str, ...]]]) -> tuple[list[Outcome], float, int]:
    """Return what came of each page, the milliseconds that a page took, and on how many pages the extractor failed."""
    extract(pages[0].html)  # imports and compiles
    outcomes, seconds, failed = [], 0.0, 0
    for page, gold in zip(pages, golds, strict=True):
        before = time.process_time()
        try:
            text = extract(page.html)
        except Exception:  # noqa: BLE001, whatever a peer raises on a page is a page without output
            text = ""
            failed += 1
        seconds += time.process_time() - before
        outcomes.append(outcome(gold, text))
    return outcomes, 1000 * seconds / len(pages), failed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth page only")
    parser.add_argument("--only", nargs="+", choices=EXTRACTORS, default=[*EXTRACTORS])
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    pages = [page for number, page in enumerate(pages_of(args.path)) if number % args.every == 0]
    if not pages:
        parser.error(f"{args.path} holds neither ground-truth.json nor JSONL")
    golds = [shingles(page.gold) for page in pages]
    print(f"{len(pages)} pages\n\n{'':{WIDTH}}  F1             precision  recall   ms/page  failed")
    skipped = []
    for name in args.only:
        try:
            extract = EXTRACTORS[name]()
        except ImportError as error:
            skipped.append(f"{name} ({error})")
            continue
        outcomes, milliseconds, failed = run(extract, pages, golds)
        score, precision, recall = scores(outcomes)
        spread = deviation(outcomes)
        shown = f"{score:.3f} +- {spread:.3f}  {precision:.3f}      {recall:.3f}  {milliseconds:8.1f}  {failed:6}"
        print(f"{name:{WIDTH}}  {shown}", flush=True)
    for name in skipped:
        print(f"skipped: {name}")


if __name__ == "__main__":
    main()
