import pickle

import pytest

from cleanwire import Cleaner, SiteProfile
from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.spans import Verdict
from cleanwire.stages.sharing import Sharing
from invented_sites import ELSEWHERE, article, page, site, text_of
from timing import GROWTH, growth

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
    assert [span.evidence for span in result.removed] == ["found in 6 of 6 documents of tide-table.example"]


def test_a_page_that_the_profile_has_not_seen_is_cleaned_too():
    assert removed_lines(site(6, below=(FOOT,)), page(20, below=(FOOT,))) == [FOOT]


def test_the_page_of_another_site_keeps_the_line():
    assert removed(site(6, below=(FOOT,)), page(20, below=(FOOT,)), "https://chain-ferry.example/1") == []


def test_without_an_address_a_page_is_of_no_known_site():
    assert removed(site(6, below=(FOOT,)), page(20, below=(FOOT,)), url=None) == []


def test_a_line_on_one_page_stays():
    pages = [*site(6), (page(20, below=(FOOT,)), HOME)]
    assert removed(pages, pages[-1][0]) == []


PEOPLE = ("Anna", "Piet", "Marja", "Tom", "Ines", "Karel", "Olga", "Finn", "Ada", "Jan", "Mo", "Lu")
VARYING = (
    "Set in lead by {name} under the clock of the old harbour master",
    "Leaf {number} of the year, hung up behind the tannery at the lock",
    "On leaf {number} {name} counted {number} lamps under the clock of the old harbour master and went home.",
)


def varying_site(line, *, above=(), below=()):
    """Return pages of a site that prints a line on each with another name and number; above or below others of it."""
    pages = []
    for number, name in enumerate(PEOPLE):
        filled = line.format(name=name, number=number + 10)
        foot = (*above, filled, *below)
        pages.append((page(number, below=foot), f"{HOME}{number}"))
    return pages


@pytest.mark.parametrize("line", VARYING)
def test_a_line_that_varies_goes_below_one_with_which_pages_end(line):
    pages = varying_site(line, above=(f"{FOOT} until ten",))
    assert removed_lines(pages, pages[4][0]) == [f"{FOOT} until ten", line.format(name="Ines", number=14)]


def test_the_evidence_of_a_line_that_varies_says_so():
    pages = varying_site(VARYING[1], above=(f"{FOOT} until ten",))
    result = cleaner_of(pages).explain(pages[4][0], url=HOME)
    assert [span.evidence for span in result.removed] == [
        "found in 12 of 12 documents of tide-table.example",
        "a variant found in 12 of 12 documents of tide-table.example",
    ]


@pytest.mark.parametrize("line", VARYING)
def test_a_line_that_varies_stays_right_below_the_article(line):
    pages = varying_site(line, below=(f"{FOOT} until ten",))
    assert line.format(name="Ines", number=14) not in removed_lines(pages, pages[4][0])


def test_a_line_that_varies_stays_below_one_that_stands_among_paragraphs_elsewhere():
    fact = VARYING[1]
    pages = []
    for number in range(12):
        headline, paragraphs = article(number)
        at = len(paragraphs) if number == 4 else 2
        lines = [*paragraphs[:at], f"{FOOT} until ten", *paragraphs[at:], fact.format(number=number)]
        pages.append((text_of(headline, lines), f"{HOME}{number}"))
    assert removed_lines(pages, pages[4][0]) == [f"{FOOT} until ten"]


def test_a_line_that_varies_goes_above_the_headline():
    pages = []
    for number, name in enumerate(PEOPLE):
        line = VARYING[0].format(name=name)
        pages.append((page(number, above=(line,)), f"{HOME}{number}"))
    document = read_text(pages[4][0], url=HOME)
    block = document.blocks[1]
    headline = Verdict(block.start, block.end, Label.HEADLINE, "headlines", 0.8, "")
    found = Sharing(SiteProfile.fit(pages))(document, (headline,))
    assert [document.source[verdict.start : verdict.end].strip() for verdict in found] == [
        VARYING[0].format(name="Ines")
    ]


def test_nothing_stands_above_a_headline_that_was_guessed_below_the_article():
    pages = [(f"{fact(FACTS['a line'], number)}\n{page(number)}{FOOT}\n", f"{HOME}{number}") for number in range(10)]
    document = read_text(pages[4][0], url=HOME)
    block = document.blocks[-1]
    headline = Verdict(block.start, block.end, Label.HEADLINE, "headlines", 0.6, "")
    found = Sharing(SiteProfile.fit(pages))(document, (headline,))
    assert [document.source[verdict.start : verdict.end].strip() for verdict in found] == [FOOT]


def test_a_line_that_speaks_of_the_headline_goes_and_the_evidence_calls_it_a_variant():
    def told(number):
        return f"You have read: {article(number)[0]}, a leaf of the tide table"

    pages = [(page(number, below=(told(number),)), f"{HOME}{number}") for number in range(6)]
    result = cleaner_of(pages).explain(pages[2][0], url=HOME)
    assert [span.evidence for span in result.removed] == ["a variant found in 6 of 6 documents of tide-table.example"]


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


FACTS = {
    "a census": "At the census of {year} the village had {n} inhabitants in {m} households, {k} more than before.",
    "a dose": "Take {k} tablets {k} times a day with a glass of water, and wait for {m} hours between two doses.",
    "a funeral": "The funeral will be held at St Olave's in {town} on {k} June at {m} o'clock, with a choir of {n}.",
    "a short sentence": "It has {k} mills.",
    "a line": "Water level at the lower lock this morning: {n} centimetres, {k} more",
    "in German": "Der Pegel stand am Morgen bei {n} Zentimetern und stieg bis zum Abend noch einmal um {k} Zentimeter.",
    "in Japanese": "午前{k}時の水位は橋の下で{n}センチ、船着き場で{m}センチで、前の日より{k}センチ高くなりました。",
}
TOWNS = ("Oxley", "Harholm", "Kelton", "Stanhope", "Penrow", "Marbury", "Velmark", "Lowmoor", "Ashby", "Brightwater")


def fact(form, number):
    return form.format(year=1900 + number, n=100 + 37 * number, m=20 + number % 3, k=2 + number % 4, town=TOWNS[number])


@pytest.mark.parametrize("place", [0, 3, 7], ids=["first", "within", "last"])
@pytest.mark.parametrize("form", FACTS.values(), ids=FACTS)
def test_a_form_that_is_filled_in_for_each_article_stays(form, place):
    pages = []
    for number in range(10):
        headline, paragraphs = article(number)
        lines = [*paragraphs[:place], fact(form, number), *paragraphs[place:]]
        pages.append((text_of(headline, lines, below=(f"{FOOT} until ten",)), f"{HOME}{number}"))
    assert all(removed_lines(pages, text) == [f"{FOOT} until ten"] for text, _ in pages)


def test_what_all_forms_say_alike_stays_among_and_below_what_they_fill_in():
    above, below = "It is dry inside the walls of it, and nobody lives there.", "No flowers by request."
    pages = []
    for number in range(10):
        facts = [fact(form, number) for form in FACTS.values()]
        pages.append(("\n".join([TOWNS[number], facts[0], above, *facts[1:3], below, FOOT]) + "\n", f"{HOME}{number}"))
    assert all(set(removed_lines(pages, text)) <= {FOOT} for text, _ in pages)


def test_forms_that_were_filled_in_alike_by_chance_stay():
    pages = [(fact(FACTS["a dose"], 0) + "\n" + page(number), f"{HOME}{number}") for number in range(4)]
    pages += [(fact(FACTS["a dose"], number) + "\n" + page(number), f"{HOME}{number}") for number in range(4, 9)]
    assert all(removed(pages, text) == [] for text, _ in pages)


def test_a_paragraph_of_an_agency_in_a_story_that_many_pages_have_appended_stays_where_it_is_at_home():
    agency = "OXLEY (ANW) – The bridge was closed for the third time this year, said the ministry, and for good reason."
    story = with_inside(40, agency)
    pages = [(story, f"{HOME}home"), *[(host(number, story), f"{HOME}{number}") for number in range(8)], *site(20)[9:]]
    quoted = text_of(article(50)[0], [*article(50)[1], agency])
    pages.append((quoted, f"{HOME}quoted"))
    assert removed(pages, story, f"{HOME}home") == []
    assert removed(pages, quoted, f"{HOME}quoted") == []


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
    assert [span.evidence for span in verdicts] == [f"originally published in {HOME}home, and in 2 documents"]


def test_a_story_stays_at_home():
    pages = [(page(40), f"{HOME}home"), *[(host(number, page(40)), f"{HOME}{number}") for number in range(9)]]
    assert removed(pages, page(40), f"{HOME}home") == []


PRINTED = (
    "Put a bundle of kindling in the blue box under the clock, and the lamp in our window will burn another winter, as "
    "it has for every winter since the ropemakers of the town hung it there.",
    "Every leaf hangs for a year at the ferry steps, where anyone may read it without paying, and after that the "
    "saddlers light their stoves with it, as has been the custom since the flood.",
)


def with_printed(headline, paragraphs, number):
    """Return an article with what the site prints into it and, above its headline, a line of this page alone."""
    lines = [paragraphs[0], PRINTED[0], paragraphs[1], PRINTED[1], *paragraphs[2:]]
    return text_of(headline, lines, above=(article(number + 12)[0],))


def test_a_story_keeps_its_headline_at_home_where_the_site_prints_paragraphs_into_it():
    headline, paragraphs = "The harbour master counts the swifts at the old dairy again", article(40)[1]
    story = text_of(headline, paragraphs)
    home = with_printed(headline, paragraphs, 7)
    pages = [(home, f"{HOME}home"), (story, "https://chain-ferry.example/again")]
    for number in range(9):
        text = with_printed(*article(number), number + 10)
        pages.append((text + story if number < 3 else text, f"{HOME}{number}"))
    gone = removed_lines(pages, home, f"{HOME}home")
    assert not {headline, *paragraphs} & {*gone}


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


PIER = (
    "渡し船の運航会社は月曜日、老朽化した桟橋を来年の春までに建て替えると発表した。工事のあいだ、乗客は隣の岸壁から乗り降りすることになる。",
    "桟橋は六十年前に木で造られ、去年の嵐で杭の三分の一が折れた。会社は費用の半分を町に求めており、町議会は来月の会合で答えを出す。",
    "釣り人の会は、新しい桟橋でも夜釣りを認めるよう求めている。会社の担当者は、明かりの数が決まってから考えたいと話した。",
    "古い桟橋の板は、港の倉庫で椅子や棚に作り替えられ、秋の市で売られる予定だ。売り上げは灯台の塗り直しに使われる。",
)
PIER_LATER = (
    "渡し船の運航会社は、古くなった桟橋を来年春までに建て替えることを月曜日に発表した。工事中、乗客は隣の岸壁を使って乗り降りする見通しだ。",
    "町議会は火曜日に会合を開き、費用の半分を町が持つ案を七対二で退けた。議長は、会社がまず灯台までの歩道を直すべきだと述べた。",
    "反対した二人の議員は、渡し船が止まれば島の子どもたちが学校に通えなくなると訴え、来週もう一度話し合うよう求めている。",
)
ORCHARD = (
    "山あいの果樹園で、りんごの収穫が例年より二週間早く始まった。農家は夏の暑さで実が早く色づいたと見ており、摘み手を探している。",
    "今年の実は小ぶりだが甘く、搾り機の前には朝から近所の人が並ぶ。組合は新しい瓶を三千本用意し、冬まで売り続けるつもりだ。",
    "一方で、遅れて咲いた梨は雹に打たれ、半分が売り物にならなかった。組合は傷のある実を煮て、祭りの日に配ることを決めた。",
)


@pytest.mark.parametrize(("paragraphs", "gone"), [(PIER_LATER, 0), (ORCHARD, len(PIER))], ids=["version", "story"])
def test_in_a_script_without_spaces_an_earlier_version_stays_and_another_story_goes(paragraphs, gone):
    pages = [
        (text_of("桟橋を建て替えへ", PIER), f"{HOME}home"),
        (text_of("続報", [*paragraphs, *PIER]), f"{HOME}1"),
        *site(9),
    ]
    assert len(removed_lines(pages, pages[1][0], f"{HOME}1")) == gone


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


def test_a_page_that_was_crawled_twice_stays():
    pages = [(page(40), f"{HOME}40"), (f"{page(9)}\n{page(40)}", f"{HOME}40"), *site(12)[5:]]
    assert removed(pages, pages[1][0], f"{HOME}40") == []


def test_a_report_with_other_figures_is_no_copy_of_that_of_the_day_before():
    def levels(day):
        return "\n".join(fact(form, day) for form in FACTS.values())

    pages = [(f"The river\n\n{levels(1)}", f"{HOME}1"), (f"{page(9)}\n{levels(2)}", f"{HOME}2"), *site(12)[5:]]
    assert removed(pages, pages[1][0], f"{HOME}2") == []


def test_a_paragraph_above_a_story_that_is_at_home_elsewhere_stays():
    agency = "OXLEY (ANW) – The bridge was closed for the third time this year, said the ministry, and for good reason."
    quoting = text_of(article(50)[0], [agency, *article(50)[1]])
    pages = [(page(40), f"{HOME}home"), (quoting, f"{HOME}50"), *site(12)[5:]]
    both = f"{page(1)}\n{agency}\n\n{page(40)}"
    pages.append((both, f"{HOME}both"))
    assert removed(pages, both, f"{HOME}both") == [(Label.APPENDED_STORY, page(40).strip())]


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


def shared_pages(form, count):
    """Return a stage, and pages with many lines that other pages contain, in another order and in this."""
    lines = distinct(count, form)
    turned = "\n".join(reversed(lines.splitlines())) + "\n"
    pages = [(lines, f"{HOME}1"), (page(3) + lines, f"{HOME}2"), (page(4) + turned, f"{HOME}3"), *site(4)]
    stage = Sharing(SiteProfile.fit(pages).finished())
    return stage, [read_text(text, url=url) for text, url in pages[1:3]]


def run_on(shared):
    stage, documents = shared
    for document in documents:
        stage(document, ())


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "form", ["{} line", "The ferry of {} sailed past the pier with all nine of its passengers on deck."]
)
def test_the_time_of_the_stage_grows_with_the_page(form):
    assert growth(run_on, lambda count: shared_pages(form, count), 4_000) < GROWTH
