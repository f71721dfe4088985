import pytest

import cleanwire
from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.stages.dated_entries import find_dated_entries
from invented import PARAGRAPHS

FRENCH = (
    "Le bac entre Velmark et Ostervik a repris la mer mardi, un an après l'incendie qui avait ravagé son entrepont.",
    "Quelque deux cents personnes attendaient sur le quai, sous la pluie, quand le capitaine a donné de la corne.",
    "Les travaux ont duré plus longtemps que prévu, car il a fallu couler un nouvel arbre, disent les armateurs.",
    "Les billets coûtent le même prix qu'avant, et la traversée du soir reviendra quand les jours seront plus longs.",
)
POLISH = (
    "Prom między Velmarkiem a Ostervikiem wypłynął we wtorek w morze, rok po pożarze, który zniszczył jego pokład.",
    "Około dwustu osób stało w deszczu na nabrzeżu, kiedy kapitan o siódmej rano po raz pierwszy zadął w róg.",
    "Naprawa trwała dłużej, niż planowano, ponieważ trzeba było odlać nowy wał, powiedzieli właściciele radzie portu.",
    "Bilety kosztują tyle samo, co przed pożarem, a wieczorny kurs wróci, kiedy dni znowu staną się dłuższe.",
)
JAPANESE = (
    "ヴェルマルクとオステルヴィクを結ぶ渡し船は、甲板の下で起きた火災から一年が過ぎた火曜日の朝に、ようやく運航を再開した。",
    "船長が午前七時に汽笛を鳴らしたとき、岸壁には雨の中でおよそ二百人が立ち、船が港を出て行くのを静かに見送っていた。",
    "船主によると、新しい軸を鋳造しなければならなかったため、修理には当初の計画よりもはるかに長い時間がかかったという。",
    "切符の値段は火災の前と変わらず、夕方の便は日が長くなるころに戻ってくる予定であると、港の理事会は説明している。",
)

FRENCH_THREAD = [
    "Par Odile Marchand, le mercredi 15 mai 2019 à 08h07",
    "Enfin ! J'attendais ce jour depuis le printemps.",
    "Par Yann, le mercredi 15 mai 2019 à 09h23",
    "Et combien cela nous a-t-il coûté, à nous autres ?",
    "Personne ne le dira.",
    "Par Lise Aubin, le jeudi 16 mai 2019 à 21h41",
    "Mon grand-père y a travaillé. Il serait content de le voir.",
]
POLISH_THREAD = [
    "Robs",
    "wtorek, 11 maja 2021, 23:13",
    "Nareszcie coś dobrego w tym mieście.",
    "Anonim",
    "wtorek, 11 maja 2021, 22:32",
    "Bilety są za drogie, a rada portu śpi.",
    "Kris z Velmarku",
    "wtorek, 11 maja 2021, 17:04",
    "Płynąłem wczoraj. Było zimno, ale warto było.",
]
JAPANESE_THREAD = [
    "港の猫 2021年5月11日 23:13",
    "やっと戻ってきましたね。",
    "夕凪 2021年5月12日 06:32",
    "切符がもう少し安ければ毎日乗るのですが。",
    "oki1966 2021年5月12日 17:04",
    "祖父が昔この船で働いていました。見せてあげたかったです。",
]


def gone(*lines):
    """Return the lines that the dates of entries claim, and their label; None where they claim none."""
    document = read_text("\n".join(lines))
    made = find_dated_entries(document, ())
    if not made:
        return None
    return made[0].label, document.source[made[0].start : made[0].end].splitlines()


@pytest.mark.parametrize(
    ("article", "thread"),
    [(FRENCH, FRENCH_THREAD), (POLISH, POLISH_THREAD), (JAPANESE, JAPANESE_THREAD)],
    ids=["names in the line of the date", "names above the date", "no words between blanks"],
)
def test_a_thread_shows_itself_by_dates_and_times_in_any_language(article, thread):
    assert gone(*article, *thread) == (Label.COMMENTS, thread)
    assert cleanwire.clean("\n".join([*article, *thread])).splitlines() == list(article)


@pytest.mark.parametrize("heading", ["3 commentaires", "Commentaires (3)", "Vos réactions : 3"])
def test_a_line_that_counts_the_entries_goes_with_them_and_lets_a_shorter_article_do(heading):
    assert gone(*FRENCH[:2], heading, *FRENCH_THREAD) == (Label.COMMENTS, [heading, *FRENCH_THREAD])
    assert gone(*FRENCH[:2], *FRENCH_THREAD) is None


def test_two_entries_are_enough_where_a_line_counts_them():
    assert gone(*FRENCH, "2 commentaires", *FRENCH_THREAD[:4]) == (
        Label.COMMENTS,
        ["2 commentaires", *FRENCH_THREAD[:4]],
    )


def test_a_line_that_counts_something_else_stays():
    assert gone(*FRENCH, "12 photos", *FRENCH_THREAD) == (Label.COMMENTS, FRENCH_THREAD)


def test_an_entry_below_the_others_may_be_dated_in_another_form():
    more = ["Odile Marchand le 18 mai à 07h12", "Je l'ai pris ce matin, il était plein."]
    assert gone(*FRENCH, *FRENCH_THREAD, *more) == (Label.COMMENTS, [*FRENCH_THREAD, *more])


def test_the_date_of_the_article_is_no_entry():
    date = "Publié le 14 mai 2019 à 06h02"
    assert gone(date, *FRENCH, *FRENCH_THREAD) == (Label.COMMENTS, FRENCH_THREAD)


FORUM = ["Odile, le 15 mai 2019 à 08h07", *FRENCH, *FRENCH_THREAD[2:], *FRENCH_THREAD[2:]]
LOG = [
    "12 janvier 1998, 06:00",
    "De la glace sur la lisse, épaisse d'une main. Le cuisinier a perdu son bonnet.",
    "13 février 1998, 18:00",
    "Pas de relève. La radio dit qu'elle a fait demi-tour avec un arbre cassé.",
    "19 mars 1998, 06:30",
    "Du brouillard. Nous avons sonné la cloche pendant onze heures.",
]
LIVE = [
    "Mercredi 15 mai 2019, 08h07",
    "Le capitaine est à bord depuis une heure et attend le signal du port.",
    "Mercredi 15 mai 2019, 09h23",
    "Le bac a quitté le quai, et la foule le suit le long de la jetée.",
    "Mercredi 15 mai 2019, 10h41",
    "Il est arrivé à Ostervik avec sept minutes de retard.",
]
MAILS = [
    "Date: Fri, 1 Feb 2002 11:53:40 -0500",
    "From: Marta Lind",
    "The new shaft is cast, and it does not fit.",
    "Date: Fri, 1 Feb 2002 14:11:09 -0500",
    "From: Peter Nash",
    "Then turn it. We have until Monday.",
    "Date: Mon, 4 Feb 2002 08:02:31 -0500",
    "From: Ansel Thorne",
    "It fits now. The ferry sails on Tuesday.",
]
CHANGES = [
    line
    for number, date in enumerate(
        ("Wed, 30 Apr 1997 12:36:49", "Sun, 20 Apr 1997 22:50:21", "Sat, 5 Apr 1997 01:17:02")
    )
    for line in (
        f"ferry (1.{number}) unstable",
        "* The horn sounds once.",
        f"-- Marta Lind <marta@quay.example> {date}",
    )
]
CONCERTS = [
    "Orchestre de Velmark, samedi 15 mai 2021, 19h30",
    "Des danses et des chansons de marins. L'entrée est libre.",
    "Chœur du port, samedi 22 mai 2021, 20h00",
    "La messe du vieux quai, pour la première fois depuis la guerre.",
    "Fanfare des armateurs, samedi 29 mai 2021, 18h15",
    "Des marches, en plein air. Par mauvais temps dans l'église.",
]
HEADED = [
    line
    for name, clock in (("Odile", "08h07"), ("Yann", "09h23"), ("Lise", "21h41"))
    for line in (f"{name}, le 15 mai 2019 à {clock}", "Le bac quitte enfin le vieux quai", "Tout le monde est à bord.")
]


@pytest.mark.parametrize(
    "lines",
    [
        FORUM,
        [*FRENCH, *LOG],
        [*FRENCH, *LIVE],
        [*FRENCH[:2], *FRENCH_THREAD],
        [*PARAGRAPHS, *MAILS],
        [*PARAGRAPHS, *CHANGES],
        [*FRENCH, *CONCERTS],
        [*FRENCH, *HEADED],
        [*FRENCH, *FRENCH_THREAD, *FRENCH],
        [*FRENCH, *FRENCH_THREAD[:5]],
    ],
    ids=[
        "a thread that is the document",
        "a log",
        "a live blog",
        "too little above",
        "mails",
        "a log of changes",
        "a programme",
        "titles below the dates",
        "in mid-article",
        "two entries",
    ],
)
def test_what_is_dated_otherwise_stays(lines):
    assert gone(*lines) is None


GERMAN = (
    "Die Fähre zwischen Velmark und Ostervik ist am Dienstag wieder gefahren, ein Jahr nach dem Brand unter Deck.",
    "Rund zweihundert Menschen standen im Regen auf dem Kai, als der Kapitän um sieben Uhr das Horn ertönen ließ.",
)
TEASERS = [
    "12. März 2024",
    "Der Hafenrat streitet über das alte Lagerhaus",
    "9. März 2024",
    "Wie eine Werft ihre letzten Lehrlinge verlor",
    "7. Februar 2024",
    "Zwei Otter wohnen unter der Brücke von Kelton",
]
SPANISH = (
    "El transbordador entre Velmark y Ostervik volvió a navegar el martes, un año después del incendio bajo cubierta.",
    "Unas doscientas personas esperaban bajo la lluvia en el muelle cuando el capitán tocó la bocina a las siete.",
)
SPANISH_TEASERS = [
    "El consejo del puerto discute sobre el viejo almacén",
    "12/03/2024",
    "Cómo un astillero perdió a sus últimos aprendices",
    "09/03/2024",
    "Dos nutrias viven debajo del puente de Kelton",
    "07/02/2024",
]


@pytest.mark.parametrize(
    ("date", "article", "teasers"),
    [
        ("14. März 2024", GERMAN, TEASERS),
        ("14/03/2024", SPANISH, SPANISH_TEASERS),
        ("14. März 2024", JAPANESE, TEASERS),
    ],
    ids=["dates above the titles", "dates below the titles", "below another language"],
)
def test_teasers_are_dated_in_the_form_of_the_article(date, article, teasers):
    assert gone(date, *article, *teasers) == (Label.RELATED_LINKS, teasers)


@pytest.mark.parametrize(
    "lines",
    [
        [*GERMAN, *TEASERS],
        ["14.03.2024", *GERMAN, *TEASERS],
        ["14. März 2024", *GERMAN, *TEASERS, *GERMAN],
        ["14. März 2024", *GERMAN, *TEASERS[:4]],
        ["14. März 2024", *GERMAN, *[f"{line}:" if line[0].isdigit() else line for line in TEASERS]],
        ["14. März 2024", *GERMAN, *[line if line[0].isdigit() else f"* {line}" for line in TEASERS]],
        ["14. März 2024", *GERMAN, *[line if line[0].isdigit() else f"{line}." for line in TEASERS]],
        ["14. März 2024", "1. Februar 2024", "3. Januar 2024", *GERMAN, *TEASERS],
    ],
    ids=[
        "no date above",
        "another form above",
        "the article goes on",
        "two",
        "a chronicle",
        "a log of changes",
        "a diary",
        "a list of dates",
    ],
)
def test_the_dated_list_of_an_author_stays(lines):
    assert gone(*lines) is None
