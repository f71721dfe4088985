import pytest
from lxml.html import document_fromstring

from cleanwire.reading.html.blocks import blocks_of
from cleanwire.reading.html.surroundings import surroundings_of


def blocks(body):
    return blocks_of(document_fromstring(f"<html><body>{body}</body></html>"))[0]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<p>One.</p><p>Two.</p>", ["One.", "Two."]),
        ("<p>It <b>sailed</b> <i>again</i>.</p>", ["It sailed again."]),
        ("<div>One.<br>Two.<hr>Three.</div>", ["One.", "Two.", "Three."]),
        ("<div>One.<p>Two.</p>Three.</div>", ["One.", "Two.", "Three."]),
        ("<div>One.<br><b>Two.</b></div>", ["One.", "Two."]),
        ("<p>One.</p><script>var two</script><style>p {}</style>", ["One."]),
        ("<p>One<script>var two</script> more.</p>", ["One more."]),
        ("<table><tr><td>Cars</td> <td>4</td></tr><tr><td>None</td></tr></table>", ["Cars | 4", "None"]),
        (f"<table><tr><td>{'Long. ' * 30}</td><td>Side</td></tr></table>", [("Long. " * 30).strip(), "Side"]),
        ("<pre>\n\ndef sail():  \n\n    return 1\n</pre>", ["def sail():\n\n    return 1"]),
        ("<pre><b>  </b>one\ntwo</pre>", ["  one\ntwo"]),
        ("<p><ruby>船<rp>(</rp><rt>ふね</rt><rp>)</rp></ruby>が出た。</p>", ["船が出た。"]),
        ("<p>&#x200b;Two.&shy;</p><p>&#x200b;</p>", ["Two."]),
        ("<p> \n\t </p><p>&nbsp;</p>", []),
        ("<svg><symbol><p>Left open.</p>", ["Left open."]),
    ],
)  # fmt: skip
def test_each_visible_line_of_a_page_is_a_block(body, texts):
    assert [block.text for block in blocks(body)] == texts


def test_a_block_counts_its_characters_in_links():
    assert [block.linked for block in blocks("<p>See <a href='/'>the <b>map</b></a> now</p><p>No</p>")] == [6, 0]


def test_the_contents_of_a_hidden_element_are_hidden():
    body = "<div hidden><p>One.</p></div><div style='display: none'>Two.</div><p>Three.</p>"
    assert [block.container.hidden for block in blocks(body)] == [True, True, False]


def test_words_in_classes_are_near_or_far():
    page = document_fromstring(
        "<html><body><div class='sidebar'><div><div><ul class='RelatedPosts'><li><p>One.</p></ul></div></div></div>"
    )
    (around,) = surroundings_of(*blocks_of(page)[:2])
    assert (around.near, around.far, around.elements) == ({"related", "posts"}, {"sidebar"}, {"ul"})
