import pytest
import regex

from cleanwire.rules.phrasing import pattern_of
from cleanwire.text.calendars import is_date
from cleanwire.text.folding import fold, key_of, spaced

DATES = [
    ("ar", "الجمعة 24 نيسان / أبريل 2020"),
    ("ar", "الأربعاء، 28 آب/أغسطس 2013"),
    ("ar", "12 كانون الثاني 2024"),
    ("ar", "٧ أكتوبر ٢٠٢٠"),
    ("fa", "سه‌شنبه ۲۱ اردیبهشت ۱۳۹۹"),
    ("fa", "پنج شنبه، ۵ دی ۱۴۰۲"),
    ("he", "יום שלישי, 12 במרץ 2024"),
    ("he", "12 בינואר, 2024"),
    ("hi", "मंगलवार, १२ मार्च २०२४"),
    ("hi", "12 फ़रवरी 2024"),
    ("bn", "মঙ্গলবার, ১২ ফেব্রুয়ারি ২০২৪"),
]


@pytest.mark.parametrize(("language", "text"), DATES)
def test_a_pattern_knows_the_dates_of_its_language(language, text):
    assert regex.fullmatch(pattern_of("{date}", language), fold(text))


@pytest.mark.parametrize("text", [text for _, text in DATES])
def test_a_line_of_nothing_but_a_date_is_one(text):
    assert is_date(key_of(spaced(fold(text))))


@pytest.mark.parametrize(
    "text", ["في 24 نيسان قرر المجلس", "सोमवार को 12 नावें", "১২ মার্চ ছিল মঙ্গলবার", "12 במרץ נסגר הגשר"]
)
def test_a_sentence_with_a_date_is_none(text):
    assert not is_date(key_of(spaced(fold(text))))
