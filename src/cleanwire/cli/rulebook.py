"""The command `rules`: list rules, show them in full, and run the examples of a pack."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from typing import Any, TypedDict, Unpack

import click

from cleanwire.errors import OptionError
from cleanwire.files.outputs import show
from cleanwire.report.escaping import escaped
from cleanwire.report.measures import amount
from cleanwire.rules.languages import check_language, shipped_languages
from cleanwire.rules.pack import load_pack, pack_notes
from cleanwire.rules.rule import Rule
from cleanwire.rules.shipped import shipped_rules
from cleanwire.testing.rule_examples import Failure, prove

__all__ = ["rules"]

EXAMPLES_FAIL = 1
"""The exit code if an example of a tested pack fails."""

NEAREST = 3
"""How many similar ids to name for an id that does not exist; more would not fit on a line."""

LIKENESS = 0.4
"""How similar an id has to be to be named. With difflib's usual 0.6, a name without its language and label
finds nothing; below 0.4 nearly any word finds some id."""

_TODO = "todo-"
"""The prefix of fields of examples that hold known gaps."""


class _Options(TypedDict):
    shown: str | None
    tested: bool
    measured: str | None
    language: str | None
    as_json: bool


@click.command()
@click.argument("packs", nargs=-1, type=click.Path())
@click.option("--show", "shown", metavar="ID", help="Show this rule in full, or all whose ids begin so: en/byline/.")
@click.option("--test", "tested", is_flag=True, help="Run the examples of PACKS; exit 1 if one fails.")
@click.option(
    "--measure", "measured", metavar="FILE", help="Count what the rules of --language remove from labelled lines."
)
@click.option("--language", metavar="CODE", help="List or measure only the rules of this language, such as de.")
@click.option(
    "--json", "as_json", is_flag=True, help="Write one JSON object for each rule, or each failure, or for --measure."
)
@click.pass_context
def rules(context: click.Context, packs: tuple[str, ...], **options: Unpack[_Options]) -> None:
    """List the rules: id, reach, confidence, and what each finds.

    On a terminal this is a table, elsewhere one rule per line, separated by tabs. PACKS are your own, for --test: as
    in `cleanwire rules --test packs/*.toml`.
    """
    _check_usage(packs, options)
    language, as_json = options["language"], options["as_json"]
    if options["measured"] is not None and language is not None:
        from cleanwire.cli.measures import report_of  # noqa: PLC0415, listing rules needs no cleaning

        show(report_of(language, options["measured"], as_json=as_json))
    elif options["tested"]:
        if not _test([*dict.fromkeys(packs)], as_json=as_json):
            context.exit(EXAMPLES_FAIL)
    elif options["shown"] is not None:
        found = _beginning(options["shown"], shipped_rules())
        show(_as_json(found) if as_json else "\n".join(_whole(rule) for rule in found))
    else:
        listed = shipped_rules() if language is None else shipped_rules((language,))
        found = [rule for rule in listed if language in (None, rule.language)]
        show(_as_json(found) if as_json else _list(found))


def _check_usage(packs: Sequence[str], options: _Options) -> None:
    """Raise UsageError if options contradict each other, or one is missing."""
    if sum(bool(options[name]) for name in ("shown", "tested", "measured")) > 1:
        raise click.UsageError("--show, --test and --measure exclude each other")
    if options["tested"] and not packs:
        raise click.UsageError("--test needs packs: --test our-pack.toml")
    if packs and not options["tested"]:
        raise click.UsageError(f"what to do with {packs[0]}? To run its examples, write --test {packs[0]}")
    if options["language"] is not None:
        check_language(options["language"])
    elif options["measured"] is not None:
        raise click.UsageError("--measure needs --language")


def _list(rules: Sequence[Rule]) -> str:
    from rich.console import Console  # noqa: PLC0415, rich takes 50 ms to import
    from rich.table import Table  # noqa: PLC0415, the same
    from rich.text import Text  # noqa: PLC0415, the same

    rows = [(rule.id, rule.reach.value, f"{rule.confidence:.2f}", " ".join(rule.why.split())) for rule in rules]
    console = Console()
    if not console.is_terminal:
        return "".join(escaped("\t".join(row)) + "\n" for row in rows)
    table = Table("rule", "reach", "confidence", "why", box=None, pad_edge=False)
    table.columns[0].no_wrap = True
    for row in rows:
        table.add_row(*[Text(escaped(cell)) for cell in row])
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def _beginning(name: str, rules: Sequence[Rule]) -> Sequence[Rule]:
    """Return the rule with that id, or else all rules whose ids begin so."""
    found = [rule for rule in rules if rule.id == name] or [rule for rule in rules if rule.id.startswith(name)]
    if found:
        return found
    near = get_close_matches(name, [rule.id for rule in rules], n=NEAREST, cutoff=LIKENESS)
    remedy = f"similar: {', '.join(near)}" if near else "`cleanwire rules` lists all"
    raise OptionError(f"--show: no rule's id is {name!r} or begins with it; {remedy}")


def _as_json(rules: Sequence[Rule]) -> str:
    """Return a line of JSON for each rule, with fields named as in packs."""
    return "".join(f"{json.dumps(_record(rule))}\n" for rule in rules)


def _record(rule: Rule) -> dict[str, Any]:
    examples: dict[str, list[str]] = {}
    for field, text in rule.examples:
        examples.setdefault(field, []).append(text)
    return {
        "id": rule.id,
        "language": rule.language,
        "label": rule.label,
        "why": rule.why,
        "is": rule.is_,
        "starts": rule.starts,
        "has": rule.has,
        "pattern": rule.pattern,
        "where": {condition.name: condition.value for condition in rule.where},
        "reach": rule.reach,
        "confidence": rule.confidence,
    } | examples


def _whole(rule: Rule) -> str:
    """Return everything that a rule says, with fields named as in packs."""
    facts = (
        ("why", rule.why),
        ("is", " · ".join(rule.is_)),
        ("starts", " · ".join(rule.starts)),
        ("has", " · ".join(rule.has)),
        ("pattern", rule.pattern),
        ("where", ", ".join(f"{condition.name} = {json.dumps(condition.value)}" for condition in rule.where)),
        ("reach", rule.reach.value),
        ("confidence", f"{rule.confidence:.2f}"),
        *rule.examples,
    )
    lines = [escaped(rule.id)]
    for field, text in facts:
        for number, line in enumerate(text.strip("\n").split("\n") if text else []):
            lines.append(f"  {'' if number else field:13} {escaped(line)}")
    return "".join(f"{line}\n" for line in lines)


def _test(packs: Sequence[str], *, as_json: bool) -> bool:
    """Show each example that fails among the shipped rules, and the counts; return whether none fails."""
    rules_of = {pack: load_pack(pack) for pack in packs}
    rules = [rule for pack in packs for rule in rules_of[pack]]
    failures = [*_failures(rules)]
    if as_json:
        show("".join(f"{json.dumps(asdict(failure))}\n" for failure in failures))
        return not failures
    examples = sum(1 for rule in rules for _ in rule.examples)
    lines = []
    for failure in failures:
        lines.append(f"{failure.rule}: {failure.field}: {failure.problem}")
        lines += [f"    {line}" for line in failure.example.strip("\n").split("\n")]
    lines += [note for pack in packs for note in pack_notes(pack)]
    lines += [
        f"{pack}: has a rule {rule} as another of these packs: they cannot be used together"
        for pack, rule in _repeated(rules_of)
    ]
    counts = amount(len(rules), "rule"), amount(examples, "example"), amount(len(failures), "failure")
    lines.append(", ".join(counts))
    show("".join(f"{escaped(line)}\n" for line in lines))
    return not failures


def _repeated(rules_of: Mapping[str, Sequence[Rule]]) -> Iterator[tuple[str, str]]:
    """Yield each rule whose id an earlier pack has, with its pack."""
    known: set[str] = set()
    for pack, rules in rules_of.items():
        ids = [rule.id for rule in rules]
        yield from ((pack, name) for name in ids if name in known)
        known.update(ids)


def _failures(rules: Sequence[Rule]) -> Iterator[Failure]:
    """Yield the examples that should hold and do not, then the known gaps that are closed."""
    gaps = set()
    languages = {rule.language for rule in rules} & {*shipped_languages()}
    for failure in prove(rules, among=shipped_rules((*sorted(languages), "en"))):
        if failure.field.startswith(_TODO):
            gaps.add((failure.rule, failure.field, failure.example))
        else:
            yield failure
    for rule in rules:
        for field, example in rule.examples:
            if field.startswith(_TODO) and (rule.id, field, example) not in gaps:
                yield Failure(rule.id, field, example, f"passes now: move it to {field.removeprefix(_TODO)}")
