r"""What cleaning did to a corpus, as one small value that can be collected anywhere and merged in any order.

>>> import cleanwire
>>> result = cleanwire.explain("The bridge opened on Monday after two years of work.\nAdvertisement\n")
>>> summary = CorpusSummary.of(result, url="https://www.oxley.example/bridge")
>>> both = summary.merge(CorpusSummary.of(result, url="https://oxley.example/again"))
>>> both.documents, both.words, both.removed, both.sites[0].site
(2, 22, 2, 'oxley.example')
>>> both.rules[0].rule, both.rules[0].samples[0].text, both.rules[0].samples[0].times
('en/ad_marker/marker', 'Advertisement', 2)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from cleanwire.errors import ReadingError
from cleanwire.report.outcome import Outcome
from cleanwire.report.smallest import RANKS, rank
from cleanwire.report.sums import SITES, Sums
from cleanwire.report.totals import LabelTotal, Loss, Rejection, RuleTotal, SiteTotal, Totals, plain, rows_of

__all__ = ["Collector", "CorpusSummary"]

VERSION = 2
"""The version of the format of `to_dict`; other versions are refused."""

_COUNTS = ("documents", "passed", "guarded", "words", "removed")
_ROWS = {"rejected": Rejection, "labels": LabelTotal, "rules": RuleTotal, "sites": SiteTotal, "losses": Loss}


@dataclass(frozen=True, slots=True)
class CorpusSummary(Totals):
    """What was removed from the documents of a corpus, and why, in bounded space: a few MB at most.

    Counts are exact. If there are more sites, rules or samples than the limits, those with the smallest hashes are
    kept: a random sample that is the same however the summary was put together. Words are separated by ASCII white
    space.

    Use a `Collector` for many documents. Merging is associative and commutative, and its cost is proportional to the
    sum of the sizes.
    """

    @classmethod
    def of(cls, result: Outcome, *, url: str | None = None) -> Self:
        """Return the summary of one document."""
        sums = Sums()
        sums.add(result, url=url)
        return cls(**sums.rows())

    @classmethod
    def of_rejected(cls, reason: str, *, url: str | None = None) -> Self:
        """Return the summary of one document that gave no text."""
        sums = Sums()
        sums.reject(reason, url=url)
        return cls(**sums.rows())

    @property
    def sites_in_all(self) -> int:
        """The number of sites: exact as long as all are kept, otherwise an estimate to within about 5 %.

        Documents without an address belong to no site.

        It is estimated from the largest of the smallest ranks: Bar-Yossef et al., Counting distinct elements in a data
        stream, 2002.
        """
        if len(self.sites) < SITES:
            return sum(1 for site in self.sites if site.site)
        return round((SITES - 1) * RANKS / (1 + max(rank(site.site) for site in self.sites)))

    def merge(self, *others: "CorpusSummary") -> "CorpusSummary":
        """Return the summary of all documents together."""
        sums = Sums()
        for summary in (self, *others):
            sums.merge(summary)
        return CorpusSummary(**sums.rows())

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as JSON values; strings may hold lone surrogates, so dump it as ASCII."""
        return {"version": VERSION} | {name: plain(getattr(self, name)) for name in (*_COUNTS, *_ROWS)}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """Return the summary from a record that `to_dict` made.

        Raises ReadingError for anything else.
        """
        if not isinstance(record, Mapping) or record.get("version") != VERSION:
            raise ReadingError(f"this is not a corpus summary of version {VERSION}; collect it again")
        missing = {*_COUNTS, *_ROWS} - set(record)
        if missing:
            raise ReadingError(f"the corpus summary lacks {', '.join(sorted(missing))}; collect it again")
        for name in _COUNTS:
            if type(record[name]) is not int:
                raise ReadingError(f"the corpus summary's {name} cannot be {record[name]!r:.80}; collect it again")
        values: dict[str, Any] = {name: record[name] for name in _COUNTS}
        return cls(**values | {name: rows_of(kind, record[name]) for name, kind in _ROWS.items()})


class Collector(Sums):
    """Collects documents into a summary, in place: 5 µs per KB and 7 µs per removal.

    >>> collector = Collector()
    >>> collector.reject("page: too large", url="https://oxley.example/archive")
    >>> collector.summary().documents, collector.summary().rejected[0].reason
    (1, 'page: too large')
    """

    __slots__ = ()

    def summary(self) -> CorpusSummary:
        """Return the summary of what has been counted so far."""
        return CorpusSummary(**self.rows())
