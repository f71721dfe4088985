"""The cost of a large site profile: fitting in parts, merging and finishing, loading, and the memory of many workers.

    python benchmarks/profiles.py [--documents 1000000] [--sites 10000] [--part 5000] [--workers 2] [--users 8]

Parts of synthetic documents are fitted by some workers and merged into one finished profile. Then one process, and
several at the same time, clean documents of its sites with an empty profile and with it. The memory that it adds is the
difference in proportional memory (PSS), in which a page that several processes share counts once. Linux only.
"""

import argparse
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from cleanwire import Cleaner, SiteProfile
from cleanwire.profile.merging import finish_profiles
from cleanwire.testing import Page, synthetic_corpus

SITE_PAGES = 100
"""How many documents are of one site; parts hold whole sites."""

CLEANED = 200
"""How many documents each process cleans, from as many sites as there are."""


def pages_of(number: int, documents: int) -> list[tuple[str, str]]:
    """Return the documents of a part, from sites that no other part has."""
    pages: list[Page] = [*synthetic_corpus(sites=documents // SITE_PAGES, pages=SITE_PAGES, seed=number)]
    return [(page.text, page.url.replace(".example/", f"-{number}.example/")) for page in pages]


def fit(folder: Path, documents: int, number: int) -> float:
    """Fit a part, and return its processor time in seconds."""
    pages = pages_of(number, documents)
    start = time.process_time()
    SiteProfile.fit(pages).save(folder / f"{number:05}")
    return time.process_time() - start


def memory() -> float:
    """Return the proportional memory of this process, in MB."""
    rows = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024


def use(profile: Path, part: int) -> None:
    """Clean documents with an empty profile and with a given one; report the memory once all others are ready."""
    pages = [pair for number in range(10) for pair in pages_of(number, part)[:: max(1, 10 * part // CLEANED)]]
    clean(Cleaner(profile=SiteProfile.fit([])), pages)
    answer(memory)
    start = time.perf_counter()
    cleaner = Cleaner(profile=SiteProfile.load(profile))
    loaded = time.perf_counter() - start
    clean(cleaner, pages)
    answer(memory)
    answer(lambda: loaded)


def clean(cleaner: Cleaner, pages: list[tuple[str, str]]) -> None:
    for text, url in pages:
        cleaner.clean(text, url=url)


def answer(value: "partial[float] | object") -> None:
    """Report that all is ready, wait until all others are, and print a value."""
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(value()), flush=True)  # type: ignore[operator]


def added(profile: Path, users: int, part: int) -> tuple[float, float]:
    """Return the MB that a profile adds to the memory of several processes together, and the longest loading time."""
    command = [sys.executable, __file__, "--use", str(profile), "--part", str(part)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    crew = [subprocess.Popen(command, **pipes) for _ in range(users)]  # type: ignore[call-overload]  # noqa: S603
    rows = [asked(crew) for _ in range(3)]
    for process in crew:
        process.communicate()
    return sum(rows[1]) - sum(rows[0]), max(rows[2])


def asked(crew: "list[subprocess.Popen[str]]") -> list[float]:
    """Return a value from each process, once all are ready."""
    for process in crew:
        process.stdout.readline()
    for process in crew:
        process.stdin.write("\n")
        process.stdin.flush()
    return [json.loads(process.stdout.readline()) for process in crew]


def run(options: argparse.Namespace) -> None:
    parts = options.documents // options.part
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "parts"
        folder.mkdir()
        with multiprocessing.Pool(options.workers) as pool:
            seconds = sum(pool.imap_unordered(partial(fit, folder, options.part), range(parts)))
        size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        print(
            f"fit: {options.documents:,} documents, {parts:,} parts: {seconds:.0f} s of processor time, {size:,.0f} MB"
        )
        start, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        profile = finish_profiles(folder.iterdir())
        took, peak = time.process_time() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        file = Path(name) / "profile"
        profile.save(file)
        print(
            f"merge and finish: {took:.0f} s, {peak:,.0f} MB more at the peak; {len(profile.sites):,} sites", flush=True
        )
        print(f"the profile: {file.stat().st_size / 1e6:,.0f} MB", flush=True)
        del profile
        one, _ = added(file, 1, options.part)
        all_of_them, loading = added(file, options.users, options.part)
        print(f"it adds {one:,.1f} MB to one process, and {all_of_them:,.1f} MB to {options.users} together", end=": ")
        print(f"{all_of_them / one:.2f} times as much")
        print(f"loading takes {loading:.2f} s if {options.users} processes load it at the same time")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--part", type=int, default=5_000, help="documents per part")
    parser.add_argument("--workers", type=int, default=2, help="processes that fit")
    parser.add_argument("--users", type=int, default=8, help="processes that use the profile at the same time")
    parser.add_argument("--use", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.use:
        use(options.use, options.part)
    else:
        run(options)


if __name__ == "__main__":
    main()
