"""Invented texts and rules, and functions to get the claims on them."""

from cleanwire.cleaning.pipeline import run, stages_of
from cleanwire.document import Document
from cleanwire.reading.text import read_text
from cleanwire.rules.parsing import parse_pack
from cleanwire.rules.rule import Rule
from cleanwire.rules.rulebook import Rulebook
from cleanwire.spans import Verdict

HEADLINE = "Harbour ferry returns to Velmark after long repair"

PARAGRAPHS = (
    "The ferry between Velmark and Ostervik sailed again on Tuesday, a year after fire broke out below its deck.",
    "Some two hundred people stood on the quay in the rain when the captain sounded the horn at seven in the morning.",
    "The repair took longer than planned because a shaft had to be cast anew, the owners told the harbour board.",
    "Tickets cost the same as before the fire, and the evening crossing will be back when the days grow longer.",
)
"""Each is prose to cleanwire: long enough, and ending like a sentence."""

ARTICLE = "\n".join((HEADLINE, *PARAGRAPHS)) + "\n"


def rule_of(fields: str, *, label: str = "notice", name: str = "rule") -> Rule:
    """Return a rule from fields of a pack in TOML; fields that every rule needs are added."""
    pack = f'label = "{label}"\n[{name}]\nwhy = "Invented."\nmatch = ["x"]\nno-match = ["y"]\n{fields}\n'
    (rule,) = parse_pack(pack, file="invented.toml", language="en")
    return rule


def verdicts_of(text: str, *rules: Rule) -> tuple[Document, list[Verdict]]:
    """Return a text as a document, and the claims of these rules alone, from top to bottom."""
    document = read_text(text)
    verdicts = run(stages_of(Rulebook.of(rules)), document)
    ids = {rule.id for rule in rules}
    return document, sorted((v for v in verdicts if v.rule in ids), key=lambda v: (v.start, v.end))


def claims(text: str, *rules: Rule) -> list[str]:
    """Return the pieces of a text that these rules alone claim, from top to bottom."""
    document, verdicts = verdicts_of(text, *rules)
    return [document.source[verdict.start : verdict.end] for verdict in verdicts]
