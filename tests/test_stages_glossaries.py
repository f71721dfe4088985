import pytest

from invented import PARAGRAPHS, claims, rule_of

BUTTONS = rule_of('is = ["Send it", "Copy the link", "Hide it", "Pin it up", "Fold it"]', label="share_widget")
NAMES = ["Send it", "Copy the link", "Hide it", "Pin it up"]


def manual(names, *, lines=1):
    """Return a text that explains buttons, each in so many lines below its name."""
    said = [f"It does what it says, and does it {word}." for word in ("at once", "in time", "by itself", "for you")]
    return "\n".join([PARAGRAPHS[0], *(line for name in names for line in [name, *said[:lines]])])


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_buttons_that_a_manual_explains_stay(lines):
    assert claims(manual(NAMES, lines=lines), BUTTONS) == []


def test_two_buttons_make_no_manual():
    assert len(claims(manual(NAMES[:2]), BUTTONS)) == 2


def test_the_same_button_again_and_again_makes_no_manual():
    assert len(claims(manual(NAMES[:1] * 4), BUTTONS)) == 4


def test_boilerplate_far_apart_in_an_article_makes_no_manual():
    source = "\n".join(line for name in NAMES for line in [name, *PARAGRAPHS])
    assert len(claims(source, BUTTONS)) == 4


def test_buttons_that_stand_together_make_no_manual():
    assert len(claims("\n".join([PARAGRAPHS[0], *NAMES, PARAGRAPHS[1]]), BUTTONS)) == 4


def test_boilerplate_beside_the_explained_buttons_still_goes():
    assert claims(f"{manual(NAMES)}\nSend it\nFold it\n", BUTTONS) == ["Send it\n", "Fold it\n"]


def test_a_manual_keeps_the_name_of_a_marker_too():
    marker = rule_of('is = ["Paid place"]', label="ad_marker", name="marker")
    source = manual([*NAMES, "Paid place"])
    assert claims(source, BUTTONS, marker) == []
