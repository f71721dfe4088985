import subprocess
import sys

import pytest

from cleanwire.cleaning.preparing import TABLES
from cleanwire.rules.shipped import ready_patterns

HEAVY = ("numpy", "scipy", "lxml", "trafilatura", "datasketch", "pyarrow", "click", "rich")
"""What plain text needs none of: together they take more time to import than a thousand articles to clean."""

IDLE = (
    "cleanwire.cli",
    "cleanwire.corpus",
    "cleanwire.decisions",
    "cleanwire.markdown",
    "cleanwire.cleaning.streaming",
    "cleanwire.profile",
    "cleanwire.reading.html",
    "cleanwire.report",
    "cleanwire.stages.full_page.claims",
    "cleanwire.stages.sharing",
    "html",
    "importlib.resources",
    "tempfile",
    "zipfile",
)
"""What a text needs none of that is no page and no dump."""

UNREAD = ("cleanwire.rules.pack", "cleanwire.rules.pattern_checks", "regex", "tomllib")
"""What nothing needs while no pattern is asked for, and packs are not read again."""

PREPARED = bool(ready_patterns("en")) and all(table.kept() is not None for table in TABLES)
needs_prepared = pytest.mark.skipif(not PREPARED, reason="what is prepared when cleanwire is built is of other files")

CLEAN = "import cleanwire; cleanwire.clean('Some text.\\nAdvertisement\\n')"


def printed_by(code):
    """Return the words that a fresh interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


def loaded_after(code, modules=HEAVY):
    """Return which of some modules a fresh interpreter has loaded after it ran some code."""
    return printed_by(f"{code}\nimport sys\nprint(*[name for name in {modules!r} if name in sys.modules])")


@pytest.mark.parametrize(
    "code",
    ["import cleanwire", CLEAN, "import cleanwire; cleanwire.explain('Some text.').to_html()"],
    ids=["importing", "cleaning text", "reporting"],
)
def test_nothing_heavy_is_loaded_by(code):
    assert loaded_after(code) == []


def test_what_reads_pages_is_loaded_for_a_page():
    assert "trafilatura" in loaded_after("import cleanwire; cleanwire.clean('<html><p>Some text.')")


def test_a_text_loads_what_texts_need():
    assert loaded_after(CLEAN, IDLE) == []


@needs_prepared
def test_nothing_is_read_that_was_prepared():
    assert loaded_after("import cleanwire; cleanwire.clean('x')", UNREAD) == []


COUNTING = """
import re, sys
made, compile = [], re.compile

def counted(*given):
    made.append(sys._getframe(1).f_globals["__name__"])
    return compile(*given)

re.compile = counted
"""


def test_no_pattern_is_compiled_by_importing():
    made = printed_by(f"{COUNTING}\nimport cleanwire.cleaning.cleaner\nprint(*made)")
    assert [name for name in made if name.startswith("cleanwire")] == []


@needs_prepared
def test_few_patterns_are_compiled_for_a_line():
    made = printed_by(f"{COUNTING}\nimport cleanwire\ncleanwire.clean('x')\nprint(*made)")
    assert len([name for name in made if name.startswith("cleanwire")]) <= 4


@needs_prepared
def test_patterns_of_rules_are_not_read():
    code = (
        "import regex\ncompile = regex.compile\nread = []\n"
        "regex.compile = lambda pattern: read.append(pattern) or compile(pattern)\n"
        "import cleanwire\ncleanwire.clean('By Marta Lind\\nThe ferry runs again.\\nRelated: A flood\\n')\n"
        "print(*filter(None, read))"
    )
    assert printed_by(code) == []


def test_reports_are_loaded_for_a_report():
    assert loaded_after(CLEAN, ("cleanwire.report",)) == []


def test_pyarrow_is_loaded_for_a_corpus_only():
    assert loaded_after("import cleanwire.corpus, cleanwire.cli", ("pyarrow",)) == []
