import numpy as np
import pyarrow as pa
import pytest

from cleanwire import Cleaner, OptionError, SiteProfile
from cleanwire.integrations import profiles
from cleanwire.integrations.arrow import TableCleaner
from cleanwire.profile.sites import host
from cleanwire.testing import synthetic_corpus
from engines import engine
from guides import output_of, program_of
from invented_corpora import ARTICLE, NO_PAGE, NOT_UTF_8, PAGE, SCRAPED

pd = engine("pandas", "pandas")

from cleanwire.integrations.pandas import clean, fit_profile

PAGES = [*synthetic_corpus(sites=3, pages=12)]
TEXTS = [page.text for page in PAGES]
URLS = [page.url for page in PAGES]
ALL = {"spans": True, "guarded": True, "reason": True}
TYPES = [
    object,
    "string[python]",
    "string[pyarrow]",
    pd.Series([""]).dtype,
    pd.ArrowDtype(pa.string()),
    pd.ArrowDtype(pa.large_string()),
]


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_frames_and_tables_give_the_same(kind: object) -> None:
    profile = SiteProfile.fit(zip(TEXTS, URLS, strict=True))
    cleaner = Cleaner(profile=profile)
    frame = pd.DataFrame({"text": pd.Series([*TEXTS, None], dtype=kind), "url": [*URLS, None]})
    table = TableCleaner(cleaner=cleaner, **ALL)(pa.table({"text": [*TEXTS, None], "url": [*URLS, None]}))
    cleaned = clean(frame, cleaner=cleaner, **ALL)
    for name in table.column_names:
        values = [None if gone else one for one, gone in zip(cleaned[name], cleaned[name].isna(), strict=True)]
        assert values == table[name].to_pylist()


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_the_type_of_the_texts_stays(kind: object) -> None:
    frame = pd.DataFrame({"text": pd.Series([SCRAPED, None], dtype=kind)})
    cleaned = clean(frame, **ALL)
    assert cleaned["text"].dtype == frame["text"].dtype
    assert cleaned["text"].iloc[0] == ARTICLE
    assert cleaned["text"].isna().tolist() == [False, True]
    assert clean(frame.iloc[:0], **ALL).dtypes.equals(cleaned.dtypes)


@pytest.mark.parametrize(
    ("kind", "cleaned"),
    [
        ("category", pd.Series([SCRAPED]).dtype),
        (pd.ArrowDtype(pa.dictionary(pa.int8(), pa.string())), pd.ArrowDtype(pa.dictionary(pa.int32(), pa.string()))),
        (pd.ArrowDtype(pa.null()), pd.ArrowDtype(pa.string())),
    ],
    ids=str,
)
def test_a_type_that_cannot_hold_other_texts_becomes_one_that_can(kind: object, cleaned: object) -> None:
    texts = [None, None] if kind == pd.ArrowDtype(pa.null()) else [SCRAPED, None]
    frame = pd.DataFrame({"text": pd.Series(texts, dtype=kind)})
    assert clean(frame)["text"].dtype == cleaned
    assert clean(frame)["text"].dropna().tolist() == [ARTICLE for text in texts if text]


def test_what_is_added_has_the_types_of_the_texts_kind() -> None:
    objects = clean(pd.DataFrame({"text": pd.Series([SCRAPED], dtype=object)}), **ALL).dtypes.astype(str)
    assert objects.tolist() == ["object", "object", "boolean", "object"]
    arrow = clean(pd.DataFrame({"text": pd.Series([SCRAPED], dtype=pd.ArrowDtype(pa.string()))}), **ALL).dtypes
    assert (
        arrow["cleanwire_removed"].pyarrow_dtype == TableCleaner(**ALL).schema(pa.schema({"text": pa.string()}))[1].type
    )
    assert [*map(str, arrow[2:])] == ["bool[pyarrow]", "string[pyarrow]"]


def test_the_index_other_columns_and_the_frame_itself_stay() -> None:
    index = pd.MultiIndex.from_tuples([("a", 1), ("a", 1)], names=["site", "n"])
    frame = pd.DataFrame({"n": [1.5, None], "text": [SCRAPED, SCRAPED], 7: [True, False]}, index=index)
    frame.attrs["of"] = "us"
    before = frame.copy(deep=True)
    cleaned = clean(frame)
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(cleaned.drop(columns="text"), frame.drop(columns="text"))
    assert [*cleaned.columns] == ["n", "text", 7]
    assert cleaned["text"].tolist() == [ARTICLE, ARTICLE]
    assert cleaned.attrs == {"of": "us"}


def test_a_column_that_is_there_already_is_replaced_where_it_stands() -> None:
    frame = pd.DataFrame({"cleanwire_reason": ["old"], "text": [SCRAPED]})
    assert [*clean(frame, reason=True).columns] == ["cleanwire_reason", "text"]
    assert clean(frame, reason=True)["cleanwire_reason"].isna().all()


def test_of_two_columns_with_addresses_the_first_counts() -> None:
    frame = pd.DataFrame([[SCRAPED, "https://a.example/1", "https://b.example/1"]], columns=["text", "url", "url"])
    assert fit_profile(frame).sites == {"a.example": 1}
    assert clean(frame)["text"].tolist() == [ARTICLE]


@pytest.mark.parametrize(
    ("values", "html", "reasons"),
    [
        (
            [None, np.nan, pd.NA, pd.NaT, b"raw", 7, ["x"], f"{ARTICLE}\udc80"],
            False,
            [*["null"] * 4, "bytes: are they pages?", "a number", "a list", "half of a character"],
        ),
        ([b"", NO_PAGE.encode(), 1.5], True, ["the source is empty", "the page holds no article", "a number"]),
        (pd.arrays.ArrowExtensionArray(NOT_UTF_8.slice(0, 1)), False, ["is not UTF-8"]),
    ],
)
def test_rows_that_cannot_be_cleaned_are_missing_with_a_reason(values: list, html: bool, reasons: list[str]) -> None:
    good = pd.Series([PAGE if html else SCRAPED], dtype=object if isinstance(values, list) else values.dtype)
    frame = pd.DataFrame({"text": pd.concat([pd.Series(values, dtype=good.dtype), good], ignore_index=True)})
    cleaned = clean(frame, html=html, reason=True)
    assert cleaned["text"].isna().tolist() == [*[True] * len(reasons), False]
    for found, reason in zip(cleaned["cleanwire_reason"], reasons, strict=False):
        assert reason in found
    assert fit_profile(frame, html=html).sites == {"": 2 if not html and len(reasons) > 1 else 1}


def test_a_batch_that_holds_nothing_but_missing_values_is_one_of_texts() -> None:
    frame = pd.DataFrame({"text": [np.nan, np.nan], "n": [np.nan, 1.5]})
    cleaned = clean(frame, **ALL)
    assert cleaned["text"].isna().all()
    assert cleaned["cleanwire_reason"].tolist() == ["field 'text' is not text but null"] * 2
    assert cleaned.dtypes.astype(str).tolist() == ["object", "float64", "object", "boolean", "object"]
    assert fit_profile(frame).sites == {}
    for none in (frame.iloc[:0], frame.rename(columns={"n": "text", "text": "n"})):
        with pytest.raises(OptionError, match="'text' is a column of double, which is not text"):
            clean(none)


@pytest.mark.parametrize("kind", ["string[python]", "category"])
def test_half_a_character_is_rejected_whatever_holds_it(kind: str) -> None:
    half = f"{ARTICLE}\udc80"
    frame = pd.DataFrame({"text": [half, SCRAPED], "url": ["https://a.example/\udc80", None]}, dtype=object)
    try:
        frame = frame.astype(kind)
    except UnicodeEncodeError:
        pytest.skip("categories of pandas 3 hold no halves of characters")
    cleaned = clean(frame, reason=True)
    assert cleaned["text"].isna().tolist() == [True, False]
    assert "half of a character" in cleaned["cleanwire_reason"].iloc[0]
    assert fit_profile(frame).sites == {"a.example": 1, "": 1}


def test_categories_of_several_types_are_told_apart() -> None:
    frame = pd.DataFrame({"text": pd.Series([SCRAPED, 7, b"raw"], dtype="category")})
    reasons = clean(frame, reason=True)["cleanwire_reason"]
    assert [one.partition("not text but ")[2] for one in reasons[1:]] == ["a number", "bytes: are they pages?"]
    assert pd.isna(reasons[0])


@pytest.mark.parametrize("values", [[1j], pd.arrays.SparseArray([1])], ids=["complex", "sparse"])
def test_a_type_that_arrow_does_not_know_is_no_text_but_may_stand_beside_one(values: object) -> None:
    with pytest.raises(
        OptionError, match=r"text_field = 'n' is a column of .*, which is not text; name the one with texts"
    ):
        clean(pd.DataFrame({"n": values}), text_field="n")
    assert clean(pd.DataFrame({"text": [SCRAPED], "url": values}))["text"].tolist() == [ARTICLE]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"text_field": "body"}, "the table has no field 'body' but 'id', 'text', 'twice', 'twice'"),
        ({"text_field": "id"}, "text_field = 'id' is a column of int64, which is not text"),
        ({"text_field": "twice"}, "2 columns have the name 'twice'"),
        ({"text_field": ""}, "text_field = '' should be the name of a column"),
    ],
)
def test_a_frame_without_texts_is_an_error_with_a_remedy(options: dict[str, str], message: str) -> None:
    frame = pd.DataFrame([[1, SCRAPED, "", ""]], columns=["id", "text", "twice", "twice"])
    for verb in (clean, fit_profile):
        with pytest.raises(OptionError, match=message):
            verb(frame, **options)


@pytest.mark.parametrize("documents", [7, 1000])
def test_the_profile_is_that_of_all_documents(monkeypatch: pytest.MonkeyPatch, documents: int) -> None:
    monkeypatch.setattr(profiles, "PART_DOCUMENTS", documents)
    frame = pd.DataFrame({"body": [*TEXTS, None], "link": [*URLS, None]}, index=[3] * (len(PAGES) + 1))
    for key in (host, str.lower):
        expected = SiteProfile.fit(zip(TEXTS, URLS, strict=True), key=key).finished()
        assert fit_profile(frame, text_field="body", url_field="link", key=key) == expected


def test_the_program_of_the_guide_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    exec(program_of("pandas"), {})  # noqa: S102, our own
    assert capsys.readouterr().out == output_of("pandas")
