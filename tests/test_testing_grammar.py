import pytest

from cleanwire.testing.grammar import dice, expand, grammar_of

GRAMMAR = grammar_of(
    {
        "sentence": ["the {thing} and {count} {thing}s"],
        "thing": ["{adj} barge", "crane"],
        "adj": ["old"],
        "count": {"from": 3, "to": 5},
    }
)


def texts(seeds=range(60)):
    return {expand(GRAMMAR, "sentence", dice(seed)) for seed in seeds}


def test_names_in_phrases_stand_for_phrases():
    assert "the old barge and 4 cranes" in texts()


def test_all_that_a_name_can_stand_for_comes_up():
    assert len(texts()) == 2 * 3 * 2


def test_equal_dice_give_equal_texts():
    assert texts([7]) == texts([7])


def test_a_range_of_numbers_includes_its_ends():
    assert [phrase[0] for phrase in GRAMMAR["count"]] == ["3", "4", "5"]


@pytest.mark.parametrize("facts", [("a", "b"), ("ab",), ("a", "b", ""), ("b", "a")])
def test_other_facts_are_other_dice(facts):
    assert dice(*facts).random() != dice("a", "b", "c").random()


def test_any_text_is_a_fact():
    assert dice("\ud800").random() != dice("\udfff").random()
