import json
from pathlib import Path

import pytest

from cleanwire import Cleaner, OptionError, ProfileError, SiteProfile, clean, explain
from cleanwire.integrations.documents import (
    cleaner_of,
    explain_document,
    nothing_because,
    options_of,
    told_of,
)
from invented_corpora import ARTICLE, NO_PAGE, PAGE, SCRAPED

CLEANER = Cleaner()


@pytest.mark.parametrize("source", [SCRAPED, PAGE, PAGE.encode(), ""])
def test_a_document_is_cleaned_as_clean_does(source: str | bytes) -> None:
    assert explain_document(source, field="text", cleaner=CLEANER).text == clean(source)


def test_formats_are_those_of_clean() -> None:
    assert explain_document(PAGE, field="text", format="text", cleaner=CLEANER).text == clean(PAGE, format="text")
    assert explain_document(SCRAPED, field="text", format="html", cleaner=CLEANER) == explain(SCRAPED, format="html")


@pytest.mark.parametrize(
    ("source", "format_", "reason"),
    [
        (None, "auto", "field 'body' is not text but null"),
        (3, "auto", "field 'body' is not text but a number"),
        ([SCRAPED], "text", "field 'body' is not text but a list"),
        (SCRAPED.encode(), "auto", "field 'body' is not text but bytes: are they pages?"),
        (PAGE.encode(), "text", "field 'body' is not text but bytes: are they pages?"),
        (b"\0\0<html>", "html", "html: the source contains NUL bytes; it is not a page but a binary file"),
        (NO_PAGE, "auto", "the page holds no article: none of its 1 words look like one"),
        ("", "html", "the source is empty"),
    ],
)
def test_what_cannot_be_cleaned_has_no_text_but_a_reason(source: object, format_: str, reason: str) -> None:
    result = explain_document(source, field="body", format=format_, cleaner=CLEANER)
    assert (result.text, result.reason) == ("", reason)


def test_an_address_that_is_no_text_is_none() -> None:
    assert explain_document(SCRAPED, field="text", url=7, cleaner=CLEANER).text == ARTICLE


def test_what_was_removed_and_why_there_is_no_text_is_told() -> None:
    [span] = explain(SCRAPED).removed
    told = {"start": span.start, "end": span.end, "label": "ad_marker", "rule": span.rule}
    assert told_of(explain(SCRAPED), spans=True) == {"cleanwire_removed": [told]}
    assert told_of(explain(SCRAPED), spans=False) == {}
    assert told_of(nothing_because("why"), spans=False) == {"cleanwire_reason": "why"}


@pytest.mark.parametrize(
    "cleaner",
    [
        Cleaner(),
        Cleaner(keep={"byline", "headline"}, drop={"en/comments/"}, strictness="thorough"),
        Cleaner(languages=["en", "de"], extractor="resiliparse"),
        Cleaner(languages=[]),
    ],
    ids=options_of,
)
def test_options_of_a_cleaner_survive_json(cleaner: Cleaner) -> None:
    assert cleaner_of(json.loads(json.dumps(options_of(cleaner)))) == cleaner


def test_packs_and_weights_are_written_down_as_their_paths(tmp_path: Path) -> None:
    pack = tmp_path / "own.toml"
    pack.write_text('label = "ad_marker"\n[x]\nwhy = "x"\nis = ["xy"]\nmatch = ["xy"]\nno-match = ["xyz"]\n', "utf-8")
    assert options_of(Cleaner(packs=[pack])) == {"packs": [str(pack)]}
    assert (
        cleaner_of(options_of(Cleaner(packs=[pack]))).clean("It opened on Monday.\nxy\n", url="")
        == "It opened on Monday.\n"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"kep": ["byline"]}, "cleaner has no option 'kep' but keep, drop, strictness"),
        ({"strictness": "bold"}, "strictness = 'bold' should be one of"),
        (3, "cleaner = 3 should be a Cleaner"),
    ],
)
def test_options_that_cannot_be_used_are_errors(options: object, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        cleaner_of(options)


def test_a_profile_is_written_down_as_the_path_of_its_file(tmp_path: Path) -> None:
    profile = SiteProfile.fit([(SCRAPED, "https://oxley.example/1")]).finished()
    profile.save(tmp_path / "profile")
    assert options_of(Cleaner(profile=tmp_path / "profile")) == {"profile": str(tmp_path / "profile")}
    with pytest.raises(OptionError, match="save it, and give the cleaner the file's path"):
        options_of(Cleaner(profile=profile))
    with pytest.raises(ProfileError, match="missing"):
        cleaner_of({"profile": str(tmp_path / "missing")})
