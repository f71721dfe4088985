import hashlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from cleanwire import Cleaner, OptionError, SiteProfile
from cleanwire.corpus.options import SPANS_FIELD
from cleanwire.integrations.arrow import REASON_FIELD, TableCleaner
from cleanwire.profile.sites import host
from cleanwire.testing import synthetic_corpus
from engines import engine
from guides import output_of, program_of
from invented_corpora import ARTICLE, HUGE, PAGE, SCRAPED, WORD
from invented_workers import MARK, Dying, DyingKey, Killer, Telling

pyspark = engine("spark", "pyspark")
sql = engine("spark", "pyspark.sql")

from cleanwire.integrations.spark import clean, fit_profile

# Spark warns about pandas 3, which is not used here.
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")

PAGES = [*synthetic_corpus(sites=4, pages=25)]
TABLE = pa.table({"id": range(len(PAGES)), "text": [page.text for page in PAGES], "url": [page.url for page in PAGES]})
PROFILE = SiteProfile.fit(PAGES).finished()
PACK = """
label = "notice"

[tide]
why = "A notice about tides."
is = ["Tide notice"]
match = ["Tide notice"]
no-match = ["The tide notice came late."]
"""
EXECUTORS = 2
EXECUTOR = "CoarseGrainedExecutorBackend"
"""Part of the command line of Spark's executors."""
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Stops Java from optimizing programs that run for a minute, which takes longer than the tests."""


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as environment:
        environment.chdir(tmp_path_factory.mktemp("driver"))
        environment.setenv("PYSPARK_PYTHON", sys.executable)
        environment.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        options = {
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "4",
            "spark.sql.execution.arrow.maxRecordsPerBatch": "10",
            "spark.log.level": "OFF",
            "spark.driver.extraJavaOptions": JAVA,
            "spark.executor.extraJavaOptions": JAVA,
        }
        builder = sql.SparkSession.builder.master(f"local-cluster[{EXECUTORS},1,1024]").config(map=options)
        session = builder.getOrCreate()
        context = session.sparkContext
        context.addPyFile(sys.modules[Telling.__module__].__file__)
        work = Path(context._jvm.System.getenv("SPARK_HOME"), "work", context.applicationId)
        yield session
        session.stop()
        shutil.rmtree(work, ignore_errors=True)


@pytest.fixture
def frame(spark: Any) -> Any:
    return spark.createDataFrame(TABLE)


def table_of(frame: Any) -> pa.Table:
    """Return the rows of a data frame sorted by number."""
    return frame.toArrow().sort_by("id").combine_chunks()


def test_a_data_frame_is_cleaned_as_a_table_is(frame: Any) -> None:
    options = {"spans": True, "guarded": True, "reason": True, "cleaner": Cleaner(profile=PROFILE)}
    assert table_of(clean(frame, **options)).equals(TableCleaner(**options)(TABLE))


def test_workers_unpack_the_cleaner_once_and_map_the_file_with_its_profile(frame: Any, tmp_path: Path) -> None:
    cleaner = Telling(profile=PROFILE, folder=tmp_path, workers=EXECUTORS)
    clean(frame.repartition(4 * EXECUTORS), cleaner=cleaner).count()
    notes = {note.name: note.read_text() for note in tmp_path.iterdir()}
    workers = {name.partition("-")[0] for name in notes}
    assert EXECUTORS <= len(workers) == len(notes)
    assert all(mapped.endswith(".profile") for mapped in notes.values())


def test_workers_need_no_files_of_packs_and_no_module_with_a_key(frame: Any, tmp_path: Path) -> None:
    pack = tmp_path / "ads.toml"
    pack.write_text(PACK, "utf-8")
    profile = SiteProfile.fit(PAGES, key=lambda url: url[:20])
    cleaner = Cleaner(packs=[pack], profile=profile)
    expected = TableCleaner(cleaner=cleaner)(TABLE)
    pack.unlink()
    assert table_of(clean(frame, cleaner=cleaner)).equals(expected)


@pytest.mark.parametrize("key", [None, host])
def test_the_profile_is_that_of_all_documents(frame: Any, key: Any) -> None:
    options = {"key": key} if key else {}
    assert fit_profile(frame, **options) == SiteProfile.fit(PAGES, **options).finished()


class TestAnExecutorThatIsKilled:
    """Spark starts another one, which does the work again."""

    def test_leaves_the_same_texts(self, spark: Any, tmp_path: Path) -> None:
        texts = TABLE["text"].to_pylist()
        texts[60] = f"{MARK}\n{texts[60]}"
        table = TABLE.set_column(1, "text", [texts])
        killer = Killer(tmp_path / "killed", EXECUTOR)
        cleaned = table_of(clean(spark.createDataFrame(table), cleaner=Dying(killer=killer)))
        assert killer.note.exists()
        assert cleaned.equals(TableCleaner()(table))

    def test_leaves_the_same_profile(self, frame: Any, tmp_path: Path) -> None:
        killer = Killer(tmp_path / "killed", EXECUTOR)
        key = DyingKey(PAGES[60].url, killer)
        profile = fit_profile(frame, key=key)
        assert killer.note.exists()
        assert profile == SiteProfile.fit(PAGES, key=key).finished()


class TestColumns:
    def test_keep_what_spark_knows_of_them(self, spark: Any) -> None:
        frame = spark.sql(
            "select 1 as id, timestamp_ntz'2026-05-01 12:00:00' as seen, timestamp'2026-05-01 12:00:00' as crawled, "
            "map('a', cast(1.5 as decimal(9, 2))) as prices, parse_json('{}') as facts, 'x' as text"
        )
        frame = frame.withMetadata("seen", {"comment": "by the crawler"})
        cleaned = clean(frame, spans=True, guarded=True, reason=True)
        assert cleaned.schema[:5] == frame.schema[:5]
        assert cleaned.schema["seen"].metadata == {"comment": "by the crawler"}
        assert cleaned.schema["text"].nullable
        told = ["id", "seen", "crawled", "prices", "to_json(facts)", "text"]
        assert cleaned.selectExpr(*told).collect() == frame.selectExpr(*told).collect()

    def test_may_have_dots_in_their_names_or_equal_ones(self, spark: Any) -> None:
        frame = spark.createDataFrame([(SCRAPED, 1, 2)], "`meta.text` string, a int, b int").toDF("meta.text", "a", "a")
        cleaned = clean(frame, text_field="meta.text", spans=True)
        assert cleaned.columns == ["meta.text", "a", "a", SPANS_FIELD]
        assert tuple(cleaned.first())[:3] == (ARTICLE, 1, 2)

    def test_may_be_fields_of_structs(self, spark: Any) -> None:
        kind = "id int, `a.b` int, meta struct<url: string, page: binary> not null"
        pages = [(1, 0, ("https://oxley.example/1", PAGE.encode())), (2, 0, ("https://oxley.example/2", None))]
        frame = spark.createDataFrame(pages, kind)
        options = {"text_field": "meta.page", "url_field": "meta.url", "html": True}
        cleaned = clean(frame, reason=True, **options)
        assert table_of(cleaned).to_pylist() == TableCleaner(reason=True, **options)(frame.toArrow()).to_pylist()
        assert cleaned.schema["meta"].dataType["page"].dataType == sql.types.StringType()
        assert fit_profile(frame, **options).sites == {"oxley.example": 1}

    def test_that_are_there_already_are_replaced_where_they_stand(self, spark: Any) -> None:
        frame = spark.createDataFrame([("old", SCRAPED)], f"{REASON_FIELD} string not null, text string")
        cleaned = clean(frame, reason=True)
        assert cleaned.first().asDict() == {REASON_FIELD: None, "text": ARTICLE}


def test_rows_that_cannot_be_cleaned_get_a_reason_and_others_are_cleaned(spark: Any) -> None:
    texts = spark.createDataFrame([(1, None), (2, b"\xff\xfe"), (3, SCRAPED.encode())], "id int, raw binary")
    frame = texts.selectExpr("id", "cast(raw as string) as text")
    null, broken, good = table_of(clean(frame, reason=True)).to_pylist()
    assert (null["text"], null[REASON_FIELD]) == (None, "field 'text' is not text but null")
    assert (broken["text"], broken[REASON_FIELD]) == (None, "field 'text' is not UTF-8")
    assert (good["text"], good[REASON_FIELD]) == (ARTICLE, None)
    assert fit_profile(frame).sites == {"": 1}


def test_a_row_of_100_megabytes_is_cleaned_beside_others(spark: Any) -> None:
    rows = spark.range(3, numPartitions=1)
    # It depends on the row, else Spark would compute it in its plan.
    huge = sql.functions.expr(f"repeat('{WORD}', int(id) * {len(HUGE) // len(WORD)})")
    frame = rows.withColumn("text", sql.functions.when(rows["id"] == 1, huge).otherwise(SCRAPED))
    cleaned = clean(frame, reason=True)
    sums = cleaned.selectExpr("id", "md5(text) as sum", REASON_FIELD).sort("id").collect()
    expected = [hashlib.md5(text.encode()).hexdigest() for text in (ARTICLE, HUGE, ARTICLE)]  # noqa: S324, no secret
    assert [tuple(row) for row in sums] == [(number, one, None) for number, one in enumerate(expected)]


@pytest.mark.parametrize("verb", [clean, fit_profile])
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"text_field": "body"}, "no field 'body' but 'id', 'text', 'page'"),
        ({"text_field": "id"}, "'id' is a column of int64, which is not text; name the one with texts"),
        ({"text_field": "page"}, "'page' is a column of binary, which is not text; use html=True"),
        ({"text_field": ""}, "text_field = '' should be the name of a column"),
    ],
)
def test_a_frame_without_texts_is_an_error_before_it_runs(
    spark: Any, verb: Any, options: dict[str, str], message: str
) -> None:
    frame = spark.createDataFrame([(1, SCRAPED, b"")], "id long, text string, page binary")
    with pytest.raises(OptionError, match=message):
        verb(frame, **options)


def test_no_rows_give_no_rows(spark: Any) -> None:
    empty = spark.createDataFrame([], "text string")
    assert clean(empty, spans=True).count() == 0
    assert fit_profile(empty) == SiteProfile.fit([]).finished()


@pytest.mark.usefixtures("spark")
def test_the_program_of_the_guide_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    exec(program_of("spark"), {})  # noqa: S102, our own
    assert capsys.readouterr().out == output_of("spark")
