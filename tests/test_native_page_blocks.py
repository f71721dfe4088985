import pickle
import re
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from cleanwire.native.pages.blocks import PageBlock, TreeReader
from cleanwire.native.pages.containers import Container, ends_of, family_of, sum_up
from cleanwire.native.pages.signs import SIGN_NAMES, signs_of
from cleanwire.native.pages.words import letters_in, named_in, words_in
from cleanwire.text.folding import UNSPACED

TEXTS = st.text() | st.text("ab Z_0.,:'\u0301é船の\u200b\ud800\0", max_size=20)
NAMES = st.text() | st.text("abAB-_0", max_size=12)
CLOSED = ".!?"
HEAD = 12
PARSER = html.HTMLParser(remove_comments=True)
READER = TreeReader(
    skipped={"script"},
    breaking={"html", "body", "div", "p", "pre"},
    cells={"td"},
    rules={"br", "hr"},
    cell=" | ",
    most=20,
    edges="| ",
    words={"main", "text"},
    longest=20,
    hides=lambda style: "none" in style,
)


def plain_words(text):
    parts = (UNSPACED.sub(lambda letter: f" {letter[0]} ", text)).split(" ")
    return [word for part in parts for word in ([part] if UNSPACED.fullmatch(part) else re.findall(r"\w+", part))]


@given(TEXTS)
def test_words_are_runs_of_letters_and_digits_or_letters_of_scripts_without_spaces(text):
    assert words_in(text) == plain_words(text)


@given(TEXTS)
def test_letters_of_scripts_without_spaces_are_counted(text):
    assert letters_in(words_in(text)) == len(UNSPACED.findall(text))


@given(NAMES)
def test_names_are_split_into_known_words(names):
    found = [word.lower() for word in re.findall("[A-Z]?[a-z]+|[A-Z]+(?![a-z])", names)]
    assert named_in(names, {"a", "b", "ab"}) == tuple(word for word in found if word in {"a", "b", "ab"})


def plain_signs(text):
    head = text[:HEAD]
    words = head.split()
    return (
        text[-1] in CLOSED,
        text[-1] == ":",
        head.count(","),
        text.count(". "),
        len(re.findall("[0-9]", head)) / len(head),
        sum(word[0].isupper() for word in words) / max(1, len(words)),
        text[0].islower(),
        "©" in head,
        "@" in head,
        "http" in head or "www." in head,
    )


@given(st.lists(TEXTS | st.text("htpw.©@ 1A", max_size=20)).map(lambda texts: [text for text in texts if text]))
def test_signs_equal_a_plain_implementation(texts):
    assert [*zip(*signs_of(texts, closed=CLOSED, head=HEAD), strict=True)] == [*map(plain_signs, texts)]


def test_each_sign_has_a_name():
    assert len(SIGN_NAMES) == len(signs_of(["text"], closed=CLOSED, head=HEAD))


def test_an_empty_text_is_refused():
    with pytest.raises(ValueError, match="without characters"):
        signs_of(["text", ""], closed=CLOSED, head=HEAD)


def read(page):
    return READER.read(etree.iterwalk(html.document_fromstring(page, parser=PARSER), events=("start", "end")))


def texts_of(page):
    return [block.text for block in read(page)[0]]


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<p>One <b>line</b></p><p>Another", ["One line", "Another"]),
        ("<p>One<br>Two<hr>", ["One", "Two"]),
        ("<div>Around <script>no text</script>it<!-- none --> all</div>", ["Around it all"]),
        ("<table><tr><td>One<td>Two</table>", ["One | Two"]),
        ("<table><tr><td>A cell that is rather long<td>Two</table>", ["A cell that is rather long", "Two"]),
        ("<pre>def f():\n    pass\n</pre>", ["def f():\n    pass"]),
        ("<p> <b> </b>", []),
    ],
)
def test_lines_are_what_a_page_shows(page, texts):
    assert texts_of(page) == texts


def test_a_line_counts_its_links_and_has_the_class_words_of_inline_elements():
    (block,) = read("<p class=main>See <a class='text x' href=/>the map</a> here")[0]
    assert (block.container.tag, block.container.names, block.linked, block.names) == (
        "p",
        ("main",),
        len("themap"),
        ("text",),
    )


@pytest.mark.parametrize("attribute", ["hidden", "aria-hidden=true", "style='display:none'"])
def test_the_contents_of_a_hidden_element_are_hidden(attribute):
    containers = read(f"<div {attribute}><p>Text")[1]
    assert [(one.tag, one.hidden) for one in containers[-2:]] == [("div", True), ("p", True)]


def test_a_line_after_a_single_break_is_marked():
    assert [origin.broken for origin in read("<p>One<br>Two<p>Three")[2]] == [False, True, False]


def test_a_block_can_be_pickled():
    block = PageBlock("Boats", Container(1, "p", Container(0, "html", None, ("main",), True)), 3, ("text",))
    again = pickle.loads(pickle.dumps(block))  # noqa: S301, our own
    assert (again.text, again.linked, again.names) == ("Boats", 3, ("text",))
    assert (again.container.index, again.container.tag, again.container.depth) == (1, "p", 1)
    assert (again.container.parent.names, again.container.hidden) == (("main",), True)


@given(st.text("<>/pdivtab r\"'=x &", max_size=60))
def test_any_page_is_read_with_as_many_origins_as_lines(page):
    lines, containers, origins = read(f"<html><body>{page}</body></html>")
    assert len(lines) == len(origins)
    assert [one.index for one in containers] == [*range(len(containers))]


FAMILIES = st.lists(st.integers(0, 99), max_size=9).map(
    lambda numbers: [0, *(n % at for at, n in enumerate(numbers, 1))]
)


def inside(parents, container):
    """Return a container and all containers in it."""
    found = [container]
    for at in range(container + 1, len(parents)):
        if parents[at] in found:
            found.append(at)
    return found


@given(FAMILIES)
def test_the_sum_of_a_container_includes_all_in_it(parents):
    sums = array("d", range(len(parents)))
    sum_up(sums, array("q", parents))
    assert sums.tolist() == [sum(inside(parents, at)) for at in range(len(parents))]


@given(FAMILIES)
def test_a_container_ends_with_the_last_one_in_it(parents):
    assert ends_of(array("q", parents)).tolist() == [inside(parents, at)[-1] for at in range(len(parents))]


def test_containers_have_parents_and_depths():
    page = Container(0, "html", None)
    assert [*map(list, family_of([page, Container(1, "p", page)]))] == [[0, 0], [0, 1]]


@pytest.mark.parametrize(("sums", "parents"), [([1.0], [0, 0]), ([1.0, 2.0], [0, 1]), ([1.0, 2.0], [0, -1])])
def test_containers_before_their_parents_are_refused(sums, parents):
    with pytest.raises(ValueError, match="container"):
        sum_up(array("d", sums), array("q", parents))
