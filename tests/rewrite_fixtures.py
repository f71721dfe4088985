"""Rewrite the labels of the fixtures as cleaning gives them now. Review the diff: a wrong label is a bug.

python tests/rewrite_fixtures.py [FILE ...]
"""

import sys
from pathlib import Path

import cleanwire
from cleanwire.report.labelled import parse_labelled, render_labelled

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def rewrite(path: Path) -> bool:
    """Rewrite one fixture; return whether what is removed, or its label, changed."""
    with path.open(encoding="utf-8", newline="") as file:
        before = parse_labelled(file.read())
    rendered = render_labelled(cleanwire.explain(before.source))
    after = parse_labelled(rendered)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(rendered)
    return before.text != after.text or [r.label for r in before.removed] != [r.label for r in after.removed]


def main() -> None:
    """Rewrite the named fixtures, or all."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(FIXTURES.glob("*/*.txt"))
    changed = [path for path in paths if rewrite(path)]
    sys.stdout.write(f"{len(paths)} fixtures, {len(changed)} with other removals or labels than before\n")
    sys.stdout.writelines(f"  {path}\n" for path in changed)


if __name__ == "__main__":
    main()
