from textwrap import fill, wrap

import pytest

import cleanwire
from cleanwire.reading.text import read_text
from cleanwire.reading.wrapping import unwrapped
from invented import ARTICLE, HEADLINE, PARAGRAPHS

LONG = [
    " ".join(PARAGRAPHS[:2]),
    " ".join(PARAGRAPHS[2:]),
    "The baker of Ostervik, who had kept the timetable in her window all the while, took the scissors on Wednesday and "
    "cut it down to two lines, since nobody, she said, reads more of it than that.",
]


def wrapped(width, *, between="\n\n"):
    return between.join(fill(paragraph, width) for paragraph in LONG)


def shown(text):
    document = read_text(text)
    return [" ".join(document.text(block).split()) for block in document.blocks]


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100])
def test_a_wrapped_paragraph_is_one_block(width):
    assert shown(wrapped(width)) == LONG


def test_paragraphs_without_blank_lines_between_end_at_a_short_line():
    assert shown(wrapped(60, between="\n")) == LONG


def test_paragraphs_with_indented_first_lines_are_separated():
    text = "\n".join(fill(paragraph, 60, initial_indent="    ") for paragraph in LONG)
    assert shown(text) == LONG


def test_german_with_its_capitals_is_unwrapped():
    paragraph = (
        "Die Fähre zwischen Velmark und Ostervik fuhr am Dienstag wieder, ein Jahr nachdem unter dem Deck ein Feuer "
        "ausgebrochen war, und auf dem Kai standen im Regen etwa zweihundert Menschen, als der Kapitän um sieben Uhr "
        "das Horn ertönen ließ und die Taue löste."
    )
    assert shown(fill(paragraph, 60)) == [paragraph]


@pytest.mark.parametrize(
    "line",
    [
        "- an item of a list",
        "* another item",
        "1. first",
        "2) second",
        "| a | b |",
        "> a quotation",
        "## heading",
        "---",
    ],
)
def test_lines_that_begin_an_item_or_heading_are_not_joined(line):
    text = f"{wrap(LONG[0], 60)[0]}\n{line}\n{wrapped(60)}"
    assert line in shown(text)


def test_indented_lines_continue_list_items():
    items = [fill(paragraph, 60, initial_indent="* ", subsequent_indent="  ") for paragraph in LONG]
    assert shown("\n".join(items)) == [f"* {paragraph}" for paragraph in LONG]


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        "a spoon\ntwo letters from the board\nyour coat\neleven keys\nand not one door\non the sill\na wasp\n",
        "Home\nNews\nSport\nWeather\nLog in\nSubscribe\n" * 3,
        "the harbour\nthe ferry and the horn\nthe quay in the rain at seven in the morning of the next day\n" * 4,
        "1. Ferry returns\n2. Captain retires\n3. Bridge closed\n4. Bakers strike\n",
        "int main(void) {\n    return run(ferry,\n        horn);\n}\n" * 4,
        "",
        "\n\n\n\n",
    ],
    ids=["article", "verse", "menu", "lines of any length", "list", "code", "nothing", "blank"],
)
def test_a_text_that_is_not_wrapped_is_not_changed(text):
    assert unwrapped(text) == text


def test_unwrapping_keeps_each_character_in_its_place():
    text = wrapped(60)
    assert unwrapped(text).replace("\n", " ") == text.replace("\n", " ")


def test_a_long_address_is_a_line_of_its_own():
    address = "https://velmark.example/" + "ferry/" * 20
    assert address in shown(f"{wrapped(60)}\n{address}\n{wrapped(60)}")


def test_a_heading_in_title_case_is_not_continued():
    heading = "How the Harbour Ferry of Velmark Came Back After the Long Repair"
    assert shown(f"{heading}\n{wrapped(66)}")[0] == heading


FURNITURE = [
    "Home > News > Local",
    "Advertisement",
    "Share on Facebook",
    "© 2024 The Velmark Mirror. All rights reserved.",
]


@pytest.mark.parametrize("width", [60, 72, 80])
def test_only_boilerplate_is_removed_from_wrapped_text(width):
    first, ad, *foot = FURNITURE
    paragraphs = [fill(paragraph, width) for paragraph in LONG]
    article = "\n\n".join([HEADLINE, *paragraphs]) + "\n\n"
    source = "\n\n".join([first, HEADLINE, paragraphs[0], ad, *paragraphs[1:], *foot])
    assert cleanwire.clean(source) == article


@pytest.mark.parametrize(
    "paragraph",
    [
        "On Monday they wrote to me again, as they do, and the letter said that I should, without any delay, please "
        "share this article with my friends, and that whoever does so is sent a spoon, which I have never seen, and "
        "follow us on all the roads of the valley, the letter said, and then it wished me a good day and a long life.",
    ],
)
@pytest.mark.parametrize("width", range(40, 80, 3))
def test_a_boilerplate_phrase_that_begins_a_wrapped_line_by_chance_is_kept(paragraph, width):
    source = fill(paragraph, width) + "\n\n" + wrapped(width)
    assert cleanwire.clean(source) == source
