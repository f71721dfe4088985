import pytest

from cleanwire.labels import Label
from cleanwire.rules.condition_values import labels_of, words_of


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("the ferry shall sail", True),
        ("in the hour of the tide", True),
        ("of the tides", False),
        ("marshall", False),
        ("", False),
        ("of the", False),
    ],
)
def test_words_and_phrases_are_found_whole(line, expected):
    assert words_of(["Shall", "of the Tide"]).passages(line, [(0, len(line))]) == expected


def test_any_is_every_label_of_contamination():
    assert labels_of(["any"]) == {label for label in Label if not label.is_content}
