"""The pytest plugin, in separate runs of pytest."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import cleanwire
from cleanwire.testing import fixtures

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
NAMES = {kind: [each.name for each in fixtures(kind)] for kind in ("clean", "contaminated")}


def run(*arguments, folder):
    """Return the output of pytest in a folder, with the plugin and with warnings as errors."""
    # Not by its entry point, which the environment of a checkout may lack, or have twice.
    environment = {
        **os.environ,
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": str(Path(cleanwire.__file__).parent.parent),
    }
    command = [sys.executable, "-m", "pytest", "-p", "cleanwire.testing.plugin", "-W", "error", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def run_of(tmp_path, code, *arguments):
    (tmp_path / "test_invented.py").write_text(code, "utf-8")
    return run(*arguments, folder=tmp_path)


def test_the_example_passes(tmp_path):
    done = run(
        str(ROOT / "examples" / "test_pipeline.py"), "-c", os.devnull, "--rootdir", str(tmp_path), folder=tmp_path
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("kind", ["clean", "contaminated"])
def test_a_test_runs_once_for_each_article_under_its_name(tmp_path, kind):
    code = f"def test(cleanwire_cleaner, {kind}_article):\n    assert {kind}_article.kind == {kind!r}\n"
    done = run_of(tmp_path, code, "-v")
    assert done.returncode == 0, done.stdout + done.stderr
    assert [name for name in NAMES[kind] if f"test[{name}] PASSED" not in done.stdout] == []


def test_a_test_against_the_goal_says_what_to_compare_with(tmp_path):
    code = (
        "import cleanwire\n"
        "def test(contaminated_article):\n"
        "    assert cleanwire.clean(contaminated_article.source) == contaminated_article.article\n"
    )
    # Without pytest's short summary, which says it all again where the variable CI is set.
    done = run_of(tmp_path, code, "-rN")
    failed = [each.name for each in fixtures("contaminated") if each.gaps]
    assert f"{len(failed)} failed, {len(NAMES['contaminated']) - len(failed)} passed" in done.stdout
    assert done.stdout.count("Compare with fixture.cleaned, which is what this version returns") == len(failed)


def test_other_comparisons_are_explained_as_ever(tmp_path):
    done = run_of(tmp_path, "def test():\n    assert 'a cloud' == 'a clown'\n")
    assert "- a clown" in done.stdout
    assert "fixture.cleaned" not in done.stdout


def test_a_project_can_put_its_own_cleaner_in_place(tmp_path):
    (tmp_path / "conftest.py").write_text(
        "import cleanwire, pytest\n"
        "@pytest.fixture\ndef cleanwire_cleaner():\n    return cleanwire.Cleaner(keep={'legal'})\n"
    )
    done = run_of(tmp_path, "def test(cleanwire_cleaner):\n    assert cleanwire_cleaner.keep == ('legal',)\n")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_fixtures_say_what_they_are(tmp_path):
    done = run_of(tmp_path, "def test():\n    pass\n", "--fixtures")
    assert "Each shipped article without boilerplate" in done.stdout


def test_a_failed_assertion_shows_what_goes_and_not_how_it_was_found(tmp_path):
    code = (
        "from cleanwire.testing import assert_clean\ndef test():\n    assert_clean('It opened.\\nAdvertisement\\n')\n"
    )
    done = run_of(tmp_path, code)
    assert "E         - Advertisement" in done.stdout
    assert "assertions.py" not in done.stdout


def test_loading_the_plugin_loads_little():
    code = (
        "import sys, pytest; before = set(sys.modules); import cleanwire.testing.plugin;"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    late = ["cleanwire.loading", "cleanwire.loading.names"]
    assert done.stdout.split() == ["cleanwire", *late, "cleanwire.testing", "cleanwire.testing.plugin"]


def test_pytest_finds_the_plugin_by_its_entry_point():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"cleanwire": "cleanwire.testing.plugin"}
