import pytest
from hypothesis import given, settings
from lxml.html import document_fromstring

from cleanwire.reading.html.blocks import blocks_of
from cleanwire.reading.html.surroundings import ELEMENTS, NEAR, surroundings_of
from cleanwire.reading.html.vocabulary import HINT_WORDS
from invented_pages import bodies, tree_of


def around(body):
    return surroundings_of(*blocks_of(tree_of(body))[:2])


@pytest.mark.parametrize(
    "body",
    [
        "<div><p class='related'>Boats</p></div>",
        "<div><p id='related'>Boats</p></div>",
        "<div><p role='related'>Boats</p></div>",
        "<div><p itemprop='related'>Boats</p></div>",
        "<div class='RelatedBoats'><p>Boats</p></div>",
        "<div class='velmark__related--dark'><p>Boats</p></div>",
        "<div><p><span class='related'>Boats</span></p></div>",
    ],
    ids=["class", "id", "role", "itemprop", "camel case", "block of many parts", "inline"],
)
def test_a_vocabulary_word_in_a_name_near_a_block_is_near(body):
    assert around(body)[0].near == {"related"}


def test_names_of_the_site_are_not_in_the_vocabulary():
    assert around("<div><p class='velmark ostervik'>Boats</p></div>")[0].near == set()


@pytest.mark.parametrize(("depth", "near"), [(NEAR - 1, True), (NEAR, False)])
def test_near_ends_several_containers_up(depth, near):
    (found,) = around(f"<div><div class='related'>{'<div>' * depth}Boats")
    assert (found.near, found.far) == (({"related"}, set()) if near else (set(), {"related"}))


def test_a_word_that_is_near_is_not_also_far():
    (found,) = around(f"<div><div class='related'>{'<div>' * NEAR}<p class='related'>Boats")
    assert found.far == set()


def test_the_classes_of_the_root_say_nothing_of_a_block():
    blocks, containers, _ = blocks_of(document_fromstring("<html class='article'><body><p>Boats</p></body></html>"))
    assert surroundings_of(blocks, containers)[0].near == set()


def test_only_meaningful_elements_around_a_block_are_named():
    assert around("<main><div><aside><ul><li>Boats")[0].elements == {"main", "aside", "ul"}


def test_elements_closed_before_a_block_are_not_around_it():
    assert around("<div><aside class='related'></aside><p>Boats</p></div>")[0] == (set(), set(), set())


def test_a_class_of_an_inline_element_is_not_near_the_next_block():
    assert [found.near for found in around("<p><b class='share'>Boats</b></p><p>Ferries</p>")] == [{"share"}, set()]


@settings(max_examples=80, deadline=None)
@given(bodies)
def test_near_words_are_in_the_vocabulary_and_not_far(body):
    for found in around(body):
        assert found.near | found.far <= HINT_WORDS
        assert not found.near & found.far
        assert found.elements <= ELEMENTS


@settings(max_examples=80, deadline=None)
@given(bodies)
def test_each_block_has_surroundings(body):
    blocks, containers, _ = blocks_of(tree_of(body))
    assert len(surroundings_of(blocks, containers)) == len(blocks)
