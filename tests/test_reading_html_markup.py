import pytest

from cleanwire.reading.html.markup import address_of_page, lines_alone
from invented_pages import marked, tree_of

HERE = "https://velmark.example/news/ferry"


def marks_in(body, **more):
    """Return the element of each mark, its text and its detail."""
    text, markup = marked(body, **more)
    return [(mark.tag, text[mark.start : mark.end], mark.detail) for line in markup.lines for mark in line.marks]


def details(body, tag):
    return [element.detail for element in marked(body)[1].elements if element.tag == tag]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<p>It <b> sailed </b>  again", ["sailed"]),
        ("<p> <b>It</b><b>sailed", ["It", "sailed"]),
        ("<p>It <b>sailed <i>again\n and</i> again</b>", ["sailed again and again", "again and"]),
        ("<p>It <b>sailed<script>x</script></b><span><i>again", ["sailed", "again"]),
        ("<p>&#x200b;|<b>It</b> sailed", ["It"]),
        ("<p><b>&#x200b;It</b> sailed", ["It"]),
        ("<p><b></b><i> </i>It sailed", []),
        ("<b><p>It sailed</b>", []),
        ("<pre>It <b>sailed</b></pre>", []),
    ],
)
def test_marks_are_spans_of_the_text_of_a_line(body, texts):
    assert [text for _, text, _ in marks_in(body)] == texts


@pytest.mark.parametrize(
    ("address", "url", "resolved"),
    [
        ("/map", HERE, "https://velmark.example/map"),
        ("../map?a=1#b", HERE, "https://velmark.example/map?a=1#b"),
        (" ma\np ", HERE, "https://velmark.example/news/map"),
        ("//oxley.example", HERE, "https://oxley.example"),
        ("mailto:lind@oxley.example", HERE, "mailto:lind@oxley.example"),
        ("map", None, "map"),
        ("map", "no address", "map"),
        ("https://oxley.example", None, "https://oxley.example"),
    ],
)
def test_links_are_resolved_against_the_address_of_the_page(address, url, resolved):
    assert marks_in(f"<p><a href='{address}'>Map</a>", url=url) == [("a", "Map", resolved)]


@pytest.mark.parametrize("address", ["", " ", "#map", "javascript:map()", " java\nScript:map()", "data:,x", "http://["])
def test_a_link_that_leads_nowhere_without_the_page_is_not_a_mark(address):
    assert marks_in(f"<p><a href='{address}'>Map</a>", url=HERE) == []


@pytest.mark.parametrize(
    ("head", "url", "address"),
    [
        ("", HERE, HERE),
        ("", None, None),
        ("<base target=_top><base href='/guides/'>", HERE, "https://velmark.example/guides/"),
        ("<base href='https://oxley.example/'>", None, "https://oxley.example/"),
    ],
)
def test_a_page_may_declare_the_base_of_its_links(head, url, address):
    assert address_of_page(tree_of("", head=head), url) == address


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("<ol><li>a<li>b</ol>", ["1", "2"]),
        ("<ol start=5><li>a<li value=9>b<li>c</ol>", ["5", "9", "10"]),
        ("<ol start=many><li value=none>a</ol>", ["1"]),
        ("<ul><li>a<ol><li>b</ol></ul>", ["", "1"]),
    ],
)
def test_items_of_ordered_lists_have_the_numbers_that_browsers_show(body, numbers):
    assert details(body, "li") == numbers


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("<pre class='wide lang-c++'>x</pre>", "c++"),
        ("<pre><code class='language-python hl'>x</code></pre>", "python"),
        ("<pre class='language'>x</pre>", ""),
        ("<pre class='language-a`b'>x</pre>", ""),
    ],
)
def test_code_has_the_language_of_its_class(body, language):
    assert details(body, "pre") == [language]


@pytest.mark.parametrize(
    ("body", "broken"),
    [
        ("<p>a<br>b<br><br>c", [False, True, False]),
        ("<p>a<br> <b>b", [False, True]),
        ("<p>a<hr>b", [False, False]),
        ("<div><br>a<p>b</p>c<br></div>d", [False, False, False, False]),
    ],
)
def test_lines_are_marked_if_a_single_break_separates_them_from_the_line_above(body, broken):
    assert [line.broken for line in marked(body)[1].lines] == broken


def test_the_markup_of_plain_text_has_only_lines():
    text = " One.\n\n\t\nTwo. \r\n"
    assert [text[line.start : line.end] for line in lines_alone(text).lines] == ["One.", "Two."]
    assert lines_alone(text).paths(0, len(text)) == ()
