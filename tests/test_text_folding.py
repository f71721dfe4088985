import sys

import pytest

from cleanwire.text.folding import fold, joined, key_of, spaced


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("Plain words", "plain words"),
        ("NAÏVE CAFÉ", "naive cafe"),
        ("Le Café", "le cafe"),
        ("12,345 reads", "00,000 reads"),
        ("it’s ‘so’", "it's 'so'"),
        ("“said” «dit» „sagt‟", '"said" "dit" "sagt"'),
        ("2010–2020 — today", "0000-0000 - today"),
        ("a\u00a0b\u2009c\u200bd\u3000e", "a b c d e"),
        ("• one ▸ two ★", "* one * two *"),
        ("Home │ World", "home | world"),
        ("wait…", "wait."),
        ("Ｓｈａｒｅ：Ｘ！", "share:x!"),
        ("１２ comments", "00 comments"),
        ("İstanbul", "istanbul"),
        ("ΣΊΣΥΦΟΣ", "ςιςυφος"),
        ("ΔΙΑΒΑΣΤΕ Διαβάστε", "διαβαςτε διαβαςτε"),
        ("Ştire știre", "stire stire"),
        ("Đọc ĐỌC", "doc doc"),
        ("IŞIK ışık", "isik isik"),
        ("Ёлка ёлка", "елка елка"),
        ("إعلان أعلان", "اعلان اعلان"),
        ("می‌شود", "می شود"),
        ("٣٤ ۳۴ ३४ ৩৪ ๓๔", "00 00 00 00 00"),
        ("१٬२३٤٫५٪", "0,000.0%"),
        ("مشاركة صفحۀ", "مشارکه صفحه"),
        ("यहाँ \u095eोटोः", "यहां फोटो:"),
        ("সূত্রঃ", "সূত্র:"),
        ("¿Qué? ¡Sí!", "?que? !si!"),
        ("終わり。続き、है। كيف؟", "终わり.続き,है. کیف?"),
        ("閱讀更多：訂閱電子報", "阅读更多:订阅电子报"),
        ("《前》≪次≫〜‥", '"前""次"~.'),
        ("▶️ 動画", "*  动画"),
        ("\ud800 Lone", "\ud800 lone"),
        ("\ud800\udc00", "\ud800\udc00"),
        ("a\r\n\u2028\0b", "a\r\n\u2028\0b"),
    ],
)
def test_what_a_reader_takes_for_the_same_folds_to_the_same(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("digits", ["௫", "²", "½", "Ⅷ"])
def test_figures_of_scripts_that_no_rules_are_for_stay_what_they_are(digits):
    assert fold(digits) == digits.lower()


def test_every_code_point_keeps_its_length():
    every = [chr(code) for code in range(sys.maxunicode + 1) if chr(code) != "\n"]
    assert [len(folded) for folded in fold("\n".join(every)).split("\n")] == [1] * len(every)


def test_every_code_point_folds_to_what_folds_no_further():
    once = fold("\n".join(map(chr, range(sys.maxunicode + 1))))
    assert fold(once) == once


def test_no_blank_is_left_in_a_line_but_the_space():
    every = "".join(chr(code) for code in range(sys.maxunicode + 1))
    lines = spaced(fold(every)).splitlines()
    assert {letter for line in lines for letter in line if letter.isspace()} == {" "}


def test_folding_neither_makes_nor_loses_a_line():
    every = "".join(f"{chr(code)}x" for code in range(sys.maxunicode + 1))
    assert len(fold(every).splitlines()) == len(every.splitlines())


@pytest.mark.parametrize(
    ("folded", "bare"),
    [
        ("", ""),
        ("no marks", "no marks"),
        ("e-mail: jane@paper.example!", "e mail  jane@paper example "),
        ('"(a) [b] {c}" <d>', "  a   b   c    d "),
        ("naïve, café; año", "naïve  café  año"),
        ("\ud800.", "\ud800 "),
    ],
)
def test_spacing_blanks_every_ascii_mark_but_the_at_sign(folded, bare):
    assert spaced(folded) == bare


def test_spacing_keeps_the_length_of_every_code_point():
    every = "\n".join(map(chr, range(sys.maxunicode + 1)))
    assert len(spaced(every)) == len(every)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", ""),
        (" — … ", ""),
        ("Share this!", "share this"),
        ("  share\tTHIS:", "share this"),
        ("12 Comments", "0 comments"),
        ("1,234,567 Comments", "0 comments"),
        ("3.5 stars of 5", "0 stars of 0"),
        ("Page 2 of 10", "page 0 of 0"),
        ("covid-19 in 2021", "covid 0 in 0"),
        ("007", "0"),
    ],
)
def test_a_key_is_the_words_with_any_number_as_one_zero(text, key):
    assert key_of(spaced(fold(text))) == key


@pytest.mark.parametrize(
    ("key", "read"),
    [("share on x", "share on x"), ("続 き を 読 む", "続きを読む"), ("全 0 頁 of it", "全 0 頁 of it"), ("", "")],
)
def test_a_key_is_read_without_the_spaces_between_letters_of_scripts_that_have_none(key, read):
    assert joined(key) == read


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("मुफ़्त पढ़ें", "मुफ्त पढें"),
        ("\u095eोटो", "फ\u093cोटो"),
        ("সম\u09dfের", "সম\u09af\u09bcের"),
        ("র\u200d্যাব", "র্যাব"),
        ("شَارِك", "شارك"),
        ("اشـــترك الآن", "اشترك الان"),
        ("שָׁלוֹם", "שלום"),
    ],
)
def test_a_key_has_no_marks_that_are_left_out_in_writing(written, plain):
    assert key_of(spaced(fold(written))) == key_of(spaced(fold(plain)))


def test_other_marks_tell_words_apart():
    assert key_of(fold("দিন")) != key_of(fold("দান"))
