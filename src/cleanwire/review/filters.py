"""Which documents a list shows, depending on what is removed from them and on what a person did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cleanwire.errors import OptionError
from cleanwire.labels import Label
from cleanwire.result import Result
from cleanwire.review.store import Status

__all__ = ["Filter", "Finding", "filter_of", "findings_of"]


class Finding(NamedTuple):
    """A removal, without its position."""

    label: str
    rule: str
    confidence: float
    """Rounded to two digits, so that many removals share one finding."""


def findings_of(result: Result) -> frozenset[Finding]:
    """Return what is removed from a document."""
    return frozenset(Finding(one.label.value, one.rule, round(one.confidence, 2)) for one in result.removed)


@dataclass(frozen=True, slots=True)
class Filter:
    """The conditions for listing a document."""

    label: str = ""
    rule: str = ""
    """The beginning of a rule id."""
    low: float = 0.0
    high: float = 1.0
    changed: bool | None = None
    """Whether it has decisions made in a review."""
    reviewed: bool | None = None

    @property
    def asks_for_findings(self) -> bool:
        """Whether the document has to be cleaned before the filter can be applied."""
        return bool(self.label or self.rule) or (self.low, self.high) != (0.0, 1.0)

    def admits(self, findings: Iterable[Finding] | None, status: Status) -> bool:
        """Whether a document is listed. `findings` is None if it has not been cleaned yet."""
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
    """Return the filter that a query describes.

    Raises OptionError for an invalid value.
    """
    label = values.get("label", "")
    if label and label not in list(Label):
        raise OptionError(f"label = {label!r} is unknown; there are {', '.join(Label)}")
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
