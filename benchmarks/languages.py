"""What the rules of each language remove and lose: the table of docs/languages.md.

    python benchmarks/languages.py GOLD [--manuals FOLDER] [--part fit] [--write]

GOLD holds `lines-dev.jsonl.xz`, pages with a label for every line. FOLDER contains translated manuals, such as
/usr/share/man with Debian's packages `manpages-de`, `manpages-fr` and so on: everything in them is text. For each
language it prints the number of rules; how much boilerplate of its own pages was removed, by words and as the mean over
pages, and how much of the articles; and how many lines of articles and manuals in all other languages its rules remove
if applied to them. With --write, the table in docs/languages.md is replaced.
"""

import argparse
import gzip
import json
import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from cleanwire.evaluation.rules import LabelledText, measure
from cleanwire.rules.languages import shipped_languages
from cleanwire.rules.shipped import shipped_rules
from cleanwire.text.tables import rows_of

PAGE = Path(__file__).resolve().parent.parent / "docs" / "languages.md"
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"
MOST_MANUALS = 160
"""How many manuals of a language are read: enough for about 10,000 lines."""

_FOLDERS = {"pt_BR": "pt", "zh_CN": "zh", "zh_TW": "zh", "nb": "no"}
_MACRO = re.compile(r"\.(?:SH|SS|B|I|BR|IR|RB|RI)\s+(.*)")
_ESCAPE = re.compile(r"\\f(?:\[[^]]*\]|.)|\\\(..|\\\[[^]]*\]|\\&")


def pages(gold: Path, part: str) -> list[LabelledText]:
    """Return the labelled texts of a part of the gold data, as `cleanwire rules --measure` reads them."""
    found: list[LabelledText] = []
    with lzma.open(gold / "lines-dev.jsonl.xz", "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if record["part"] == part:
                for name, text in record["texts"].items():
                    found.append(LabelledText(record["lang"][:2], text, tuple(record["labels"][name])))
    return found


def manuals(folder: Path) -> Iterator[LabelledText]:
    """Yield translated manuals as texts in which every line belongs to the author's text."""
    for language in sorted(path for path in folder.iterdir() if re.fullmatch(r"[a-z]{2}(?:_[A-Z]{2})?", path.name)):
        count = 0
        for path in sorted(language.rglob("*.gz")):
            if count == MOST_MANUALS:
                break
            source = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
            text = "\n".join(plain(source))
            if len(text) > 500:
                count += 1
                labels = tuple("body" if line.strip() else None for line in text.split("\n"))
                yield LabelledText(_FOLDERS.get(language.name, language.name), text, labels)


def plain(source: str) -> Iterator[str]:
    """Yield the lines of a manual's source as a reader sees them."""
    for line in source.split("\n"):
        shown = _MACRO.match(line)
        if shown:
            yield ""
        if shown or not line.startswith((".", "'")):
            yield _ESCAPE.sub("", shown[1].replace('"', "") if shown else line).replace("\\-", "-")


def row_of(language: str, labelled: list[LabelledText], foreign: list[LabelledText]) -> list[str]:
    """Return the row of a language; texts without boilerplate count for all languages but their own."""
    own = [text for text in labelled if text.language == language]
    measured = measure(language, [*labelled, *(text for text in foreign if text.language != language)])
    shares = []
    for text in own:
        single = measure(language, [text])
        if whole := single.removed + single.left.total():
            shares.append(single.removed / whole)
    contamination = measured.removed + measured.left.total()
    hits = sum(map(len, measured.hits.values()))
    return [
        language,
        str(sum(rule.language == language for rule in shipped_rules((language,)))),
        str(len(own)),
        f"{measured.removed / contamination:.2f}" if contamination else "",
        f"{mean(shares):.2f}" if shares else "",
        f"{measured.lost / measured.article:.4f}" if own and measured.article else "",
        f"{hits} of {measured.foreign:,}",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--manuals", type=Path)
    parser.add_argument("--part", default="fit")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    labelled = pages(args.gold, args.part)
    foreign = list(manuals(args.manuals)) if args.manuals else []
    known = [code for code, _ in rows_of("common.txt") if code in shipped_languages()]
    head = ["language", "rules", "texts", "removed", "mean of pages", "article lost", "false hits"]
    rows = [head, ["---"] * len(head), *(row_of(language, labelled, foreign) for language in known)]
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    print(table, end="")
    if args.write:
        page = PAGE.read_text("utf-8")
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
