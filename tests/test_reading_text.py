import pytest

from cleanwire.reading.text import read_text
from invented import PARAGRAPHS


def pieces(source):
    return [source[block.start : block.end] for block in read_text(source).blocks]


def visible(source):
    document = read_text(source)
    return [document.text(block) for block in document.blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("one line", ["one line"]),
        ("one\ntwo\n", ["one\n", "two\n"]),
        ("one\n\n\ntwo", ["one\n\n\n", "two"]),
        ("\n\none\n", ["\n\none\n"]),
        ("one\r\n\r\ntwo\r\n", ["one\r\n\r\n", "two\r\n"]),
        ("one\rtwo", ["one\r", "two"]),
        ("one\n \t \ntwo", ["one\n \t \n", "two"]),
        ("one\u2028two\u2029three\x85four", ["one\u2028", "two\u2029", "three\x85", "four"]),
        ("one\x0b\x0ctwo", ["one\x0b\x0c", "two"]),
        ("one\n\u200b\u00a0\ufeff\ntwo", ["one\n\u200b\u00a0\ufeff\n", "two"]),
    ],
)
def test_each_visible_line_is_a_block_and_includes_the_blank_lines_below(source, expected):
    assert pieces(source) == expected


@pytest.mark.parametrize("source", ["", " ", "\n\n", "\r\n \t\r\n", "\ufeff", "\u200b\u2028\u00a0"])
def test_a_source_that_shows_nothing_has_no_blocks(source):
    assert read_text(source).blocks == ()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("  one  \n\ttwo\t\n", ["one", "two"]),
        ("\ufeffone\n", ["one"]),
        ("\u00a0\u200bone\u3000\r\n", ["one"]),
        ("\n\n   one", ["one"]),
        ("oo  oo\n", ["oo  oo"]),
    ],
)
def test_the_visible_text_of_a_block_has_no_blanks_around_it(source, expected):
    assert visible(source) == expected


def test_blocks_know_their_index():
    assert [block.index for block in read_text("a\n\nb\nc").blocks] == [0, 1, 2]


def test_the_source_is_kept_unchanged():
    source = "\ufeff“A”\r\n\0 \ud800"
    assert read_text(source).source == source


def test_the_document_has_the_title():
    assert read_text("text", title="A Title").title == "A Title"


@pytest.mark.parametrize("text", ["12 Comments", "» 3 comments:", "1,234 COMMENTS"])
def test_equal_phrases_have_equal_keys(text):
    assert read_text(text).blocks[0].key == "0 comments"


@pytest.mark.parametrize("text", ["* * *", "---", "…"])
def test_a_line_of_marks_has_an_empty_key(text):
    assert read_text(text).blocks[0].key == ""


@pytest.mark.parametrize(
    ("text", "size"),
    [("one", 1), ("one two three", 3), ("a, b — c!", 3), ("12 of 13", 3)],
)
def test_the_size_of_a_short_line_is_its_number_of_words(text, size):
    assert read_text(text).blocks[0].size == size


def test_the_size_of_a_long_line_is_near_its_number_of_words():
    text = " ".join(PARAGRAPHS)
    assert read_text(f"{text}\n{text}").blocks[0].size == pytest.approx(len(text.split()), rel=0.15)


def test_a_line_in_a_script_without_spaces_has_a_size_of_many_words():
    assert read_text("渡輪於週二恢復航行距離甲板下起火已有十一個月之久").blocks[0].size >= 10


@pytest.mark.parametrize("paragraph", [*PARAGRAPHS, "“" + PARAGRAPHS[0] + "”", PARAGRAPHS[1][:-1] + ":"])
def test_a_long_line_that_ends_like_a_sentence_is_prose(paragraph):
    assert read_text(paragraph).blocks[0].prose


@pytest.mark.parametrize(
    "line",
    [
        "The ferry sailed again on Tuesday.",
        PARAGRAPHS[0][:-1],
        "Print Share Save Listen Follow Copy Send Pin Mail Like Post Tweet Flag",
        "---",
    ],
)
def test_a_short_or_unclosed_line_is_not_prose(line):
    assert not read_text(line).blocks[0].prose


def test_a_very_long_line_is_prose_even_without_punctuation():
    assert read_text(" ".join(PARAGRAPHS)[:-1]).blocks[0].prose


@pytest.mark.parametrize(
    "line",
    [
        "渡轮已经修好了，船长说，从五月起，每天早上八点，它会再次驶过河口，把乘客送到对岸的码头。",
        "フェリーは五月から再び運航し、朝の八時、昼の十二時、夕方の五時に、川の向こう岸へ渡ると、町は木曜日に発表した。",
        "เรือข้ามฟากจะกลับมาแล่นอีกครั้งในเดือนพฤษภาคม, นายกเทศมนตรีกล่าว, หลังจากซ่อมมาสองปี, และค่าโดยสารจะไม่แพงขึ้น.",
    ],
)
def test_a_paragraph_in_a_script_without_spaces_is_prose_whatever_its_commas(line):
    assert read_text(line).blocks[0].prose


def test_a_short_line_in_a_script_without_spaces_is_not_prose():
    assert not read_text("渡轮，五月起再开。").blocks[0].prose


@pytest.mark.parametrize(
    "line",
    [
        "وقال المدرب إن النادي لا يعرف بعد أين سيتدرب حين يأتي الشتاء القادم.",
        "فهل يبقى للقرية التي على البحيرة مسبح حتى ذلك الحين من العام؟",
        "مدرب باشگاه گفت که هنوز نمی‌داند زمستان آینده کجا تمرین خواهند کرد.\u200f",
        "\u2067המאמן אמר שהמועדון עדיין לא יודע היכן יתאמן כשיבוא החורף הקרוב.\u2069",
        "कोच ने कहा कि क्लब को अब तक नहीं पता कि सर्दियों में अभ्यास कहां होगा।",
        "কোচ বলেছেন ক্লাব এখনো জানে না আগামী শীতে কোথায় অনুশীলন হবে তাদের।",
        "کوچ نے کہا کہ کلب کو ابھی معلوم نہیں کہ سردیوں میں مشق کہاں ہو گی۔",
    ],
)
def test_a_sentence_is_prose_with_the_full_stop_of_any_script(line):
    assert read_text(line).blocks[0].prose


def test_a_key_contains_neither_direction_marks_nor_figures_of_any_script():
    assert read_text("\u202b١٢ تعليقاً\u202c\u200f").blocks[0].key == "0 تعلیقا"


@pytest.mark.parametrize(
    "line",
    [
        "川の流れを覚えるのに一年かかったと新しい船頭は話しています",
        "船は木で作られていて、十二人まで乗ることができ、橋ができてからも朝の通学に使う生徒が二十人ほどいるとのこと",
        "这条船停航十一年，一直系在岸边，没有人愿意接过船桨，直到去年秋天邻镇的一位女木匠找上门来，说她想试一试",
    ],
    ids=["a sentence without its stop", "a long Japanese line", "a long Chinese line"],
)
def test_an_open_line_in_a_script_without_spaces_is_prose_if_it_ends_like_a_sentence_or_is_long(line):
    assert read_text(line).blocks[0].prose


@pytest.mark.parametrize(
    "line",
    ["川の流れを覚えるのに一年かかった新しい船頭の話と写真集", "停航十一年的渡船重返河上，二十名学生每天早上乘它上学"],
)
def test_an_open_line_as_long_as_a_title_is_not_prose(line):
    assert not read_text(line).blocks[0].prose
