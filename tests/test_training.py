"""The program that fits the judge, tried on invented pages whose boilerplate no rule knows."""

import json
import lzma
import subprocess
import sys
from pathlib import Path

import pytest

import cleanwire
from cleanwire.testing import synthetic_corpus

pytestmark = pytest.mark.slow

pytest.importorskip("sklearn")

PROGRAM = Path(__file__).parents[1] / "training" / "judge.py"
SITES, PAGES = 12, 8
BRIMPLES = [
    "Brimple the wudget",
    "More wudgets to brimple",
    "Send a wudget to a friend",
    "Wudgets and brimples of the week",
    "Your brimple here",
    "All wudgets",
]


def contaminated(page, number):
    """Return the lines of an invented page with boilerplate below it, and their labels; what its site adds is open."""
    lines, labels, at = [], [], 0
    for line in page.text.splitlines(keepends=True):
        inside = any(span.start <= at < span.end for span in page.spans)
        lines.append(line.rstrip("\n"))
        labels.append(("either" if inside else "body") if line.strip() else None)
        at += len(line)
    brimples = [BRIMPLES[(number + step) % len(BRIMPLES)] for step in range(3)]
    if number % 2:
        return lines + brimples, [*labels, *["related_links"] * 3]
    known = ["Share on Facebook", *brimples, "Subscribe to our newsletter"]
    return lines + known, [*labels, "share_widget", *["related_links"] * 3, "newsletter"]


def pages():
    """Yield invented pages as the program reads them, of four sources."""
    corpus = synthetic_corpus(sites=SITES, pages=PAGES, seed=7)
    for number, page in enumerate(corpus):
        lines, labels = contaminated(page, number)
        site = number // PAGES
        yield {
            "id": f"page-{number}",
            "set": f"source-{site % 4}",
            "site": f"site-{site}",
            "group": f"site-{site}",
            "lang": "en",
            "texts": {"extractor": "\n".join(lines)},
            "labels": {"extractor": labels},
        }


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    """Return the folder of a judge that was fitted to invented pages, and the folder above it."""
    folder = tmp_path_factory.mktemp("training")
    with lzma.open(folder / "lines-dev.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(page) + "\n" for page in pages())
    for name in ("judge", "again"):
        command = [sys.executable, PROGRAM, folder, "--into", folder / name, "--page", folder / f"{name}.md"]
        subprocess.run(command, check=True, capture_output=True, text=True)
    return folder / "judge"


def fresh():
    """Return an invented page of a site that nothing was fitted to, and its article."""
    page = next(synthetic_corpus(sites=1, pages=1, seed=98))
    lines, labels = contaminated(page, 1)
    return "\n".join(lines), [line for line, label in zip(lines, labels, strict=True) if label == "body"]


def test_a_fitted_judge_removes_boilerplate_of_its_pages_that_no_rule_knows(judge):
    source, article = fresh()
    text = cleanwire.Cleaner(weights=judge).clean(source)
    assert not [line for line in BRIMPLES if line in text]
    assert [line for line in article if line not in text] == []
    assert [line for line in BRIMPLES if line in cleanwire.clean(source)]


def test_what_it_takes_gets_the_label_that_readers_gave(judge):
    result = cleanwire.Cleaner(weights=judge).explain(fresh()[0])
    assert {segment.label for segment in result.removed if "udget" in result.source[segment.start : segment.end]} == {
        "related_links"
    }


def test_the_same_pages_give_the_same_files(judge):
    again = judge.parent / "again"
    for path in sorted(judge.iterdir()):
        assert path.read_bytes() == (again / path.name).read_bytes()
    assert (judge.parent / "judge.md").read_bytes() == (judge.parent / "again.md").read_bytes()


def test_the_figures_are_a_page_with_a_table_for_each_question(judge):
    page = (judge.parent / "judge.md").read_text("utf-8")
    assert [line for line in page.splitlines() if line.startswith("#")] == [
        "# Figures of the line classifier",
        "## By strictness",
        "## By language",
        "## By threshold",
        "## Calibration",
    ]
