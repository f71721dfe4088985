"""The tools that are compared: cleanwire, extractors of pages, and filters of texts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Literal, TypeAlias

from cleanwire.evaluation.documents import spans_of_lines

if TYPE_CHECKING:
    from cleanwire.reading.formats import Extractor

__all__ = ["TOOLS", "Extract", "Filter", "Tool"]

# Each tool is imported only when it is needed: most are not installed, and some take seconds to import.
# ruff: noqa: PLC0415

Extract: TypeAlias = Callable[[str, str], str]
"""Returns the article of a page, given also its language (two letters, or empty)."""

Filter: TypeAlias = Callable[[str, str], Sequence[tuple[int, int]]]
"""Returns the spans that it keeps of a text, sorted, given also its language."""


@dataclass(frozen=True, slots=True)
class Tool:
    """An extractor of pages or a filter of texts."""

    name: str
    kind: Literal["pages", "texts"]
    load: Callable[[], Extract | Filter]
    """Imports the tool and returns the function that runs it; raises ImportError if it is not installed."""
    package: str
    """The name under which pip installs it."""


def _cleanwire_pages(extractor: "Extractor") -> Extract:
    from cleanwire.cleaning.cleaner import Cleaner

    if extractor == "resiliparse":
        import resiliparse.extract.html2text  # noqa: F401, to fail here if it is missing

    cleaner = Cleaner(extractor=extractor)
    return lambda html, _: cleaner.clean(html, format="html")


def _trafilatura(*, precision: bool) -> Extract:
    import trafilatura

    return lambda html, _: trafilatura.extract(html, include_comments=False, favor_precision=precision) or ""


def _resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda html, _: str(extract_plain_text(html, main_content=True, alt_texts=False))


def _readability() -> Extract:
    from lxml.html import fromstring
    from readability import Document

    return lambda html, _: " ".join(fromstring(Document(html).summary()).itertext())


def _newspaper() -> Extract:
    from newspaper import Article

    def extract(html: str, _: str) -> str:
        article = Article("https://example.org/", fetch_images=False)  # images would be fetched over the network
        article.download(input_html=html)
        article.parse()
        return str(article.text)

    return extract


def _goose() -> Extract:
    from goose3 import Goose
    from goose3.text import StopWords, StopWordsArabic, StopWordsChinese, StopWordsJapanese, StopWordsKorean

    # The classes that its documentation recommends for languages that need more than spaces and a list of stop words.
    own = {"ar": StopWordsArabic, "ja": StopWordsJapanese, "ko": StopWordsKorean, "zh": StopWordsChinese}

    def extract(html: str, language: str) -> str:
        reader = Goose({"enable_image_fetching": False, "stopwords_class": own.get(language, StopWords)})
        return str(reader.extract(raw_html=html).cleaned_text)

    return extract


def _boilerpy() -> Extract:
    from boilerpy3.extractors import ArticleExtractor

    reader = ArticleExtractor(raise_on_failure=False)
    return lambda html, _: str(reader.get_content(html))


_STOPLISTS = {
    "ar": "Arabic", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ko": "Korean", "nl": "Dutch", "no": "Norwegian_Bokmal", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese",
}  # fmt: skip
"""jusText's names for its word lists, by language."""

_WITHOUT_STOPLIST: Mapping[str, float] = {"stopwords_low": 0, "stopwords_high": 0}
"""The options that jusText's documentation recommends for languages without a word list."""


def _justext_of(language: str) -> Callable[[str], list[tuple[str, bool]]]:
    """Return a function that returns the paragraphs of a page, and whether jusText would keep each."""
    from justext import get_stoplist, justext

    # A page of unknown language is most likely in English, of the languages with word lists.
    name = _STOPLISTS.get(language or "en")
    words = get_stoplist(name) if name else frozenset()
    options = {} if name else _WITHOUT_STOPLIST
    return lambda html: [(each.text, not each.is_boilerplate) for each in justext(html, words, **options)]


def _justext_pages() -> Extract:
    _justext_of("")  # to fail here if it is missing
    return lambda html, language: "\n".join(text for text, is_kept in _justext_of(language)(html) if is_kept)


def _justext_texts() -> Filter:
    _justext_of("")

    def judge(text: str, language: str) -> tuple[tuple[int, int], ...]:
        lines = text.split("\n")
        html = "".join(f"<p>{escape(line)}</p>" for line in lines if line.strip())
        kept = iter([is_kept for _, is_kept in _justext_of(language)(f"<html><body>{html}</body></html>")])
        return spans_of_lines(text, [bool(line.strip()) and next(kept) for line in lines])

    return judge


def _c4_lines() -> Filter:
    """Return C4's rules for lines. Its rules for whole documents are off: each line is judged alone."""
    from datatrove.data import Document
    from datatrove.pipeline.filters import C4QualityFilter

    rules = C4QualityFilter(min_num_sentences=-1, filter_curly_bracket=False, remove_citations=False)

    def is_kept(line: str) -> bool:
        document = Document(text=line, id="")
        return rules.filter(document) is True and bool(document.text)

    return lambda text, _: spans_of_lines(text, [is_kept(line) for line in text.split("\n")])


def _cleanwire_texts() -> Filter:
    from cleanwire.cleaning.cleaner import Cleaner

    cleaner = Cleaner()

    def judge(text: str, _: str) -> list[tuple[int, int]]:
        segments = cleaner.explain(text, format="text").segments
        return [(segment.start, segment.end) for segment in segments if not segment.removed]

    return judge


TOOLS: tuple[Tool, ...] = (
    Tool("cleanwire", "pages", partial(_cleanwire_pages, "own"), "cleanwire"),
    Tool("cleanwire+trafilatura", "pages", partial(_cleanwire_pages, "trafilatura"), "cleanwire"),
    Tool("cleanwire+resiliparse", "pages", partial(_cleanwire_pages, "resiliparse"), "resiliparse"),
    Tool("trafilatura", "pages", partial(_trafilatura, precision=False), "trafilatura"),
    Tool("trafilatura-precision", "pages", partial(_trafilatura, precision=True), "trafilatura"),
    Tool("resiliparse", "pages", _resiliparse, "resiliparse"),
    Tool("readability-lxml", "pages", _readability, "readability-lxml"),
    Tool("newspaper4k", "pages", _newspaper, "newspaper4k[all]"),
    Tool("goose3", "pages", _goose, "goose3[all]"),
    Tool("justext", "pages", _justext_pages, "justext"),
    Tool("boilerpy3", "pages", _boilerpy, "boilerpy3"),
    Tool("cleanwire", "texts", _cleanwire_texts, "cleanwire"),
    Tool("c4-lines", "texts", _c4_lines, "datatrove"),
    Tool("justext", "texts", _justext_texts, "justext"),
    Tool("everything", "texts", lambda: lambda text, _: [(0, len(text))], "cleanwire"),
)
"""The tools that are compared by default, in the order of the tables. `everything` keeps the whole text."""
