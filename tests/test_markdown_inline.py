import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire.markdown.inline import inline, opening
from cleanwire.markdown.spans import Span
from commonmark import shown, words_in

STRESSED = {
    "words": ("a (bold) b", "a **bold** b"),
    "the middle of a word": ("a(bold)b", "a**bold**b"),
    "a sign at the end, before a letter": ("(题：)文", "**题**：文"),
    "signs around a word, between letters": ("が(「題」)が", "が「**題**」が"),
    "a sign alone, between letters": ("a(!)b", "a!b"),
    "signs between blanks": ("a (!?) b", "a **!?** b"),
    "a symbol, which is a sign to some": ("a(€4)b", "a€**4**b"),
    "words that touch": ("(a)(b) c", "**ab** c"),
}


@pytest.mark.parametrize(("text", "markdown"), STRESSED.values(), ids=STRESSED)
def test_words_are_stressed_as_far_as_asterisks_can(text, markdown):
    """Parentheses stand where what is bold begins and ends."""
    plain, spans, start = "", [], 0
    for character in text:
        if character == "(":
            start = len(plain)
        elif character == ")":
            spans.append(Span(start, len(plain), "strong"))
        else:
            plain += character
    assert inline(plain, spans) == markdown


def test_what_crosses_a_link_is_not_stressed():
    assert inline("abcd", [Span(0, 3, "link", "x"), Span(1, 4, "strong")]) == "[abc](x)d"


def test_nothing_is_stressed_in_code():
    assert inline("a b c", [Span(0, 5, "code"), Span(2, 3, "strong")]) == "`a b c`"


def test_a_link_is_in_no_other_link():
    assert inline("a b c", [Span(0, 5, "link", "x"), Span(2, 3, "link", "y")]) == "[a b c](x)"


def test_a_link_behind_an_exclamation_mark_is_no_image():
    assert inline("Oh!b", [Span(3, 4, "link", "x")]) == "Oh\\![b](x)"


@pytest.mark.parametrize("text", ["1986 was", "#1", "a - b", "-1", "(1) a", "1234567890. a", "[a] b"])
def test_the_beginning_of_a_line_is_mostly_no_markup(text):
    assert opening(text) == []


SIGNS = [*"*_`~[]()<!&\\|#-:.", "**", "``", "&amp;", "ab", "é", "船", "」", "€", "\u200b", " ", " "]
texts = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=14).map(lambda signs: " ".join("".join(signs).split()))
kinds = st.sampled_from(["link", "strong", "emphasis", "code"])


@settings(max_examples=1000, deadline=None)
@given(texts, st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20), kinds), max_size=5))
def test_whatever_is_marked_the_words_stay(text, marks):
    spans = []
    for start, length, kind in marks:
        marked = text[start : start + length]
        left = start + len(marked) - len(marked.lstrip())
        if marked.strip():
            spans.append(Span(left, left + len(marked.strip()), kind, "/a(b|c) `d` &amp;[x"))
    assert shown(inline(text, spans, escaped=opening(text))) == words_in(text)
