"""Which documents a list shows, by what is removed of them and by what a person did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cleanwire.errors import OptionError
from cleanwire.labels import Label
from cleanwire.result import Result
from cleanwire.review.store import Status

__all__ = ["Filter", "Finding", "filter_of", "findings_of"]


class Finding(NamedTuple):
    """What a removal is, without its place."""

    label: str
    rule: str
    confidence: float
    """To two digits, so that many removals are one finding."""


def findings_of(result: Result) -> frozenset[Finding]:
    """Return what is removed of a document."""
    return frozenset(Finding(one.label.value, one.rule, round(one.confidence, 2)) for one in result.removed)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a document has to have to be listed."""

    label: str = ""
    rule: str = ""
    """The beginning of the id of a rule."""
    low: float = 0.0
    high: float = 1.0
    changed: bool | None = None
    """Whether it has decisions that were made in a review."""
    reviewed: bool | None = None

    @property
    def asks_for_findings(self) -> bool:
        """Whether the document has to be cleaned before this is known."""
        return bool(self.label or self.rule) or (self.low, self.high) != (0.0, 1.0)

    def admits(self, findings: Iterable[Finding] | None, status: Status) -> bool:
        """Whether a document is listed. One that has not been cleaned yet has None for its findings."""
        if self.changed is not None and self.changed != bool(status.changed):
            return False
        if self.reviewed is not None and self.reviewed != status.reviewed:
            return False
        if not self.asks_for_findings:
            return True
        return (self.label in status.labels and not self.rule) or any(map(self._fits, findings or ()))

    def _fits(self, finding: Finding) -> bool:
        return (
            finding.label.startswith(self.label)
            and finding.rule.startswith(self.rule)
            and self.low <= finding.confidence <= self.high
        )


def filter_of(values: Mapping[str, str]) -> Filter:
    """Return the filter that the fields of a query ask for.

    Raises OptionError for a value that cannot be one.
    """
    label = values.get("label", "")
    if label and label not in list(Label):
        raise OptionError(f"label = {label!r} is none; there are {', '.join(Label)}")
    try:
        low, high = float(values.get("low") or 0), float(values.get("high") or 1)
    except ValueError as error:
        raise OptionError(f"a confidence is a number from 0 to 1: {error}") from error
    return Filter(label, values.get("rule", ""), low, high, _choice(values, "changed"), _choice(values, "reviewed"))


def _choice(values: Mapping[str, str], name: str) -> bool | None:
    value = values.get(name, "")
    if value not in ("", "yes", "no"):
        raise OptionError(f"{name} = {value!r} should be yes, no or empty")
    return None if not value else value == "yes"
