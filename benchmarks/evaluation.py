"""Update the tables of docs/evaluation.md: the output of `cleanwire evaluate --markdown` for the shipped documents.

    python benchmarks/evaluation.py [--write]

With --write, the rows of that page are replaced; rows of tools that are not installed are kept.
"""

import argparse
import re
from pathlib import Path

from cleanwire.evaluation import evaluate, render_markdown, shipped_documents

PAGE = Path(__file__).resolve().parent.parent / "docs" / "evaluation.md"
BEGIN, END = "<!-- evaluate -->\n", "<!-- end of evaluate -->\n"
_FIRST_CELL = re.compile(r"\| ([^|]+) \|")


def rows_of(tables: str) -> dict[tuple[int, str], str]:
    """Return the rows of tables by the number of the table and the first cell, which for a head is the kind only."""
    rows: dict[tuple[int, str], str] = {}
    for number, table in enumerate(tables.split("\n\n")):
        for place, line in enumerate(table.splitlines()):
            if found := _FIRST_CELL.match(line):
                rows[number, found[1] if place else ""] = line
    return rows


def merged(old: str, new: str) -> str:
    """Return the new tables, with those rows of the old ones that the new ones lack."""
    before, after = rows_of(old), rows_of(new)
    blocks = []
    for number, table in enumerate(table for table in new.split("\n\n") if table.startswith("|")):
        head, rule, *_ = table.splitlines()
        names = dict.fromkeys(name for at, name in (*before, *after) if at == number and name)
        rows = {**before, **after}
        blocks.append("\n".join([head, rule, *(rows[number, name] for name in names)]) + "\n")
    return "\n".join(blocks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    tables = render_markdown(evaluate(shipped_documents()))
    print(tables, end="")
    if args.write:
        page = PAGE.read_text("utf-8")
        before, rest = page.split(BEGIN)
        old, after = rest.split(END)
        PAGE.write_text(f"{before}{BEGIN}\n{merged(old.strip(), tables)}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
