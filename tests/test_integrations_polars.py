import pyarrow as pa
import pytest

from cleanwire import Cleaner, OptionError, SiteProfile
from cleanwire.integrations import profiles
from cleanwire.integrations.arrow import TableCleaner
from cleanwire.profile.sites import host
from cleanwire.testing import synthetic_corpus
from engines import engine
from guides import output_of, program_of
from invented_corpora import ARTICLE, NO_PAGE, PAGE, SCRAPED

pl = engine("polars", "polars")

from cleanwire.integrations.polars import clean, fit_profile

PAGES = [*synthetic_corpus(sites=3, pages=12)]
TEXTS = [page.text for page in PAGES]
URLS = [page.url for page in PAGES]
FRAME = pl.DataFrame({"id": range(len(PAGES) + 1), "text": [*TEXTS, None], "url": [*URLS, None]})
CLEANER = Cleaner(profile=SiteProfile.fit(zip(TEXTS, URLS, strict=True)))
ALL = {"spans": True, "guarded": True, "reason": True}


def expected(frame: pl.DataFrame, **options: object) -> list[dict[str, object]]:
    """Return the outcome for tables."""
    return TableCleaner(**options)(pa.Table.from_pylist(frame.to_dicts())).to_pylist()


class TestFrames:
    def test_give_what_tables_give(self) -> None:
        cleaned = clean(FRAME, cleaner=CLEANER, **ALL)
        assert cleaned.to_dicts() == expected(FRAME, cleaner=CLEANER, **ALL)
        assert cleaned.drop("text").select("id", "url").equals(FRAME.select("id", "url"))

    @pytest.mark.parametrize("engine", ["in-memory", "streaming"])
    def test_that_are_lazy_stay_lazy_and_give_the_same(self, engine: str) -> None:
        cleaned = clean(FRAME.lazy(), cleaner=CLEANER, **ALL)
        assert cleaned.collect(engine=engine).equals(clean(FRAME, cleaner=CLEANER, **ALL))
        assert cleaned.collect_schema() == clean(FRAME, **ALL).schema

    def test_of_many_rows_are_streamed_by_several_threads(self) -> None:
        many = pl.concat([FRAME.head(3)] * 200).with_row_index().lazy()
        cleaned = clean(many, **ALL).collect(engine="streaming")
        assert cleaned.height == 600
        assert cleaned.drop("index").unique().sort("id").equals(clean(FRAME.head(3), **ALL))

    def test_are_filtered_by_the_texts_they_have_then_and_by_others_before(self) -> None:
        cleaned = clean(FRAME.with_columns(text=pl.lit(SCRAPED)).lazy())
        assert cleaned.filter(pl.col("text").str.contains("Advertisement")).collect().is_empty()
        plan = cleaned.filter(pl.col("id") > 3).explain()
        assert plan.index("python_udf") < plan.index("FILTER")
        assert "python_udf" not in cleaned.select("id", "url").explain()

    def test_without_rows_have_the_same_columns(self) -> None:
        assert clean(FRAME.clear(), **ALL).schema == clean(FRAME, **ALL).schema

    def test_have_a_column_replaced_that_is_there_already(self) -> None:
        frame = pl.DataFrame({"cleanwire_reason": [1], "text": [SCRAPED]})
        assert clean(frame, reason=True).to_dicts() == [{"cleanwire_reason": None, "text": ARTICLE}]

    def test_have_fields_of_structs_cleaned_by_their_path(self) -> None:
        frame = pl.DataFrame({"n": [1, 2], "meta": [{"text": SCRAPED, "url": "https://a.example/1", "k": 1}, None]})
        options = {"text_field": "meta.text", "url_field": "meta.url"}
        first, second = clean(frame, **options, reason=True).to_dicts()
        assert first["meta"] == {"text": ARTICLE, "url": "https://a.example/1", "k": 1}
        assert (second["meta"], second["cleanwire_reason"]) == (None, "field 'meta.text' is not text but null")
        assert fit_profile(frame, **options).sites == {"a.example": 1}

    @pytest.mark.parametrize("kind", [pl.Categorical, pl.Enum([SCRAPED]), pl.String], ids=str)
    def test_of_any_texts_give_strings(self, kind: pl.DataType) -> None:
        frame = pl.DataFrame({"text": pl.Series([SCRAPED, None], dtype=kind)})
        for cleaned in (clean(frame), clean(frame.lazy()).collect(), frame.select(pl.col("text").cleanwire.clean())):
            assert cleaned["text"].to_list() == [ARTICLE, None]
            assert cleaned.schema == {"text": pl.String}
        assert fit_profile(frame).sites == {"": 1}

    def test_of_nothing_but_nulls_are_frames_of_texts(self) -> None:
        cleaned = clean(pl.DataFrame({"text": [None, None]}), reason=True)
        assert cleaned.schema == {"text": pl.String, "cleanwire_reason": pl.String}
        assert cleaned["cleanwire_reason"].to_list() == ["field 'text' is not text but null"] * 2

    @pytest.mark.parametrize("pages", [[b"", NO_PAGE.encode(), None, PAGE.encode()], ["", NO_PAGE, None, PAGE]])
    def test_of_pages_give_articles_or_a_reason(self, pages: list[str | bytes | None]) -> None:
        frame = pl.DataFrame({"text": pages})
        cleaned = clean(frame, html=True, reason=True)
        assert cleaned.to_dicts() == expected(frame, html=True, reason=True)
        assert cleaned["cleanwire_reason"].is_null().to_list() == [False, False, False, True]
        assert frame.select(pl.col("text").cleanwire.clean(html=True))["text"].equals(cleaned["text"])

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"text_field": "body"}, "the table has no field 'body' but 'id', 'text', 'raw'"),
            ({"text_field": "id"}, "text_field = 'id' is a column of int64, which is not text"),
            ({"text_field": "raw"}, "text_field = 'raw' is a column of large_binary.* use html=True"),
            ({"text_field": ""}, "text_field = '' should be the name of a column"),
        ],
    )
    def test_without_texts_are_an_error_before_anything_is_computed(
        self, options: dict[str, str], message: str
    ) -> None:
        frame = pl.LazyFrame({"id": [1], "text": [SCRAPED], "raw": [b""]})
        for verb in (clean, fit_profile):
            with pytest.raises(OptionError, match=message):
                verb(frame, **options)


class TestExpressions:
    def test_give_what_frames_give(self) -> None:
        cleaned = clean(FRAME, cleaner=CLEANER, **ALL)
        texts = pl.col("text").cleanwire
        for url in ("url", pl.col("url"), pl.concat_str("url")):
            made = FRAME.select(texts.clean(url, cleaner=CLEANER), told=texts.explain(url, cleaner=CLEANER))
            assert made["text"].equals(cleaned["text"])
            assert made["told"].struct.unnest().equals(cleaned.drop("id", "url"))

    def test_need_no_address(self) -> None:
        made = FRAME.lazy().select(pl.col("text").cleanwire.clean()).collect(engine="streaming")
        assert made.equals(clean(FRAME).select("text"))

    def test_keep_the_name_of_the_texts_whatever_it_is(self) -> None:
        frame = pl.DataFrame({"url": [SCRAPED]})
        assert frame.with_columns(pl.col("url").cleanwire.clean("url")).to_dicts() == [{"url": ARTICLE}]

    def test_can_be_anywhere_in_a_query(self) -> None:
        longest = pl.col("text").cleanwire.clean().str.len_chars().max()
        made = FRAME.group_by("url").agg(longest).sort("url")
        assert made.equals(clean(FRAME).group_by("url").agg(pl.col("text").str.len_chars().max()).sort("url"))

    def test_of_several_columns_are_an_error_that_says_so(self) -> None:
        frame = pl.DataFrame({"a": [SCRAPED], "b": [SCRAPED]})
        with pytest.raises((OptionError, pl.exceptions.ComputeError), match="one column is cleaned, not 'a', 'b'"):
            frame.select(pl.all().cleanwire.clean())

    def test_of_no_texts_are_an_error_that_says_so(self) -> None:
        with pytest.raises((OptionError, pl.exceptions.ComputeError), match="is a column of int64, which is not text"):
            FRAME.select(pl.col("id").cleanwire.clean())


@pytest.mark.parametrize("documents", [7, 1000])
def test_the_profile_is_that_of_all_documents(monkeypatch: pytest.MonkeyPatch, documents: int) -> None:
    monkeypatch.setattr(profiles, "PART_DOCUMENTS", documents)
    frame = FRAME.rename({"text": "body", "url": "link"})
    for key in (host, str.lower):
        fitted = SiteProfile.fit(zip(TEXTS, URLS, strict=True), key=key).finished()
        for given in (frame, frame.lazy(), frame.lazy().filter(pl.col("body").is_not_null())):
            assert fit_profile(given, text_field="body", url_field="link", key=key) == fitted


def test_a_profile_of_a_lazy_frame_is_fitted_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleanwire.integrations.polars.ROWS", 5)
    monkeypatch.setattr(profiles, "PART_DOCUMENTS", 7)
    assert fit_profile(FRAME.lazy()) == SiteProfile.fit(zip(TEXTS, URLS, strict=True)).finished()


def test_the_program_of_the_guide_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    exec(program_of("polars"), {})  # noqa: S102, our own
    assert capsys.readouterr().out == output_of("polars")
