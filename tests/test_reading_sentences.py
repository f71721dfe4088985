from itertools import pairwise

import pytest

import cleanwire
from cleanwire.reading.sentences import LONG, ONLY, cuts
from cleanwire.reading.text import read_text
from invented import PARAGRAPHS

SENTENCES = (
    *PARAGRAPHS,
    "The baker of Ostervik had kept the old timetable in her window all the while.",
    "On Wednesday she took the scissors and cut it down to two lines.",
    "Nobody, she said, reads more of a timetable than that.",
)


def sentences(line):
    return [line[start:end] for start, end in pairwise([0, *cuts(line, 0, len(line)), len(line)])]


@pytest.mark.parametrize(
    "line",
    [
        ["It fell. ", "Nobody saw it."],
        ["“It fell.” ", "Nobody saw it."],
        ["Did it fall? ", "It did! ", "“Why?” ", "She laughed."],
        ["In 2013. ", "Then not."],
        ["Er fiel nachts. ", "Ärger gab es nicht."],
        ["船は沈んだ。", "誰も見ていない。"],
        ["「船は沈んだ。」", "誰も見ていない。"],
        ["「沈んだ！」と叫んだ。", "誰も見ていない。"],
        ["「沈んだ。」などと言う。", "誰も見ていない。"],
        ["船沉了！", "没有人看见。"],
        ["वह गिर गया। ", "किसी ने नहीं देखा।"],
        ["Он упал. ", "Никто не видел."],
        ["वह गिर गया है. ", "किसी ने नहीं देखा."],
        ["সে পড়ে গেল। ", "কেউ দেখেনি।"],
        ["সে পড়ে গেল. ", "কেউ দেখেনি."],
        ["هل سقط الجسر؟ ", "لم يره أحد. ", "«لماذا؟» ", "ضحكت."],
        ["وہ گر گیا۔ ", "کسی نے نہیں دیکھا۔"],
        ["הוא נפל. ", "איש לא ראה."],
    ],
)
def test_a_line_is_cut_after_each_sentence(line):
    assert sentences("".join(line)) == line


@pytest.mark.parametrize(
    "line",
    [
        "Mrs. Lind and Gov. Brandt met on the J. R. Quay at No. 5 Weir St. in the U.S. Navy yard",
        "It cost 3.50 euros, i.e. more than before",
        "It fell... and nobody saw it",
        "Visit velmark.example. it is new",
        "डॉ. वर्मा और प्रो. खन्ना घाट पर मिले",
        "মো. রফিক ও ডা. মীনা ঘাটে গেলেন",
    ],
)
def test_a_stop_within_a_sentence_does_not_cut(line):
    assert sentences(line) == [line]


def test_a_text_of_one_line_is_cut_into_sentences():
    text = " ".join(SENTENCES)
    assert len(text) > ONLY
    document = read_text(text)
    assert [document.text(block) for block in document.blocks] == list(SENTENCES)
    assert document.sentences


def test_a_line_of_thousands_of_characters_between_others_is_cut():
    line = " ".join(SENTENCES * 6)
    assert len(line) > LONG
    assert len(read_text(f"Headline\n{line}\nFoot\n").blocks) == len(SENTENCES) * 6 + 2


def test_a_paragraph_among_others_is_not_cut():
    assert not read_text("Headline\n" + " ".join(PARAGRAPHS) + "\n").sentences


CONTAMINATED = (
    "Home > News > Local Harbour ferry returns to Velmark By Marta Lind, Staff Writer 3 min read "
    f"{PARAGRAPHS[0]} Advertisement {PARAGRAPHS[1]} Related: How the flood changed the valley {PARAGRAPHS[2]} "
    f"Sign up for our newsletter {PARAGRAPHS[3]} {' '.join(SENTENCES[4:])} Share on Facebook 12 Comments "
    "Post a Comment © 2024 The Velmark Mirror. All rights reserved."
)


def test_boilerplate_between_sentences_of_one_line_is_removed():
    kept = " ".join(["Harbour ferry returns to Velmark", *SENTENCES])
    assert cleanwire.clean(CONTAMINATED).split() == kept.split()


@pytest.mark.parametrize(
    "text",
    [
        " ".join(SENTENCES),
        f"{PARAGRAPHS[0]} The Advertisement Board met. {PARAGRAPHS[1]} She read the Newsletter Weekly on the quay. "
        f"{PARAGRAPHS[2]} By Monday the ferry was full. {' '.join(SENTENCES[3:])} Share it, the captain said.",
        f"{PARAGRAPHS[0]} “Sign up for our newsletter,” said the captain, and nobody did. {PARAGRAPHS[1]} "
        f"{PARAGRAPHS[2]} Comments were not wanted. Print was dead, he said. {' '.join(SENTENCES[3:])}",
    ],
)
def test_boilerplate_words_in_the_sentences_of_one_line_are_kept(text):
    assert cleanwire.clean(text) == text


JAPANESE = (
    "湊町の渡し船が三月の終わりから再び川を渡りはじめた。",
    "船頭の跡継ぎが見つからず、二年のあいだ岸につながれたままだった船である。",
    "新しい船頭は隣の町で大工をしていた女性で、子どものころ祖父に連れられて何度もこの船に乗ったという。",
    "川の流れを覚えるのに一年かかったと話している。",
    "船は木で作られていて、十二人まで乗ることができる。",
    "橋ができてからは乗る人が減ったが、朝の通学に使う生徒がいまも二十人ほどいる。",
    "町は船の修理に補助を出した。",
    "運賃は昔と同じ百円のままで、雨の日は船頭が傘を貸してくれる。",
    "「橋を渡れば早いけれど、船に乗ると一日がゆっくり始まる。」と、初日に乗った高校の先生は笑った。",
    "町の人は、船着き場の小屋を直し、そこでお茶を出すことにした。",
    "お茶は無料で、湯のみは小学校の生徒が焼いたものだ。",
    "夏には夜の船も出るという。",
    "船頭は冬のあいだ船を直し、春になると小屋の前の桜の下で客を待つのだと、笑いながら話していた。",
    "小屋の壁には、これまでに川を渡った人の名前が、古いものから順に墨で書かれている。",
)


def test_boilerplate_between_sentences_without_spaces_is_removed():
    scraped = (
        f"ホーム > 地域 > 川 {''.join(JAPANESE[:2])} スポンサーリンク "
        f"{''.join(JAPANESE[2:4])} 関連記事：橋の修理、また延期に "
        f"{''.join(JAPANESE[4:9])}メルマガ登録はこちら "
        f"{''.join(JAPANESE[9:])} この記事をシェアする コメントを残す 無断転載を禁じます。"
    )
    assert cleanwire.clean(scraped).replace(" ", "") == "".join(JAPANESE)


def test_boilerplate_words_in_sentences_without_spaces_are_kept():
    text = "".join(
        [*JAPANESE, "船頭は続きを読むのが楽しみで、関連記事も切り抜いていた。", "「シェアする。」と彼女は言った。"]
    )
    assert cleanwire.clean(text) == text


IN_ARABIC = (
    "قرر المجلس مساء الثلاثاء إغلاق المسبح القديم بسبعة أصوات مقابل صوتين اثنين.",
    "ويبدأ العمل في المسبح الجديد الذي تبلغ كلفته أربعة ملايين في الربيع المقبل.",
    "وكان القرار متوقعا منذ الصيف حين عاد السقف إلى تسريب الماء من جديد على الأطفال.",
    "وقال أحد الآباء إنه شارك على فيسبوك صورة السقف قبل عام ولم يرد عليه أحد.",
    "ووقف نحو مئتي شخص تحت المطر أمام دار البلدية مساء الاثنين، ومعهم أطفالهم.",
    "ولا يعرف أحد أين سيتدرب النادي حين يأتي الشتاء، كما قال مدربه بعد الجلسة.",
    "فهل يبقى للقرية مسبح حتى ذلك الحين؟",
)


def test_without_capitals_a_phrase_within_a_sentence_is_kept():
    assert cleanwire.clean(" ".join(IN_ARABIC)) == " ".join(IN_ARABIC)


def test_without_capitals_a_phrase_between_sentences_is_removed():
    text = " ".join([*IN_ARABIC[:3], "تابع القراءة بعد الإعلان.", *IN_ARABIC[3:], "جميع الحقوق محفوظة."])
    assert cleanwire.clean(text).split() == " ".join(IN_ARABIC).split()
