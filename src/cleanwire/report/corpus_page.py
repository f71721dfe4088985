"""The summary of a corpus as one HTML page."""

from collections.abc import Iterator, Sequence

from cleanwire.report.charts import Bar, bar_chart, group_key, label_tag, parts_of, table
from cleanwire.report.groups import group_of, name_of
from cleanwire.report.markup import Markup, tag
from cleanwire.report.measures import amount
from cleanwire.report.shell import figure, page
from cleanwire.report.summary import CorpusSummary
from cleanwire.report.totals import LabelTotal, Loss, RuleTotal, Sample, SiteTotal

__all__ = ["render_corpus_page"]

BARS = 15
"""How many sites are drawn: as many as fit on a screen."""

ROWS = 100
"""The most rows of a table, and the most rules and templates, so that the page is under a megabyte."""


def render_corpus_page(summary: CorpusSummary, *, title: str = "What was removed") -> str:
    """Return a self-contained page of bounded size, without scripts, which loads nothing.

    It shows removals by label and by site, the rules that removed most with samples to review, the documents that lost
    most, the templates of sites, and why documents were rejected. Empty sections are omitted.
    """
    sections = [section for section in _sections(summary) if section[2]]
    links = [tag("li", tag("a", name, href=f"#{key}")) for key, name, _ in sections]
    return page(
        f"{title} · cleanwire",
        tag("header", tag("h1", title), _figures(summary)),
        tag("nav", tag("ul", *links), aria_label="Sections") if links else Markup(),
        tag("main", *[_section(*section) for section in sections]),
        styles=("charts", "corpus"),
    )


def _sections(summary: CorpusSummary) -> Iterator[tuple[str, str, list[Markup]]]:
    """Yield the key, the heading and the content of each section; the content may be empty."""
    yield "labels", "By label", [*_labels(summary)]
    yield "sites", "By site", [*_sites(summary)]
    yield "rules", "Rules", [*_rules(summary.rules)]
    yield "losses", "Documents that lost most", [*_losses(summary.losses)]
    yield "templates", "Templates by site", [*_templates(summary.sites)]
    yield "rejected", "Rejected documents", [*_rejected(summary)]


def _section(key: str, name: str, content: Sequence[Markup]) -> Markup:
    return tag("section", tag("h2", name, id=f"{key}-name"), *content, id=key, aria_labelledby=f"{key}-name")


def _figures(summary: CorpusSummary) -> Markup:
    rejected = sum(row.documents for row in summary.rejected)
    sites = summary.sites_in_all
    about = "" if sites <= len(summary.sites) else "about "
    facts = [
        (f"{summary.documents - rejected:,}", "documents cleaned"),
        (f"{summary.words - summary.removed:,}", "words kept"),
        (f"{summary.removed:,}", f"words removed ({_share(summary.removed, summary.words)})"),
        (f"{about}{sites:,}", "sites"),
        (f"{summary.guarded:,}", "guarded") if summary.guarded else None,
        (f"{rejected:,}", "rejected") if rejected else None,
        (f"{summary.passed:,}", "records skipped") if summary.passed else None,
    ]
    return tag("dl", *[figure(*fact) for fact in facts if fact], class_="figures")


def _labels(summary: CorpusSummary) -> Iterator[Markup]:
    if not summary.labels:
        return
    bars = [
        Bar(name_of(row.label), amount(row.words, "word"), parts_of([(row.label, row.words)])) for row in summary.labels
    ]
    first = summary.labels[0]
    told = (
        f"Most words were removed as {name_of(first.label)}: {first.words:,} in {amount(first.documents, 'document')}."
    )
    yield bar_chart(bars, key="label-bars", title="Words removed by label", description=told)
    yield table(
        "Removals by label",
        ("label", "documents#", "removals#", "words#", "of all words#"),
        [_label_row(row, summary.words) for row in summary.labels],
    )


def _label_row(row: LabelTotal, words: int) -> tuple[str, ...]:
    counts = (f"{row.documents:,}", f"{row.removals:,}", f"{row.words:,}")
    return (label_tag(row.label), *counts, _share(row.words, words))


def _sites(summary: CorpusSummary) -> Iterator[Markup]:
    shown = [site for site in summary.sites if site.removed]
    if not shown:
        return
    if summary.sites_in_all > len(summary.sites):
        text = f"A random {len(summary.sites):,} of about {summary.sites_in_all:,} sites; their counts are exact."
        yield tag("p", text, class_="lead")
    bars = [
        Bar(_site(site), f"{site.removed:,} ({_share(site.removed, site.words)})", parts_of(site.labels))
        for site in shown[:BARS]
    ]
    told = f"The {len(bars)} sites that lost the most words, led by {_site(shown[0])} with {shown[0].removed:,}."
    yield group_key()
    yield bar_chart(bars, key="site-bars", title="Words removed by site", description=told)
    yield table(
        _first("Removals by site", len(shown)),
        ("site", "documents#", "words kept#", "words removed#", "share#", "most of it"),
        [_site_row(site) for site in shown[:ROWS]],
    )


def _site_row(site: SiteTotal) -> tuple[str, ...]:
    return (
        _site(site),
        f"{site.documents:,}",
        f"{site.words - site.removed:,}",
        f"{site.removed:,}",
        _share(site.removed, site.words),
        label_tag(site.labels[0][0]) if site.labels else "",
    )


def _rules(rules: Sequence[RuleTotal]) -> Iterator[Markup]:
    if rules:
        text = "Open a rule to see a random sample of its different removals."
        if len(rules) > ROWS:
            text += f" Of {len(rules):,} rules, these {ROWS} removed most often."
        yield tag("p", text, class_="lead")
        yield from map(_rule, rules[:ROWS])


def _rule(rule: RuleTotal) -> Markup:
    counts = f"{rule.removals:,} × in {amount(rule.documents, 'document')}, {amount(rule.words, 'word')}"
    heading = tag("summary", tag("code", rule.rule), label_tag(rule.label), tag("span", counts, class_="count"))
    samples = [_sample(sample, rule.label) for sample in rule.samples]
    return tag("details", heading, tag("ul", *samples, class_="samples"))


def _sample(sample: Sample, label: str) -> Markup:
    under = " · ".join(filter(None, (f"{sample.times:,} ×" if sample.times > 1 else "", sample.url)))
    return tag(
        "li",
        tag("span", f"…{sample.before} " if sample.before else "", class_="context"),
        tag("mark", sample.text, class_=f"g-{group_of(label)}"),
        tag("span", f" {sample.after}", class_="context"),
        tag("span", under, class_="under"),
        lang="",
    )


def _losses(losses: Sequence[Loss]) -> Iterator[Markup]:
    if losses:
        yield table(
            "The largest shares of removed words, without documents of fewer than 100 words",
            ("document", "words#", "words removed#", "share#", "most of it", "note"),
            [
                (
                    Markup(tag("span", loss.opening, lang="") + tag("span", loss.url, class_="under")),
                    f"{loss.words:,}",
                    f"{loss.removed:,}",
                    f"{loss.share:.0%}",
                    label_tag(loss.label),
                    "guarded" if loss.guarded else "",
                )
                for loss in losses[:ROWS]
            ],
        )


def _templates(sites: Sequence[SiteTotal]) -> Iterator[Markup]:
    """Yield the templates of sites, those with the most removed template lines first."""
    ranked = sorted(
        (site for site in sites if site.templates),
        key=lambda site: (-sum(line.times for line in site.templates), site.site),
    )
    for site in ranked[:ROWS]:
        lines = [
            tag("li", tag("mark", row.line, class_="g-site"), f" {row.times:,} ×", lang="") for row in site.templates
        ]
        heading = tag("summary", _site(site), tag("span", amount(site.documents, "document"), class_="count"))
        yield tag("details", heading, tag("ul", *lines, class_="samples"))


def _rejected(summary: CorpusSummary) -> Iterator[Markup]:
    if summary.rejected:
        rows = [(row.reason, f"{row.documents:,}") for row in summary.rejected]
        yield table("Why documents gave no text", ("reason", "documents#"), rows)


def _site(site: SiteTotal) -> str:
    return site.site or "(no address)"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _first(text: str, rows: int) -> str:
    return text if rows <= ROWS else f"{text} (the first {ROWS} of {rows:,})"
