import pytest

import cleanwire
from cleanwire import Cleaner
from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.spans import Verdict
from cleanwire.stages.near_repeats import find_near_repeats
from invented import ARTICLE, HEADLINE, PARAGRAPHS
from timing import GROWTH, growth

QUOTED = "We knew from the first night that the shaft would have to be cast anew"
SPOKEN = f"“{QUOTED},” said Ida Lom, who has run the yard at Ostervik for twenty years and means to stay."
SENTENCE = "The yard at Ostervik has lived on repairs since the last fishing boat left the fjord for good."
OPENING = f"{SENTENCE} It employs forty people, most of them from the village, and trains two apprentices a year."
BODY = "\n".join(PARAGRAPHS)
MORE = (
    "The first apprentices came in spring, and three of them have already signed on for another four years of work.",
    "Nobody in the harbour office could say on Tuesday what the second crossing of the evening would cost the town.",
    "A retired pilot who had followed the repair from his window said that he would believe in it after the winter.",
)
"""Paragraphs that share nothing with the article."""
HARBOURS = "Brenn", "Quell", "Lomvik", "Sundal", "Eikhamn", "Torsund", "Halmer", "Rostad", "Ness", "Varde", "Ulvik"


def near_repeats_of(text, *, claimed=None):
    """Return the lines that the stage claims, with labels; `claimed` maps lines to the labels they already have."""
    document = read_text(text)
    verdicts = tuple(
        Verdict(block.start, block.end, claimed[document.text(block)], "en/x/y", 0.9, "")
        for block in document.blocks
        if document.text(block) in (claimed or {})
    )
    found = sorted(find_near_repeats(document, verdicts), key=lambda verdict: verdict.start)
    return [(text[verdict.start : verdict.end].strip(), verdict.label.value) for verdict in found]


def duplicates(*lines):
    return [(line, "duplicate") for line in lines]


@pytest.mark.parametrize(
    "again",
    [
        f"{HEADLINE} | The Daily Example",
        f"{HEADLINE} – The Daily Example",
        f"Home > News > {HEADLINE}",
        f"{HEADLINE.upper()}!",
        HEADLINE.replace(" after", " – after"),
    ],
    ids=["a site behind it", "a site behind a dash", "a path before it", "other signs", "another dash"],
)
def test_a_line_that_is_the_headline_but_for_a_name_or_signs_is_claimed(again):
    text = f"{ARTICLE}{again}\n"
    assert near_repeats_of(text, claimed={HEADLINE: Label.HEADLINE}) == duplicates(again)


@pytest.mark.parametrize("title", [f"{HEADLINE} | The Daily Example", f"Home > News > {HEADLINE}"])
def test_of_two_headlines_above_the_text_the_one_without_a_name_stays(title):
    found = near_repeats_of(f"{title}\nNews\n{ARTICLE}", claimed={title: Label.HEADLINE})
    assert found == [(title, "duplicate"), (HEADLINE, "headline")]


def test_a_headline_with_a_name_stays_where_the_other_stands_below_the_text():
    title = f"{HEADLINE} | The Daily Example"
    assert near_repeats_of(f"{title}\n{BODY}\n{HEADLINE}\n", claimed={title: Label.HEADLINE}) == duplicates(HEADLINE)


def test_nothing_goes_as_a_copy_of_a_headline_that_was_guessed():
    document = read_text(f"{ARTICLE}{HEADLINE} | The Daily Example\n")
    guess = Verdict(0, len(HEADLINE) + 1, Label.HEADLINE, "headlines", 0.6, "")
    assert find_near_repeats(document, (guess,)) == []


@pytest.mark.parametrize("subhead", [f"Key points - {HEADLINE}", f"{HEADLINE} | The year before"])
def test_a_subhead_that_takes_up_the_headline_stays(subhead):
    text = f"{ARTICLE}{subhead}\n{MORE[0]}\n"
    assert near_repeats_of(text, claimed={HEADLINE: Label.HEADLINE}) == []


@pytest.mark.parametrize(
    "subhead",
    [
        f"Why {HEADLINE}",
        f"{HEADLINE}: a timeline",
        HEADLINE.replace("long", "short"),
        "Harbour ferry returns",
        f"- {HEADLINE} | part two",
        f"{HEADLINE} - Part 2 of 3",
        f"{HEADLINE} | Velmark | Ostervik | Tickets | Crossings | {' | '.join(HARBOURS)} | Contact us",
        f"“{HEADLINE}” – so said the only paper on the island that night, and it was wrong about the length of it.",
    ],
    ids=[
        "a word before it",
        "a clause behind it",
        "another word",
        "a few of its words",
        "an item",
        "a figure",
        "a menu",
        "a sentence",
    ],
)
def test_a_line_that_says_more_than_the_headline_stays(subhead):
    title = f"{HEADLINE} - Part 1 of 3" if "Part 2" in subhead else HEADLINE
    text = f"{title}\n{BODY}\n{subhead}\n{BODY[:90]}\n"
    assert near_repeats_of(text, claimed={title: Label.HEADLINE}) == []


def test_a_song_named_after_its_refrain_stays():
    title = "Put the Kettle On, Marie"
    chorus = f"{title.lower()},\n{title.lower()}.\n"
    assert (
        near_repeats_of(f"{title}\n{PARAGRAPHS[0]}\n{chorus}{MORE[0]}\n{chorus}", claimed={title: Label.HEADLINE}) == []
    )


@pytest.mark.parametrize("first", [True, False], ids=["above", "below"])
def test_a_pull_quote_is_claimed_and_the_paragraph_that_holds_its_words_stays(first):
    quote = f"“{QUOTED}.”"
    lines = [MORE[0], quote, BODY, SPOKEN] if first else [SPOKEN, BODY, quote]
    assert near_repeats_of("\n".join(lines)) == duplicates(quote)


@pytest.mark.parametrize(
    "lines",
    [(f"“{QUOTED}.”", BODY, SPOKEN), ("A shaft", f"“{QUOTED}.”", BODY, SPOKEN), (MORE[0], f"“{QUOTED}”", BODY, SPOKEN)],
    ids=["at the top", "below a headline", "as a subhead"],
)
def test_a_quote_that_is_a_standfirst_or_a_subhead_stays(lines):
    assert near_repeats_of("\n".join(lines)) == []


@pytest.mark.parametrize(
    "said", ["“We lost 27 days and 3 good men to that shaft.”", "“We lost 9 days and 2 men to it.”"]
)
def test_a_quote_with_another_figure_than_the_text_stays(said):
    spoken = "“We lost 28 days and 4 good men to that shaft. We lost 8 days and 3 men to it,” said Ida Lom of the yard."
    assert near_repeats_of(f"{BODY}\n{said}\n{spoken}\n{BODY[:90]}\n") == []


def test_a_pull_quote_goes_from_an_article_that_is_clean_otherwise():
    text = f"{ARTICLE}“{QUOTED}.”\n{SPOKEN}\n"
    assert cleanwire.clean(text) == f"{ARTICLE}{SPOKEN}\n"


def test_the_evidence_says_where_the_other_copy_stands():
    text = f"{SPOKEN}\n{BODY}\n“{QUOTED}.”\n"
    (verdict,) = find_near_repeats(read_text(text), ())
    assert verdict.evidence.startswith("repeats the text above, at 0: “We knew")


def test_a_paragraph_that_repeats_a_sentence_of_its_neighbour_is_claimed():
    assert near_repeats_of(f"{BODY}\n{SENTENCE}\n{OPENING}\n{BODY[:90]}\n") == duplicates(SENTENCE)


def test_a_paragraph_with_another_figure_than_its_neighbour_stays():
    first = "The yard at Ostervik has lived on 14 repairs a year since the last of 9 boats left the fjord for good."
    second = f"{first.replace('14', '12')} It employs forty people, most of them from the village, and two from town."
    assert near_repeats_of(f"{BODY}\n{first}\n{second}\n{BODY[:90]}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        ARTICLE,
        f"“{QUOTED}.”\n{BODY}\nThe yard knew from the first night on that a new shaft would have to be cast.",
        f"“That is so.”\n{BODY}\n“That is so,” said Ida Lom, who has run the yard at Ostervik for twenty years.",
        "\n".join([f"“{QUOTED}.”", SPOKEN, *[f"“{QUOTED} by {at * 'a'}.”" for at in range(1, 41)]]),
        f"“{QUOTED}.”\n{BODY}\n“{QUOTED}.”\n",
        f"{SENTENCE}\n{BODY}\n{MORE[0]}\n{OPENING}\n",
        f"{BODY}\n- {SENTENCE}\n{OPENING}\n",
        f"{BODY}\n{OPENING}\n{SENTENCE}\n{OPENING[len(SENTENCE) + 1 :]}\n",
        f"{PARAGRAPHS[0]}\n{OPENING}\n{SENTENCE} It pays.\n{BODY}\n",
        f"“{'.' * 200}”\n{BODY}\n{'.' * 200}\n{'.' * 300}\n{BODY[:200]}\n",
        "Q: What does the crossing cost in winter, and who pays for it?\nA: As much as before.\n" * 6,
        "".join(
            f"{day}: a cup of rye porridge with milk, two eggs and a pear, and tea.\n" for day in ("Mo", "Tu", "We")
        ),
    ],
    ids=[
        "nothing",
        "an article",
        "other words",
        "short dialogue",
        "nothing but quotations",
        "a refrain",
        "a sentence far from its copy",
        "an item of a list",
        "two in a row",
        "not quite a sentence of its neighbour",
        "lines of dots",
        "questions and answers",
        "a meal plan",
    ],
)
def test_what_is_said_again_by_right_stays(text):
    assert near_repeats_of(text) == []


def test_a_summary_whose_items_all_come_back_below_is_claimed():
    items = [f"- {paragraph}" for paragraph in PARAGRAPHS[:3]]
    text = "\n".join([*items, MORE[0], " ".join(PARAGRAPHS), *MORE])
    assert near_repeats_of(text) == duplicates(*items)


def test_a_summary_in_words_of_its_own_stays():
    items = [f"- {paragraph}" for paragraph in PARAGRAPHS[:2]]
    own = "- The evening crossing returns to the timetable once the days are longer again."
    assert near_repeats_of("\n".join([*items, own, MORE[0], " ".join(PARAGRAPHS), *MORE])) == []


def test_a_pull_quote_in_a_script_without_spaces_is_claimed():
    quote = "「从来没有想过它还会回来而许多人是看着这条船长大的。」"
    spoken = f"码头上的老人说{quote}然后在雨中站了整整两个小时才回家。"
    assert near_repeats_of(f"{MORE[0]}\n{quote}\n{BODY}\n{spoken}\n") == duplicates(quote)


def test_a_caption_that_repeats_the_text_beside_it_is_claimed_as_a_caption():
    caption = "The captain sounded the horn at seven in the morning"
    text = f"{BODY}\n{caption}\nPhoto: J. Eik\nThe rain fell. {caption}, and two hundred people on the quay cheered.\n"
    assert near_repeats_of(text, claimed={"Photo: J. Eik": Label.CREDIT}) == [(caption, "caption")]


def test_a_subhead_that_the_text_below_takes_up_stays():
    subhead = "The captain sounded the horn at seven in the morning"
    assert near_repeats_of(f"{BODY}\n{subhead}\nThe rain fell. {subhead}, and two hundred people cheered.\n") == []


SOURCES = {
    "one paragraph": (lambda n: f"{OPENING}\n" * n, 4_000),
    "a paragraph that grows": (lambda n: "".join(f"{OPENING} {'It rained. ' * (at % 50)}\n" for at in range(n)), 2_000),
    "paragraphs and quotes of them": (lambda n: f"{SENTENCE}\n{OPENING}\n{PARAGRAPHS[0]}\n" * n, 2_000),
    "one long paragraph and short quotes of it": (lambda n: f"{SENTENCE}\n" * 40 + f"{OPENING} " * n, 5_000),
    "quotations": (lambda n: f"“{QUOTED}.”\n" * 40 + f"{SPOKEN} " * n, 5_000),
    "headlines with names": (lambda n: ARTICLE + f"{HEADLINE} | The Daily Example\n" * n, 4_000),
    "captions": (lambda n: BODY + f"\n{OPENING}\n{SENTENCE}\nPhoto: J. Eik\n" * n, 2_000),
    "items": (lambda n: f"- {SENTENCE}\n{OPENING}\n" * 39 + f"{OPENING}\n" * n, 3_000),
}


@pytest.mark.no_cover
@pytest.mark.parametrize(("make", "size"), SOURCES.values(), ids=SOURCES)
def test_time_is_linear_in_the_source(make, size):
    assert growth(Cleaner().clean, make, size) < GROWTH
