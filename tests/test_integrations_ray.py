import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from cleanwire import Cleaner, OptionError, SiteProfile
from cleanwire.integrations.arrow import REASON_FIELD, TableCleaner
from cleanwire.profile.sites import host
from cleanwire.testing import synthetic_corpus
from engines import engine
from guides import output_of, program_of
from invented_corpora import ARTICLE, HUGE, NOT_UTF_8, PAGE, SCRAPED
from invented_workers import MARK, Dying, DyingKey, Killer, Telling

ray = engine("ray", "ray")
data = engine("ray", "ray.data")

from cleanwire.integrations.ray import SharedCleaner, clean, fit_profile

# Ray says so of defaults of its own.
pytestmark = pytest.mark.filterwarnings(r"ignore:`\w+` is deprecated.*`\w+` *instead:DeprecationWarning:ray")

PAGES = [*synthetic_corpus(sites=4, pages=25)]
TABLE = pa.table({"id": range(len(PAGES)), "text": [page.text for page in PAGES], "url": [page.url for page in PAGES]})
PROFILE = SiteProfile.fit(PAGES).finished()
WORKERS = 2


@pytest.fixture(scope="module", autouse=True)
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        environment.chdir(tmp_path_factory.mktemp("cluster"))  # where workers are, too
        environment.setenv("RAY_USAGE_STATS_ENABLED", "0")
        ray.init(num_cpus=WORKERS, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
        data.DataContext.get_current().enable_progress_bars = False
        yield
        ray.shutdown()


@pytest.fixture(autouse=True)
def small_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleanwire.integrations.ray.ROWS", 10)
    monkeypatch.setattr("cleanwire.integrations.ray.DOCUMENTS", 10)
    monkeypatch.setattr("cleanwire.integrations.ray.RANGES", 4)


def blocks_of(table: pa.Table, rows: int = 25) -> Any:
    """Return a dataset with blocks of a number of rows."""
    return data.from_arrow([table.slice(start, rows) for start in range(0, table.num_rows, rows)])


def table_of(dataset: Any) -> pa.Table:
    """Return the rows of a dataset sorted by number, whichever worker was done first."""
    tables = ray.get(dataset.to_arrow_refs())
    return pa.concat_tables(tables, promote_options="default").sort_by("id").combine_chunks()


def test_a_dataset_is_cleaned_as_a_table_is() -> None:
    options = {"spans": True, "guarded": True, "reason": True, "cleaner": Cleaner(profile=PROFILE)}
    assert table_of(clean(blocks_of(TABLE), **options)).equals(TableCleaner(**options)(TABLE))


def test_pages_become_articles() -> None:
    table = pa.table({"id": [0, 1], "meta": [{"page": PAGE.encode()}, {"page": None}]})
    options = {"text_field": "meta.page", "html": True, "reason": True}
    assert table_of(clean(blocks_of(table, 1), **options)).equals(TableCleaner(**options)(table))


def test_workers_read_the_profile_where_it_lies_and_copy_nothing(tmp_path: Path) -> None:
    cleaner = Telling(profile=PROFILE, folder=tmp_path, workers=WORKERS)
    clean(blocks_of(TABLE), cleaner=cleaner).materialize()
    notes = [note.read_text() for note in tmp_path.iterdir()]
    assert len(notes) >= WORKERS
    assert all(mapped.startswith("/dev/shm/plasma") for mapped in notes)  # noqa: S108, Ray's object store


@pytest.mark.parametrize("key", [None, host])
def test_the_profile_is_that_of_all_documents(key: Any) -> None:
    options = {"key": key} if key else {}
    assert fit_profile(blocks_of(TABLE), **options) == SiteProfile.fit(PAGES, **options).finished()


class TestAWorkerThatIsKilled:
    """The others take over its work."""

    def test_leaves_the_same_texts(self, tmp_path: Path) -> None:
        texts = TABLE["text"].to_pylist()
        texts[60] = f"{MARK}\n{texts[60]}"
        table = TABLE.set_column(1, "text", [texts])
        killer = Killer(tmp_path / "killed", "ray::")
        cleaned = table_of(clean(blocks_of(table), cleaner=Dying(killer=killer)))
        assert killer.note.exists()
        assert cleaned.equals(TableCleaner()(table))

    def test_leaves_the_same_profile(self, tmp_path: Path) -> None:
        killer = Killer(tmp_path / "killed", "ray::")
        key = DyingKey(PAGES[60].url, killer)
        profile = fit_profile(blocks_of(TABLE), key=key)
        assert killer.note.exists()
        assert profile == SiteProfile.fit(PAGES, key=key).finished()


@pytest.mark.parametrize(
    "blocks",
    [
        [pa.table({"text": [None], "id": [0]}), pa.table({"text": [SCRAPED], "id": [1]})],
        [pa.table({"text": NOT_UTF_8, "id": [0, 1]})],
    ],
    ids=["null", "not UTF-8"],
)
def test_rows_that_cannot_be_cleaned_get_a_reason_and_others_are_cleaned(blocks: list[pa.Table]) -> None:
    bad, good = table_of(clean(data.from_arrow(blocks), reason=True)).to_pylist()
    assert bad["text"] is None
    assert "field 'text' is" in bad[REASON_FIELD]
    assert good["text"] in (ARTICLE, "ok")
    assert fit_profile(data.from_arrow(blocks)).sites == {"": 1}


def test_rows_that_arrow_cannot_hold_are_rejected_one_by_one() -> None:
    rows = [{"id": number, "text": text} for number, text in enumerate([7, f"{ARTICLE}\udc80", SCRAPED])]
    objects = data.from_items(rows, override_num_blocks=1)
    number, half, good = table_of(clean(objects, reason=True)).to_pylist()
    assert number == {"id": 0, "text": None, REASON_FIELD: "field 'text' is not text but a number"}
    assert (half["text"], half[REASON_FIELD].partition(" (")[0]) == (None, "holds a lone surrogate")
    assert good == {"id": 2, "text": ARTICLE, REASON_FIELD: None}
    assert fit_profile(objects).sites == {"": 2}


def test_a_row_of_100_megabytes_is_cleaned_beside_others() -> None:
    cleaned = table_of(clean(blocks_of(pa.table({"id": [0, 1, 2], "text": [SCRAPED, HUGE, SCRAPED]})), reason=True))
    assert cleaned[REASON_FIELD].null_count == cleaned.num_rows
    assert cleaned["text"].equals(pa.chunked_array([[ARTICLE, HUGE, ARTICLE]]))


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
def test_a_dataset_without_texts_is_an_error_before_it_runs(verb: Any, options: dict[str, str], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        verb(blocks_of(pa.table({"id": [1], "text": [SCRAPED], "page": [b""]})), **options)


def test_what_ray_does_not_know_yet_is_the_error_of_a_task() -> None:
    made = blocks_of(TABLE).map_batches(lambda table: table.drop_columns("text"), batch_format="pyarrow")
    with pytest.raises(ray.exceptions.RayTaskError, match="OptionError: the table has no field 'text' but 'id', 'url'"):
        clean(made).materialize()


def test_frames_of_pandas_are_cleaned_too() -> None:
    frame = TABLE.slice(0, 5).to_pandas()
    assert table_of(clean(data.from_pandas(frame)))["text"].to_pylist() == TableCleaner()(TABLE)["text"].to_pylist()[:5]


def test_no_rows_give_no_rows() -> None:
    empty = data.from_arrow(TABLE.slice(0, 0))
    assert clean(empty, spans=True).count() == 0
    assert fit_profile(empty) == SiteProfile.fit([]).finished()


def test_blocks_of_which_nothing_is_left_do_no_harm() -> None:
    some = blocks_of(TABLE).map_batches(lambda table: table.filter(pc.field("id") >= 60), batch_format="pyarrow")
    assert table_of(clean(some)).equals(TableCleaner()(TABLE.slice(60)))
    assert fit_profile(some) == SiteProfile.fit(PAGES[60:]).finished()


def test_one_cleaner_serves_several_datasets() -> None:
    cleaner = SharedCleaner(TableCleaner())
    for rows in (TABLE.slice(0, 3), TABLE.slice(3, 3)):
        cleaned = blocks_of(rows).map_batches(cleaner, batch_format="pyarrow", num_cpus=0.5)
        assert table_of(cleaned).equals(TableCleaner()(rows))


def test_the_program_of_the_guide_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    exec(program_of("ray"), {})  # noqa: S102, our own
    assert capsys.readouterr().out == output_of("ray")
