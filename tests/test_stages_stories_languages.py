"""Stories below articles in other languages than English."""

import pytest

import cleanwire
from cleanwire.testing import fixture
from test_stages_stories import CHINESE, GERMAN, RUSSIAN, stories_of, text_of

GERMAN_VOLCANO = (
    "Kratersee des Tesk färbt sich grün, Forscher erhöhen die Warnstufe",
    "Der See im Krater des Vulkans Tesk hat binnen vier Tagen die Farbe gewechselt, und die Vulkanologen haben die "
    "zweite von fünf Warnstufen ausgerufen.",
    "Schwefeldioxid steigt in Blasen durch das Wasser, das inzwischen so sauer ist wie Essig und 41 Grad warm. Tote "
    "Käfer und Vögel liegen am Kraterrand, Wanderer sollen den Gipfel meiden.",
    "„Das Magma ist bis auf drei Kilometer unter den Kegel gestiegen“, sagte die Vulkanologin Renata Achterberg. „Der "
    "Kratersee liegt wie ein Deckel auf diesem Schlot.“",
    "Die Seismographen an den Hängen haben seit Freitag mehr als neunhundert Beben aufgezeichnet. Ähnlich war es vor "
    "dem Ausbruch des Vulkans von 1978, als Asche auf die Ebene fiel.",
    "Eine Drohne nimmt jeden Morgen Proben aus der Gaswolke. Das Verhältnis von Kohlendioxid zu Schwefel verrät den "
    "Forschern, wie tief das Magma unter dem Krater liegt.",
)
RUSSIAN_CHESS = (
    "Школьница выиграла чемпионат страны по шахматам, пожертвовав ладью",
    "Амалия Брандт, которой шестнадцать лет и которую играть в шахматы научила бабушка, стала чемпионкой страны: в "
    "последнем туре она отдала ладью и через одиннадцать ходов поставила мат.",
    "Чёрными ей хватало ничьей с гроссмейстером Виктором Салоненом, пятикратным победителем турнира. Но она выбрала "
    "острую сицилианскую защиту и рокировала в другую сторону.",
    "«Я увидела шах конём и уже не могла его не видеть», рассказала чемпионка. «Тренер говорит, что мне надо учиться "
    "выигрывать скучные эндшпили».",
    "Гроссмейстер взял ладью после сорока минут раздумий. Ферзь и слон прогнали его короля через всю доску, и когда "
    "пешка дошла до седьмой горизонтали, он остановил часы.",
    "Брандт набрала девять очков в одиннадцати партиях и проиграла одну, в третьем туре, когда перепутала варианты "
    "дебюта и её слон попался между пешками.",
)
CHINESE_VOLCANO = (
    "火山湖水变绿，地质学家提高泰斯克火山警戒级别",
    "泰斯克火山口的湖水在四天之内由蓝色变成乳绿色，火山学家已经把警戒提高到五级中的第二级，并要求登山者远离火山口边缘。",
    "二氧化硫气泡不断从湖底冒出，湖水的酸度已经和醋一样，温度升到四十一度。火山口边缘散落着死去的甲虫和鸟类。",
    "地质研究所的火山学家说，岩浆已经上升到火山锥下方三公里处，一边上升一边释放气体，湖水就像盖在烟囱上的盖子。",
    "山坡上的地震仪自星期五以来记录到九百多次震动，与一九七八年火山喷发之前的情形十分相似，当时火山灰落满了平原。",
    "无人机每天早晨从气体云中取样，二氧化碳与硫的比例可以告诉研究人员岩浆有多深，火山口下的岩石是否即将破裂。",
)

CRANE, TIMETABLE, LETTERS, VILLAGE, SHARING, DOOR, BUTTON, CLUB, RADIO, BOXES = (
    [line for line in fixture("clean", name).source.splitlines() if line]
    for name in (
        "stories-deutsch-reportage-hafenkran",
        "deutsch-reportage-fahrplan",
        "german-letters-to-nobody",
        "russian-village-post",
        "chinese-about-sharing-and-paying",
        "italian-saggio-parole-porta",
        "french-essai-bouton-partager",
        "polish-reading-circle",
        "ukrainian-radio-evening",
        "japanese-about-comment-boxes",
    )
)

APPENDED = {
    "German": (CRANE, GERMAN_VOLCANO),
    "German, of a shorter host": (TIMETABLE, GERMAN_VOLCANO),
    "German, another story": (CRANE, TIMETABLE),
    "German without its headline": (CRANE, GERMAN_VOLCANO[1:]),
    "Russian": (VILLAGE, RUSSIAN_CHESS),
    "Chinese": (SHARING, CHINESE_VOLCANO),
    "French below Italian": (DOOR, BUTTON),
    "Ukrainian below Polish": (CLUB, RADIO),
    "Japanese below German": (CRANE, BOXES),
}


@pytest.mark.parametrize(("host", "story"), APPENDED.values(), ids=APPENDED)
def test_a_story_is_claimed_whole(host, story):
    assert stories_of(text_of(host, story)) == [text_of(story)]


WHOLE = {
    "German": (GERMAN, GERMAN[::-1]),
    "Russian": (RUSSIAN, RUSSIAN[::-1]),
    "Chinese": (CHINESE, CHINESE[::-1]),
    "the volcano": (GERMAN_VOLCANO,),
    "the chess": (RUSSIAN_CHESS,),
    "the crane": (CRANE,),
    "the letters": (LETTERS,),
    "the village": (VILLAGE,),
    "the door": (DOOR,),
}


@pytest.mark.parametrize("lines", WHOLE.values(), ids=WHOLE)
def test_nothing_is_claimed_of_one_article(lines):
    assert stories_of(text_of(*lines)) == []


def numbered(*stories):
    """Return stories as the numbered parts of one list."""
    return [line for number, (title, *text) in enumerate(stories, 1) for line in (f"{number}. {title}", *text[:2])]


@pytest.mark.parametrize(
    "lines",
    [
        numbered(("Neue Fähre für Ostervik", *GERMAN), GERMAN_VOLCANO, ("Ein Deckel auf dem Schlot", *GERMAN[3:])),
        numbered(("Второй паром", *RUSSIAN), RUSSIAN_CHESS, ("Причал для парома", *RUSSIAN[3:])),
    ],
    ids=["German", "Russian"],
)
def test_nothing_is_claimed_of_a_numbered_list(lines):
    assert stories_of(text_of(lines)) == []


def test_a_byline_and_a_caption_inside_a_story_go_with_it():
    byline = "Von Renata Achterberg"
    text = text_of(CRANE, GERMAN_VOLCANO[:1], [byline], GERMAN_VOLCANO[1:])
    (segment,) = cleanwire.explain(text).removed
    assert text[segment.start : segment.end] == text_of(GERMAN_VOLCANO[:1], [byline], GERMAN_VOLCANO[1:])
    assert segment.label == "appended_story"
