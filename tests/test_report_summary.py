import json
import pickle
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanwire
from cleanwire.errors import ReadingError
from cleanwire.labels import Label
from cleanwire.report.smallest import rank
from cleanwire.report.summary import Collector, CorpusSummary
from cleanwire.report.sums import CONTEXT, LOSS_WORDS, LOSSES, REASONS, SAMPLES, SITES, TEMPLATES, TEXT, URL
from cleanwire.result import Result
from invented import ARTICLE
from invented_results import HOSTILE, result_of

SCRAPED = f"{ARTICLE}Accept cookies now\nShare\n"
RESULT = result_of(SCRAPED, "Accept cookies now\n", "Share\n")


@pytest.fixture(scope="module")
def summary():
    return CorpusSummary.of(RESULT, url="https://www.velmark.example/ferry")


def test_documents_without_an_address_are_of_no_site():
    summary = CorpusSummary.of(cleanwire.explain("It opened.")).merge(
        CorpusSummary.of(cleanwire.explain("It opened."), url="https://x.example")
    )
    assert (len(summary.sites), summary.sites_in_all) == (2, 1)


def test_it_counts_documents_and_words(summary):
    words = len(SCRAPED.split())
    assert (summary.documents, summary.words, summary.removed) == (1, words, 4)


def test_it_counts_by_label(summary):
    assert [tuple(row) for row in summary.labels] == [("notice", 1, 2, 4)]


def test_it_counts_by_rule(summary):
    assert [tuple(row)[:5] for row in summary.rules] == [("en/notice/x", "notice", 1, 2, 4)]


def test_it_counts_by_site(summary):
    (site,) = summary.sites
    assert (site.site, site.documents, site.words, site.removed) == ("velmark.example", 1, summary.words, 4)
    assert site.labels == (("notice", 4),)


def test_a_sample_stands_between_what_was_around_it(summary):
    (sample,) = (sample for sample in summary.rules[0].samples if sample.text == "Accept cookies now")
    assert sample.after == "Share"
    assert SCRAPED[: SCRAPED.index("Accept")].rstrip().endswith(sample.before)
    assert sample.url == "https://www.velmark.example/ferry"


def test_a_label_counts_a_document_once_and_its_removals_all():
    both = CorpusSummary.of(RESULT).merge(CorpusSummary.of(RESULT))
    assert (both.labels[0].documents, both.labels[0].removals) == (2, 4)


def test_of_equal_removals_the_first_address_is_shown_and_all_are_counted():
    parts = [CorpusSummary.of(RESULT, url=f"https://velmark.example/{name}") for name in "cab"]
    sample = CorpusSummary().merge(*parts).rules[0].samples[0]
    assert (sample.times, sample.url) == (3, "https://velmark.example/a")


def test_a_page_without_text_is_rejected_for_its_reason():
    summary = CorpusSummary.of(Result("", (), (), reason="the page is empty"), url="https://velmark.example")
    assert [tuple(row) for row in summary.rejected] == [("the page is empty", 1)]
    assert (summary.documents, summary.sites[0].rejected) == (1, 1)


def test_a_document_may_be_rejected_by_whoever_collects():
    summary = CorpusSummary.of_rejected("not wanted", url="https://velmark.example")
    assert (summary.documents, summary.words, summary.rejected[0].reason) == (1, 0, "not wanted")


def test_it_counts_guarded_documents():
    assert CorpusSummary.of(result_of(ARTICLE, guarded=True)).guarded == 1


def test_templates_are_counted_line_by_line_and_site():
    result = result_of("It opened.\nHome News\n\nAbout us\n", "Home News\n\nAbout us\n", label=Label.TEMPLATE)
    (site,) = CorpusSummary.of(result, url="x.example").merge(CorpusSummary.of(result, url="x.example")).sites
    assert sorted(site.templates) == [("About us", 2), ("Home News", 2)]


def lost(share, *, url=""):
    """Return the summary of a document of a thousand words that lost `removed` of them."""
    source = "word " * (1000 - share) + "gone " * share
    return CorpusSummary.of(result_of(source, "gone " * share), url=url)


def test_documents_that_lost_most_stand_first():
    merged = CorpusSummary().merge(*[lost(share, url=str(share)) for share in range(1, 3 * LOSSES)])
    assert [loss.removed for loss in merged.losses] == [*range(3 * LOSSES - 1, 2 * LOSSES - 1, -1)]
    assert (merged.losses[0].label, merged.losses[0].share) == ("notice", (3 * LOSSES - 1) / 1000)


def test_a_short_document_is_no_loss():
    source = "word " * (LOSS_WORDS - 2) + "gone"
    assert CorpusSummary.of(result_of(source, "gone")).losses == ()
    assert CorpusSummary.of(result_of("word " + source, "gone")).losses


TEXTS = st.sampled_from(["Share", "Print", "Menu", "Next", "Reply", "Home", "Likes", "Top", "Vote", "Follow", "Listen"])


@st.composite
def summaries(draw):
    """Draw the summary of a few documents with removals of several labels, and of rejected ones."""
    collector = Collector()
    for _ in range(draw(st.integers(0, 3))):
        gone = draw(st.lists(TEXTS, unique=True, max_size=6))
        label = draw(st.sampled_from([Label.NOTICE, Label.TEMPLATE]))
        source = draw(st.sampled_from([ARTICLE, ARTICLE * 3])) + "\n".join(gone)
        url = draw(st.sampled_from([None, "a.example/1", "a.example/2", "b.example"]))
        collector.add(result_of(source, *gone, label=label), url=url)
    for reason in draw(st.lists(st.sampled_from(["empty", "large"]), max_size=2)):
        collector.reject(reason)
    return collector.summary()


@given(summaries(), summaries(), summaries())
def test_merging_is_associative_and_commutative(a, b, c):
    assert a.merge(b).merge(c) == a.merge(b.merge(c)) == c.merge(b, a)
    assert a.merge(b) == b.merge(a)


@given(summaries())
def test_the_empty_summary_changes_nothing(summary):
    assert CorpusSummary().merge(summary) == summary.merge(CorpusSummary()) == summary


@given(summaries())
def test_it_survives_json_and_pickling(summary):
    assert CorpusSummary.from_dict(json.loads(json.dumps(summary.to_dict()))) == summary
    assert pickle.loads(pickle.dumps(summary)) == summary  # noqa: S301, our own


def test_collecting_is_merging():
    collector = Collector()
    collector.add(RESULT, url="a.example")
    collector.merge(CorpusSummary.of(RESULT, url="b.example"))
    apart = [CorpusSummary.of(RESULT, url=url) for url in ("b.example", "a.example")]
    assert collector.summary() == CorpusSummary().merge(*apart)


def test_collecting_may_go_on_after_a_summary():
    collector = Collector()
    collector.add(RESULT)
    before = collector.summary()
    collector.add(RESULT)
    assert (before.documents, collector.summary().documents) == (1, 2)


def many(count):
    """Return the summaries of documents each with a site, a removal, a template line and a reason of its own."""
    for number in range(count):
        template = result_of(f"word {number}\nLine {number}\n", f"Line {number}\n", label=Label.TEMPLATE)
        collector = Collector()
        collector.add(result_of(f"word\nShare {number}", f"Share {number}"), url=f"https://site{number}.example/")
        collector.add(template, url="https://one.example/")
        collector.reject(f"reason {number}", url="https://one.example/")
        yield collector.summary()


def test_its_size_is_bounded_and_what_it_holds_does_not_depend_on_order():
    parts = [*many(SITES + 300)]
    summary = CorpusSummary().merge(*parts)
    assert len(summary.sites) == SITES
    assert [len(rule.samples) for rule in summary.rules] == [SAMPLES, SAMPLES]
    assert len(summary.rejected) == REASONS
    assert max(len(site.templates) for site in summary.sites) <= TEMPLATES
    assert CorpusSummary().merge(*reversed(parts)) == summary


def test_the_number_of_sites_is_estimated_where_it_is_not_known():
    parts = [CorpusSummary.of(RESULT, url=f"https://site{number}.example/") for number in range(3 * SITES)]
    assert CorpusSummary().merge(*parts).sites_in_all == pytest.approx(3 * SITES, rel=0.1)
    assert CorpusSummary().merge(*parts[:7]).sites_in_all == 7


def test_samples_are_those_with_the_smallest_ranks():
    texts = [f"Share {number}" for number in range(50)]
    source = ARTICLE + "\n".join(texts)
    kept = {sample.text for sample in CorpusSummary.of(result_of(source, *reversed(texts))).rules[0].samples}
    assert len(kept) == SAMPLES
    assert kept <= set(sorted(texts, key=rank)[: SAMPLES + 5])


def test_long_texts_and_addresses_are_cut():
    source = f"{'before ' * 100}{'gone ' * 500}{'after ' * 100}"
    summary = CorpusSummary.of(result_of(source, "gone " * 500), url=f"https://x.example/{'y' * 9000}")
    sample = summary.rules[0].samples[0]
    assert len(sample.text) <= TEXT
    assert len(sample.url) <= URL
    assert max(len(sample.before), len(sample.after)) <= CONTEXT


@pytest.mark.parametrize("order", [*permutations(range(3))], ids=str)
def test_real_results_merge_in_any_order(order):
    sources = [f"{ARTICLE}Advertisement\nShare on Facebook\n", f"By Jane Doe\n{ARTICLE}", f"{ARTICLE}Leave a Reply\n"]
    parts = [CorpusSummary.of(cleanwire.explain(source), url="velmark.example") for source in sources]
    assert CorpusSummary().merge(*[parts[at] for at in order]) == CorpusSummary().merge(*parts)


def test_a_hostile_document_is_counted_and_saved():
    summary = CorpusSummary.of(result_of(f"x {HOSTILE}", HOSTILE, evidence=HOSTILE), url=HOSTILE)
    assert CorpusSummary.from_dict(json.loads(json.dumps(summary.to_dict()))) == summary


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: None,
        lambda _: [],
        lambda record: record | {"version": 99},
        lambda record: {name: value for name, value in record.items() if name != "rules"},
        lambda record: record | {"words": "many"},
        lambda record: record | {"words": True},
        lambda record: record | {"labels": {}},
        lambda record: record | {"labels": ["notice"]},
        lambda record: record | {"labels": [{"label": "notice"}]},
        lambda record: record | {"labels": [{**record["labels"][0], "words": "4"}]},
        lambda record: record | {"sites": [{**record["sites"][0], "labels": [["notice"]]}]},
        lambda record: record | {"rules": [{**record["rules"][0], "samples": [1]}]},
    ],
)
def test_what_is_no_summary_is_refused(summary, spoil):
    with pytest.raises(ReadingError):
        CorpusSummary.from_dict(spoil(summary.to_dict()))
