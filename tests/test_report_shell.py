import re

import pytest

from cleanwire.report.shell import page, stylesheet

INKS = ("readers", "selling", "ways", "credits", "site", "other")
PAIRS = [
    ("text", "page"),
    ("muted", "page"),
    ("muted", "panel"),
    ("text", "panel"),
    ("focus", "page"),
    *[(f"{name}-ink", name) for name in INKS],
    *[(f"{name}-ink", "page") for name in INKS],
    *[("text", name) for name in INKS],
]
READABLE = 4.5
"""The contrast of text that WCAG 2.2 requires at level AA."""


def palette(scheme):
    """Return the colours of a scheme by name, as red, green and blue in 0..1."""
    light, dark = stylesheet("base").split("@media (prefers-color-scheme: dark)", 1)
    block = re.search(r":root \{(.*?)\}", light if scheme == "light" else dark, re.DOTALL)[1]
    return {
        name: [int(value[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        for name, value in re.findall(r"--([\w-]+): #([0-9a-f]{6})", block)
    }


def luminance(colour):
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), PAIRS, ids=lambda name: name)
def test_words_stand_out_from_what_is_behind_them(scheme, ink, paper):
    colours = palette(scheme)
    low, high = sorted((luminance(colours[ink]), luminance(colours[paper])))
    assert (high + 0.05) / (low + 0.05) >= READABLE


@pytest.mark.parametrize("name", ["base", "article", "charts", "corpus", "fragment"])
def test_a_stylesheet_loads_nothing_and_ends_nothing(name):
    sheet = stylesheet(name)
    assert re.findall(r"@import|url\(|</", sheet) == []
    assert sheet.count("{") == sheet.count("}")


def test_the_title_of_a_page_is_escaped():
    assert "<title>a &lt;/title&gt; b</title>" in page("a </title> b", styles=())
