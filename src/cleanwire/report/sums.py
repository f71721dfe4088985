"""The counts of a corpus summary while they are collected."""

from dataclasses import dataclass, field
from typing import Any

from cleanwire.labels import Label
from cleanwire.report.measures import clipped, count_words, site_of
from cleanwire.report.outcome import Outcome
from cleanwire.report.smallest import Smallest
from cleanwire.report.totals import LabelTotal, Loss, Rejection, RuleTotal, Sample, SiteTotal, Template, Totals
from cleanwire.spans import Segment

__all__ = ["SITES", "Sums"]

SITES = 2000
"""How many sites are counted: about 6 MB with their templates. If there are more, they are a random sample."""

RULES = 2000
"""How many pairs of rule and label are counted. Shipped packs have a tenth of that; a profile may add one per site."""

REASONS = 50
"""How many reasons for rejection are counted: cleanwire has five, and a corpus command may add its own."""

SAMPLES = 8
"""How many different removals of a rule are kept: as many as a person reviews at a glance."""

TEMPLATES = 20
"""How many lines of a site's template are kept. Menus have more, but these show what it is."""

LOSSES = 25
"""How many of the documents that lost most are kept: a page of them."""

LOSS_WORDS = 100
"""The fewest words of these documents: ten words are a third of a sign-up page, which means nothing."""

TEXT = 160
"""The longest sample, line or reason, in characters: two lines on a screen."""

CONTEXT = 60
"""How many characters before and after a sample are kept: enough to recognise the place."""


URL = 300
"""The longest address that is read, in characters."""

_AND = "\t"
"""Separates rule and label in their common key; neither contains it."""


@dataclass(slots=True)
class _Label:
    documents: int = 0
    removals: int = 0
    words: int = 0


@dataclass(slots=True)
class _Sample:
    times: int = 0
    place: tuple[str, str, str] | None = None
    """Address and context of the occurrence that is shown: the alphabetically first."""


@dataclass(slots=True)
class _Rule(_Label):
    samples: Smallest[_Sample] = field(default_factory=lambda: Smallest(SAMPLES, _Sample))


@dataclass(slots=True)
class _Count:
    times: int = 0


@dataclass(slots=True)
class _Site:
    documents: int = 0
    rejected: int = 0
    words: int = 0
    removed: int = 0
    labels: dict[str, int] = field(default_factory=dict)
    templates: Smallest[_Count] = field(default_factory=lambda: Smallest(TEMPLATES, _Count))


class Sums:
    """The counts of a corpus, to which documents and other counts are added."""

    __slots__ = (
        "_documents",
        "_floor",
        "_guarded",
        "_labels",
        "_losses",
        "_passed",
        "_rejected",
        "_removed",
        "_rules",
        "_sites",
        "_words",
    )

    def __init__(self) -> None:
        self._documents = self._passed = self._guarded = self._words = self._removed = 0
        self._rejected = Smallest(REASONS, _Count)
        self._labels: dict[str, _Label] = {}
        self._rules = Smallest(RULES, _Rule)
        self._sites = Smallest(SITES, _Site)
        self._losses: list[Loss] = []
        self._floor = 0.0

    def pass_over(self, records: int) -> None:
        """Count records that hold no document."""
        self._passed += records

    def reject(self, reason: str, *, url: str | None = None) -> None:
        """Count a document that gave no text, with the reason."""
        self._documents += 1
        count = self._rejected.of(clipped(reason, TEXT))
        if count:
            count.times += 1
        site = self._sites.of(site_of(url))
        if site:
            site.documents += 1
            site.rejected += 1

    def add(self, result: Outcome, *, url: str | None = None) -> None:
        """Count a document; a page that gave no text is counted as rejected, with its reason."""
        if result.reason:
            self.reject(result.reason, url=url)
            return
        words = count_words(result.source)
        address = clipped(url or "", URL)
        by_label = self._add_removals(result, address)
        removed = sum(by_label.values())
        self._documents += 1
        self._guarded += result.guarded
        self._words += words
        self._removed += removed
        site = self._sites.of(site_of(url))
        if site:
            site.documents += 1
            site.words += words
            site.removed += removed
            for label, count in by_label.items():
                site.labels[label] = site.labels.get(label, 0) + count
            if Label.TEMPLATE in by_label:
                _add_template(site, result)
        if removed and words >= LOSS_WORDS and removed / words >= self._floor:
            label = min(by_label, key=lambda name: (-by_label[name], name))
            opening = clipped(result.source, CONTEXT)
            self._add_loss(Loss(address, opening, words, removed, label, result.guarded))

    def merge(self, other: Totals) -> None:
        """Count the documents of a summary."""
        self._documents += other.documents
        self._passed += other.passed
        self._guarded += other.guarded
        self._words += other.words
        self._removed += other.removed
        for reason, documents in other.rejected:
            if count := self._rejected.of(reason):
                count.times += documents
        for total in other.labels:
            _raise(self._labels.setdefault(total.label, _Label()), total.documents, total.removals, total.words)
        for rule in other.rules:
            self._merge_rule(rule)
        for site in other.sites:
            self._merge_site(site)
        for loss in other.losses:
            self._add_loss(loss)

    def rows(self) -> dict[str, Any]:
        """Return the fields of the totals, in an order that only depends on their content."""
        labels = [LabelTotal(name, sum_.documents, sum_.removals, sum_.words) for name, sum_ in self._labels.items()]
        rejected = [Rejection(reason, count.times) for reason, count in self._rejected.items()]
        rules = [_rule_total(key, rule) for key, rule in self._rules.items()]
        sites = [_site_total(name, site) for name, site in self._sites.items()]
        return {
            "documents": self._documents,
            "passed": self._passed,
            "guarded": self._guarded,
            "words": self._words,
            "removed": self._removed,
            "rejected": tuple(sorted(rejected, key=lambda row: (-row.documents, row))),
            "labels": tuple(sorted(labels, key=lambda row: (-row.words, row))),
            "rules": tuple(sorted(rules, key=lambda row: (-row.removals, row))),
            "sites": tuple(sorted(sites, key=lambda row: (-row.removed, row))),
            "losses": tuple(sorted(self._losses, key=_by_loss)[:LOSSES]),
        }

    def _add_removals(self, result: Outcome, address: str) -> dict[str, int]:
        """Count the removals of a document, and return the number of removed words under each label."""
        by_label: dict[str, int] = {}
        seen: set[str] = set()
        for segment in result.segments:
            if not segment.removed:
                continue
            words = count_words(result.source[segment.start : segment.end])
            name = segment.label.value
            by_label[name] = by_label.get(name, 0) + words
            label = self._labels.get(name) or self._labels.setdefault(name, _Label())
            _raise(label, name not in seen, 1, words)
            seen.add(name)
            key = f"{segment.rule}{_AND}{name}"
            if rule := self._rules.of(key):
                _raise(rule, key not in seen, 1, words)
                seen.add(key)
                _add_sample(rule, result.source, segment, address)
        return by_label

    def _merge_rule(self, row: RuleTotal) -> None:
        rule = self._rules.of(f"{row.rule}{_AND}{row.label}")
        if rule:
            _raise(rule, row.documents, row.removals, row.words)
            for sample in row.samples:
                if kept := rule.samples.of(sample.text):
                    kept.times += sample.times
                    place = (sample.url, sample.before, sample.after)
                    kept.place = min(kept.place or place, place)

    def _merge_site(self, row: SiteTotal) -> None:
        site = self._sites.of(row.site)
        if site:
            site.documents += row.documents
            site.rejected += row.rejected
            site.words += row.words
            site.removed += row.removed
            for label, words in row.labels:
                site.labels[label] = site.labels.get(label, 0) + words
            for line, times in row.templates:
                if count := site.templates.of(line):
                    count.times += times

    def _add_loss(self, loss: Loss) -> None:
        self._losses.append(loss)
        if len(self._losses) >= 2 * LOSSES:
            self._losses = sorted(self._losses, key=_by_loss)[:LOSSES]
            self._floor = self._losses[-1].share


def _raise(total: _Label, documents: int, removals: int, words: int) -> None:
    total.documents += documents
    total.removals += removals
    total.words += words


def _by_loss(loss: Loss) -> tuple[float, int, Loss]:
    return -loss.share, -loss.removed, loss


def _add_sample(rule: _Rule, source: str, segment: Segment, address: str) -> None:
    sample = rule.samples.of(clipped(source[segment.start : min(segment.end, segment.start + 2 * TEXT + 1)], TEXT))
    if sample is None:
        return
    sample.times += 1
    if sample.place is None or address <= sample.place[0]:
        before = " ".join(source[max(0, segment.start - CONTEXT) : segment.start].split())
        if segment.start > CONTEXT:  # the first word may be cut
            before = before.partition(" ")[2] or before
        after = clipped(source[segment.end : segment.end + 2 * CONTEXT + 1], CONTEXT)
        place = (address, before, after)
        sample.place = min(sample.place or place, place)


def _add_template(site: _Site, result: Outcome) -> None:
    for segment in result.removed:
        if segment.label is Label.TEMPLATE:
            for line in result.source[segment.start : segment.end].splitlines():
                text = clipped(line, TEXT)
                if text and (count := site.templates.of(text)):
                    count.times += 1


def _rule_total(key: str, rule: _Rule) -> RuleTotal:
    name, _, label = key.rpartition(_AND)
    samples = [Sample(text, kept.times, *(kept.place or ("", "", ""))) for text, kept in rule.samples.items()]
    ordered = tuple(sorted(samples, key=lambda sample: (-sample.times, sample)))
    return RuleTotal(name, label, rule.documents, rule.removals, rule.words, ordered)


def _site_total(name: str, site: _Site) -> SiteTotal:
    labels = tuple(sorted(site.labels.items(), key=lambda pair: (-pair[1], pair[0])))
    templates = [Template(line, count.times) for line, count in site.templates.items()]
    ordered = tuple(sorted(templates, key=lambda row: (-row.times, row)))
    return SiteTotal(name, site.documents, site.rejected, site.words, site.removed, labels, ordered)
