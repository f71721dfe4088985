from dataclasses import replace

import pytest

from cleanwire.document import Hint
from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.spans import Verdict
from cleanwire.stages.headlines import find_headline
from invented import ARTICLE, HEADLINE, PARAGRAPHS

BODY = "\n".join(PARAGRAPHS)


def headline_of(text, *, title="", claimed=()):
    """Return the line that the stage takes for the headline; lines in `claimed` are already contamination."""
    document = read_text(text, title=title)
    verdicts = tuple(
        Verdict(block.start, block.end, Label.NAVIGATION, "en/navigation/x", 0.9, "")
        for block in document.blocks
        if document.text(block) in claimed
    )
    made = find_headline(document, verdicts)
    return [document.source[verdict.start : verdict.end].strip() for verdict in made]


def test_the_headline_is_the_line_above_whose_words_come_back_in_the_text():
    assert headline_of(ARTICLE) == [HEADLINE]


def test_the_headline_is_claimed_as_such():
    (verdict,) = find_headline(read_text(ARTICLE), ())
    assert verdict.label is Label.HEADLINE


@pytest.mark.parametrize("above", ["Lamplighter Alley Bookshop", "Two minutes", "12:30", "Weather and tides"])
def test_lines_whose_words_do_not_come_back_are_passed_over(above):
    assert headline_of(f"{above}\n{ARTICLE}") == [HEADLINE]


def test_a_line_in_title_case_needs_less_of_its_words_in_the_text():
    assert headline_of(f"Ferry Triumphs Against Every Odd\n{BODY}") == ["Ferry Triumphs Against Every Odd"]


@pytest.mark.parametrize(
    "line",
    [
        "Ferry returns",
        f"{HEADLINE}:",
        f"{HEADLINE},",
        f"{HEADLINE}.",
        f"- {HEADLINE}",
        f"| {HEADLINE}",
        f"({HEADLINE})",
        "Bakers strike over flour price",
        "Ferry " * 31,
    ],
)
def test_a_line_that_is_not_shaped_like_a_headline_is_none(line):
    assert headline_of(f"{line}\n{BODY}") == []


def test_a_title_may_close_like_a_sentence_in_title_case():
    line = "The Ferry Is Back in Velmark. The Owners Say Why."
    assert headline_of(f"{line}\n{BODY}") == [line]


def test_a_long_line_in_title_case_that_opens_the_document_needs_none_of_its_words_in_the_text():
    line = "Bakers Strike Over the Price of Flour"
    assert headline_of(f"{line}\n{BODY}") == [line]


def test_at_most_one_line_is_the_headline():
    assert headline_of(f"{HEADLINE}\nVelmark ferry and its captain\n{BODY}") == [HEADLINE]


def test_a_line_that_is_already_claimed_is_not_the_headline():
    assert headline_of(ARTICLE, claimed=[HEADLINE]) == []


def test_the_title_of_the_page_decides_between_lines():
    text = f"Velmark ferry and harbour news\n{ARTICLE}"
    assert headline_of(text, title=f"{HEADLINE} | The Velmark Courier") == [HEADLINE]


def test_the_title_of_the_page_finds_a_headline_whose_words_do_not_come_back():
    assert headline_of(f"Weather and tides\nBack afloat at last\n{BODY}", title="Back afloat, at last") == [
        "Back afloat at last"
    ]


def test_a_headline_below_the_article_is_found_beside_contamination():
    text = f"{BODY}\nPrint this\n{HEADLINE}\n"
    assert headline_of(text, claimed=["Print this"]) == [HEADLINE]


def test_a_line_below_the_article_without_contamination_beside_it_is_no_headline():
    assert headline_of(f"{BODY}\nPrint this\n{HEADLINE}\n") == []


def test_a_line_below_the_article_on_another_subject_is_no_headline():
    text = f"{BODY}\nPrint this\nBakers strike over flour price in Ostervik\n"
    assert headline_of(text, claimed=["Print this"]) == []


@pytest.mark.parametrize("text", ["", "\n", "One", BODY, "One\nTwo\nThree"])
def test_a_text_without_a_headline_has_none(text):
    assert headline_of(text) == []


def headline_on_page(text, *tags, title=""):
    """Return the line that the stage takes for the headline of a page whose first lines stand in these elements."""
    document = read_text(text, title=title)
    tags += ("p",) * (len(document.blocks) - len(tags))
    hints = tuple(Hint(tag, 0.0, (), (), extracted=True, likelihood=0.9) for tag in tags)
    return [document.source[v.start : v.end].strip() for v in find_headline(replace(document, hints=hints), ())]


@pytest.mark.parametrize(
    ("tags", "title", "expected"),
    [
        (("p",), HEADLINE, [HEADLINE]),
        (("h1",), "", [HEADLINE]),
        (("h1",), "Back afloat at last", [HEADLINE]),
        (("p",), "", []),
        (("h2",), "", []),
        (("h1", "h1"), "", []),
        (("p",), "Back afloat at last", []),
    ],
    ids=[
        "the title",
        "the only h1",
        "another title",
        "nothing names it",
        "an h2",
        "one of two h1",
        "nothing like the title",
    ],
)
def test_the_headline_of_a_page_is_its_title_or_its_only_h1(tags, title, expected):
    text = ARTICLE if tags != ("h1", "h1") else f"{HEADLINE}\nVelmark harbour news today\n{BODY}"
    assert headline_on_page(text, *tags, title=title) == expected


def test_a_caption_on_a_page_is_no_headline_below_its_article():
    assert headline_on_page(f"{BODY}\n{HEADLINE}\n") == []


JAPANESE = """渡し船が十一年ぶりに川を渡る
湊町の渡し船が三月の終わりから再び川を渡りはじめた。十一年のあいだ岸につながれたままだった船である。
川の流れを覚えるのに一年かかったと、新しい船頭は話している。橋ができてからは乗る人が減っていた。
"""
CHINESE = """停航十一年的渡船重返河上
港镇的渡船自三月底起再次渡河。这条船停航十一年，一直系在岸边，没有人愿意接过船桨。
新船夫说，她花了一年时间熟悉河水。渡船重返以后，每天早上有二十名学生乘它上学。
"""
KOREAN = """나룻배 십일 년 만에 강을 다시 건넌다
나루마을의 나룻배가 삼월 말부터 다시 강을 건너기 시작했다. 십일 년 동안 강가에 묶여 있던 배다.
새 사공은 강의 흐름을 익히는 데 한 해가 걸렸다고 말했다. 다리가 놓인 뒤로 손님은 줄어들었다.
"""


@pytest.mark.parametrize("text", [JAPANESE, CHINESE, KOREAN], ids=["Japanese", "Chinese", "Korean"])
def test_where_words_are_short_or_not_told_apart_pairs_of_letters_come_back(text):
    assert headline_of(text) == [text.splitlines()[0]]


@pytest.mark.parametrize(
    ("text", "line"),
    [(JAPANESE, "明日の天気と週末の予定"), (CHINESE, "本周天气与电影预告"), (KOREAN, "내일 날씨와 주말 영화 소식")],
    ids=["Japanese", "Chinese", "Korean"],
)
def test_lines_whose_pairs_of_letters_do_not_come_back_are_passed_over(text, line):
    assert headline_of(f"{line}\n{text}") == [text.splitlines()[0]]
