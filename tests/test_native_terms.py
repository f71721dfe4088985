import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.stories.terms import Terms, TermTable, terms_in

HAN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
SCRIPTS = {"han": HAN, "kana": "\u30a0-\u30ff", "endings": "\u3041-\u309f", "hangul": "\uac00-\ud7af"}
UNSPACED = "".join(SCRIPTS.values())
PARTS = re.compile("|".join(f"(?P<{name}>[{of}]+)" for name, of in SCRIPTS.items()) + rf"|(?P<word>[^\s{UNSPACED}]+)")

LETTERS = st.sampled_from("abcdesS0é \t\u2003\xa0渡轮が항구ウ。々\ud800\x00𠀀") | st.characters(exclude_categories=())
TEXTS = st.text(LETTERS, max_size=60)
KNOWN = {"the": (0.0, 0.0), "a": (0.0, 0.0), "bcd": (0.25, 0.5), "渡轮": (0.5, 0.125)}
LISTED = [(*weight, term) for term, weight in KNOWN.items()]
TABLE = TermTable(LISTED, 0.01, False)


def term_of(word):
    return (word[:-1] if len(word) > 3 and word[-1] == "s" else word)[:6]


def pieces_of(text, *, unspaced):
    """The words of a text by a plain implementation."""
    if not unspaced:
        return text.split()
    found = []
    for match in PARTS.finditer(text):
        kind, part = match.lastgroup, match[0]
        if kind == "han":
            found += [part[at : at + 2] for at in range(len(part) - 1)] or [part]
        elif kind != "endings":
            found.append(term_of(part) if kind == "word" else part[: 2 if kind == "hangul" else 4])
    return found


def weights_of(term):
    if term in KNOWN:
        return KNOWN[term]
    if (len(term) < 3 and (term.isascii() or len(term) < 2)) or term[0] == "0":
        return 0.0, 0.0
    return (0.6 if len(term) == 3 and term.isascii() else 1.0), 0.01


def is_unspaced(text):
    return re.search(f"[{UNSPACED}]", text) is not None


@given(TEXTS)
def test_any_text_has_terms(text):
    pieces = pieces_of(text, unspaced=is_unspaced(text))
    assert terms_in(text) == (pieces if is_unspaced(text) else [term_of(word) for word in pieces])


@given(st.lists(TEXTS, max_size=6))
def test_terms_are_numbered_in_order_and_common_ones_below_zero(lines):
    ends = [sum(map(len, lines[: at + 1])) for at in range(len(lines))]
    terms = Terms("".join(lines), [0, *ends][: len(lines)], ends, TABLE)
    unspaced = any(map(is_unspaced, lines))
    numbers, spelled, every = {}, [], []
    for line in lines:
        every.append([])
        for piece in pieces_of(line, unspaced=unspaced):
            term = term_of(piece)
            if term not in numbers:
                says = weights_of(term)[0] > 0
                numbers[term] = len(spelled) if says else -1 - (len(numbers) - len(spelled))
                spelled += [piece] if says else []
            every[-1].append(numbers[term])
    assert (terms.every, terms.spelled) == (every, spelled)
    known = [weights_of(term_of(piece)) for piece in spelled]
    assert list(zip(terms.weights, terms.priors, strict=True)) == known
    assert terms.kind == ("unspaced" if unspaced else "spaced")


def test_a_large_table_lists_common_terms():
    assert Terms("the quay", [0], [8], TermTable(LISTED, 0.01, True)).kind == "listed"


def test_all_terms_of_a_long_text_are_found():
    words = [f"{number:06x}".translate(str.maketrans("0123456789", "ghijklmnop")) for number in range(100_000)]
    text = " ".join(words)
    terms = Terms(text, [0], [len(text)], TABLE)
    assert terms.spelled == words
    assert terms.every == [[*range(100_000)]]


@pytest.mark.parametrize("span", [(-1, 2), (2, 1), (0, 9)])
def test_lines_outside_of_the_text_are_an_error(span):
    with pytest.raises(IndexError):
        Terms("abc bcd", [span[0]], [span[1]], TABLE)


def test_terms_of_equal_weight_are_listed_together():
    table = TermTable([(0.25, 0.5, "quay ferry \ud800"), (0.5, 0.125, "ferry"), (0.0, 0.0, "")], 0.01, False)
    assert Terms("quay ferry \ud800 boat", [0], [17], table).weights == [0.25, 0.5, 0.25, 1.0]
    with pytest.raises(TypeError):
        TermTable([(0.25, 0.5, None)], 0.01, False)
