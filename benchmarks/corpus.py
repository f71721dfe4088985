"""How time and memory of `cleanwire corpus` grow with the corpus.

    python benchmarks/corpus.py [--sizes 1000 10000 100000] [--workers 1] [--site-pages 100] [--kind warc]

Each size is a synthetic corpus in one file, cleaned in a process of its own: JSON lines, WARC with pages that contain
the same texts as paragraphs, or WET with the texts as they are. Twice the documents should take twice the time in both
passes, and no more memory except for the profile, which every worker holds. With one worker, times are processor time,
which other programs disturb less; with more they are clock time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path
from typing import NamedTuple

from cleanwire.corpus import Progress, clean_files
from cleanwire.testing.corpora import synthetic_corpus
from cleanwire.testing.pages import Page


class Figures(NamedTuple):
    """The cost of a run."""

    documents: int
    megabytes: float
    fit: float
    """Seconds from the start to the last shard."""
    finish: float
    """Seconds until the parts of the profile are assembled on disk."""
    clean: float
    """Seconds until the output is complete."""
    memory: float
    """MB of the largest process at its peak."""
    profile: float
    """MB of the profile on disk."""


NAMES = {"jsonl": "corpus.jsonl", "warc": "corpus.warc.gz", "wet": "corpus.warc.wet.gz"}


def write_corpus(path: Path, *, documents: int, site_pages: int) -> None:
    sites = max(1, documents // site_pages)
    with path.open("wb") as file:
        for page in synthetic_corpus(sites=sites, pages=documents // sites, seed=documents):
            if path.suffix == ".gz":
                file.write(gzip.compress(archived(page, html=".wet" not in path.suffixes), 1))
            else:
                file.write(json.dumps({"url": page.url, "text": page.text}).encode() + b"\n")


def archived(page: Page, *, html: bool) -> bytes:
    """Return a page as a WARC record."""
    kind, media, block = "conversion", "text/plain", page.text.encode()
    if html:
        kind, media = "response", "application/http; msgtype=response"
        lines = "".join(f"<p>{escape(line)}</p>\n" for line in page.text.splitlines() if line.strip())
        head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        block = f"{head}<!doctype html><html><body>\n{lines}</body></html>".encode()
    header = f"WARC-Type: {kind}\r\nWARC-Target-URI: {page.url}\r\nContent-Type: {media}\r\n"
    return f"WARC/1.0\r\n{header}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def measure(source: Path, output: Path, workers: int) -> None:
    """Clean a file in this process, and print the figures."""
    times: dict[str, list[float]] = {"fit": [], "clean": []}

    clock = time.process_time if workers == 1 else time.perf_counter

    def watch(progress: Progress) -> None:
        times[progress.stage].append(clock())

    start = clock()
    summary = clean_files(source, output, workers=workers, watch=watch)
    end = clock()
    usages = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    figures = Figures(
        summary.documents,
        source.stat().st_size / 1e6,
        times["fit"][-1] - start,
        times["clean"][0] - times["fit"][-1],
        end - times["clean"][0],
        max(usages) / unit,
        (output / "site-profile").stat().st_size / 1e6,
    )
    print(json.dumps(figures))


def measured(documents: int, options: argparse.Namespace) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / NAMES[options.kind]
        write_corpus(source, documents=documents, site_pages=options.site_pages)
        command = [sys.executable, __file__, "--measure", str(source), "--workers", str(options.workers)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
        return Figures(*json.loads(done.stdout))


def show(figures: Figures) -> None:
    seconds = figures.fit + figures.finish + figures.clean
    each = 1000 / figures.documents
    print(
        f"{figures.documents:9,} documents {figures.megabytes:8.1f} MB: "
        f"fit {figures.fit:7.1f} s ({figures.fit * each:.2f} ms each), finish {figures.finish:5.1f} s, "
        f"clean {figures.clean:7.1f} s ({figures.clean * each:.2f} ms each); "
        f"fit / clean {(figures.fit + figures.finish) / figures.clean:.2f}; "
        f"{figures.documents / seconds:.0f} per second; peak {figures.memory:.0f} MB, profile {figures.profile:.1f} MB"
    )


def compare(small: Figures, large: Figures) -> None:
    more = large.documents - small.documents
    print(
        f"{large.documents / small.documents:.1f} x the documents: "
        f"fit {large.fit / small.fit:.1f} x, finish {large.finish / small.finish:.1f} x, "
        f"clean {large.clean / small.clean:.1f} x, peak memory {large.memory / small.memory:.2f} x; "
        f"{1e6 * (large.memory - small.memory) / more:,.0f} MB of memory and "
        f"{1e6 * (large.profile - small.profile) / more:,.0f} MB of profile for a million more documents"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--site-pages", type=int, default=100)
    parser.add_argument("--kind", choices=NAMES, default="jsonl")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure, options.measure.with_name("out"), options.workers)
        return
    print(f"{options.workers} worker(s), {options.site_pages} pages per site")
    before: Figures | None = None
    for documents in options.sizes:
        figures = measured(documents, options)
        show(figures)
        if before:
            compare(before, figures)
        before = figures


if __name__ == "__main__":
    main()
