"""The shipped rules, pack by pack. Tests name the rules that fail: a test for each rule would be thousands."""

from cleanwire.rules.rule import Rule
from cleanwire.rules.shipped import shipped_rules

__all__ = ["PACKS"]

PACKS: dict[str, list[Rule]] = {}
"""The rules of each pack, by its language and label."""

for rule in shipped_rules():
    PACKS.setdefault(rule.id.rpartition("/")[0], []).append(rule)
