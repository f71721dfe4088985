"""How much cleaning costs, against the floor: splitting, stripping and joining the same text.

    python benchmarks/speed.py [--texts FILE.jsonl] [--characters 5000]

Both sides run in the same process, in turn, on the same documents; the ratio is what counts, since machines differ.
Without --texts the documents are made from the shipped articles; --texts takes JSON lines with a "text" field.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import cleanwire
from cleanwire.reading.text import read_text
from cleanwire.testing import fixtures

ROUNDS = 7


def floor(text: str) -> str:
    return "\n".join([line.strip() for line in text.split("\n")])


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        work(text)
    return time.perf_counter() - start


def documents(path: Path | None, characters: int) -> list[str]:
    if path:
        with path.open(encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
        return [text[:characters] for text in texts if len(text) >= 0.9 * characters]
    sources = [fixture.source for fixture in fixtures()]
    return [(source * (characters // len(source) + 1))[:characters] for source in sources]


def import_milliseconds(statement: str) -> float:
    timings = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], check=True)  # noqa: S603
        timings.append(time.perf_counter() - start)
    return 1000 * statistics.median(timings)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--characters", type=int, default=5000)
    options = parser.parse_args()

    texts = documents(options.texts, options.characters)
    works: dict[str, Callable[[str], object]] = {
        "split, strip, join": floor,
        "read_text": read_text,
        "clean": cleanwire.clean,
    }
    timings: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            timings[name].append(seconds(work, texts))

    print(f"{len(texts)} documents of {options.characters} characters, median of {ROUNDS} rounds")
    for name, taken in timings.items():
        each = statistics.median(taken) / len(texts)
        ratios = [mine / base for mine, base in zip(taken, timings["split, strip, join"], strict=True)]
        ratio = statistics.median(ratios)
        print(f"{name:20} {1e6 * each:8.1f} µs a document {1 / each:10.0f} a second {ratio:8.1f} x the floor")
    bare = import_milliseconds("pass")
    print(f"import cleanwire: {import_milliseconds('import cleanwire') - bare:.0f} ms over the bare interpreter")


if __name__ == "__main__":
    main()
