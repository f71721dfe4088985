import pytest

from cleanwire.native.phrases.dates import DateWords
from cleanwire.native.phrases.lists import PhraseList
from cleanwire.native.phrases.lookup import Lookup

NO_DATES = DateWords([], [])


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"whole": (None,)}, TypeError),
        ({"inner": (None,)}, (TypeError, AttributeError)),
        ({"openings": (1,)}, TypeError),
        ({"bounds": {"words": 1}}, KeyError),
        ({"kind": -1}, ValueError),
        ({"kind": 10**6}, ValueError),
    ],
)
def test_an_invalid_list_is_an_error(fields, error):
    with pytest.raises(error):
        Lookup([PhraseList("owner", **fields)], NO_DATES)


def test_many_lists_keep_their_phrases_apart():
    lists = [PhraseList(number, tuple(f"a{place}x {'b' * number}c" for place in range(1, 10))) for number in range(300)]
    lookup = Lookup(lists, NO_DATES)
    for number, one in enumerate(lists):
        assert all(lookup.whole(phrase, 0, len(phrase)) == [number] for phrase in one.whole)


def test_a_phrase_in_many_lists_is_reported_for_all_in_order():
    lookup = Lookup([PhraseList(number, ("a b",)) for number in range(100)], NO_DATES)
    assert lookup.whole("a b", 0, 3) == [*range(100)]
