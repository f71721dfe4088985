from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.phrases.dates import DateWords
from cleanwire.native.phrases.lists import AFTER, FOR_ALL, FOR_DATES, LATER, NOW, PhraseList
from cleanwire.native.phrases.lookup import Lookup
from cleanwire.text.folding import key_of

KEYED, INNER = 160, 900
"""The greatest length of lines with a key, and how much of a longer one is searched."""

DATES = DateWords(["mai"], ["um"])
WORD = st.sampled_from(["a", "b", "ab", "0", "c"])
PHRASE = st.lists(WORD, min_size=1, max_size=3).map(" ".join).map(key_of)
STEM = PHRASE.map(lambda phrase: f"{phrase}*")
PHRASES = st.lists(PHRASE, max_size=4, unique=True).map(tuple)
INNER_PHRASES = st.lists(st.one_of(PHRASE, STEM), max_size=5, unique=True).map(tuple)
LISTS = st.lists(st.tuples(PHRASES, PHRASES, INNER_PHRASES), max_size=5)
LINES = st.lists(st.lists(WORD, max_size=8).map(" ".join), max_size=6)
ANYTHING = st.text(st.one_of(st.characters(exclude_categories=[]), st.sampled_from("ab0 あ漢\u0640\ud800\x00\u2028")))


def lookup_of(lists, **fields):
    """Return phrases ready for lookups, each list reported by its number."""
    return Lookup([PhraseList(number, *phrases, **fields) for number, phrases in enumerate(lists)], DATES)


def text_of(lines):
    """Return lines as one text, and as blocks of it; long lines have no key."""
    blocks = []
    start = 0
    for index, line in enumerate(lines):
        key = key_of(line) if len(line) <= KEYED else ""
        blocks.append((index, start, start + len(line) + 1, start, start + len(line), key, len(line.split()), False))
        start += len(line) + 1
    return "".join(f"{line}\n" for line in lines), tuple(blocks)


def hits_of(lookup, said, **options):
    text, blocks = text_of(said)
    return lookup.find(text, text, blocks, **options)[0]


def expected(lists, key):
    """Return the hits of a line: as a whole, by its opening, and by what it contains."""
    hits = [(owner, None) for owner, (whole, _, _) in enumerate(lists) if key in whole]
    opens = [(owner, phrase) for owner, (_, opening, _) in enumerate(lists) for phrase in opening]
    opens = [(owner, phrase) for owner, phrase in opens if f"{key} ".startswith(f"{phrase} ")]
    hits += sorted(opens, key=lambda hit: " " in hit[1])
    words = key.split(" ")
    for at in range(len(words)):
        rest = " ".join(words[at:]) + " "
        heard = {owner for owner, _ in hits}
        found = [(owner, phrase) for owner, (_, _, inner) in enumerate(lists) for phrase in inner]
        found = [(owner, phrase[:-1] if phrase.endswith("*") else f"{phrase} ") for owner, phrase in found]
        found = [(owner, phrase) for owner, phrase in found if rest.startswith(phrase) and owner not in heard]
        hits += [(owner, phrase.rstrip()) for owner, phrase in sorted(found, key=lambda hit: -len(hit[1]))]
    return hits


@given(LISTS, LINES)
def test_lines_match_as_wholes_by_openings_and_by_inner_phrases(lists, lines):
    lines = [line for line in lines if line]
    said = {index: expected(lists, key_of(line)) for index, line in enumerate(lines)}
    assert hits_of(lookup_of(lists), lines) == {index: hits for index, hits in said.items() if hits}


@given(LISTS, st.lists(WORD, min_size=170, max_size=260).map(" ".join))
def test_a_long_line_matches_inner_phrases_and_openings_as_written(lists, line):
    lists = [((), *phrases[1:]) for phrases in lists]
    if line.split()[:2] == key_of(line).split(" ")[:2]:
        assert hits_of(lookup_of(lists), [line]).get(0, []) == expected(lists, key_of(line[:INNER]))


@given(st.lists(ANYTHING.filter(str.strip), max_size=4))
def test_any_lines_can_be_read(lines):
    lines = [line.strip() for line in lines]
    lookup = lookup_of([(("a",), ("b",), ("ab", "a*"))])
    for line in (None, [*range(len(lines))]):
        assert len(hits_of(lookup, lines, lines=line)) <= len(lines)


def test_lists_without_phrases_are_tested_on_short_lines_on_dates_and_after_others():
    lists = [PhraseList(when, asked=when) for when in (AFTER, FOR_DATES, FOR_ALL)]
    lookup = Lookup([*lists, PhraseList("it", inner=("mai",))], DATES)
    lines = ["0 mai", "mai", "mai um 0 a", "mai " * 50]
    assert {at: [owner for owner, _ in hits] for at, hits in hits_of(lookup, lines).items()} == {
        0: [FOR_ALL, FOR_DATES, "it", AFTER],
        1: [FOR_ALL, "it", AFTER],
        2: [FOR_ALL, "it", AFTER],
        3: ["it"],
    }


def test_bounds_limit_hits_but_not_awaited_and_announcing_lines():
    lists = [
        PhraseList("now", ("a",), bounds={"first": 1}, announces=True),
        PhraseList("later", ("a",), bounds={"last": 1}, when=LATER, awaited=True),
        PhraseList("both", ("b",), when=NOW | LATER),
    ]
    text, blocks = text_of(["a", "a", "b", "a"])
    now, later, awaited, announced = Lookup(lists, DATES).find(text, text, blocks)
    assert now == {0: [("now", None)], 2: [("both", None)]}
    assert later == {2: [("both", None)], 3: [("later", None)]}
    assert awaited == announced == [0, 1, 3]


def test_lines_read_again_have_an_entry_if_any_list_matched():
    lookup = lookup_of([((), (), ("ab",))], bounds={"max-words": 3})
    lines = ["ab " * 100, "a " * 100]
    assert hits_of(lookup, lines) == {}
    assert hits_of(lookup, lines, lines=[1, 0]) == {0: []}


@pytest.mark.parametrize(("close", "found"), [("ab", [(0, "ab")]), ("ab.", []), ("b " * 40, [])])
def test_the_close_of_skimmed_lines_is_read_unless_it_ends_a_sentence(close, found):
    line = "ab " * 3 + "b " * 100 + close
    hits = hits_of(lookup_of([((), (), ("ab",))]), [line], skim_from=0, skim_to=1)
    assert hits.get(0, []) == found


@pytest.mark.parametrize("line", [(0, 0, 9, 0, 9), (0, 0, 1, 1, 0), (0, 0, 0, -1, 1), (0, 0, 1, 1, 1)])
def test_a_line_outside_of_the_text_is_an_error(line):
    with pytest.raises(IndexError):
        lookup_of([]).find("ab", "ab", ((*line, "", 1, False),))


def test_anything_but_texts_and_blocks_is_an_error():
    with pytest.raises(TypeError):
        lookup_of([]).find(None, "ab", ())
    with pytest.raises(ValueError, match="equally long"):
        lookup_of([]).find("a", "ab", ())
    with pytest.raises(TypeError):
        lookup_of([]).find("ab", "ab", ((0, 1),))
    with pytest.raises(IndexError):
        lookup_of([]).find("ab", "ab", (), [0])
    with pytest.raises(KeyError):
        lookup_of([((), (), ())], bounds={"nothing": 1})


def test_threads_share_a_lookup():
    lists = [(("a b",), ("a",), ("b", "c*"))] * 3
    lookup, lines = lookup_of(lists), ["a b", "a c", "0 b"] * 50
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: hits_of(lookup, lines), range(100)))
    assert all(hits == found[0] for hits in found)
