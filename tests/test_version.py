"""Rules and learned weights have a version, and nobody forgets to change it."""

import json
import re
from pathlib import Path

import cleanwire
from cleanwire.version import checksum_of_rules, rules_version

HELD = json.loads((Path(cleanwire.__file__).parent / "packs" / "version.json").read_text("utf-8"))


def test_the_version_is_that_of_the_rules_as_they_are() -> None:
    assert HELD["checksum"] == checksum_of_rules(), "rules or weights have changed: run `make rules-version`"


def test_the_version_is_a_day() -> None:
    assert re.fullmatch(r"20\d\d\.[01]\d\.[0-3]\d", rules_version())


def test_results_say_which_code_and_rules_made_them() -> None:
    assert cleanwire.explain("x").version == f"{cleanwire.__version__}, rules {rules_version()}"
