import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire.reading.html.blocks import blocks_of
from cleanwire.reading.html.containers import Containers
from invented_pages import bodies, tree_of

BODY = """
<nav><p>1</p></nav>
<div><section><p>2</p><p>4</p></section><p>8</p></div>
<aside></aside>
"""
"""Each block is the number of words that it counts for."""


def sums_of(body, **parts):
    """Return the containers of a body whose blocks are numbers, with parts of these as sums, and the blocks."""
    blocks, containers, _ = blocks_of(tree_of(body))
    words = np.array([float(block.text) for block in blocks])
    sums = {name: words * part for name, part in parts.items()} | {"words": words}
    return Containers(containers, np.array([block.container.index for block in blocks]), sums), containers


def core_of(share, **parts):
    made, containers = sums_of(BODY, **parts)
    return containers[made.core("words", share)].tag


@pytest.mark.parametrize(
    ("share", "tag"), [(1.0, "body"), (0.95, "body"), (0.9, "div"), (0.6, "div"), (0.53, "p"), (0.51, "p")]
)
def test_the_core_is_the_smallest_container_with_the_share(share, tag):
    assert core_of(share) == tag


def test_the_core_of_a_sum_depends_on_that_sum_alone():
    made, containers = sums_of(BODY, kept=np.array([0.0, 1.0, 1.0, 0.0]))
    assert containers[made.core("kept", 0.8)].tag == "section"


def test_without_a_sum_the_core_is_the_page():
    made, _ = sums_of(BODY, kept=np.zeros(4))
    assert made.core("kept", 0.8) == 0


@pytest.mark.parametrize(
    ("tag", "inside"),
    [
        ("html", [1, 1, 1, 1]),
        ("nav", [1, 0, 0, 0]),
        ("div", [0, 1, 1, 1]),
        ("section", [0, 1, 1, 0]),
        ("aside", [0, 0, 0, 0]),
    ],
)
def test_blocks_are_within_a_container_at_any_depth(tag, inside):
    made, containers = sums_of(BODY)
    index = next(container.index for container in containers if container.tag == tag)
    assert made.within(index).tolist() == inside


def test_depth_is_counted_from_the_container():
    made, containers = sums_of(BODY)
    div = next(container for container in containers if container.tag == "div")
    assert made.depth_below(div.index).tolist() == [1, 2, 2, 1]


def test_a_share_is_of_the_words_of_the_container():
    made, _ = sums_of(BODY, link=np.array([1.0, 1.0, 0.0, 0.0]))
    assert made.share("link", 0) == 3 / 15


def test_the_share_of_a_container_without_words_is_zero():
    made, containers = sums_of(BODY)
    aside = next(container for container in containers if container.tag == "aside")
    assert made.share("words", aside.index) == 0


@pytest.mark.parametrize(
    ("level", "sums"), [(0, [1, 2, 4, 8]), (1, [1, 6, 6, 14]), (2, [15, 14, 14, 15]), (9, [15, 15, 15, 15])]
)
def test_around_returns_the_sum_of_a_container_several_levels_above(level, sums):
    made, _ = sums_of(BODY)
    assert made.around("words", level).tolist() == sums


def any_containers(body):
    """Return the containers of any body, where each block counts as many words as it has characters."""
    blocks, containers, _ = blocks_of(tree_of(body))
    own = np.array([block.container.index for block in blocks], dtype=int)
    words = np.array([float(len(block.text)) for block in blocks])
    return Containers(containers, own, {"words": words}), own, words


@settings(max_examples=80, deadline=None)
@given(bodies)
def test_the_sum_of_a_container_is_that_of_the_blocks_within(body):
    made, own, words = any_containers(body)
    within = [float(words @ made.within(container)) for container in own]
    assert made.around("words", 0).tolist() == within


@settings(max_examples=80, deadline=None)
@given(bodies, st.floats(0.51, 1))
def test_the_core_contains_its_share(body, share):
    made, _, words = any_containers(body)
    assert words @ made.within(made.core("words", share)) >= share * words.sum()


@settings(max_examples=80, deadline=None)
@given(bodies)
def test_containers_are_numbered_from_the_top_down(body):
    _, containers, _ = blocks_of(tree_of(body))
    assert [container.index for container in containers] == [*range(len(containers))]
    assert all(container.parent.index < container.index for container in containers if container.parent)
