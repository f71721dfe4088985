from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleanwire
from cleanwire import Cleaner
from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.report.labelled import parse_labelled
from cleanwire.spans import Verdict
from cleanwire.stages.stories import find_stories
from timing import GROWTH, growth

ARTICLES = Path(cleanwire.__file__).parent / "testing" / "articles"

HOST = (
    "Harbour board backs a second ferry between Velmark and Ostervik",
    "The harbour board of Velmark voted on Tuesday to buy a second ferry for the crossing to Ostervik, a year after "
    "fire broke out below the deck of the only ship and cut the island off for eleven weeks.",
    "The new vessel will carry 240 passengers and thirty cars. It is to be built at the yard in Ostervik, which has "
    "lived on repairs since the last fishing boat left the fjord for good, and could sail in two years.",
    "“We have learned what it means to depend on one hull and one engine,” said the harbour master, Ida Lom, who has "
    "run the quay for twenty years. “When the shaft broke, we had no spare, and no other ship.”",
    "During the repair a small launch took schoolchildren and patients across the sound. Lorries had to wait for a "
    "barge that sailed only in calm weather, and the shops of Ostervik ran short of milk and flour.",
    "The board expects the ferry to cost some nineteen million crowns. A third will come from the county, a third "
    "from a loan, and the rest from tickets, which will rise by a tenth when the second ship enters service.",
    "Skippers welcomed the vote. The captain of the present ferry, Tor Eik, said that he had begged for a relief "
    "vessel since his first winter on the bridge, when ice closed the harbour and the crew slept on board.",
    "Not everyone on the quay agrees. Fishermen fear for their berths at the inner pier, which has to be lengthened "
    "for a larger ship. Their spokesman told the harbour board that nobody had asked the boat owners first.",
    "Dredging is another matter. The channel off Velmark is barely five metres deep at low tide, and a loaded ferry "
    "would touch the bottom. The engineers want to move the lightbuoy and dig away a bank of gravel.",
    "The yard will take on forty welders and fitters, most of them from the island. Apprentices can sign on from the "
    "spring, and the first steel for the hull is to be cut before the summer timetable begins.",
    "Until then the old ferry sails on with its new shaft. The evening crossing comes back when the days grow "
    "longer, and passengers are asked to be on the quay ten minutes before the captain sounds the horn.",
    "A party is planned for the launch of the ship. The harbour board wants the children of both shores to choose a "
    "name for the second ferry, as long as it fits on the bow and no captain has to blush over the radio.",
)
"""An article of some 400 words on one matter: its headline and its paragraphs."""

VOLCANO = (
    "Crater lake on Mount Tesk turns green as gas rises from the magma",
    "The lake in the crater of Mount Tesk has changed its colour from blue to a milky green within four days, and "
    "volcanologists have raised the alert for the volcano to the second of five levels.",
    "Sulphur dioxide bubbles up through the water, which is now as acid as vinegar and has warmed to 41 degrees. "
    "Dead beetles and birds lie along the rim, and hikers were told to keep away from the summit.",
    "“Magma has moved up to about three kilometres under the cone,” said Renata Achterberg of the Geological "
    "Institute. “It gives off gas as it rises, and the lake is like a lid on that chimney.”",
    "Seismographs on the slopes have recorded more than nine hundred tremors since Friday. Most were too weak to be "
    "felt, but the pattern is like that before the eruption of 1978, when ash fell on the plain.",
    "That eruption threw lava bombs as far as the tree line. A mudflow of ash and meltwater ran down the valley of "
    "the Orlo and buried two vineyards, though nobody was hurt because geologists had warned in time.",
    "A drone now samples the plume every morning. The ratio of carbon dioxide to sulphur tells the researchers how "
    "deep the magma lies, and whether the rock above it is about to crack.",
    "Satellite images show that the northern flank has bulged by six centimetres. Such a swelling may last for years "
    "without an eruption, Achterberg said, and most unrest beneath volcanoes dies away.",
    "The institute publishes its readings of temperature, acidity and tremor each evening. Farmers below the cone "
    "have been given masks against volcanic ash, and told to shelter cattle if the summit starts to glow.",
)
CHESS = (
    "Teenager Wins National Chess Title With a Rook Sacrifice",
    "Amalia Brandt, who is sixteen and learned chess from her grandmother, has become national champion after she "
    "gave up a rook in the final round and mated her opponent eleven moves later.",
    "She needed only a draw with the black pieces against grandmaster Viktor Salonen, who had won the tournament "
    "five times. But she chose a sharp Sicilian and castled on the opposite side of the board.",
    "“I saw the knight check, and then I could not unsee it,” Brandt told reporters. “My coach says that I must "
    "learn to win boring endgames. Perhaps next season.”",
    "Salonen took the rook after forty minutes of thought. His king was driven across the board by queen and bishop, "
    "and when the pawn came to the seventh rank he stopped the clock and shook hands.",
    "Computers later found a single defence, which needed him to return the queen at once. No human player would "
    "have seen it, said the commentator, himself a former world championship candidate.",
    "Brandt scored nine points from eleven games and gained forty rating points. She lost once, in the third round, "
    "when she mixed up two variations of the opening and her bishop was trapped by pawns.",
    "The champion qualifies for the Olympiad, where she will play on the second board of the national team. The "
    "chess federation wants to pay for a second who prepares her openings.",
    "Her school has founded a club since. Forty pupils signed up within a week, and the caretaker, who plays "
    "correspondence chess, lends them his boards and clocks at lunch.",
)
SECTIONS = (
    "How a ferry is kept afloat: a year at the yard in Ostervik",
    "A ferry spends three weeks of each year out of the water. We followed the ship from Velmark through the yard at "
    "Ostervik, from the day that she was hauled up the slip until the harbour pilot came back on board.",
    "The hull",
    "Shells and weed slow a ship down and cost fuel. Two welders wash the hull with a jet of water, scrape the bow "
    "by hand and measure the steel with ultrasound. Where a plate has lost a tenth of its thickness, the yard cuts "
    "it out.",
    "The paint that follows is poisonous to mussels, and costly. The ferry gets three coats below the waterline and "
    "two above it, and the yard has to catch every drop before it reaches the fjord.",
    "The engine",
    "Below deck the fitters lift the pistons out of the engine, one each day. The chief engineer of the ferry, who "
    "sleeps on board all the same, weighs each of them and writes the figure into a book that was begun by his "
    "predecessor.",
    "The shaft is drawn last. Since the fire the harbour board has kept a spare one in a shed on the quay, packed in "
    "grease, and the yard turns it once a month so that it does not bend.",
    "The crew",
    "While the ship is on the slip, her crew of nine go back to school. They practise with the lifeboats, put out "
    "fires in a container on the quay and learn to count passengers in the dark.",
    "Captain and mate spend a week in a simulator, where the ferry sails through storms that the fjord has never "
    "seen. Nobody has yet brought the ship into harbour at the first attempt with both engines stopped.",
    "What it costs",
    "The yard sends the harbour board a bill of about a million crowns each spring. Steel makes up a third of it, "
    "wages a half, and the rest is paint, grease and the hire of a floating crane for the propeller.",
    "A ferry that is looked after like that may sail for forty years, the shipwrights say. The one from Velmark is "
    "in her thirty-first, and the captain claims to hear from the bridge which plate was changed when.",
)
"""One article under subheads."""

GERMAN = (
    "Der Hafenrat von Velmark hat am Dienstag beschlossen, eine zweite Fähre für die Überfahrt nach Ostervik zu "
    "kaufen.",
    "Im vergangenen Jahr war unter dem Deck des einzigen Schiffes ein Feuer ausgebrochen, und elf Wochen lang kam "
    "niemand mehr auf die Insel, außer bei ruhigem Wetter mit einem kleinen Lastkahn.",
    "„Wir haben gelernt, was es bedeutet, von einem einzigen Rumpf abhängig zu sein“, sagte die Hafenmeisterin.",
    "Die Werft will vierzig Schweißer einstellen, die meisten davon aus den Dörfern der Insel, und im Frühjahr mit "
    "dem Bau beginnen. Das Schiff soll zweihundert Fahrgäste und dreißig Wagen tragen.",
    "Die Fischer fürchten um ihre Liegeplätze am inneren Kai, der für die größere Fähre verlängert werden muss. "
    "Niemand habe die Bootsbesitzer gefragt, klagte ihr Sprecher nach der Sitzung.",
    "Bis dahin fährt die alte Fähre mit ihrer neuen Welle weiter, und abends erst wieder, wenn die Tage länger werden.",
)
RUSSIAN = (
    "Совет гавани Вельмарка решил во вторник купить второй паром для переправы на остров Остервик через пролив.",
    "В прошлом году под палубой единственного судна вспыхнул пожар, и одиннадцать недель никто не мог попасть на "
    "остров, кроме как на маленькой барже в тихую погоду.",
    "«Мы узнали, что значит зависеть от одного корпуса и одного двигателя», сказала начальница порта на заседании.",
    "Верфь наймёт сорок сварщиков, большинство из деревень острова, и весной начнёт строить новое судно, которое "
    "сможет перевозить двести пассажиров и тридцать машин.",
    "Рыбаки боятся за свои места у внутреннего причала, который придётся удлинить для большого парома. Никто не "
    "спросил владельцев лодок, жаловался их представитель после долгого голосования.",
    "До тех пор старый паром ходит с новым валом, а вечером он снова пойдёт только тогда, когда дни станут длиннее, "
    "и пассажиров просят приходить на причал за десять минут до отплытия.",
)
CHINESE = (
    "港务局星期二决定为前往奥斯特维克的航线购买第二艘渡轮，这距离唯一一艘渡轮甲板下起火已经整整一年。",
    "修理期间只有一艘小艇在海峡两岸之间运送学生和病人，卡车必须等待只在好天气出航的驳船，商店里的牛奶和面粉很快就卖完了。",
    "港口主任说，我们终于明白只依靠一艘船和一台发动机意味着什么，轴断了以后我们既没有备件也没有别的船。",
    "船厂将雇用四十名焊工和装配工，其中大部分来自岛上，学徒可以从春天开始报名，第一块钢板将在夏天以前切割。",
    "渔民担心内码头的泊位，因为码头必须为更大的船延长。他们的代表在会后抱怨说，从来没有人先问过船主的意见。",
)

SENTENCE = "The ferry sailed in the rain, and nobody on the quay waved."
"""A short paragraph. Texts without any have no stories."""

RESIDUE = "Share on Facebook\nTags: ferry, harbour\nLeave a Reply\nRead more: A year without boats\n"


def text_of(*stories):
    """Return stories as one text, one below the other."""
    return "".join(f"{line}\n" for story in stories for line in story)


def numbered(story):
    """Return a story with its subheads numbered."""
    numbers = iter(range(1, 99))
    return [f"{next(numbers)}. {line}" if len(line) < 20 else line for line in story]


def stories_of(text, *, claimed=None):
    """Return the passages that the stage is fairly sure of; `claimed` maps lines to labels that they already have."""
    document = read_text(text)
    verdicts = tuple(
        Verdict(block.start, block.end, claimed[document.text(block)], "en/x/y", 0.9, "")
        for block in document.blocks
        if document.text(block) in (claimed or {})
    )
    found = find_stories(document, verdicts)
    return [text[v.start : v.end] for v in sorted(found, key=lambda v: v.start) if v.confidence >= 0.5]


APPENDED = {
    "about a volcano": (HOST, VOLCANO),
    "about chess": (HOST, CHESS),
    "below another host": (CHESS, VOLCANO),
    "below subheads": (SECTIONS, CHESS),
    "shorter than its host": (HOST, VOLCANO[:5]),
}
"""Hosts with a story of their own headline below them."""


@pytest.mark.parametrize(("host", "story"), APPENDED.values(), ids=APPENDED)
def test_an_appended_story_is_claimed_from_its_headline_to_the_end(host, story):
    assert stories_of(text_of(host, story)) == [text_of(story)]


@pytest.mark.parametrize(("host", "story"), APPENDED.values(), ids=APPENDED)
def test_an_appended_story_goes(host, story):
    assert cleanwire.clean(text_of(host, story)) == text_of(host)


TWO = {"volcano first": (VOLCANO, CHESS), "chess first": (CHESS, VOLCANO)}


@pytest.mark.parametrize(("one", "other"), TWO.values(), ids=TWO)
def test_two_stories_below_the_ends_of_pages_both_go(one, other):
    text = text_of(HOST) + RESIDUE + text_of(one) + RESIDUE + text_of(other)
    assert cleanwire.clean(text) == text_of(HOST)


@pytest.mark.parametrize(("one", "other"), TWO.values(), ids=TWO)
def test_of_two_stories_where_no_page_ends_both_go_or_the_text_stays_as_a_digest(one, other):
    text = text_of(HOST, one, other)
    assert cleanwire.clean(text) in (text_of(HOST), text)


def test_a_story_below_the_end_of_a_page_goes():
    assert cleanwire.clean(text_of(HOST) + RESIDUE + text_of(VOLCANO)) == text_of(HOST)


@pytest.mark.parametrize(
    "newline", ["\n\n", "\r\n", "\r\n\r\n", " \n\t\n"], ids=["blank line", "CRLF", "CRLF twice", "tab"]
)
def test_line_breaks_make_no_difference(newline):
    text, host = (text_of(*stories).replace("\n", newline) for stories in ((HOST, VOLCANO), (HOST,)))
    assert cleanwire.clean(text) == host


SHORT = pytest.mark.xfail(strict=True, reason="one inset in three is not found")
INSETS = [pytest.param(VOLCANO, id="volcano", marks=SHORT), pytest.param(CHESS, id="chess")]


@pytest.mark.parametrize("story", INSETS)
def test_a_story_inside_another_goes(story):
    text = text_of(HOST[:6], ["Share"], story[:3], HOST[6:])
    assert stories_of(text, claimed={"Share": Label.SHARE_WIDGET}) == [text_of(story[:3])]


@pytest.mark.parametrize("story", INSETS)
def test_a_story_inside_another_goes_from_a_thorough_cleaner(story):
    text = text_of(HOST[:6], story[:3], HOST[6:])
    assert Cleaner(strictness="thorough").clean(text) == text_of(HOST)


def test_claims_inside_a_text_do_not_overlap():
    found = find_stories(read_text(text_of(HOST[:6], CHESS[:3], HOST[6:])), ())
    spans = sorted((verdict.start, verdict.end) for verdict in found)
    assert all(above[1] <= below[0] for above, below in pairwise(spans))


REFERENCES = (
    "References",
    "Brandvik, O., & Soto, M. (2020). Who waits for ferries? Diaries of islanders. Journal of Fjord Studies, 12(3).",
    "Haddad, L., Ivarsson, P., & Ruiz, C. (2022). Shafts that crack: Six models of fatigue. Marine Steel, 8, 44–67.",
    "Lindt, G. (1999). Was kostet die Überfahrt? Harden: Nautische Schriften.",
    "Okafor, N. (2017). Counting the unseen: Lorries on barges. Proceedings of the Harbour Society, 55, 12–30.",
)
LISTED = (
    "Five days out from Velmark for those who have a ferry ticket",
    "Everyone who misses the last ferry has to sleep somewhere. Here are five places near the harbour, tried by us.",
    "1. The lighthouse",
    "The keeper of the lighthouse lets two rooms from May, and the ferry passes below the windows. Breakfast is fish.",
    "2. The bakery",
    "Rye loaves come out of the oven at four, and the smell wakes all guests. The quay is ten minutes away on foot.",
    "3. The old yard",
    "Hammocks hang in the loft where sails were sewn. The ferry crews drink here, and the captain plays the accordion.",
    "4. The chapel",
    "It was built for sailors who waited for wind. Guests ring the bell at noon, which the harbour master times.",
    "5. The island school",
    "In summer its classrooms hold camp beds. A ferry ticket is enough payment, if one helps to cook in the evening.",
)
OWN = {
    "an article": HOST,
    "another": VOLCANO,
    "sections": SECTIONS,
    "numbered sections": numbered(SECTIONS),
    "numbered siblings": LISTED,
    "references at the end": (*HOST, *REFERENCES),
    "questions": [line for n, text in enumerate(HOST[1:], 1) for line in (f"Question {n}: And the ferry?", text)],
    "one long paragraph": (HOST[0], " ".join(HOST[1:])),
}
"""Texts that are one article each, though some look like several."""


@pytest.mark.parametrize("lines", OWN.values(), ids=OWN)
def test_nothing_is_claimed_of_one_article(lines):
    assert stories_of(text_of(lines)) == []


@pytest.mark.parametrize("lines", OWN.values(), ids=OWN)
def test_one_article_stays(lines):
    assert cleanwire.clean(text_of(lines)) == text_of(lines)


@pytest.mark.parametrize(
    "text",
    ["", "\n", HOST[0], text_of(HOST[:2]), text_of(CHESS[:1]) * 9],
    ids=["nothing", "blank", "a line", "two", "short"],
)
def test_nothing_is_claimed_in_a_short_text(text):
    assert find_stories(read_text(text), ()) == []


def test_what_is_claimed_already_is_no_part_of_host_or_story():
    claimed = dict.fromkeys(VOLCANO, Label.LEGAL)
    assert stories_of(text_of(HOST, VOLCANO), claimed=claimed) == []


def most_certain(text):
    """Return the most certain of the verdicts on a text."""
    return max(find_stories(read_text(text), ()), key=lambda verdict: verdict.confidence)


@pytest.mark.parametrize(
    ("name", "value"), [("label", Label.APPENDED_STORY), ("rule", "stories")], ids=["label", "rule"]
)
def test_a_story_is_claimed_as_such(name, value):
    assert getattr(most_certain(text_of(HOST, VOLCANO)), name) == value


def test_a_story_is_removed_as_such():
    (segment,) = cleanwire.explain(text_of(HOST, VOLCANO)).removed
    assert (segment.label, segment.rule) == (Label.APPENDED_STORY, "stories")


def test_the_evidence_names_the_headline():
    assert f"a headline: {VOLCANO[0][:50]}" in most_certain(text_of(HOST, VOLCANO)).evidence


@pytest.mark.parametrize("word", ["ferry", "harbour"])
def test_the_evidence_names_words_of_the_host_that_do_not_come_back(word):
    assert word in most_certain(text_of(HOST, VOLCANO)).evidence.partition("|")[2]


@pytest.mark.parametrize("word", ["lake", "magma", "the", "of"])
def test_the_evidence_names_no_words_of_the_story_and_no_common_ones(word):
    words = most_certain(text_of(HOST, VOLCANO)).evidence.partition("words that no longer occur:")[2]
    assert word not in words.split(", ")


TITLED = {"the first": (HOST, VOLCANO, HOST), "the second": (HOST, VOLCANO, VOLCANO), "neither": (HOST, VOLCANO, CHESS)}


@pytest.mark.parametrize(("above", "below", "titled"), TITLED.values(), ids=TITLED)
def test_the_story_that_the_page_s_title_names_is_its_own(above, below, titled):
    document = read_text(text_of(above, below), title=f"{titled[0]} | The Velmark Courier")
    (verdict,) = [verdict for verdict in find_stories(document, ()) if verdict.confidence >= 0.5]
    assert document.source[verdict.start : verdict.end] == text_of(above if titled is below else below)


def test_stories_that_are_kept_stay():
    text = text_of(HOST, VOLCANO)
    assert cleanwire.clean(text, keep={"appended_story"}) == text


def test_stories_that_are_kept_are_not_looked_for():
    assert find_stories not in Cleaner(keep={"appended_story"})._stages


def test_stories_are_looked_for_when_something_else_is_kept():
    assert find_stories in Cleaner(keep={"byline"})._stages


def test_stories_are_looked_for_whatever_packs_are_in_use():
    assert Cleaner(languages=()).clean(text_of(HOST, VOLCANO)) == text_of(HOST)


def gone(cleaner, text):
    """Return the places in a text that a cleaner removes."""
    return {place for segment in cleaner.explain(text).removed for place in range(segment.start, segment.end)}


@pytest.mark.parametrize(
    "path", sorted(ARTICLES.glob("*/stories-*.txt")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
@pytest.mark.parametrize(("stricter", "looser"), [("safe", "default"), ("default", "thorough")])
def test_the_stricter_cleaner_removes_no_more(path, stricter, looser):
    with path.open(encoding="utf-8", newline="") as file:
        source = parse_labelled(file.read()).source
    assert gone(Cleaner(strictness=stricter), source) <= gone(Cleaner(strictness=looser), source)


SCRAPS = (
    "L",
    "L s L",
    "\0",
    "\ud800",
    "\udc00 ferries",
    "***",
    "“",
    "12",
    "Ferry",
    "паром",
    "船" * 60,
    "\u2028",
    "a " * 90,
)
lines = st.one_of(
    st.sampled_from((*HOST, *VOLCANO, *CHESS, *SECTIONS, *LISTED)),
    st.sampled_from(SCRAPS),
    st.text(
        st.one_of(st.characters(), st.integers(0xD800, 0xDFFF).map(chr), st.sampled_from("\0\x1f\x7fLs ")), max_size=60
    ),
)
sources = st.lists(lines, max_size=40).map("\n".join)

any_source = settings(deadline=None)


@any_source
@given(sources)
def test_what_is_claimed_of_any_text_begins_and_ends_with_a_line(source):
    document = read_text(source)
    edges = {0, len(source)}.union(*((block.start, block.end) for block in document.blocks))
    assert {edge for verdict in find_stories(document, ()) for edge in (verdict.start, verdict.end)} <= edges


@any_source
@given(sources)
def test_what_is_claimed_of_any_text_shows_something_and_leaves_something(source):
    document = read_text(source)
    for verdict in find_stories(document, ()):
        assert source[verdict.start : verdict.end].strip()
        assert (source[: verdict.start] + source[verdict.end :]).strip()


@any_source
@given(sources)
def test_every_claim_is_sure_enough_to_be_of_use(source):
    assert all(0.3 <= verdict.confidence <= 1 for verdict in find_stories(read_text(source), ()))


@any_source
@given(sources)
def test_the_same_text_gives_the_same_claims(source):
    assert find_stories(read_text(source), ()) == find_stories(read_text(source), ())


@any_source
@given(sources, st.sampled_from(sorted(Label)), st.data())
def test_lines_that_are_claimed_already_do_no_harm(source, label, data):
    document = read_text(source)
    claimed = data.draw(st.lists(st.sampled_from(document.blocks), unique=True)) if document.blocks else []
    verdicts = tuple(Verdict(block.start, block.end, label, "en/x/y", 0.9, "") for block in claimed)
    assert all(verdict.rule == "stories" for verdict in find_stories(document, verdicts))


@any_source
@given(sources)
def test_cleaning_keeps_some_of_any_text_that_shows_something(source):
    assert bool(cleanwire.clean(source).strip()) == bool(source.strip())


WORDS = " ".join((*HOST, *VOLCANO, *CHESS)).split()


def short_lines(count):
    """Return English lines of three words each, hardly any of them twice, and a sentence below every fourth."""
    total = len(WORDS)
    picks = ((at, at * 7 + at // total, at * 31 + at // 97) for at in range(count))
    lines = [" ".join(WORDS[pick % total] for pick in three) for three in picks]
    return "".join(f"{line}\n{SENTENCE}\n" if at % 4 == 0 else f"{line}\n" for at, line in enumerate(lines))


SOURCES = {
    "many short lines": (short_lines, 15_000),
    "short lines below an article": (lambda n: text_of(HOST) + short_lines(n), 15_000),
    "one sentence": (lambda n: text_of(HOST) + f"{SENTENCE} {SENTENCE}\n" * n, 15_000),
    "one headline": (lambda n: text_of(HOST) + f"{VOLCANO[0]}\n{SENTENCE}\n" * n, 8_000),
    "headlines in turn": (lambda n: text_of(HOST) + f"{VOLCANO[0]}\n{CHESS[0]}\n{VOLCANO[1]}\n" * n, 5_000),
    "headlines below an article": (lambda n: text_of(HOST) * n + f"{VOLCANO[0]}\n{CHESS[0]}\n" * 9 * n, 600),
    "labels": (lambda n: text_of(HOST) + f"Read next\n{CHESS[0]}\n{SENTENCE}\n" * n, 6_600),
    "headlines with paragraphs": (lambda n: text_of(HOST) + text_of(VOLCANO[:2], CHESS[:2]) * n, 2_000),
    "stories in turn": (lambda n: text_of(HOST, VOLCANO, CHESS) * n, 300),
    "stories one below the other": (lambda n: text_of(HOST * n, VOLCANO * n, CHESS * n), 300),
    "one long line": (lambda n: text_of(HOST, VOLCANO) + "ferry " * n, 200_000),
    "many names": (lambda n: text_of(HOST) + f"said Tor, Eik, of Velmark, and so did Ida\n{SENTENCE}\n" * n, 8_000),
    "capitals": (lambda n: text_of(HOST) + f"{'A ' * 40}\n" * n, 4_000),
    "quotation marks": (lambda n: text_of(HOST, VOLCANO) + "“" * n, 500_000),
    "questions with figures": (lambda n: text_of(HOST) + f"1. What is it\nNo lake\n{SENTENCE}\n" * n, 5_000),
}  # fmt: skip


@pytest.mark.no_cover
@pytest.mark.parametrize(("make", "size"), SOURCES.values(), ids=SOURCES)
def test_time_is_linear_in_the_source(make, size):
    assert growth(lambda source: find_stories(read_text(source), ()), make, size) < GROWTH


GAPS = {
    "headlines": (lambda n: text_of(HOST) + f"{VOLCANO[0]}\nShare\n{SENTENCE}\n" * n, 1_000),
    "paragraphs": (lambda n: text_of(HOST) + f"{VOLCANO[1]}\nShare\n" * n, 600),
    "headlines with paragraphs": (lambda n: text_of(HOST) + f"{text_of(VOLCANO[:2])}Share\n" * n, 600),
    "stories in turn": (lambda n: f"{text_of(HOST)}Share\n{text_of(VOLCANO)}Share\n{text_of(CHESS)}" * n, 100),
}


@pytest.mark.no_cover
@pytest.mark.parametrize(("make", "size"), GAPS.values(), ids=GAPS)
def test_time_is_linear_in_the_residue_between(make, size):
    assert growth(partial(stories_of, claimed={"Share": Label.SHARE_WIDGET}), make, size) < GROWTH
