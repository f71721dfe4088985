import pytest

from cleanwire.stages.stories.forms import lead_of, number_of, tail_of

LEADS = {
    "number": [
        "1. The lighthouse",
        "12) A bakery",
        "3 Ways to wait",
        "8.1.2. The quay",
        "iv. Moorings",
        "(2) A master",
    ],
    "time": ["14:05 The vote begins", "17h30 The vote"],
    "part": ["Day 3: Lisse to Harden", "Chapter 12", "QUESTION 4: And the ferry?", "Version 2.0"],
    "bullet": ["• Shells", "- weed", "* barnacles"],
    "hashes": ["## The hull"],
    "capitals": ["VELMARK: The board voted.", "BARNACLES. They stick."],
    "label": ["Ida Lom: We had no spare.", "Kettles – what to do"],
    "": ["The ferry sailed in the rain", "I see no ship", "A year without boats", "1", ""],
}


@pytest.mark.parametrize(("text", "lead"), [(text, lead) for lead, texts in LEADS.items() for text in texts])
def test_what_a_line_begins_with_is_of_a_kind(text, lead):
    assert lead_of(text) == lead


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("And the ferry?", "question"),
        ("The Lamp in the Fog (2004)", "figure"),
        ("Kettle, now £9", "figure"),
        ("The harbour ★★★☆☆", "figure"),
        ("The ferry sails", ""),
        ("", ""),
    ],
)
def test_what_a_line_ends_with_is_of_a_kind(text, tail):
    assert tail_of(text) == tail


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1. The lighthouse", ("0.", (1,))),
        ("8.1.12. The quay", ("0.0.0.", (8, 1, 12))),
        ("Day 3: Lisse to Harden", ("Day 0", (3,))),
        ("iv. Moorings", ("iv.", ())),
        ("14:05 The vote begins", ("", ())),
        ("The ferry sails", ("", ())),
    ],
)
def test_the_number_of_a_line_has_a_form_and_figures(text, number):
    assert number_of(text) == number
