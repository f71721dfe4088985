"""The commands `doctor` and `completion`."""

import json
import subprocess
from importlib.metadata import version
from shutil import which

import pytest
from click.testing import CliRunner, Result

import cleanwire
from cleanwire.cli import main
from cleanwire.rules.shipped import stale_languages
from cleanwire.version import rules_version


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture(scope="module")
def found() -> dict[str, object]:
    result = run("doctor", "--json")
    assert result.exit_code == 0
    return dict(json.loads(result.stdout))


def test_a_doctor_tells_the_versions_of_code_and_rules(found) -> None:
    assert (found["cleanwire"], found["rules"]) == (cleanwire.__version__, rules_version())


def test_a_doctor_tells_what_is_compiled_and_prepared(found) -> None:
    assert found["compiled"].endswith((".so", ".pyd"))
    assert found["prepared rules"].startswith("not as built" if stale_languages() else "as built")


def test_a_doctor_tells_which_packages_are_installed(found) -> None:
    assert found["dependencies"]["regex"] == version("regex")
    assert found["extras"]["corpus"] == {"pyarrow": version("pyarrow")}
    assert {"warc", "fast", "ray"} <= found["extras"].keys()


def test_a_doctor_measures_the_machine(found) -> None:
    assert found["speed"]["documents per second"] > 10
    assert found["speed"]["MB per second"] > 0


def test_a_doctor_speaks_to_people_too() -> None:
    lines = run("doctor").stdout.splitlines()
    assert lines[0] == f"cleanwire       {cleanwire.__version__}, rules {rules_version()}"
    assert any(line.startswith("speed ") and line.endswith("on one core") for line in lines)


def test_help_says_on_a_line_each_where_scripts_belong() -> None:
    lines = run("completion", "--help").stdout.splitlines()
    assert [line.split()[0] for line in lines if "  cleanwire completion " in line] == ["bash", "zsh", "fish"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_is_a_script_that_asks_the_program(shell) -> None:
    script = run("completion", shell)
    assert script.exit_code == 0
    assert f"_CLEANWIRE_COMPLETE={shell}_complete" in script.stdout


@pytest.mark.skipif(which("bash") is None, reason="there is no bash here")
def test_the_completion_of_bash_is_valid() -> None:
    subprocess.run(["bash", "-n"], input=run("completion", "bash").stdout, text=True, check=True)


@pytest.mark.parametrize(
    ("words", "offered"), [("cleanwire ex", "explain"), ("cleanwire clean --strictness th", "thorough")]
)
def test_commands_options_and_values_are_completed(words, offered) -> None:
    environment = {
        "_CLEANWIRE_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    result = CliRunner().invoke(main, [], env=environment, prog_name="cleanwire")
    assert f"plain,{offered}" in result.output
