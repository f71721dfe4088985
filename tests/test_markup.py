import pytest
from hypothesis import example, given, settings
from lxml.html import document_fromstring

from invented_pages import bodies, marked, page_of, tree_of

BODY = """
<div><p>The ferry sailed.</p><p>It came <b>back</b>.</p></div>
<ul><li>Cars<li>Dogs</ul>
<table><tr><th>Boat<td>4<tr><td><p>Long</table>
"""


@pytest.mark.parametrize(
    ("passage", "paths"),
    [
        ("ferry", ["/html/body/div/p[1]"]),
        ("back", ["/html/body/div/p[2]"]),
        ("sailed.\nIt", ["/html/body/div/p[1]", "/html/body/div/p[2]"]),
        ("Dogs", ["/html/body/ul/li[2]"]),
        ("Boat | 4", ["/html/body/table/tr[1]"]),
        ("Long", ["/html/body/table/tr[2]/td/p"]),
    ],
)
def test_a_span_is_found_in_the_page_by_its_paths(passage, paths):
    text, markup = marked(BODY)
    start = text.index(passage)
    assert markup.paths(start, start + len(passage)) == tuple(paths)


def test_what_no_line_holds_has_no_path():
    text, markup = marked("<p>One.</p><p>Two.</p>")
    assert markup.paths(text.index("\n"), text.index("\n") + 1) == ()


def test_an_element_whose_name_is_none_in_xpath_is_found_by_its_number():
    text, markup = marked("<div>Sails</div><o:x><p>The ferry sailed.</p></o:x>")
    (path,) = markup.paths(text.index("ferry"), text.index("ferry") + 1)
    assert path == "/html/body/*[2]/p"
    assert tree_of("<div>Sails</div><o:x><p>The ferry sailed.</p></o:x>").xpath(path)[0].text == "The ferry sailed."


@settings(max_examples=100, deadline=None)
@given(bodies)
@example("<p>0<td>1<div>2")
@example("<pre>&#x200b;</pre>")
@example("<td><td>0</td>1</td>")
def test_the_path_of_any_line_leads_to_one_element_that_holds_it(body):
    text, markup = marked(body)
    tree = document_fromstring(page_of(body))
    for line in markup.lines:
        ((found,),) = (tree.xpath(path) for path in markup.paths(line.start, line.end))
        held = "".join(found.itertext()).split()
        assert "".join(text[line.start : line.end].replace("|", "").split()) in "".join(held).replace("|", "")
