import pytest

from cleanwire.testing.languages import finished


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a anchor", "An anchor"),
        ("near a old barge", "Near an old barge"),
        ("a university and a umbrella", "A university and an umbrella"),
        ("it sank. a crane fell", "It sank. A crane fell"),
        ("“a anchor,” she said. “it sank.”", "“An anchor,” she said. “It sank.”"),
        ("a used crane", "A used crane"),
        ("", ""),
    ],
)
def test_english_has_an_before_vowels_and_capitals_at_beginnings(text, expected):
    assert finished(text, "en") == expected
