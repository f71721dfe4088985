"""How fast text is cleaned, compared with a minimum, and with filters and extractors that could be used instead.

    python benchmarks/speed.py [FILE.jsonl] [--field text] [--kilobytes 1 5 50 ...] [--languages English ...] [--alone]
      [--against CHECKOUT/src] [--page PAGE.md]

Without FILE the documents are invented: words drawn at random, in paragraphs and short lines, in several scripts. FILE
holds JSON lines with texts, which are used as they are, or only those of about --kilobytes. All tools run in one
process, in turn, on the same documents, `--rounds` times; for each document the fastest round counts. "x floor" is the
median over the documents of the time divided by that of splitting the same document into lines, stripping and joining
them. Peers that are not installed are named and skipped; the extra [bench] installs them.

--against times another checkout of cleanwire in turn with this one, compiled in place if it has native code.

Extractors only accept HTML. They get each line of the text as a paragraph of a bare page, which is less work than a
page.
"""

import argparse
import io
import json
import logging
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import nullcontext, redirect_stdout
from functools import partial
from html import escape
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, TypeVar

from checkouts import Checkout

import cleanwire
from cleanwire.text.tables import rows_of

Source = TypeVar("Source")
Work = Callable[[str], object]

KILOBYTES = (1, 5, 50, 1000, 10000)
BYTES = 1_000_000
"""How many bytes of each size are cleaned per round, but at least one document."""
DOCUMENTS = 200
"""The most documents that are cleaned per round: p99 needs a hundred."""
PATIENCE = 20.0
"""Works that would take more seconds per round, judging by the previous size, are skipped."""
PIPED = 4000
"""How many documents go through a pipe: so many that the start of its processes takes a small part of the time."""
PIPED_BYTES = 5000
PIPE_ROUNDS = 3
WIDTH = 28

PROCESSES = 9
"""How many processes are started for each statement."""
ARTICLE = Path(__file__).resolve().parent.parent / "fixtures" / "demo.txt"
BEGINNINGS = {
    "bare interpreter": "pass",
    "import cleanwire": "import cleanwire",
    "and clean('x')": "import cleanwire; cleanwire.clean('x')",
    "and an article": f"import cleanwire; cleanwire.clean(open({str(ARTICLE)!r}, encoding='utf-8').read())",
}

WORDS = {
    "German": (
        "der die und in den von zu das mit sich auf für ist im dem nicht ein eine als auch es an "
        "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum "
        "war haben nur oder aber vor zur bis mehr durch man sein wurde sei Fähre Hafen Brücke Stadt "
        "Jahr Wasser Schiff Kapitän Sturm Reparatur Montag Werft Küste Insel Lotse Anleger Fracht "
        "Leuchtturm Strömung Gemeinde Behörde Zeitung Fischer Preis Kosten Winter Sommer"
    ),
    "Russian": (
        "и в не на я быть он с что а по это она этот к но они мы весь который из у то за свой от так "
        "о год же ты все для вы такой тот мочь один человек паром гавань мост город вода корабль "
        "капитан буря ремонт понедельник верфь берег остров лоцман причал груз маяк течение община "
        "газета рыбак цена зима лето вечер утро дорога новый старый"
    ),
    "Arabic": (
        "في من على أن إلى عن التي هذا مع كان هذه ما لا الذي بين كل بعد قد ذلك حتى عند لم أو قبل عبارة "
        "ميناء جسر مدينة ماء سفينة قبطان عاصفة إصلاح ساحل جزيرة رصيف شحنة منارة تيار بلدية صحيفة صياد "
        "سعر شتاء صيف مساء صباح طريق"
    ),
    "Hindi": (
        "के में है की से को का और पर ने यह कि भी हैं इस एक लिए तो ही हो कर था जो वह बाद साथ कहा तक "
        "अपने नाव बंदरगाह पुल शहर पानी जहाज कप्तान तूफान मरम्मत सोमवार तट द्वीप घाट माल प्रकाशस्तंभ "
        "धारा अखबार मछुआरा कीमत सर्दी गर्मी शाम सुबह सड़क"
    ),
    "Chinese": (
        "的 了 在 是 我 有 和 就 不 人 都 一 一个 上 也 很 到 说 要 去 你 会 着 没有 看 好 自己 这 "
        "渡轮 港口 大桥 城市 水 船 船长 风暴 修理 星期一 船厂 海岸 岛屿 码头 货物 灯塔 水流 社区 报纸 渔民 "
        "价格 冬天 夏天 晚上 早晨 道路 新 旧"
    ),
}
"""The words of sentences, the most frequent first. English ones come from the table of the package."""

LANGUAGES = ("English", *WORDS)
STOPS = {"Chinese": ("", "，", "。"), "Hindi": (" ", ", ", "।"), "Arabic": (" ", "، ", ".")}
BYLINE = "By Jane Doe"
TAIL = ("Advertisement", "Share on Facebook", "Read more: {}", "Leave a Reply")
THEME_WORDS = 20
"""How many words recur in a document, as words of an article's subject do."""
THEME_SHARE = 0.4
SUBHEADS = 0.12
"""The share of lines between the first and the last that are short."""


class Timing(NamedTuple):
    """The time of one round of one work over some documents, in seconds each."""

    name: str
    best: list[float]


def invented(language: str, size: int, seed: int) -> str:
    """Return a text of about `size` bytes that an extractor could have left of an article.

    It has a headline and a name, nonsense about some subject in paragraphs and subheads, and a little boilerplate.
    """
    chance = random.Random(seed)  # noqa: S311
    words, weights = _words(language)
    theme = chance.sample(words, min(len(words) // 2, THEME_WORDS))
    blank, comma, stop = STOPS.get(language, (" ", ", ", "."))

    def phrase(least: int, most: int) -> str:
        count = chance.randint(least, most)
        drawn = chance.choices(words, cum_weights=weights, k=count)
        return blank.join(chance.choice(theme) if chance.random() < THEME_SHARE else word for word in drawn)

    def sentence() -> str:
        said = comma.join(phrase(4, 10) for _ in range(chance.randint(1, 3)))
        return said[:1].upper() + said[1:] + stop

    lines, held = [phrase(6, 10).title(), BYLINE], 0
    while held < size:
        short = chance.random() < SUBHEADS
        lines.append(phrase(2, 6).capitalize() if short else " ".join(sentence() for _ in range(chance.randint(1, 4))))
        held += len(lines[-1].encode()) + 1
    return "\n".join([*lines, *TAIL]).format(phrase(5, 9).title()) + "\n"


def _words(language: str) -> tuple[Sequence[str], Sequence[float]]:
    """Return the words of a language, and their cumulative frequencies."""
    if language == "English":
        rows = rows_of("frequencies/en.txt")
        pairs = [(word, zipf) for zipf, words in rows for word in words.split()]
        words, weights = [word for word, _ in pairs], [10 ** float(zipf) for _, zipf in pairs]
    else:
        words = WORDS[language].split()
        weights = [1 / (rank + 3) for rank in range(len(words))]
    total, sums = 0.0, []
    for weight in weights:
        total += weight
        sums.append(total)
    return words, sums


def page_of(text: str) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines() if line.strip())
    return f"<html><head><title>A page</title></head><body><article>\n{paragraphs}</article></body></html>"


def floor(text: str) -> str:
    return "\n".join([line.strip() for line in text.split("\n")])


# Each returns how one peer cleans a text, as its documentation recommends for speed, and imports it only then.
def c4(**settings: object) -> Work:
    from datatrove.data import Document
    from datatrove.pipeline.filters import C4QualityFilter

    lines = C4QualityFilter(**settings)

    def work(text: str) -> str:
        document = Document(text=text, id="")
        lines.filter(document)
        return document.text

    work("A sentence of some words.")  # loads what splits sentences
    return work


def justext() -> Work:
    import justext

    words = justext.get_stoplist("English")
    return lambda text: "\n".join(p.text for p in justext.justext(page_of(text), words) if not p.is_boilerplate)


def trafilatura() -> Work:
    import trafilatura

    return lambda text: trafilatura.extract(page_of(text), fast=True, include_comments=False)


def resiliparse() -> Work:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda text: extract_plain_text(page_of(text), main_content=True, alt_texts=False)


PEERS: dict[str, Callable[[], Work]] = {
    "datatrove C4": c4,
    "datatrove C4, any length": partial(c4, min_num_sentences=-1),
    "jusText": justext,
    "trafilatura, fast": trafilatura,
    "resiliparse": resiliparse,
}
"""The second C4 omits the count of sentences, whose tokenizer takes most of the time."""


def ours() -> dict[str, Work]:
    cleaner, plain = cleanwire.Cleaner(), cleanwire.Cleaner(keep={"appended_story"})
    return {
        "cleanwire clean": cleaner.clean,
        "  without stories": plain.clean,
        "cleanwire explain": cleaner.explain,
        "cleanwire pipe": lambda text: next(cleaner.pipe([text])),
    }


def installed() -> dict[str, Work]:
    works: dict[str, Work] = {}
    for name, make in PEERS.items():
        try:
            works[name] = make()
        except (
            ImportError,
            LookupError,
            OSError,
        ) as error:
            print(f"{name} is skipped: {str(error).strip().splitlines()[0]}")
    return works


def timed(work: Callable[[Source], object], source: Source) -> float:
    start = time.perf_counter()
    work(source)
    return time.perf_counter() - start


def measure(works: dict[str, Work], texts: Sequence[str], rounds: int) -> list[Timing]:
    """Return the best time of each work for each text, measured in turn."""
    best = {name: [float("inf")] * len(texts) for name in works}
    for number in range(rounds):
        for name, work in works.items():
            with work.in_place() if isinstance(work, Checkout) else nullcontext():
                if number == 0:
                    work(texts[0][:2000])  # loads and compiles
                best[name] = [min(last, timed(work, text)) for last, text in zip(best[name], texts, strict=True)]
    return [Timing(name, times) for name, times in best.items()]


def megabytes_of(texts: Sequence[str]) -> float:
    return sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6


def row(name: str, documents: int, megabytes: float, seconds: float) -> str:
    """Return how each table's rows begin: documents and megabytes per second."""
    return f"{name:{WIDTH}} {documents / seconds:12,.1f} {megabytes / seconds:9.2f}"


def show(title: str, texts: Sequence[str], timings: Sequence[Timing]) -> None:
    megabytes = megabytes_of(texts)
    print(f"\n{title}: {len(texts)} documents, {1000 * megabytes / len(texts):,.1f} KB each on average")
    print(f"{'':{WIDTH}} {'documents/s':>12} {'MB/s':>9} {'p50 ms':>10} {'p99 ms':>10} {'x floor':>9} {'x clean':>8}")
    at = {timing.name: timing.best for timing in timings}
    for name, times in timings:
        ordered = sorted(times)
        p50, p99 = (1000 * ordered[int(share * (len(ordered) - 1) + 0.5)] for share in (0.5, 0.99))
        over_floor, over_clean = (
            statistics.median(mine / base for mine, base in zip(times, at[other], strict=True))
            for other in ("split, strip, join", "cleanwire clean")
        )
        begun = row(name, len(times), megabytes, sum(times))
        print(f"{begun} {p50:10.3f} {p99:10.3f} {over_floor:9.1f} {over_clean:8.2f}")


def show_pipes(texts: Sequence[str]) -> None:
    """Show how fast the texts, repeated, go through a pipe with one process and with one for each core.

    Forks that clean a part each, and return nothing, show how much the cores could do at best.
    """
    cores = os.cpu_count() or 1
    cleaner, many = cleanwire.Cleaner(), [*islice(cycle(texts), PIPED)]
    works: dict[str, Callable[[Sequence[str]], None]] = {
        "in one process": partial(piped, cleaner),
        f"{cores} workers": partial(piped, cleaner, workers=cores),
        f"{cores} workers, texts=True": partial(piped, cleaner, workers=cores, texts=True),
        f"{cores} forks, nothing shared": partial(forked, cleaner, cores),
    }
    best = {name: float("inf") for name in works}
    for _ in range(PIPE_ROUNDS):
        best = {name: min(best[name], timed(work, many)) for name, work in works.items()}
    print(f"\ncleanwire pipe, {len(many)} documents, the start of its processes included")
    print(f"{'':{WIDTH}} {'documents/s':>12} {'MB/s':>9} {'x one process':>14}")
    megabytes = megabytes_of(many)
    for name, seconds in best.items():
        print(f"{row(name, len(many), megabytes, seconds)} {best['in one process'] / seconds:14.2f}")


def piped(cleaner: cleanwire.Cleaner, sources: Sequence[str], *, workers: int = 1, texts: bool = False) -> None:
    deque(cleaner.pipe(sources, workers=workers, texts=texts), maxlen=0)


def forked(cleaner: cleanwire.Cleaner, cores: int, sources: Sequence[str]) -> None:
    """Clean a part of the sources in each of several forks of this process (Linux)."""
    parts = [sources[core::cores] for core in range(cores)]
    forks = [get_context("fork").Process(target=piped, args=(cleaner, part)) for part in parts]
    for fork in forks:
        fork.start()
    for fork in forks:
        fork.join()


def compare(title: str, texts: Sequence[str], works: dict[str, Work], rounds: int) -> dict[str, Work]:
    """Measure and show; return the works that are fast enough for ten times as much text."""
    timings = measure(works, texts, rounds)
    show(title, texts, timings)
    slow = {name for name, best in timings if 10 * max(best) > PATIENCE}
    if slow:
        print(f"skipped for larger documents, as slower than {PATIENCE:.0f} s: {', '.join(sorted(slow))}")
    return {name: work for name, work in works.items() if name not in slow}


def read_texts(path: Path, field: str, kilobytes: Sequence[float]) -> dict[str, list[str]]:
    """Return the texts of a file by size: those within a fifth of each size, or all."""
    with path.open(encoding="utf-8") as rows:
        texts = [text for text in (json.loads(row)[field] for row in rows) if text]
    if not kilobytes:
        return {path.name: texts[: 5 * DOCUMENTS]}
    sized = {f"{path.name}, about {size:g} KB": (800 * size, 1200 * size) for size in kilobytes}
    return {
        title: [text for text in texts if least <= len(text.encode("utf-8", "replace")) <= most][:DOCUMENTS]
        for title, (least, most) in sized.items()
    }


def show_beginnings() -> None:
    """Show how long a process takes to import, to clean a word, and to clean an article; the best of several."""
    began = {name: [_began(statement) for _ in range(PROCESSES)] for name, statement in BEGINNINGS.items()}
    bare = min(milliseconds for milliseconds, _ in began["bare interpreter"])
    print(f"{'':{WIDTH}} {'ms over bare':>12} {'MB resident':>12}")
    for name, runs in began.items():
        milliseconds, megabytes = (min(values) for values in zip(*runs, strict=True))
        print(f"{name:{WIDTH}} {milliseconds - bare:12.0f} {megabytes:12.1f}")


def _began(statement: str) -> tuple[float, float]:
    """Return the milliseconds that a process took for a statement, and its peak memory in megabytes (Linux)."""
    held = "; print(open('/proc/self/status').read())"
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", statement + held], check=True, capture_output=True)  # noqa: S603
    seconds = time.perf_counter() - start
    return 1000 * seconds, int(done.stdout.split(b"VmHWM:")[1].split()[0]) / 1024


PAGE = """# Speed

How fast cleanwire is beside other tools, as `make bench` measured it on one core of one machine ({machine}, Python
{python}, cleanwire {version}). Times depend on the machine, and so do ratios, if less: the column “x clean” can
differ by half, and “x floor”, which is the time over that of splitting a document into lines, stripping and joining
them, by a factor of two to three. The first table is the time that a new process takes before its first result, and
the memory that it then holds. The last is a pipe with several workers, beside forks that clean a part each and return
nothing: cores that share a processor or a machine with others do not add up to their number. `benchmarks/speed.py`
can also measure your own documents, and compare two checkouts of cleanwire.

```
{printed}```
"""


class _Both(io.StringIO):
    """Shows what is printed, and keeps it."""

    def write(self, text: str) -> int:
        sys.__stdout__.write(text)
        sys.__stdout__.flush()
        return super().write(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", help="JSON lines with texts; by default they are invented")
    parser.add_argument("--field", default="text", help="the field of the text in each line of FILE")
    parser.add_argument("--kilobytes", type=float, nargs="+", help="the sizes of documents, in ascending order")
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--alone", action="store_true", help="without the peers")
    parser.add_argument("--against", type=Path, metavar="SOURCES", help="the folder src of another checkout")
    parser.add_argument("--page", type=Path, help="write the output into a page of the documentation")
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with redirect_stdout(_Both()) as printed:
        run(args)
    if args.page:
        versions = {"python": platform.python_version(), "version": cleanwire.__version__}
        page = PAGE.format(machine=f"{platform.system()}, {platform.machine()}", printed=printed.getvalue(), **versions)
        args.page.write_text(page, "utf-8")


def run(args: argparse.Namespace) -> None:
    show_beginnings()
    works = {"split, strip, join": floor, **ours(), **({} if args.alone else installed())}
    if args.against:
        works["cleanwire, the other"] = Checkout(args.against)
    if args.file:
        for title, texts in read_texts(args.file, args.field, args.kilobytes or ()).items():
            if texts:
                compare(title, texts, works, args.rounds)
                show_pipes(texts)
        return
    sizes = args.kilobytes or KILOBYTES
    for language in args.languages:
        left = works
        for size in sizes if language == args.languages[0] else sizes[:2]:
            count = max(1, min(DOCUMENTS, int(BYTES / size / 1000)))
            texts = [invented(language, int(1000 * size), seed) for seed in range(count)]
            left = compare(f"{language}, {size:g} KB", texts, left, args.rounds if size < 1000 else 1)
    show_pipes([invented(args.languages[0], PIPED_BYTES, seed) for seed in range(DOCUMENTS)])


if __name__ == "__main__":
    main()
