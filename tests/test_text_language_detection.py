import pytest

from cleanwire.reading.text import read_text
from cleanwire.text.folding import fold, spaced
from cleanwire.text.language_detection import told

SAID = {
    "ar": "قال رئيس البلدية إن الجسر سيفتح يوم الاثنين بعد عامين من العمل، وهذا ما كان الناس ينتظرون منذ زمن.",
    "bn": "মেয়র বলেন যে সেতুটি সোমবার খোলা হবে এবং এই কাজ করে দুই বছর সময় লেগেছে। তিনি এ কথা বলেন।",
    "cs": "Starosta řekl, že most bude otevřen v pondělí po dvou letech oprav a že je to pro město velká věc.",
    "da": "Borgmesteren siger, at broen åbner på mandag efter to års arbejde, og at det er godt for hele byen.",
    "de": "Die Bürgermeisterin sagte, dass die Brücke am Montag nach zwei Jahren wieder für alle offen ist.",
    "el": "Ο δήμαρχος είπε ότι η γέφυρα θα ανοίξει τη Δευτέρα μετά από δύο χρόνια και ότι αυτό είναι πολύ καλό.",
    "en": "The mayor said that the bridge would be open on Monday after two years of work, and that she was glad.",
    "es": "La alcaldesa dijo que el puente se abrirá el lunes después de dos años de obras, y que está muy contenta.",
    "fa": "شهردار گفت که این پل روز دوشنبه پس از دو سال باز می‌شود و این برای شهر بسیار خوب است.",
    "fi": "Pormestari sanoi, että silta avataan maanantaina kahden vuoden työn jälkeen ja että se on hyvä asia.",
    "fr": "La maire a dit que le pont sera ouvert lundi après deux ans de travaux, et que c'est une bonne nouvelle.",
    "he": "ראש העיר אמר כי הגשר ייפתח ביום שני אחרי שנתיים של עבודה, אבל לא כל התושבים מרוצים, וזה מה יש.",
    "hi": "मेयर ने कहा कि पुल सोमवार को खुल जाएगा और यह दो साल के काम के बाद हो रहा है।",
    "hu": "A polgármester azt mondta, hogy a híd hétfőn nyílik meg két év után, és ez nagyon jó.",
    "id": "Wali kota mengatakan bahwa jembatan itu akan dibuka pada hari Senin setelah dua tahun dan ini baik.",
    "it": "La sindaca ha detto che il ponte sarà aperto lunedì dopo due anni di lavori, e che è molto contenta.",
    "ja": "市長は、橋が二年の工事を経て月曜日に開通すると述べ、町の人たちはとても喜んでいる。",
    "ko": "시장은 다리가 2년 만에 월요일에 열릴 것이라고 말했다. 이번 공사는 시민들을 위한 것으로 알려져 있다.",
    "nl": "De burgemeester zei dat de brug maandag na twee jaar weer open is en dat het goed is voor de stad.",
    "no": "Ordføreren sier at broen åpner på mandag etter to års arbeid, og at det ikke er noe å vente på nå.",
    "pl": "Burmistrz powiedział, że most zostanie otwarty w poniedziałek po dwóch latach i że jest to dobre.",
    "pt": "A prefeita disse que a ponte será aberta na segunda-feira depois de dois anos, e que isso é muito bom.",
    "ro": "Primarul a spus că podul va fi deschis luni după doi ani și că este foarte bine pentru oraș.",
    "ru": "Мэр сказал, что мост откроют в понедельник после двух лет ремонта и что это хорошо для всех.",
    "sv": "Borgmästaren säger att bron öppnar på måndag efter två års arbete och att det är bra för hela staden.",
    "th": "นายกเทศมนตรีกล่าวว่าสะพานจะเปิดในวันจันทร์หลังจากก่อสร้างมาสองปี และชาวเมืองต่างดีใจ",
    "tr": "Belediye başkanı, köprünün iki yıl sonra pazartesi günü açılacağını ve bunun çok iyi olduğunu söyledi.",
    "uk": "Мер сказав, що міст відкриють у понеділок після двох років ремонту і що це добре для всіх.",
    "vi": "Thị trưởng nói rằng cây cầu sẽ được mở vào thứ hai sau hai năm và đó là tin tốt cho những người dân.",
    "zh": "市长说，这座桥在两年之后将于星期一开放，这对城里的人们来说是一个好消息。",
}


@pytest.mark.parametrize("language", SAID)
def test_one_sentence_tells_its_language(language):
    assert told(spaced(fold(SAID[language])))[:1] == (language,)


def test_a_text_in_two_languages_is_told_to_be_in_both():
    assert set(read_text(f"{SAID['hi']}\n{SAID['de']}\n").languages) == {"hi", "de"}


@pytest.mark.parametrize("text", ["", " \n", "12,345", "Facebook", "Zarquon", "\ud800", "ۻ"])
def test_of_a_text_that_says_too_little_no_language_is_told(text):
    assert read_text(text).languages == ()


def test_names_in_another_language_tell_none():
    text = "The ferry passed La Palma and El Hierro, said Jan de Vries of the Süddeutsche, and that was all of it."
    assert read_text(text).languages == ("en",)


def test_the_end_of_a_long_text_tells_its_language_too():
    text = f"{SAID['en']}\n" * 60 + f"{SAID['de']}\n" * 4
    assert read_text(text).languages == ("en", "de")
