from html import escape
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleanwire
from cleanwire.labels import Label
from cleanwire.markdown import render_markdown
from cleanwire.spans import Segment
from cleanwire.testing import fixtures, synthetic_corpus
from commonmark import code_in, elements_in, links_in, shown, words_in
from invented import PARAGRAPHS
from invented_pages import TEXT, bodies_of, markdown_of, marked, page_of
from timing import GROWTH, growth

PAGES = Path(__file__).resolve().parent.parent / "fixtures" / "pages"
HERE = "https://velmark.example/news/ferry"


BLOCKS = {
    "headings": ("<h1>Ferry</h1><h6>Fares</h6>", "# Ferry\n\n###### Fares\n"),
    "a heading in two lines": ("<h2>Ferry<br>fares</h2>", "## Ferry fares\n"),
    "a heading in parts": ("<h2><div>Ferry</div>fares</h2>", "## Ferry fares\n"),
    "a stressed heading": ("<h2><b>Ferry</b> <i>fares</i></h2>", "## Ferry *fares*\n"),
    "a heading that ends in marks": ("<h2>C ##</h2>", "## C \\##\n"),
    "paragraphs": ("<p>It sailed.</p>It came.<div>Back.", "It sailed.\n\nIt came.\n\nBack.\n"),
    "a line break": ("<p>It sailed<br>and came", "It sailed  \nand came\n"),
    "two line breaks": ("<p>It sailed<br><br>and came", "It sailed\n\nand came\n"),
    "stress": ("<p>It <b>sailed</b> <em>again</em>.", "It **sailed** *again*.\n"),
    "stress in stress": ("<p><b>It <i>sailed</i></b>", "**It *sailed***\n"),
    "code in a line": ("<p>Call <code>a`b</code> or <kbd>`</kbd>", "Call ``a`b`` or `` ` ``\n"),
    "a list": ("<ul><li>Cars<li>Dogs</ul>It sailed", "- Cars\n- Dogs\n\nIt sailed\n"),
    "an ordered list": ("<ol start=9><li>Cars<li>Dogs</ol>", "9. Cars\n10. Dogs\n"),
    "a list in a list": ("<ol><li>a<ul><li>b<li>c</ul><li>d</ol>", "1. a\n   - b\n   - c\n2. d\n"),
    "a list right in an item": ("<ul><li><ul><li>Cars</ul></ul>", "- - Cars\n"),
    "a list that begins late": ("<ul><li>Cars<ol start=3><li>red</ol></ul>", "- Cars\n\n  3. red\n"),
    "paragraphs in an item": ("<ul><li><p>Cars</p><p>pay</p><li>Dogs</ul>", "- Cars\n\n  pay\n- Dogs\n"),
    "lists side by side": ("<ul><li>a</ul><ul><li>b</ul><ul><li>c</ul>", "- a\n\n* b\n\n- c\n"),
    "ordered lists side by side": ("<ol><li>a</ol><ol><li>b</ol>", "1. a\n\n1) b\n"),
    "an item of no list": ("<li>Cars</li><li>Dogs</li>", "- Cars\n- Dogs\n"),
    "a number with too many digits": ("<ol start=999999999><li>a<li>b", "999999999. a\n999999999. b\n"),
    "a quotation": ("<blockquote><p>It sailed.</p><p>Back.</p></blockquote>", "> It sailed.\n>\n> Back.\n"),
    "quotations side by side": ("<blockquote>a</blockquote><blockquote>b</blockquote>", "> a\n\n> b\n"),
    "a quotation in an item": ("<ol><li><blockquote>a<br>b</blockquote><li>c", "1. > a  \n   > b\n\n2. c\n"),
    "code": ("<pre class=lang-c>int a;\n\n\tb</pre>", "```c\nint a;\n\n\tb\n```\n"),
    "code that begins with blanks": ("<pre>\n<b>  </b>a\nb</pre>", "```\n  a\nb\n```\n"),
    "code with marks of code": ("<pre>```\n`````</pre>", "``````\n```\n`````\n``````\n"),
    "code in an item": ("<ul><li>Run<pre>a\n\n b</pre></ul>", "- Run\n\n  ```\n  a\n\n   b\n  ```\n"),
    "code in a quotation": ("<blockquote><pre>a\n\n b</pre></blockquote>", "> ```\n> a\n>\n>  b\n> ```\n"),
    "terms": ("<dl><dt>Ferry<dd>A boat</dl>", "Ferry\n\nA boat\n"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "markdown"), BLOCKS.values(), ids=BLOCKS)
def test_blocks_are_written_as_what_they_are(body, markdown):
    assert markdown_of(body) == markdown
    assert shown(markdown) == words_in(marked(body)[0])


NESTED = {
    "lists": ("<ol><li>a<ul><li>b<li>c<ol start=4><li>d</ol></ul><li>e</ol>", "ol li p ul li p li p ol li p li p"),
    "a quotation in a list": ("<ul><li>a<blockquote>b</blockquote>c</ul>", "ul li p blockquote p p"),
    "a list in a quotation": ("<blockquote>a<ul><li>b</ul>c</blockquote>", "blockquote p ul li p p"),
    "lists side by side": ("<ul><li>a</ul><ul><li>b</ul>", "ul li p ul li p"),
    "code in a list": ("<ul><li><pre>a</pre><li>b</ul>", "ul li code li p"),
    "a table in a list": ("<ul><li><table><tr><td>a<td>b<tr><td>c<td>d</table></ul>", "ul li table tr th th tr td td"),
    "a heading in a list": ("<ul><li><h2>a</h2>b</ul>", "ul li h2 p"),
    "stress around a link": ("<p>a <b>b <a href=c>d</a> e</b>", "p strong a"),
    "a link around stress": ("<p>a <a href=c>b <b>d</b> e</a>", "p a strong"),
    "a link around code": ("<p><code><a href=c>b</a></code>", "p a code"),
    "a break": ("<p>a<br>b", "p br"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "elements"), NESTED.values(), ids=NESTED)
def test_a_parser_finds_the_elements_of_the_page(body, elements):
    assert elements_in(markdown_of(body)) == elements.split()


LINES = [
    "# a", "###### a", "#", "> a", ">a", "- a", "+ a", "* a", "-", "+", "1. a", "1) a", "123456789. a", "1.",
    "---", "- - -", "***", "* * *", "___", "_ _ _", "===", "=", "~~~ a", "``` a", "| a | b |", "| -- | -- |", ":-: | -",
    "[a]: /b", "[a]: /b 'c'", "[^a]: b", "[ ] a", "[x] a", "[x](y)", "![x](y)", "[a][b]", "[]()", "](", "<b>a</b>",
    "<!-- a -->", "<https://a.example>", "<a@b.example>", "&amp; &#35; &copy", "*a* _b_ **c** __d__ ~~e~~", "a_b_c _d",
    "`a` ``b``", "\\", "a\\", "\\* \\a", "a  ", "1986. was cold", "2 * 3 * 4", "a*b*c", "$a$", "a | b", "C:\\dir\\",
]  # fmt: skip
"""Lines that a parser would not read as words."""


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(
    "body",
    [
        "<p>{}</p>",
        "<p>a<br>{}<br>b</p>",
        "<h2>{}</h2>",
        "<ul><li>{}</ul>",
        "<blockquote>{}</blockquote>",
        "<p><b>{}</b>",
        "<p><a href=/x>{}</a>",
        "<p><code>{}</code>",
        "<table><tr><td>{0}<td>b<tr><td><code>{0}</code><td>{0}</table>",
        "<pre>{}</pre>",
    ],
)
def test_text_that_looks_like_markup_is_shown_as_it_is(body, line):
    body = body.format(escape(line))
    assert shown(markdown_of(body)) == words_in(marked(body)[0])


@pytest.mark.parametrize("line", LINES)
def test_text_that_looks_like_markup_makes_no_element(line):
    assert elements_in(markdown_of(f"<p>{escape(line)}")) == ["p"]


@pytest.mark.parametrize(
    "text",
    ["snake_case", "It cost $4 - or 5.", "a < b > c", "AT&T & co", "[1], #4", "~5", "4.5 +1", "what? (no)", "x=1"],
)
def test_text_that_a_parser_leaves_alone_has_no_backslashes(text):
    assert markdown_of(f"<p>{escape(text)}") == f"{text}\n"


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("/a b", "/a%20b"),
        ("/it_(2)", "/it_%282%29"),
        ("/a?b=<c>&amp;d=1", "/a?b=%3Cc%3E&d=1"),
        ("/a&amp;copy;", "/a&copy;"),
        ("/a|b`c\\d", "/a%7Cb%60c%5Cd"),
        ("/fähre", "/f%C3%A4hre"),
    ],
)
def test_the_address_of_a_link_survives(address, written):
    markdown = markdown_of(f"<p>See <a href='{address}'>the map</a>!")
    assert links_in(markdown) == [written.replace("\\", "%5C")]
    assert shown(markdown) == ["See", "the", "map!"]


def test_code_keeps_its_lines_and_indents():
    code = "if a:\n\tb = `c`\n\n    # *d*  \n        e | f\n"
    assert code_in(markdown_of(f"<ul><li>Run<pre>{code}</pre></ul>")) == [("", code.replace("  \n", "\n"))]


def test_what_was_removed_is_left_out():
    body = "<h2>Ferry</h2><ul><li>Cars<li>Ad<li>Dogs</ul><p>It <b>sailed and</b> came. Share</p>"
    assert markdown_of(body, "Ad\n", " and", " Share") == "## Ferry\n\n- Cars\n- Dogs\n\nIt **sailed** came.\n"


def test_of_code_the_lines_that_stay_are_lines():
    assert markdown_of("<pre>a\nAd\n  b</pre>", "Ad\n") == "```\na\n  b\n```\n"


def test_items_keep_their_numbers():
    assert markdown_of("<ol><li>Cars<li>Ad<li>Dogs</ol>", "Ad\n") == "1. Cars\n3. Dogs\n"


def test_nothing_is_written_where_nothing_stays():
    text, markup = marked("<p>Ad")
    assert render_markdown(text, [Segment(0, len(text), Label.NOTICE, removed=True)], markup) == ""


def test_lists_in_one_another_are_written_as_deep_as_parsers_read():
    body = "<ul><li>a" * 60
    assert shown(markdown_of(body)) == ["a"] * 60


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.md")), ids=lambda path: path.stem)
def test_cleaning_a_page_gives_the_markdown_beside_it(path):
    page, url = path.with_suffix(".html").read_bytes(), f"https://velmark.example/news/{path.stem}"
    assert cleanwire.clean(page, format="html", url=url, output="markdown") == path.read_text("utf-8")


def assert_same_words(page):
    result = cleanwire.explain(page, format="html", url=HERE)
    assert shown(result.markdown) == words_in(result.text)


def page_of_lines(text):
    return page_of("".join(f"<p>{escape(line)}</p>" for line in text.splitlines()))


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_pages_give_the_same_words_as_text_and_as_markdown(path):
    assert_same_words(path.read_bytes())


@pytest.mark.parametrize("fixture", tuple(fixtures("contaminated")), ids=lambda fixture: fixture.name)
def test_articles_give_the_same_words_as_text_and_as_markdown(fixture):
    assert_same_words(page_of_lines(fixture.source))


@pytest.mark.parametrize("page", tuple(synthetic_corpus(sites=2, pages=6, language="de")), ids=lambda page: page.url)
def test_pages_of_sites_give_the_same_words_as_text_and_as_markdown(page):
    assert_same_words(page_of_lines(page.text))


SIGNS = [
    *"*_`~[]()<>!#+-=|\\&.:0",
    "&amp;",
    "**",
    "1. ",
    "---",
    "](",
    "]:",
    "Boat",
    "ß",
    "船",
    "「",
    "」",
    "€",
    "—",
    " ",
]
signs = st.lists(st.sampled_from(SIGNS), max_size=12).map("".join)
pages = bodies_of(signs.map(escape))


@settings(max_examples=300, deadline=None)
@given(pages, st.lists(st.integers(0, 400), max_size=6))
def test_any_part_of_any_page_is_shown_in_its_own_words(body, cuts):
    text, markup = marked(body)
    edges = sorted({0, len(text), *[cut for cut in cuts if cut < len(text)]})
    segments = [Segment(*span, Label.BODY, removed=at % 2 == 1) for at, span in enumerate(pairwise(edges))]
    words = ""
    for segment in segments:
        part = text[segment.start : segment.end]
        words += "\n" * part.count("\n") if segment.removed else part
    assert "".join(shown(render_markdown(text, segments, markup))) == "".join(words_in(words))


@settings(max_examples=40, deadline=None)
@given(pages)
def test_any_page_gives_the_same_words_as_text_and_as_markdown(body):
    assert_same_words(page_of(f"<article>{TEXT}{body}</article>"))


LONG = {
    "links in one paragraph": (lambda n: "<p>" + "<a href=/b>Boats</a> sail " * n, 4_000),
    "stressed words that touch": (lambda n: "<p>" + "<b>boats</b><i>.</i>" * n, 4_000),
    "signs": (lambda n: "<p>" + "*_[]`" * n, 40_000),
    "signs that are stressed between letters": (lambda n: f"<p>a<b>{'.' * n}</b>a", 100_000),
    "brackets": (lambda n: f"<p>{'[' * n}{']:' * n}", 40_000),
    "marks of code": (lambda n: f"<p><code>{'`a' * n}</code>", 40_000),
    "line breaks": (lambda n: "<p>" + "Boats<br>" * n, 4_000),
    "line breaks in a cell": (lambda n: f"<table><tr><td>a<td>b<tr><td>{'c<br>' * n}<td>d", 4_000),
    "items": (lambda n: "<ol>" + "<li>Boats" * n, 4_000),
    "items in one another": (lambda n: "<ul><li>Boats" * n, 200),
    "rows": (lambda n: "<table>" + "<tr><td>a<td>b" * n, 4_000),
    "rows that reach into all others": (lambda n: f"<table>{'<tr><td rowspan=9999 colspan=9999>a<td>b' * n}", 4_000),
    "rows that are none of the table's own": (lambda n: f"<table>{'<form><tr><td>a<td>b</form>' * n}", 4_000),
    "columns": (lambda n: f"<table><tr>{'<td>a' * n}<tr>{'<td>b' * n}", 4_000),
    "code": (lambda n: "<pre>" + "Boats\n" * n, 40_000),
    "pieces of code": (lambda n: "<pre>Boats</pre>" * n, 4_000),
    "neighbours": (lambda n: "<div></div>" * n + "<p>Boats", 20_000),
}  # fmt: skip


@pytest.mark.no_cover
@pytest.mark.parametrize(("make", "size"), LONG.values(), ids=LONG)
def test_time_is_linear_in_the_page(make, size):
    assert growth(lambda body: markdown_of(body, url=HERE), make, size) < GROWTH


@pytest.mark.no_cover
def test_time_is_linear_in_what_was_removed():
    def cut(count):
        text, markup = marked("<p>" + "<a href=/b>Boats</a> sail " * count)
        edges = [*range(0, len(text), 7), len(text)]
        segments = [Segment(*span, Label.BODY, removed=at % 2 == 1) for at, span in enumerate(pairwise(edges))]
        return text, segments, markup

    assert growth(lambda arguments: render_markdown(*arguments), cut, 4_000) < GROWTH


def test_a_text_is_its_own_markdown():
    text = f"# Ferry\n\n- {PARAGRAPHS[0]}\n- {PARAGRAPHS[1]}\n"
    assert cleanwire.clean(text, output="markdown") == cleanwire.clean(text) == text


@pytest.mark.parametrize(
    "page",
    [
        page_of(f"<p>{PARAGRAPHS[0]}</p><p># {PARAGRAPHS[1]}</p>"),
        page_of(f"<script type='application/ld+json'>{{}}</script><div>{PARAGRAPHS[0]}</div><p>{PARAGRAPHS[1]}"),
    ],
)
def test_a_page_that_was_read_without_its_tags_gives_paragraphs(page):
    result = cleanwire.Cleaner(extractor="resiliparse").explain(page)
    assert result.text
    assert set(elements_in(result.markdown)) == {"p"}
    assert shown(result.markdown) == words_in(result.text)
