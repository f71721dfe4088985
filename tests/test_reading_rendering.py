import pytest

import cleanwire
from cleanwire.reading.rendering import rendered
from cleanwire.reading.text import read_text
from invented import ARTICLE, PARAGRAPHS


def shown(source):
    return rendered(source)[0]


def origins(source):
    text, rendering = rendered(source)
    return [rendering.origin(offset) for offset in range(len(text) + 1)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Ad\u00advert\u00adise\u00adment", "Advertisement"),
        ("Share on Face\u200bbook", "Share on Facebook"),
        ("Share&nbsp;on&nbsp;Facebook", "Share\u00a0on\u00a0Facebook"),
        ("&copy; 2024", "© 2024"),
        ("&#169; 2024", "© 2024"),
        ("&#xA9; 2024", "© 2024"),
        ("Ad&shy;vert", "Advert"),
        ("one&#10;line", "one line"),
        ("itâ€™s", "it’s"),
        ("cafÃ©", "café"),
        ("Â© 2024", "© 2024"),
        ("[Home](https://a.example/)", "Home"),
        ("[![Logo](https://a.example/l.svg)](https://a.example/)", "Logo"),
        ("![The ferry](ferry.jpg)", "The ferry"),
        ('[Print](#print "Print this")', "Print"),
        ("[paper](https://a.example/a_(b).pdf) here", "paper here"),
        ("**Related:** more", "Related: more"),
        ("__Related__ and **more**", "Related and more"),
        ("# A\n_By **Jonas Wirt** here_", "# A\nBy Jonas Wirt here"),
        ("# A\n*Jonas* is here", "# A\nJonas is here"),
        ("# A\n- [ ] flour", "# A\n- flour"),
        ("# A\n1\\. flour", "# A\n1. flour"),
    ],
)
def test_markup_that_hides_a_phrase_is_resolved(source, expected):
    assert shown(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "plain text, with a * and a _ and a #hashtag",
        "AT&T; R&D and Q&A",
        "&unknown; and &;",
        "می\u200cخواهم",
        "क\u200dष",
        "Zoë’s café – “très bien”",
        "array[0](1)",
        "[1] Wirt and Thorn, 2021.",
        "a[i] = b * c * d",
        "snake_case_name and 2 * 3 * 4",
        "",
    ],
)
def test_other_text_is_not_changed(source):
    assert shown(source) == source


def test_code_between_fences_is_read_as_it_is():
    code = "# A\n```\nx = a[i](**b)  # **c**\n```\n"
    assert "x = a[i](**b)  # **c**" in shown(code)


def test_an_unclosed_fence_does_not_count():
    assert shown("```\n# A\n[x](y)") == "```\n# A\nx"


def test_opening_and_closing_marks_belong_to_the_text_between_them():
    assert origins("a [b](c) d") == [0, 1, 2, 8, 9, 10]


def test_text_between_two_entities_maps_to_its_own_position():
    assert origins("&copy;&nbsp;x") == [0, 6, 12, 13]


MARKDOWN = f"""# Harbour ferry returns to Velmark after long repair

[Share on Facebook](https://share.example/?u=1)

{PARAGRAPHS[0]}

**Advertisement**

{PARAGRAPHS[1].replace("the quay", "[the quay](https://velmark.example/quay)")}

{PARAGRAPHS[2]}

## Sign up for our newsletter

&copy; 2024 The Velmark Mirror. All rights reserved.
"""


def test_removed_and_kept_markdown_include_their_marks():
    assert cleanwire.clean(MARKDOWN) == MARKDOWN.replace(
        "[Share on Facebook](https://share.example/?u=1)\n\n", ""
    ).replace("**Advertisement**\n\n", "").replace("## Sign up for our newsletter\n\n", "").replace(
        "&copy; 2024 The Velmark Mirror. All rights reserved.\n", ""
    )


def test_results_refer_to_the_original_source():
    result = cleanwire.explain(MARKDOWN)
    assert result.source == MARKDOWN
    assert [MARKDOWN[s.start : s.end].strip() for s in result.removed if s.label == "ad_marker"] == [
        "**Advertisement**"
    ]


@pytest.mark.parametrize("hyphen", ["\u00ad", "\u200b", "\u2060"])
def test_an_invisible_character_hides_no_phrase(hyphen):
    assert cleanwire.clean(f"{ARTICLE}Ad{hyphen}vertise{hyphen}ment\n") == ARTICLE


def test_an_article_with_links_of_its_own_is_kept_whole():
    article = f"""# The eels of Velmark

![Eels in a bucket](https://river.example/eels.jpg)

{PARAGRAPHS[0]}[^1]

* [Map of the weirs](https://river.example/map)
* [Data of the count](https://river.example/data.csv)

{PARAGRAPHS[1]} See [the video][v].

```python
share = print("Advertisement")  # Share on Facebook
```

[^1]: Wirt and Thorn, *Journal of River Studies* 14, 2021.
[v]: https://river.example/video
"""
    assert cleanwire.clean(article) == article


def test_a_document_without_leftover_markup_is_its_own_original():
    assert read_text(ARTICLE).rendering is None
