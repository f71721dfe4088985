import numpy as np
import pytest

from cleanwire.reading.html.headline import from_headline, headline_of
from invented import HEADLINE, PARAGRAPHS
from invented_pages import TEXT, asked_of, tree_of

TITLE = f"<title>{HEADLINE} | The Velmark Courier</title>"
STANDFIRST = "A year after the fire, the boat sails again and costs the same"


def observed(body, *, head=TITLE):
    return asked_of(tree_of(body, head=head))


def headline(body, *, head=TITLE):
    """Return the text of the block that is the headline, or "" if there is none."""
    found = observed(body, head=head)
    index = headline_of(found.columns)
    return found.page.blocks[index].text if index >= 0 else ""


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>{HEADLINE}</h1>{TEXT}",
        f"<div class=name>{HEADLINE}</div>{TEXT}",
        f"<ul><li>Home</li><li>{HEADLINE}</li></ul><h1>{HEADLINE}</h1>{TEXT}",
        f"<h1>{HEADLINE}</h1><ul><li>{HEADLINE}</li></ul>{TEXT}",
        f"<h1>The Velmark Courier</h1><h2>{HEADLINE}</h2>{TEXT}",
        f"<h1>{HEADLINE}</h1>{TEXT}<h1>{HEADLINE}</h1>",
    ],
    ids=["h1", "another element", "a path above", "a link below", "the site's name above", "again below"],
)
def test_the_headline_is_the_line_above_the_text_that_resembles_the_title(body):
    assert headline(f"<article>{body}</article>") == HEADLINE


def test_of_two_lines_that_resemble_the_title_the_h1_is_the_headline():
    body = f"<h1>{HEADLINE}, owners say</h1><p>{HEADLINE}</p>{TEXT}"
    assert headline(body) == f"{HEADLINE}, owners say"


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"<h1>{HEADLINE}</h1>{TEXT}", ""),
        (f"<h1>Prices</h1>{TEXT}", TITLE),
        (f"<article>{TEXT}</article><h2>{HEADLINE}</h2>", TITLE),
    ],
    ids=["no title", "nothing like it", "below the text"],
)
def test_a_page_without_such_a_line_has_no_headline(body, head):
    assert headline(body, head=head) == ""


def column(name, body, *, head=TITLE):
    return from_headline(observed(body, head=head).columns)[name].tolist()


LEAD = f"<article><h1>{HEADLINE}</h1><h2>{STANDFIRST}</h2><p>4 May</p>{TEXT}</article>"


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("headline", [1, 0, 0]),
        ("near_headline", [0, 1, 1 / 2]),
        ("under_headline", [0, 1, 0]),
        ("standfirst", [0, 1, 0]),
        ("standfirst_described", [0, 0, 0]),
    ],
)
def test_a_standfirst_is_between_the_headline_and_the_text(name, values):
    assert column(name, LEAD)[:3] == pytest.approx(values)


def test_a_standfirst_resembles_the_description_of_the_page():
    head = f"{TITLE}<meta name=description content='{STANDFIRST}.'>"
    assert column("standfirst_described", LEAD, head=head)[:3] == [0, 1, 0]
    assert column("described", LEAD, head=head)[:3] == [0, 1, 0]


def test_without_a_headline_nothing_is_near_one():
    found = from_headline(observed(LEAD, head="").columns)
    assert not any(np.any(values) for values in found.values())


def test_a_link_below_the_headline_is_not_a_standfirst():
    body = LEAD.replace(STANDFIRST, f"<a href='/'>{STANDFIRST}</a>")
    assert column("standfirst", body)[:3] == [0, 0, 0]


def test_paragraphs_of_the_text_are_not_a_standfirst():
    assert sum(column("standfirst", f"<article><h1>{HEADLINE}</h1>{TEXT}</article>")) == 0
    assert PARAGRAPHS[0] in TEXT
