import pickle
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleanwire import Cleaner, OptionError, SiteProfile, explain
from cleanwire.cleaning.options import Output
from cleanwire.corpus import CorpusOptions, clean_files
from cleanwire.corpus.options import GUARDED_FIELD, REASON_FIELD, SPANS_FIELD
from cleanwire.integrations import arrow
from cleanwire.integrations.arrow import TableCleaner
from cleanwire.testing import synthetic_corpus
from invented_corpora import ARTICLE, NO_PAGE, NOT_UTF_8, PAGE, SCRAPED


def test_texts_are_cleaned_and_all_else_stays() -> None:
    table = pa.table({"id": [7, 8], "text": [SCRAPED, ARTICLE], "tags": [["a"], None]}, metadata={"of": "us"})
    cleaned = TableCleaner()(table)
    assert cleaned.to_pydict() == {"id": [7, 8], "text": [ARTICLE, ARTICLE], "tags": [["a"], None]}
    assert cleaned.schema.equals(table.schema, check_metadata=True)


@pytest.mark.parametrize("kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())], ids=str)
def test_any_column_of_texts_is_cleaned(kind: pa.DataType) -> None:
    table = pa.table({"text": pa.array([SCRAPED, None, SCRAPED]).cast(kind)})
    cleaner = TableCleaner(reason=True)
    assert cleaner(table)["text"].to_pylist() == [ARTICLE, None, ARTICLE]
    assert cleaner(table).schema == cleaner.schema(table.schema)


def test_a_batch_gives_a_batch_and_a_table_a_table() -> None:
    table = pa.table({"text": [SCRAPED, None]})
    cleaner = TableCleaner(spans=True, guarded=True, reason=True)
    [batch] = table.to_batches()
    assert isinstance(cleaner(batch), pa.RecordBatch)
    assert cleaner(batch).to_pylist() == cleaner(table).to_pylist()
    assert cleaner(batch).schema == cleaner(table).schema == cleaner.schema(table.schema)


@pytest.mark.parametrize(
    "empty", [pa.table({"text": pa.array([], pa.string())}), pa.schema({"text": pa.string()}).empty_table()]
)
def test_no_rows_give_no_rows(empty: pa.Table) -> None:
    cleaner = TableCleaner(spans=True, guarded=True, reason=True)
    assert cleaner(empty).num_rows == 0
    assert cleaner(empty).schema == cleaner.schema(empty.schema)
    assert cleaner(pa.RecordBatch.from_pylist([], empty.schema)).num_rows == 0


def test_spans_guards_and_reasons_are_added_on_request() -> None:
    [row] = TableCleaner(spans=True, guarded=True, reason=True)(pa.table({"text": [SCRAPED]})).to_pylist()
    assert row[SPANS_FIELD] == [
        {"start": span.start, "end": span.end, "label": span.label.value, "rule": span.rule}
        for span in explain(SCRAPED).removed
    ]
    assert (row[GUARDED_FIELD], row[REASON_FIELD]) == (False, None)
    guarded = "Advertisement\nAdvertisement\n"
    [row] = TableCleaner(guarded=True)(pa.table({"text": [guarded]})).to_pylist()
    assert row[GUARDED_FIELD] is explain(guarded).guarded


def test_a_column_that_is_there_already_is_replaced_where_it_stands() -> None:
    table = pa.table({SPANS_FIELD: ["old"], "text": [SCRAPED], "url": ["https://oxley.example/1"]})
    cleaned = TableCleaner(spans=True)(table)
    assert cleaned.column_names == [SPANS_FIELD, "text", "url"]
    assert len(cleaned[SPANS_FIELD][0].as_py()) == 1


def test_fields_of_structs_are_named_by_their_path() -> None:
    rows = [
        {"id": 1, "meta": {"url": "https://oxley.example/1", "body": {"text": SCRAPED, "size": 3}}},
        {"id": 2, "meta": None},
    ]
    table = pa.Table.from_pylist(rows)
    cleaner = TableCleaner(text_field="meta.body.text", url_field="meta.url", reason=True)
    first, second = cleaner(table).to_pylist()
    assert first["meta"] == {"url": "https://oxley.example/1", "body": {"text": ARTICLE, "size": 3}}
    assert (second["meta"], second[REASON_FIELD]) == (None, "field 'meta.body.text' is not text but null")
    assert cleaner.fit_profile([table]).sites == {"oxley.example": 1}


def test_a_column_whose_name_has_a_dot_comes_before_a_path() -> None:
    table = pa.table({"meta.text": [SCRAPED], "meta": [{"text": SCRAPED}]})
    [row] = TableCleaner(text_field="meta.text")(table).to_pylist()
    assert row == {"meta.text": ARTICLE, "meta": {"text": SCRAPED}}


class TestRowsThatCannotBeCleaned:
    @pytest.mark.parametrize(
        ("column", "html", "reason"),
        [
            (pa.array([None, SCRAPED]), False, "field 'text' is not text but null"),
            (NOT_UTF_8, False, "field 'text' is not UTF-8"),
            (pa.array(["", PAGE]), True, "the source is empty"),
            (pa.array([NO_PAGE, PAGE]), True, "the page holds no article"),
            (pa.array([b"", PAGE.encode()]), True, "the source is empty"),
            (pa.array([None, PAGE.encode()], pa.large_binary()), True, "field 'text' is not text but null"),
        ],
    )
    def test_are_null_with_a_reason_and_the_others_are_cleaned(self, column: pa.Array, html: bool, reason: str) -> None:
        first, second = TableCleaner(html=html, reason=True, spans=True)(pa.table({"text": column})).to_pylist()
        assert (first["text"], first[SPANS_FIELD]) == (None, None)
        assert reason in first[REASON_FIELD]
        assert second["text"]
        assert second[REASON_FIELD] is None

    def test_add_nothing_to_a_profile(self) -> None:
        table = pa.table({"text": [None, SCRAPED], "url": ["https://a.example/1", "https://a.example/2"]})
        assert TableCleaner().fit_profile([table, *table.to_batches()]).sites == {"a.example": 2}

    def test_a_column_that_must_not_be_null_may_be(self) -> None:
        schema = pa.schema([pa.field("text", pa.string(), nullable=False)])
        table = pa.table([pa.array([NO_PAGE])], schema=schema)
        cleaned = TableCleaner(html=True)(table)
        cleaned.validate(full=True)
        assert cleaned.schema.field("text").nullable


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"text_field": "body"}, "no field 'body' but 'id', 'text', 'page'; name the column with texts as text_field"),
        ({"text_field": "id"}, "text_field = 'id' is a column of int64, which is not text; name the one with texts"),
        ({"text_field": "page"}, "text_field = 'page' is a column of binary, which is not text; use html=True if"),
    ],
)
def test_a_table_without_texts_is_an_error_with_a_remedy(options: dict[str, str], message: str) -> None:
    table = pa.table({"id": [1], "text": [SCRAPED], "page": [b""]})
    for verb in (TableCleaner(**options), lambda one: TableCleaner(**options).fit_profile([one])):
        with pytest.raises(OptionError, match=message):
            verb(table)


def test_a_batch_that_holds_nothing_but_nulls_is_one_of_texts() -> None:
    table = pa.table({"text": pa.nulls(2)})
    cleaned = TableCleaner(reason=True)(table)
    assert cleaned.schema == pa.schema({"text": pa.string(), REASON_FIELD: pa.string()})
    assert cleaned[REASON_FIELD].to_pylist() == ["field 'text' is not text but null"] * 2
    assert TableCleaner().fit_profile([table]).sites == {}


class TestValuesThatAreInNoTable:
    def test_are_cleaned_as_those_in_tables_are(self) -> None:
        texts, urls = [SCRAPED, None, ARTICLE], ["https://oxley.example/1", None, None]
        cleaner = TableCleaner(text_field="body", spans=True, guarded=True, reason=True)
        table = cleaner(pa.table({"body": texts, "url": urls})).drop_columns("url")
        assert cleaner.of_values(texts, urls).equals(table)
        assert cleaner.of_values(iter(texts)).num_rows == 3

    @pytest.mark.parametrize(
        ("value", "reason"),
        [
            (b"bytes", "field 'text' is not text but bytes: are they pages?"),
            (1.5, "field 'text' is not text but a number"),
            ([SCRAPED], "field 'text' is not text but a list"),
            (f"{ARTICLE}\udc80", "holds a lone surrogate (half of a character), which Arrow cannot store"),
        ],
    )
    def test_are_null_with_a_reason_where_they_are_no_texts(self, value: object, reason: str) -> None:
        made = TableCleaner(reason=True).of_values([value, SCRAPED])
        assert made.to_pydict() == {"text": [None, ARTICLE], REASON_FIELD: [reason, None]}

    def test_fit_the_profile_of_a_table(self) -> None:
        cleaner = TableCleaner()
        table = pa.table({"text": [SCRAPED, None], "url": ["https://a.example/1", "https://a.example/2"]})
        values = cleaner.documents_of(table["text"].to_pylist(), table["url"].to_pylist())
        assert SiteProfile.fit(values) == cleaner.fit_profile([table])

    def test_come_with_an_address_each_or_with_none(self) -> None:
        with pytest.raises(ValueError, match="shorter"):
            TableCleaner().of_values([SCRAPED, SCRAPED], ["https://a.example/1"])


@pytest.mark.parametrize(
    ("url_field", "columns"), [("url", ("body",)), ("id", ("body", "id")), ("meta.url", ("body", "meta"))]
)
def test_the_columns_that_are_looked_at_are_those_with_texts_and_addresses(
    url_field: str, columns: tuple[str, ...]
) -> None:
    schema = pa.table({"id": [""], "meta": [{"url": ""}], "body": [""]}).schema
    assert TableCleaner(text_field="body", url_field=url_field).columns(schema) == columns


def test_of_two_columns_with_texts_nobody_can_say_which_is_meant() -> None:
    table = pa.Table.from_arrays([pa.array([SCRAPED]), pa.array([SCRAPED])], names=["text", "text"])
    with pytest.raises(OptionError, match=r"^2 columns have the name 'text', and one is to be written; rename"):
        TableCleaner()(table)


def test_of_two_columns_with_the_name_of_an_added_one_nobody_can_say_which_goes() -> None:
    table = pa.Table.from_arrays([pa.array([SCRAPED]), pa.array([1]), pa.array([2])], ["text", *[SPANS_FIELD] * 2])
    for verb in (TableCleaner(spans=True), lambda one: TableCleaner(spans=True).schema(one.schema)):
        with pytest.raises(OptionError, match=r"^2 columns have the name 'cleanwire_removed', and one is to be"):
            verb(table)
    assert TableCleaner()(table).column_names == table.column_names


@pytest.mark.parametrize(
    "option",
    [{"text_field": ""}, {"url_field": None}, {"text_field": "url"}, {"text_field": SPANS_FIELD}, {"cleaner": "safe"}],
)
def test_options_that_cannot_be_used_are_errors(option: dict[str, str]) -> None:
    with pytest.raises(OptionError, match=next(iter(option))):
        TableCleaner(**option)


def test_it_is_a_value_that_pickles() -> None:
    cleaner = TableCleaner(spans=True, cleaner=Cleaner(keep={"byline"}))
    table = pa.table({"text": [SCRAPED]})
    again = pickle.loads(pickle.dumps(cleaner))  # noqa: S301, our own
    assert again == cleaner
    assert again(table).equals(cleaner(table))


def test_texts_beyond_one_array_come_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "CHUNK_BYTES", 2 * len(ARTICLE))
    cleaned = TableCleaner()(pa.table({"text": [SCRAPED] * 7}))
    assert cleaned["text"].num_chunks == 3
    assert cleaned["text"].to_pylist() == [ARTICLE] * 7


def as_page(text: str) -> str:
    return "<!doctype html><article>" + "".join(f"<p>{line}</p>" for line in text.splitlines()) + "</article>"


@pytest.mark.parametrize(("html", "output"), [(False, "text"), (True, "text"), (True, "markdown")])
def test_files_and_tables_give_the_same_texts_and_profile(tmp_path: Path, html: bool, output: Output) -> None:
    pages = [*synthetic_corpus(sites=3, pages=12)]
    table = pa.table(
        {"text": [as_page(page.text) if html else page.text for page in pages], "url": [page.url for page in pages]}
    )
    pq.write_table(table, tmp_path / "in.parquet")
    options = CorpusOptions(html=html, spans=True, cleaner=Cleaner(output=output))
    clean_files(tmp_path / "in.parquet", tmp_path / "out", options, workers=1)
    profile = TableCleaner(html=html).fit_profile(table.to_batches(max_chunksize=5)).finished()
    assert profile == SiteProfile.load(tmp_path / "out" / "site-profile")
    cleaned = TableCleaner(html=html, spans=True, cleaner=Cleaner(profile=profile, output=output))(table)
    assert cleaned.equals(pq.read_table(tmp_path / "out" / "in.parquet"))
