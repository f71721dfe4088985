"""Fuzz cleanwire with atheris, guided by coverage: `python fuzz/fuzz.py TARGET [options of libFuzzer]`.

`make fuzz` runs every target for a short time. An input that breaks a promise stops the run with a traceback and is
written to `.fuzz/findings`; `python fuzz/fuzz.py TARGET FILE` runs it again. The corpus is seeded from the fixtures and
the packs, and grows in `.fuzz/corpus/TARGET` from run to run.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from tempfile import NamedTemporaryFile
from time import process_time

try:
    import atheris
except ImportError:
    sys.exit(
        "fuzz: nothing was fuzzed: atheris is not installed. pip install 'cleanwire[fuzz]' installs it where it has "
        "wheels: for CPython 3.11 to 3.13 on Linux."
    )

with atheris.instrument_imports(include=["cleanwire"]):
    import cleanwire

    # Most modules are only imported when they are used, too late to be instrumented. No target uses those left out.
    LEFT_OUT = tuple(f"cleanwire.{name}" for name in ("cli", "corpus", "integrations", "testing"))
    for module in walk_packages(cleanwire.__path__, "cleanwire."):
        if not module.name.startswith(LEFT_OUT):
            import_module(module.name)
    from cleanwire.cleaning.pipeline import run, stages_of
    from cleanwire.reading.text import read_text
    from cleanwire.report.labelled import Removal, parse_labelled, render_labelled
    from cleanwire.rules.pack import load_pack
    from cleanwire.rules.rulebook import Rulebook
    from cleanwire.rules.shipped import shipped_rules

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = Path(cleanwire.__file__).parent / "testing" / "articles"
WORK = ROOT / ".fuzz"

SECONDS = 4
"""An input that takes longer than this plus SECONDS_PER_CHARACTER per character is a finding. Instrumented code is
about five times slower, and the machine may be busy; the slowest inputs of a first hour took a quarter of it."""

SECONDS_PER_CHARACTER = 0.002

DEFAULTS = ("-max_len=4096", "-timeout=60", "-rss_limit_mb=4096", "-print_final_stats=1", "-report_slow_units=5")

CLEANERS = (
    cleanwire.Cleaner(),
    cleanwire.Cleaner(strictness="thorough"),
    cleanwire.Cleaner(strictness="safe", keep={"byline"}, drop={"headline", "en/legal/"}),
)


def text_of(data: bytes) -> str:
    """Decode any bytes as text. What is not UTF-8 becomes lone surrogates, which scrapers leave as well."""
    return data.decode("utf-8", "surrogateescape")


def check_result(result: cleanwire.Result) -> None:
    """Check that the segments cover the source without gaps, and that the text is the source minus the removals."""
    edges = [0, *(segment.end for segment in result.segments)]
    assert [segment.start for segment in result.segments] == edges[:-1], "segments overlap or leave gaps"
    assert edges[-1] == len(result.source), "segments end before the source"
    assert all(segment.start < segment.end for segment in result.segments), "a segment is empty"
    kept, at = "", 0
    for segment in result.removed:
        assert segment.rule, "a removal does not say why"
        kept += result.source[at : segment.start]
        at = segment.end
    assert result.text == kept + result.source[at:], "the text is not the source without its removals"
    assert bool(result.text.strip()) == bool(result.source.strip()), "nothing was left"


def cleaned(data: bytes) -> None:
    """`clean` and `explain` of text: they agree, and are repeatable."""
    cleaner, source = CLEANERS[len(data) % len(CLEANERS)], text_of(data)
    result = cleaner.explain(source, format="text")
    check_result(result)
    assert result.source == source
    assert cleaner.explain(source, format="text") == result, "another result for the same source"
    assert cleaner.clean(source, format="text") == result.text


def explained(data: bytes) -> None:
    """`explain` of text with `format="auto"`, and its labelled text, from which the source can be restored."""
    try:
        result = CLEANERS[0].explain(text_of(data))
    except cleanwire.ReadingError:
        return
    check_result(result)
    labelled = parse_labelled(render_labelled(result))
    removals = tuple(Removal(s.start, s.end, s.label, s.rule, round(s.confidence, 2)) for s in result.removed)
    assert (labelled.source, labelled.removed, labelled.text) == (result.source, removals, result.text)


def read_page(data: bytes) -> None:
    """`clean(format="html")` of bytes, with any declared charset."""
    try:
        result = CLEANERS[0].explain(data, format="html")
    except cleanwire.ReadingError:
        return
    check_result(result)
    assert result.source or result.reason, "an empty page does not say why"
    assert bool(result.markdown) == bool(result.text.strip()), "the article is lost in Markdown, or out of nothing"
    assert CLEANERS[0].explain(data, format="html") == result, "another result for the same page"


def pack_loaded(data: bytes) -> None:
    """`load_pack`, and the use of accepted packs: a hostile pack may match nothing, but must not stall."""
    with NamedTemporaryFile(suffix=".toml") as file:
        file.write(data)
        file.flush()
        try:
            rules = load_pack(file.name)
        except cleanwire.CleanwireError as error:
            assert str(error).startswith(file.name), "the error does not name the file"
            return
    run(stages_of(Rulebook.of(rules)), DOCUMENT)


def labelled_parsed(data: bytes) -> None:
    """`parse_labelled` of any text: an error that names the line, or removals within the source."""
    text = text_of(data)
    try:
        labelled = parse_labelled(text)
    except cleanwire.CleanwireError as error:
        assert str(error).startswith("line "), "the error does not name the line"
        return
    edges = [place for removal in labelled.removed for place in (removal.start, removal.end)]
    assert edges == sorted(edges), "removals overlap"
    assert not edges or edges[-1] <= len(labelled.source), "a removal ends after the source"
    assert parse_labelled(text) == labelled


def profile_loaded(data: bytes) -> None:
    """`SiteProfile.load` of any bytes: a profile, or one of our errors."""
    with NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        try:
            profile = cleanwire.SiteProfile.load(file.name)
        except cleanwire.CleanwireError:
            return
    check_result(cleanwire.Cleaner(profile=profile).explain(DOCUMENT.source, url="https://a.example"))


def labelled_articles() -> Iterator[bytes]:
    """Yield the shipped articles as labelled text."""
    return (path.read_bytes() for path in sorted(ARTICLES.glob("*/*.txt")))


def articles() -> Iterator[bytes]:
    """Yield the sources of the shipped articles, and passages of them that libFuzzer can combine."""
    for labelled in labelled_articles():
        source = parse_labelled(labelled.decode()).source.encode()
        yield source
        yield from (source[at : at + 600] for at in range(0, len(source), 2400))


def pages() -> Iterator[bytes]:
    """Yield the pages, and articles as pages of paragraphs and of divisions."""
    yield from (path.read_bytes() for path in sorted((ROOT / "fixtures").glob("pages/*.html")))
    for number, article in enumerate(articles()):
        if number % 9 == 0:
            lines = article.replace(b"&", b"&amp;").replace(b"<", b"&lt;").split(b"\n")
            yield b"<html><body><article><p>" + b"</p>\n<p>".join(lines) + b"</p></article></body></html>"
            yield b"<!doctype html><meta charset=latin-1><div>" + b"</div><div class='share'>".join(lines)


def packs() -> Iterator[bytes]:
    """Yield the first rules of the shipped packs, each as a pack of its own."""
    for path in sorted((Path(cleanwire.__file__).parent / "packs").glob("*/*.toml")):
        label, *rules = path.read_text("utf-8").split("\n[")
        yield from (f"{label}\n[{rule}\n".encode() for rule in rules[:6])


def profiles() -> Iterator[bytes]:
    """Yield profiles of the shipped articles, both unfinished and finished."""
    profile = cleanwire.SiteProfile.fit([(text_of(article), "https://a.example") for article in articles()])
    with NamedTemporaryFile() as file:
        for one in (profile, profile.finished(), cleanwire.SiteProfile.fit([("One line\n", None)])):
            one.save(file.name)
            yield Path(file.name).read_bytes()


DOCUMENT = read_text((ROOT / "fixtures" / "demo.txt").read_text("utf-8") + "a" * 140 + "!\n" + "0 " * 60 + "\n")
"""The text on which rules of loaded packs are tried: an article, and lines on which patterns can explode."""

TARGETS: dict[str, tuple[Callable[[bytes], None], Callable[[], Iterable[bytes]]]] = {
    "clean": (cleaned, articles),
    "explain": (explained, articles),
    "html": (read_page, pages),
    "pack": (pack_loaded, packs),
    "labelled": (labelled_parsed, labelled_articles),
    "profile": (profile_loaded, profiles),
}

WORDS = {
    "html": ("<p>", "</p>", "<div class='", "<table><tr><td>", "<meta charset='utf-16'>", "<!--", "<![CDATA[", "&#0;"),
    "pack": ("where = { ", "reach = 'rest'", "pattern = '", "match = ['", "no-match = ['", '"""', "(?:a|b)+", "\\p{L}"),
    "labelled": ("-- ", "-\\\\", " \\\\", " (media, 0.90)"),
}
"""Tokens of each target's format, for libFuzzer to insert. For text these are the phrases of the rules."""


def guarded(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """Return a target that also fails if it takes long."""

    def run(data: bytes) -> None:
        start = process_time()
        target(data)
        seconds = process_time() - start
        assert seconds < SECONDS + SECONDS_PER_CHARACTER * len(data), f"a stall of {seconds:.1f} seconds"

    return run


def write_corpus(name: str, seeds: Iterable[bytes]) -> Path:
    """Write the seeds of a target next to what earlier runs have found, and return their folder."""
    folder = WORK / "corpus" / name
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        (folder / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    return folder


def write_words(name: str) -> Path:
    """Write the dictionary of a target in libFuzzer's format, and return its path."""
    rules = shipped_rules()
    words = WORDS.get(name) or sorted({phrase for rule in rules for phrase in (*rule.is_, *rule.starts, *rule.has)})
    path = WORK / f"{name}.dict"
    escaped = (word.replace("\\", "\\\\").replace('"', '\\"') for word in words)
    path.write_text("".join(f'"{word}"\n' for word in escaped if word.isascii()), "utf-8")
    return path


def main() -> None:
    """Run one target until libFuzzer's options end it, or on the given files."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: python fuzz/fuzz.py TARGET [options of libFuzzer]\ntargets: {' '.join(TARGETS)}")
    program, name, *given = sys.argv
    target, seeds = TARGETS[name]
    findings = WORK / "findings"
    findings.mkdir(parents=True, exist_ok=True)
    options = [*DEFAULTS, f"-artifact_prefix={findings}{os.sep}{name}-", f"-dict={write_words(name)}", *given]
    if not any(Path(option).exists() for option in given):
        options.append(str(write_corpus(name, seeds())))
    atheris.Setup([program, *options], guarded(target))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
