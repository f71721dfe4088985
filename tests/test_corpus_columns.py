import pyarrow as pa
import pytest

from cleanwire.corpus.columns import output_schema, place_of, problem_with_name, span_type, text_type, without_views
from cleanwire.corpus.options import CorpusOptions

TWICE = pa.schema([("a", pa.int64()), ("text", pa.string()), ("a", pa.string())])


def test_of_several_columns_of_a_name_the_first_has_it() -> None:
    assert [place_of(TWICE, name) for name in ("a", "text", "none")] == [(0,), (1,), None]


@pytest.mark.parametrize(
    ("name", "problem"), [("text", ""), ("none", "no field 'none'"), ("a", "2 columns have the name 'a'")]
)
def test_a_name_has_to_be_that_of_one_column(name: str, problem: str) -> None:
    assert problem_with_name(TWICE, name) == problem


@pytest.mark.parametrize(
    ("kind", "plain"),
    [
        (pa.string_view(), pa.string()),
        (pa.binary_view(), pa.binary()),
        (pa.list_(pa.string_view()), pa.list_(pa.string())),
        (pa.list_(pa.field("element", pa.binary_view()), 3), pa.list_(pa.field("element", pa.binary()), 3)),
        (pa.large_list(pa.string_view()), pa.large_list(pa.string())),
        (pa.map_(pa.string_view(), pa.list_(pa.string_view())), pa.map_(pa.string(), pa.list_(pa.string()))),
        (
            pa.struct([pa.field("a", pa.string_view(), nullable=False, metadata={"of": "a"}), ("b", pa.int8())]),
            pa.struct([pa.field("a", pa.string(), nullable=False, metadata={"of": "a"}), ("b", pa.int8())]),
        ),
    ],
    ids=str,
)
def test_views_become_plain_wherever_they_are(kind: pa.DataType, plain: pa.DataType) -> None:
    schema = pa.schema([pa.field("x", kind, metadata={"of": "x"})], metadata={"of": "the table"})
    expected = pa.schema([pa.field("x", plain, metadata={"of": "x"})], metadata={"of": "the table"})
    assert without_views(schema).equals(expected, check_metadata=True)


@pytest.mark.parametrize(
    "kind",
    [
        pa.int8(),
        pa.timestamp("ns", tz="UTC"),
        pa.dictionary(pa.int8(), pa.string()),
        pa.map_(pa.string(), pa.int8(), keys_sorted=True),
        pa.list_(pa.struct([("a", pa.large_string())])),
        pa.list_view(pa.string()),
    ],
    ids=str,
)
def test_what_has_no_views_stays(kind: pa.DataType) -> None:
    assert without_views(pa.schema([("x", kind)])).field("x").type == kind


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (pa.string(), pa.string()),
        (pa.large_string(), pa.large_string()),
        (pa.string_view(), pa.string_view()),
        (pa.binary(), pa.string()),
        (pa.binary_view(), pa.string()),
        (pa.large_binary(), pa.large_string()),
        (pa.dictionary(pa.int8(), pa.large_string()), pa.dictionary(pa.int32(), pa.large_string())),
        (pa.dictionary(pa.int64(), pa.binary()), pa.dictionary(pa.int32(), pa.string())),
    ],
    ids=str,
)
def test_a_text_has_a_type_of_text_and_room_for_new_ones(kind: pa.DataType, text: pa.DataType) -> None:
    assert text_type(kind) == text
    assert output_schema(pa.schema([("text", kind)]), CorpusOptions()).field("text").type == text


def test_an_output_has_the_columns_of_its_input_with_views_where_they_can_be_written() -> None:
    schema = pa.schema(
        [("a", pa.string_view()), ("a", pa.list_(pa.string_view())), ("text", pa.string())], metadata={"of": "all"}
    )
    expected = pa.schema(
        [("a", pa.string_view()), ("a", pa.list_(pa.string())), ("text", pa.string())], metadata={"of": "all"}
    )
    assert output_schema(schema, CorpusOptions()).equals(expected, check_metadata=True)


def test_what_was_removed_takes_the_place_of_what_an_earlier_run_removed() -> None:
    options = CorpusOptions(spans=True)
    schema = pa.schema([("text", pa.string())])
    spans = pa.field("cleanwire_removed", span_type())
    assert output_schema(schema, options) == schema.append(spans)
    assert output_schema(pa.schema([("cleanwire_removed", pa.null()), *schema]), options) == pa.schema([spans, *schema])
