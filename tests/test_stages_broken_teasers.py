import pytest

import cleanwire
from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.spans import Verdict
from cleanwire.stages.broken_teasers import find_broken_teasers
from invented import PARAGRAPHS
from test_stages_dated_entries import FRENCH, GERMAN, JAPANESE

TEASERS = {
    "English": [
        "The council quarrels about the old warehouse",
        "Nobody knows who owns the roof of the warehouse on the quay, and it has been leaking since the…",
        "How a shipyard lost its last apprentices",
        "Three of them went to sea in the autumn, and the fourth has opened a bakery on the corner of…",
        "Two otters live under the bridge of Kelton",
        "They were seen on Tuesday by a fisherman, who has told nobody but his wife and the water…",
    ],
    "German": [
        "Der Hafenrat streitet über das alte Lagerhaus",
        "Niemand weiß, wem das Dach des Lagerhauses am Kai gehört, und seit dem Herbst regnet es hin...",
        "Wie eine Werft ihre letzten Lehrlinge verlor",
        "Drei von ihnen sind im Herbst zur See gefahren, und der vierte hat an der Ecke eine Bäckerei...",
        "Zwei Otter wohnen unter der Brücke von Kelton",
        "Am Dienstag hat sie ein Fischer gesehen, der es niemandem erzählt hat als seiner Frau und dem...",
    ],
    "French, with a button": [
        "Le conseil du port se dispute un vieil entrepôt",
        "Personne ne sait à qui appartient le toit de l'entrepôt du quai, et il pleut dedans depuis… Plus...",
        "Comment un chantier a perdu ses derniers apprentis",
        "Trois d'entre eux ont pris la mer à l'automne, et le quatrième a ouvert une boulangerie… Plus...",
        "Deux loutres vivent sous le pont de Kelton",
        "Un pêcheur les a vues mardi et ne l'a dit à personne, sauf à sa femme et au service des… Plus...",
    ],
    "Japanese, in brackets": [
        "港の古い倉庫をめぐって議会が対立",
        "岸壁にある倉庫の屋根がだれのものなのか知る人はなく、秋からは雨が中に降り込んでいるという […]",
        "造船所はなぜ最後の見習いを失ったのか",
        "三人は秋に海へ出て、四人目は角にパン屋を開いた。残された親方は、もう若者を雇うつもりは […]",
        "ケルトンの橋の下に二匹のカワウソ",
        "火曜日に漁師が見つけたが、妻と水道局のほかにはだれにも話さなかったと、漁師は私たちに […]",
    ],
}
ARTICLES = {
    "English": PARAGRAPHS,
    "German": GERMAN * 2,
    "French, with a button": FRENCH,
    "Japanese, in brackets": JAPANESE,
}


def gone(*lines, claimed=True):
    """Return the lines that are claimed as teasers, where another line is contamination for certain or none is."""
    text = "\n".join(["Advertisement", *lines])
    document = read_text(text)
    block = document.blocks[0]
    notice = Verdict(block.start, block.end, Label.AD_MARKER, "en/x/y", 0.95, "")
    made = find_broken_teasers(document, (notice,) if claimed else ())
    assert all(verdict.label is Label.RELATED_LINKS for verdict in made)
    return [line for verdict in made for line in document.source[verdict.start : verdict.end].splitlines()]


@pytest.mark.parametrize("language", TEASERS)
def test_teasers_break_off_below_their_titles(language):
    assert gone(*ARTICLES[language], *TEASERS[language]) == TEASERS[language]


@pytest.mark.parametrize("language", TEASERS)
def test_cleaning_leaves_the_article(language):
    twice = [*TEASERS[language], *TEASERS[language]]
    assert cleanwire.clean("\n".join([*ARTICLES[language], *twice])).splitlines() == list(ARTICLES[language])


@pytest.mark.parametrize(("times", "goes"), [(1, False), (2, True)])
def test_where_nothing_else_is_contamination_it_takes_more_of_them(times, goes):
    teasers = TEASERS["German"] * times
    assert gone(*GERMAN * 2, *teasers, claimed=False) == (teasers if goes else [])


def test_without_titles_it_takes_many():
    teasers = TEASERS["French, with a button"][1::2]
    assert gone(*FRENCH, *teasers) == []
    assert gone(*FRENCH, *teasers * 3) == teasers * 3


def test_dates_and_sections_between_teasers_go_with_them():
    teasers = [line for title in TEASERS["English"] for line in (("Harbour", title) if title[-1] != "…" else (title,))]
    assert gone(*PARAGRAPHS, *teasers) == teasers[1:]


def test_a_short_teaser_may_be_whole():
    short = [
        "The lamp on the far side is out",
        "It has been out for a week, and nobody has rowed over to light it again.",
    ]
    teasers = [*TEASERS["English"][:4], *short, *TEASERS["English"][4:]]
    assert gone(*PARAGRAPHS, *teasers) == teasers


SONG = [
    "The boat",
    "We rowed until the lamp had gone and neither shore was there to see...",
    "The shore",
    "We sat upon the stones and sang of all that we should never be...",
    "The lamp",
    "And someone lit it after all and someone came across the sea...",
]
QUOTED = [f"“{line}”" if line.endswith("…") else line for line in TEASERS["English"]]
SUBHEADS = [f"{line} was closed." if line.endswith("…") else line for line in TEASERS["English"]]


@pytest.mark.parametrize(
    "lines",
    [
        [*PARAGRAPHS, *TEASERS["English"][:4]],
        [*PARAGRAPHS[:2], *TEASERS["English"]],
        [*PARAGRAPHS, *TEASERS["English"], *PARAGRAPHS],
        [*PARAGRAPHS, *SONG],
        [*PARAGRAPHS, *QUOTED],
        [*PARAGRAPHS, *SUBHEADS],
        [*PARAGRAPHS, "And then the lamp…", "How it went on", "And then…", "Another day", "Nobody was there…"],
    ],
    ids=[
        "two",
        "too little above",
        "the article goes on",
        "short titles, as of songs",
        "what somebody said",
        "sections that are whole",
        "short lines",
    ],
)
def test_what_an_author_breaks_off_stays(lines):
    assert gone(*lines) == []
