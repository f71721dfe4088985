"""Folds text, so that text which readers take for the same compares equal.

Folding keeps the length: character i of the folded text stands for character i of the source, so a match in one is a
span of the other.
"""

import re
import unicodedata
from collections.abc import Iterator

from cleanwire.loading.patterns import lazy_pattern
from cleanwire.native.text.figures import figures_in
from cleanwire.native.text.reading import Folding, characters_in
from cleanwire.native.text.reading import key_of as native_key_of

__all__ = [
    "UNSPACED",
    "UNWRITTEN",
    "figures_of",
    "fold",
    "joined",
    "key_of",
    "spaced",
    "unaccented",
    "words_of",
]

# Each key is what the characters in its value fold to.
_VARIANTS = {
    "'": "‘’‚‛′‵´`׳",
    '"': "“”„‟″«»‹›「」『』《》〈〉≪≫〝〟״",
    "-": "–—―‒―‑−‐־",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u200b\ufeff\u2060\u00ad\u200e\u200f"  # all spaces of Unicode, and invisible characters
    "\u200c\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069"  # the same for right-to-left text
    "\ufe0e\ufe0f",  # variation selectors, which choose text or emoji style
    "*": "•●◦▪▫■□‣⁃·∙⋅○★☆✓✔➤►▶▸→←↑↓↗▼▲▾✕✖×❯・※◆◇◎▽△◀➡⇒☞▷◁",
    "|": "│¦︱",
    "~": "〜",
    ".": "…‥。।॥۔٫",
    ",": "、،٬",
    ":": "ःঃ",  # signs of Devanagari and Bengali that look like a colon, and are often typed instead of one
    "%": "٪",
    ";": "؛\u037e\u0387",
    "?": "؟¿",
    "!": "¡",
    "[": "【〔〖",
    "]": "】〕〗",
    # Letters that one language writes in two ways, and letters with strokes, which Unicode does not treat as accents.
    "ا": "أإآ",
    "ی": "يى",
    "ک": "ك",
    "ه": "ةۀ",
    "ं": "ँ",
    **dict(zip("कखगजडढफयডঢয", map(chr, (*range(0x958, 0x960), 0x9DC, 0x9DD, 0x9DF)), strict=True)),
    "е": "ёЁ",
    "ς": "σΣ",
    "o": "øØ",
    "d": "đĐ",
    "l": "łŁ",
    "i": "ı",
}

_TRADITIONAL = (
    "閱阅讀读覽览瀏浏評评論论發发佈布關关聯联連连結结鏈链熱热門门話话題题訂订電电報报編编輯辑責责記记專专欄栏來来轉转"
    "載载權权條条項项開开閉闭啟启啓启點点擊击讚赞贊赞歡欢註注冊册錄录帳账賬账號号碼码郵邮訊讯聞闻資资隱隐聲声內内廣广"
    "頁页頂顶頭头網网導导選选單单尋寻標标籤签簽签類类別别視视頻频體体圖图攝摄製制經经許许違违處处請请輸输驗验證证須须"
    "該该無无與与為为於于個个們们這这對对從从過过還还沒没會会將将讓让說说時时間间鐘钟後后週周幾几兩两萬万億亿數数據据"
    "計计總总統统贈赠購购買买賣卖價价錢钱費费優优質质產产業业務务動动態态學学習习書书畫画聽听觀观賞赏傳传遞递寫写筆笔"
    "譯译審审實实貼贴儲储檔档檢检舉举錯错誤误復复複复應应語语簡简財财娛娱樂乐際际國国臺台灣湾陸陆區区團团隊队員员長长"
    "氣气現现場场紀纪綜综線线終终級级續续繼继繫系係系隨随順顺預预額额顯显願愿館馆駐驻採采參参圍围設设訪访談谈誌志認认"
    "識识議议護护變变負负賽赛趨趋勢势辦办農农運运遊游戲戏達达適适醫医釋释銷销鍵键險险雜杂離离難难響响顧顾養养庫库廳厅"
    "徵征戰战擇择擴扩暫暂構构樣样機机歷历決决況况測测準准滿满獎奖獨独環环當当監监種种稱称節节範范紅红紙纸細细組组給给"
    "綁绑維维緊紧職职臉脸興兴舊旧藝艺蘋苹衛卫補补裝装裡里裏里規规親亲覺觉訴诉詞词試试詳详誰谁課课調调諮咨講讲謝谢貨货"
    "車车軟软輕轻進进邊边鈕钮鎖锁雙双風风餘余黨党嗎吗麼么鮮鲜雲云盤盘鬧闹擋挡騰腾濾滤夠够嚴严謹谨屬属損损僅仅術术聖圣"
    "誕诞蹤踪獲获賴赖繳缴勞劳帐账掃扫薦荐戶户眾众見见討讨絲丝剛刚樓楼確确搶抢則则糾纠換换領领馬马愛爱減减夾夹幫帮"
    "並并暢畅藍蓝廠厂東东寶宝縮缩趕赶問问張张約约華华協协盡尽側侧營营亞亚創创絡络純纯刪删劃划釘钉貝贝煩烦潤润歲岁鎮镇溫温飲饮殺杀擔担遠远彙汇輛辆"
)
"""The traditional characters of Chinese boilerplate, each followed by the simplified one that it folds to. So one
phrase works for pages from Beijing, Taipei and Hong Kong."""


def _accented() -> Iterator[tuple[str, str]]:
    """Yield the accented Latin and Greek letters, each with its plain small letter.

    Accents are often left out on capitals, and in hurried typing.
    """
    for first, last in ((0xC0, 0x24F), (0x386, 0x3CE), (0x1E00, 0x1FFF)):
        for letter in map(chr, range(first, last + 1)):
            plain = unicodedata.normalize("NFD", letter)[0].lower()
            if plain != letter.lower() and plain.isalpha():
                yield letter, "ς" if plain == "σ" else plain


_DIGITS = {
    chr(zero + digit): "0"
    for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50)  # Arabic, Persian, Devanagari, Bengali, Thai
    for digit in range(10)
}
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLDED = {
    **{variant: plain for plain, variants in _VARIANTS.items() for variant in variants},
    **_WIDE,
    **_DIGITS,
    **dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)),
    **dict(_accented()),
}
_ACCENTS = str.maketrans(
    {letter: plain for letter, plain in _FOLDED.items() if letter.isalpha() or not plain.isascii()}
)
UNWRITTEN = lazy_pattern("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u0640\u064b-\u0655\u0670\u093c\u09bc\u200d]")
"""Signs that some write and others leave out: vowel points of Hebrew and Arabic, the stroke that lengthens Arabic
words, the dot below letters of Hindi and Bengali, and the zero-width joiner."""

_LETTERS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
UNSPACED = lazy_pattern(f"[{_LETTERS}]")
"""A letter of Thai, Lao, Burmese, Khmer, Japanese or Chinese, which are written without spaces between words."""

_WORD = lazy_pattern(rf"[{_LETTERS}]|[^\s{_LETTERS}]+")
_BETWEEN = lazy_pattern(f"(?<=[{_LETTERS}]) (?=[{_LETTERS}])")


_ASCII = "".join(map(chr, range(128)))
_FOLDING = Folding(
    re.sub("[1-9]", "0", _ASCII.lower()),
    re.sub(r"[^\w\s@\0-\x1b\x7f]|[_\t\x1f]", " ", _ASCII),
    {letter: _FOLDED.get(plain, plain) for letter, plain in _FOLDED.items() if not letter.isascii()},
)


def fold(text: str) -> str:
    """Fold case, accents, traditional characters, digits (to 0), quotation marks, dashes, bullets, spaces and width.

    >>> fold("“Share” – 12 Comments ▸"), fold("À lire aussi ٣")
    ('"share" - 00 comments *', 'a lire aussi 0')

    The length stays the same. Takes about 1 µs per KB.
    """
    return _FOLDING.fold(text)


def unaccented(text: str) -> str:
    """Return a text with its letters folded as by `fold`, except for their case.

    >>> unaccented("^(?:à|à la) suite")
    '^(?:a|a la) suite'
    """
    return text.translate(_ACCENTS)


def spaced(folded: str) -> str:
    """Return folded text with a space for each ASCII punctuation mark except `@`. The length stays the same.

    >>> spaced('"share" - 00 comments, jane@paper.example')
    ' share    00 comments  jane@paper example'
    """
    return _FOLDING.spaced(folded)


def words_of(bare: str) -> list[str]:
    """Return the words of spaced text; in scripts without spaces, each letter is a word.

    >>> words_of(spaced("Read on: 続きを読む"))
    ['Read', 'on', '続', 'き', 'を', '読', 'む']
    """
    # Searching only the distinct characters takes a fifth of the time if most of them are ASCII.
    return bare.split() if bare.isascii() or not UNSPACED.search(characters_in(bare)) else _WORD.findall(bare)


def key_of(bare: str) -> str:
    """Return the words of spaced text, joined by single spaces and with each number as one 0.

    Texts with equal keys are the same phrase: they differ at most in case, punctuation, numbers and spacing. In scripts
    without spaces, each letter is a word.

    >>> key_of(spaced(fold("12,345 Comments (so far):")))
    '0 comments so far'
    >>> key_of(spaced(fold("続きを読む（全2頁）")))
    '続 き を 読 む 全 0 页'

    Signs that are often left out in writing (vowel points, dots below letters) are left out.

    >>> key_of(spaced(fold("مُشَـــاركة"))) == key_of(spaced(fold("مشاركه")))
    True
    """
    return native_key_of(bare)


def joined(key: str) -> str:
    """Return a key without the spaces between letters of scripts that are written without spaces.

    >>> joined("12 続 き を 読 む read")
    '12 続きを読む read'
    """
    return key if key.isascii() else _BETWEEN.sub("", key)


def figures_of(text: str) -> list[str]:
    """Return the numbers in a text in order and unchanged. Folding makes them equal, but different numbers are facts.

    >>> figures_of("At 6:30 it was -5 degrees, 2.5% of $1,200")
    ['6:30', '-5', '2.5%', '$1,200']
    """
    return figures_in(text)
