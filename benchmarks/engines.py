"""How much longer cleaning takes in an engine than without one.

    python benchmarks/engines.py [kernel] [ray] [spark] [--documents 2000] [--workers 2] [--rounds 2]

Prints the time of `TableCleaner`, which all engines call, divided by that of `Cleaner.clean` in a loop, and the time of
each engine divided by that of `TableCleaner` in one process, on the same documents in the same run, in turn.

`processor` is the processor time in all processes of the engine together: 1 if the engine adds nothing, whatever else
the machine does. `clock` is the elapsed time: at best 0.5 with two workers, on processors that do nothing else.
Everything has been started and used before.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from cleanwire import Cleaner
from cleanwire.integrations.arrow import TableCleaner
from cleanwire.testing import synthetic_corpus

SITE_PAGES = 50
BLOCK = 100
"""Documents are passed in blocks of this size."""

CLEANER = Cleaner()
KERNEL = TableCleaner(cleaner=CLEANER)

Clean = Callable[[pa.Table], list[str]]
"""Returns the clean texts of a table, in any order."""


class Times(NamedTuple):
    """The time of something, in seconds."""

    processor: float
    clock: float


def documents_of(count: int) -> pa.Table:
    pages = [*synthetic_corpus(sites=max(1, count // SITE_PAGES), pages=SITE_PAGES)][:count]
    return pa.table({"text": [page.text for page in pages], "url": [page.url for page in pages]})


def blocks_of(table: pa.Table) -> list[pa.Table]:
    return [table.slice(start, BLOCK) for start in range(0, table.num_rows, BLOCK)]


def compare(ours: Clean, other: Clean, tables: Sequence[pa.Table]) -> tuple[Times, Times]:
    """Return the total times of both for all tables, in turn, so that disturbances affect both."""
    assert sorted(ours(tables[0])) == sorted(other(tables[0]))
    spent: dict[Clean, list[Times]] = {ours: [], other: []}
    for number, table in enumerate(tables):
        for clean in (ours, other) if number % 2 else (other, ours):
            spent[clean].append(timed(clean, table))
    first, second = (Times(*map(sum, zip(*times, strict=True))) for times in spent.values())
    return first, second


def timed(clean: Clean, table: pa.Table) -> Times:
    before = used_below()
    processor, clock = time.process_time(), time.perf_counter()
    clean(table)
    processor, clock = time.process_time() - processor, time.perf_counter() - clock
    return Times(processor + used_below() - before, clock)


def used_below() -> float:
    """Return the processor seconds that the descendants of this process have used so far."""
    found: dict[int, tuple[int, float]] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            fields = file.read_text().rpartition(")")[2].split()
            found[int(file.parent.name)] = int(fields[1]), sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return sum(below(os.getpid(), found))


def below(process: int, found: Mapping[int, tuple[int, float]]) -> Iterator[float]:
    for child, (parent, used) in found.items():
        if parent == process:
            yield used
            yield from below(child, found)


def in_loop(table: pa.Table) -> list[str]:
    return [CLEANER.clean(row["text"], format="text", url=row["url"]) for row in table.to_pylist()]


def in_kernel(table: pa.Table) -> list[str]:
    return KERNEL(table)["text"].to_pylist()


@contextmanager
def in_ray(workers: int) -> Iterator[Clean]:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    import ray.data

    from cleanwire.integrations.ray import clean

    ray.init(num_cpus=workers, include_dashboard=False, logging_level="error", log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False

    def through(table: pa.Table) -> list[str]:
        cleaned = ray.get(clean(ray.data.from_arrow(blocks_of(table))).to_arrow_refs())
        return [text for block in cleaned for text in block["text"].to_pylist()]

    yield through
    ray.shutdown()


@contextmanager
def in_spark(workers: int) -> Iterator[Clean]:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    from cleanwire.integrations.spark import clean

    options = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
    session: Any = SparkSession.builder.master(f"local-cluster[{workers},1,1024]").config(map=options).getOrCreate()
    yield lambda table: clean(session.createDataFrame(table)).toArrow()["text"].to_pylist()
    session.stop()


ENGINES = {"ray": in_ray, "spark": in_spark}


def show(names: str, documents: int, ours: Times, other: Times) -> None:
    print(
        f"{names:14} processor {ours.processor / other.processor:.3f}, clock {ours.clock / other.clock:.3f}; "
        f"{documents / ours.clock:,.0f} documents per second, and {documents / other.clock:,.0f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(["kernel", *ENGINES]))
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    table = documents_of(options.documents)
    total = options.rounds * options.documents
    for name in options.names or ["kernel", *ENGINES]:
        if name == "kernel":
            show("kernel / loop", total, *compare(in_kernel, in_loop, options.rounds * blocks_of(table)))
        else:
            with ENGINES[name](options.workers) as engine:
                show(f"{name} / kernel", total, *compare(engine, in_kernel, options.rounds * [table]))


if __name__ == "__main__":
    main()
