"""The versions of the code, and of the rules and fitted weights."""

from functools import cache
from pathlib import Path

__all__ = ["__version__", "checksum_of_rules", "made_by", "rules_version", "write_version"]

__version__ = "0.2.0"

_PACKAGE = Path(__file__).parent

_FILE = _PACKAGE / "packs" / "version.json"

_DATA = ("packs", "text", "stages", "reading")
_KINDS = frozenset({".toml", ".json", ".tsv", ".txt"})
_MADE = frozenset({"version.json"})
"""Besides code, results depend on files of these kinds in these folders, except for the file that is made from them."""


@cache
def rules_version() -> str:
    """Return the version of the shipped rules and weights: the date of their last change."""
    import json  # noqa: PLC0415, importing the package does not need it

    return str(json.loads(_FILE.read_text("utf-8"))["version"])


@cache
def made_by() -> str:
    """Return the versions of code and rules as results name them, such as `0.2.0, rules 2026.11.30`."""
    return f"{__version__}, rules {rules_version()}"


def checksum_of_rules() -> str:
    """Return a checksum of all rules and weights in a checkout."""
    from hashlib import sha256  # noqa: PLC0415, the same

    files = [file for folder in _DATA for file in (_PACKAGE / folder).rglob("*")]
    digest = sha256()
    for file in sorted(file for file in files if file.suffix in _KINDS and file.name not in _MADE):
        digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0" + sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def write_version(version: str) -> None:
    """Record this version for the current rules and weights."""
    import json  # noqa: PLC0415, the same

    held = {"version": version, "checksum": checksum_of_rules()}
    _FILE.write_text(json.dumps(held, indent=2) + "\n", "utf-8")
