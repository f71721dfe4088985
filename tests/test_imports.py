import subprocess
import sys

import pytest

HEAVY = ("numpy", "scipy", "lxml", "trafilatura", "datasketch", "pyarrow", "click", "rich")
"""What plain text needs none of: together they take more time to import than a thousand articles to clean."""


def loaded_after(code):
    """Return which of the heavy packages a fresh interpreter has loaded after it ran some code."""
    code = f"{code}\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.parametrize(
    "code",
    [
        "import cleanwire",
        "import cleanwire; cleanwire.clean('Some text.\\nAdvertisement\\n')",
        "import cleanwire; cleanwire.explain('Some text.').to_html()",
    ],
    ids=["importing", "cleaning text", "reporting"],
)
def test_nothing_heavy_is_loaded_by(code):
    assert loaded_after(code) == []


def test_what_reads_pages_is_loaded_for_a_page():
    assert "trafilatura" in loaded_after("import cleanwire; cleanwire.clean('<html><p>Some text.')")


def test_reports_are_loaded_for_a_report():
    code = "import cleanwire, sys; cleanwire.clean('Some text.'); print('cleanwire.report' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_pyarrow_is_loaded_for_a_corpus_only():
    code = "import cleanwire.corpus, cleanwire.cli, sys; print('pyarrow' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
