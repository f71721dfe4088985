from textwrap import wrap

import pytest

import cleanwire
from cleanwire.testing import fixture

BODY = [line for line in fixture("clean", "stories-longread-salt-road").source.splitlines() if len(line) > 100]
LINES = [line for paragraph in BODY for line in [*wrap(paragraph, 64), ""]]
PAGE = 15
HEADS = ("The Harholm Review", "Rivers and Mills, vol. 12")


def pages(*, head=HEADS, foot="Annual Report 2021", first=17, lines=PAGE, feed=""):
    """Return a text as it stands on printed pages, and the same without heads, feet and numbers."""
    made, clean = [], []
    for number, start in enumerate(range(0, len(LINES), lines)):
        page = LINES[start : start + lines]
        made += [f"{feed}{head[number % len(head)]}"] if head and number else []
        made += page
        made += [foot] if foot else []
        made += [str(first + number)] if first else []
        clean += page
    return "\n".join(made), "\n".join(clean)


@pytest.mark.parametrize(
    "layout",
    [
        {},
        {"head": ()},
        {"foot": ""},
        {"first": 0, "foot": ""},
        {"feed": "\f"},
        {"head": (), "foot": ""},
        {"head": ("Chapter 3: The mill",), "foot": "harholm.example"},
    ],
    ids=["all", "feet", "heads", "heads alone", "form feeds", "numbers alone", "address"],
)
def test_heads_feet_and_numbers_of_pages_go(layout):
    source, clean = pages(**layout)
    assert cleanwire.clean(source).split() == clean.split()


def test_the_evidence_says_on_how_many_pages_a_line_stands():
    source, _ = pages()
    found = {span.evidence.partition(":")[0] for span in cleanwire.explain(source).removed if span.rule == "page_marks"}
    count = -(-len(LINES) // PAGE)
    assert f"page number, one of {count}" in found


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(line for line in LINES for line in (line,)),
        "\n\n".join(f"{number}\nThe ferry sails.\nIt comes back." for number in range(1, 9)),
        "\n".join(f"{number}\n" + "\n".join(wrap(paragraph, 64)) for number, paragraph in enumerate(BODY, 1)),
        "\n\n".join("\n".join([*wrap(paragraph, 64), "And the river runs on"]) for paragraph in BODY),
    ],
    ids=["wrapped", "numbered", "numbered paragraphs", "refrain"],
)
def test_numbers_and_refrains_between_paragraphs_stay(text):
    assert cleanwire.clean(text).split() == text.split()
