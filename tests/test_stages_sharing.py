import pickle
from time import process_time

import pytest

from cleanwire import Cleaner, SiteProfile
from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.stages.sharing import Sharing
from invented_sites import ELSEWHERE, article, page, site, text_of

FOOT = "Read us with your tea, the lamp is lit"
HOME = "https://tide-table.example/"


def cleaner_of(pages):
    return Cleaner(profile=SiteProfile.fit(pages).finished())


def removed(pages, text, url=HOME):
    """Return what the stage removes of a page after a look at others: (label, text) of each removal."""
    result = cleaner_of(pages).explain(text, url=url)
    return [
        (span.label, text[span.start : span.end].strip())
        for span in result.removed
        if span.rule in ("template", "borrowed")
    ]


def removed_lines(pages, text, url=HOME):
    return [line for _, part in removed(pages, text, url) for line in part.split("\n") if line]


# The template


def test_a_line_around_the_article_on_many_pages_goes():
    pages = site(6, below=(FOOT,))
    assert removed(pages, pages[2][0]) == [(Label.TEMPLATE, FOOT)]


def test_the_evidence_says_on_how_many_documents():
    pages = site(6, below=(FOOT,))
    result = cleaner_of(pages).explain(pages[2][0], url=HOME)
    assert [span.evidence for span in result.removed] == ["stands on 6 of 6 documents of tide-table.example"]


def test_a_page_that_the_profile_has_not_seen_is_cleaned_too():
    assert removed_lines(site(6, below=(FOOT,)), page(20, below=(FOOT,))) == [FOOT]


def test_the_page_of_another_site_keeps_the_line():
    assert removed(site(6, below=(FOOT,)), page(20, below=(FOOT,)), "https://chain-ferry.example/1") == []


def test_without_an_address_a_page_is_of_no_known_site():
    assert removed(site(6, below=(FOOT,)), page(20, below=(FOOT,)), url=None) == []


def test_a_line_on_one_page_stays():
    pages = [*site(6), (page(20, below=(FOOT,)), HOME)]
    assert removed(pages, pages[-1][0]) == []


def test_a_line_with_another_name_on_each_page_goes():
    names = ("Anna", "Piet", "Marja", "Tom", "Ines", "Karel", "Olga", "Finn", "Ada", "Jan", "Mo", "Lu")
    line = "Set in lead by {} under the clock of the old harbour master"
    pages = [(page(number, below=(line.format(name),)), f"{HOME}{number}") for number, name in enumerate(names)]
    assert removed_lines(pages, pages[4][0]) == [line.format("Ines")]


def test_a_paragraph_below_the_article_on_many_pages_goes():
    appeal = (
        "Nobody owns this paper but the nine lamplighters who founded it and the heron that adopted them in spring."
    )
    pages = site(6, below=(appeal,))
    assert removed_lines(pages, pages[0][0]) == [appeal]


def test_the_headline_of_a_column_stays_although_others_have_it():
    pages = [(text_of(f"The tide table of day {n}", article(n)[1]), f"{HOME}{n}") for n in range(9)]
    assert removed(pages, pages[2][0]) == []


def test_a_line_above_another_headline_goes():
    pages = site(6, above=("From the house of the copper lantern",))
    assert removed_lines(pages, pages[2][0]) == ["From the house of the copper lantern"]


def test_a_paragraph_inside_the_article_on_most_pages_goes():
    appeal = (
        "Nobody owns this paper but the nine lamplighters who founded it and the heron that adopted them in spring."
    )
    pages = []
    for number in range(6):
        headline, paragraphs = article(number)
        pages.append((text_of(headline, [*paragraphs[:2], appeal, *paragraphs[2:]]), f"{HOME}{number}"))
    assert removed_lines(pages, pages[3][0]) == [appeal]


# What documents have in common by right


def with_inside(number, *lines):
    headline, paragraphs = article(number)
    return text_of(headline, [*paragraphs[:3], *lines, *paragraphs[3:]])


def test_a_paragraph_that_two_of_many_documents_quote_stays():
    agency = "OXLEY (ANW) – The bridge was closed for the third time this year, said the ministry, and for good reason."
    pages = site(8) + [(with_inside(number, agency), f"{HOME}{number}") for number in (20, 21)]
    assert removed(pages, pages[-1][0]) == []


def test_the_same_article_under_two_addresses_stays_in_both():
    pages = [*site(5), (page(20), f"{HOME}20"), (page(20), f"{HOME}again")]
    assert removed(pages, page(20), f"{HOME}20") == []
    assert removed(pages, page(20), f"{HOME}again") == []


def test_the_same_article_published_often_on_a_small_site_stays():
    pages = [*site(3), *[(page(20), f"{HOME}copy-{number}") for number in range(4)]]
    assert removed(pages, page(20), f"{HOME}copy-2") == []


@pytest.mark.parametrize("subhead", ["Pros:", "What we like", "How we test"])
def test_a_subhead_of_many_reviews_stays(subhead):
    pages = [(with_inside(number, subhead), f"{HOME}{number}") for number in range(12)]
    assert removed(pages, pages[5][0]) == []


def test_an_article_of_a_law_that_many_laws_hold_stays():
    same = "({}) No liability is accepted for letters that were handed in before this order came into force in May."
    pages = []
    for number in range(6):
        headline, paragraphs = article(number)
        numbered = [f"({place}) {text}" for place, text in enumerate(paragraphs, start=1)]
        pages.append((text_of(headline, [*numbered, same.format(8)]), f"{HOME}{number}"))
    assert removed(pages, pages[2][0]) == []


def test_articles_all_of_whose_paragraphs_have_variants_stay():
    def report(number):
        towns = ("Oxley", "Marten", "Saint Olave", "Quay", "Dairy", "Pier")
        line = "Shares of the {} ferry company closed at {} crowns on Friday, {} percent less than on the day before."
        return "\n\n".join(line.format(town, number * 7 + place, number) for place, town in enumerate(towns))

    pages = [(report(number), f"{HOME}{number}") for number in range(12)]
    assert removed(pages, pages[3][0]) == []


# Stories that are at home elsewhere


def host(number, *stories):
    return "\n".join([page(number), *stories])


def test_a_story_appended_to_others_goes_there():
    story = page(40)
    pages = [(story, f"{HOME}home"), *[(host(number, story), f"{HOME}{number}") for number in range(3)], *site(12)[5:]]
    assert removed(pages, pages[2][0], f"{HOME}1") == [(Label.APPENDED_STORY, story.strip())]


def test_the_evidence_names_its_home():
    pages = [(page(40), f"{HOME}home"), (host(1, page(40)), f"{HOME}1"), *site(12)[5:]]
    verdicts = cleaner_of(pages).explain(pages[1][0], url=f"{HOME}1").removed
    assert [span.evidence for span in verdicts] == [f"at home in {HOME}home, and on 2 documents"]


def test_a_story_stays_at_home():
    pages = [(page(40), f"{HOME}home"), *[(host(number, page(40)), f"{HOME}{number}") for number in range(9)]]
    assert removed(pages, page(40), f"{HOME}home") == []


def test_a_story_from_another_site_goes():
    pages = [(page(40), "https://chain-ferry.example/home"), (host(1, page(40)), f"{HOME}1"), *site(12)[5:]]
    assert removed(pages, pages[1][0]) == [(Label.APPENDED_STORY, page(40).strip())]


def test_a_story_without_its_headline_goes_where_it_is_whole():
    bare = ELSEWHERE.split("\n\n", 1)[1].strip()
    pages = [(ELSEWHERE, f"{HOME}home"), (host(1, bare), f"{HOME}1"), *site(12)[5:]]
    assert removed(pages, pages[1][0]) == [(Label.APPENDED_STORY, bare)]


def test_an_earlier_version_below_the_article_stays():
    older = "\n\n".join(article(40)[1])
    newer = "Karel Novak has won: the harbour master argued for an hour about a rope and lost at the north pier."
    pages = [(page(40), f"{HOME}home"), (f"Rope found\n\n{newer} {newer}\n\n{newer}\n\n{older}", f"{HOME}1"), *site(9)]
    assert removed(pages, pages[1][0]) == []


def test_two_stories_go_each_with_its_own_home():
    pages = [(page(40), f"{HOME}a"), (page(41), f"{HOME}b"), (host(1, page(40), page(41)), f"{HOME}1"), *site(12)[5:]]
    assert [label for label, _ in removed(pages, pages[2][0])] == [Label.APPENDED_STORY] * 2


def test_two_paragraphs_quoted_from_another_document_stay():
    quoted = "\n\n".join(article(40)[1][2:4])
    pages = [(page(40), f"{HOME}home"), (host(1, quoted), f"{HOME}1"), *site(12)[5:]]
    assert removed(pages, pages[1][0]) == []


def test_a_document_published_again_with_a_paragraph_above_stays():
    note = "This report was first published in spring, and nothing in it had to be changed since."
    again = f"{note}\n\n{page(40)}"
    pages = [(page(40), f"{HOME}home"), (again, f"{HOME}again"), *site(12)[5:]]
    assert removed(pages, again, f"{HOME}again") == []


# The stage in the pipeline


def test_a_label_to_keep_is_kept():
    pages = site(6, below=(FOOT,))
    cleaner = Cleaner(profile=SiteProfile.fit(pages), keep={"template"})
    assert cleaner.clean(pages[0][0], url=HOME) == pages[0][0]


def test_a_profile_that_is_not_finished_cleans_alike():
    pages = site(6, below=(FOOT,))
    profile = SiteProfile.fit(pages)
    results = [Cleaner(profile=one).explain(pages[1][0], url=HOME) for one in (profile, profile.finished())]
    assert results[0] == results[1]


def test_a_cleaner_with_a_profile_is_picklable():
    cleaner = cleaner_of(site(6, below=(FOOT,)))
    text = page(9, below=(FOOT,))
    assert pickle.loads(pickle.dumps(cleaner)).explain(text, url=HOME) == cleaner.explain(text, url=HOME)  # noqa: S301


@pytest.mark.parametrize("text", ["", "***\n", "\ud800 \udfff\n" * 30, FOOT, f"{FOOT}\n" * 50])
def test_any_text_goes_through(text):
    result = cleaner_of(site(6, below=(FOOT,))).explain(text, url=HOME)
    assert "".join(text[part.start : part.end] for part in result.segments) == text


# Time


def distinct(count, form):
    """Return lines or paragraphs that differ from each other in a word without figures."""
    letters = str.maketrans("0123456789", "abcdefghij")
    return "\n".join(form.format(f"{number:06d}".translate(letters)) for number in range(count)) + "\n"


def seconds_for(form, count):
    """Return the time of the stage for a page with many lines that stand elsewhere, in another order and in this."""
    lines = distinct(count, form)
    turned = "\n".join(reversed(lines.splitlines())) + "\n"
    pages = [(lines, f"{HOME}1"), (page(3) + lines, f"{HOME}2"), (page(4) + turned, f"{HOME}3"), *site(4)]
    stage = Sharing(SiteProfile.fit(pages).finished())
    documents = [read_text(text, url=url) for text, url in pages[1:3]]
    times = []
    for _ in range(3):
        start = process_time()
        for document in documents:
            stage(document, ())
        times.append(process_time() - start)
    return min(times)


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "form", ["{} line", "The ferry of {} sailed past the pier with all nine of its passengers on deck."]
)
def test_the_time_of_the_stage_grows_with_the_page(form):
    assert seconds_for(form, 4000) < 8 * max(seconds_for(form, 1000), 0.005)
