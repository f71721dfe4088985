from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleanwire import Cleaner, OptionError, SiteProfile
from cleanwire.integrations.arrow import TableCleaner
from cleanwire.profile.sites import host
from cleanwire.testing import synthetic_corpus
from engines import engine
from guides import output_of, run_apart
from invented_corpora import ARTICLE, NOT_UTF_8, SCRAPED
from invented_workers import MARK, Dying, DyingKey, Killer

dask = engine("dask", "dask")
distributed = engine("dask", "distributed")

import dask.dataframe as dd
import pandas as pd

from cleanwire.integrations import pandas as frames
from cleanwire.integrations.dask import clean, fit_profile

PAGES = [*synthetic_corpus(sites=2, pages=8)]
TEXTS = [page.text for page in PAGES]
URLS = [page.url for page in PAGES]
ROWS = pd.DataFrame({"text": [*TEXTS, None], "url": [*URLS, None], "n": range(len(PAGES) + 1)})
FRAME = dd.from_pandas(ROWS.set_index("n"), npartitions=4)
ALL = {"spans": True, "guarded": True, "reason": True}


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    """Compute frames in two processes."""
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as workers,
        distributed.Client(workers),
    ):
        yield


@pytest.fixture(scope="module", params=["threads", "processes"])
def workers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Compute frames in threads of this process, or in the cluster."""
    if request.param == "threads":
        with dask.config.set(scheduler="threads", num_workers=2):
            yield
    else:
        request.getfixturevalue("cluster")
        yield


@pytest.mark.usefixtures("workers")
class TestWorkers:
    def test_give_what_tables_give(self) -> None:
        cleaner = Cleaner(profile=SiteProfile.fit(zip(TEXTS, URLS, strict=True)))
        table = TableCleaner(cleaner=cleaner, **ALL)(pa.Table.from_pandas(ROWS))
        cleaned = clean(FRAME, cleaner=cleaner, **ALL).compute()
        assert cleaned.index.tolist() == ROWS["n"].tolist()
        for name in ("text", "url", "cleanwire_removed", "cleanwire_guarded", "cleanwire_reason"):
            values = [None if gone else one for one, gone in zip(cleaned[name], cleaned[name].isna(), strict=True)]
            assert values == table[name].to_pylist()

    @pytest.mark.parametrize("key", [host, str.lower])
    def test_fit_the_profile_of_all_documents(self, key) -> None:
        frame = FRAME.rename(columns={"text": "body", "url": "link"})
        expected = SiteProfile.fit(zip(TEXTS, URLS, strict=True), key=key).finished()
        assert fit_profile(frame, text_field="body", url_field="link", key=key) == expected

    def test_fit_an_empty_profile_where_there_are_no_documents(self) -> None:
        empty = FRAME[FRAME["url"] == "nowhere"]
        assert fit_profile(empty) == SiteProfile.fit([]).finished()


@pytest.mark.usefixtures("cluster")
class TestAWorkerThatIsKilled:
    """The other one takes over its work."""

    def test_leaves_the_same_texts(self, tmp_path: Path) -> None:
        rows = ROWS.assign(text=[*TEXTS[:9], f"{MARK}\n{TEXTS[9]}", *TEXTS[10:], None])
        killer = Killer(tmp_path / "killed", "multiprocessing")
        cleaned = clean(dd.from_pandas(rows, npartitions=4), cleaner=Dying(killer=killer), **ALL).compute()
        assert killer.note.exists()
        pd.testing.assert_frame_equal(cleaned, clean(dd.from_pandas(rows, npartitions=1), **ALL).compute())

    def test_leaves_the_same_profile(self, tmp_path: Path) -> None:
        killer = Killer(tmp_path / "killed", "multiprocessing")
        key = DyingKey(URLS[9], killer)
        profile = fit_profile(FRAME, key=key)
        assert killer.note.exists()
        assert profile == SiteProfile.fit(zip(TEXTS, URLS, strict=True), key=key).finished()


def test_partitions_are_as_the_frame_says_before_they_are_computed() -> None:
    cleaned = clean(FRAME, **ALL)
    assert cleaned.divisions == FRAME.divisions
    expected = frames.clean(FRAME.compute(), **ALL).astype({"cleanwire_removed": cleaned.dtypes["cleanwire_removed"]})
    pd.testing.assert_frame_equal(cleaned.compute(), expected)
    for number in range(cleaned.npartitions):
        assert cleaned.partitions[number].compute().dtypes.equals(cleaned.dtypes)


@pytest.mark.parametrize("strings", [True, False])
def test_what_was_removed_can_be_written(tmp_path: Path, strings: bool) -> None:
    with dask.config.set({"dataframe.convert-string": strings}):
        clean(dd.from_pandas(ROWS, npartitions=2), **ALL).to_parquet(tmp_path)
    expected = TableCleaner(**ALL)(pa.Table.from_pandas(ROWS))
    assert pq.read_table(tmp_path, columns=expected.column_names).to_pylist() == expected.to_pylist()


def test_columns_that_nobody_asks_for_are_looked_at_where_cleaning_needs_them() -> None:
    cleaner = Cleaner(profile=SiteProfile.fit(zip(TEXTS, URLS, strict=True)))
    text = clean(FRAME, cleaner=cleaner)["text"].compute()
    pd.testing.assert_series_equal(text, clean(FRAME, cleaner=cleaner).compute()["text"])
    assert clean(FRAME.drop(columns="url"), cleaner=cleaner)["text"].compute().tolist() != text.tolist()


def test_rows_that_cannot_be_cleaned_are_missing_with_a_reason() -> None:
    with dask.config.set({"dataframe.convert-string": False}):
        objects = pd.DataFrame({"text": pd.Series([SCRAPED, None, b"raw", 7, SCRAPED], dtype=object)})
        cleaned = clean(dd.from_pandas(objects, npartitions=2), reason=True).compute()
    assert cleaned["text"].tolist() == [ARTICLE, None, None, None, ARTICLE]
    found = cleaned["cleanwire_reason"].dropna()
    assert [one.partition("not text but ")[2] for one in found] == ["null", "bytes: are they pages?", "a number"]
    strings = pd.DataFrame({"text": pd.Series(pd.arrays.ArrowExtensionArray(NOT_UTF_8))})
    cleaned = clean(dd.from_map(lambda _: strings, [0], meta=strings.iloc[:0]), reason=True).compute()
    assert cleaned["cleanwire_reason"].iloc[0] == "field 'text' is not UTF-8"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"text_field": "body"}, "the table has no field 'body' but 'text', 'url'"),
        ({"text_field": "n"}, "text_field = 'n' is a column of int64, which is not text"),
        ({"url_field": ""}, "url_field = '' should be the name of a column"),
    ],
)
def test_a_frame_without_texts_is_an_error_before_anything_is_computed(options: dict[str, str], message: str) -> None:
    frame = dd.from_pandas(ROWS, npartitions=2)
    for verb in (clean, fit_profile):
        with pytest.raises(OptionError, match=message):
            verb(frame, **options)


def test_the_program_of_the_guide_prints_what_it_says(tmp_path) -> None:
    assert run_apart("dask", tmp_path) == output_of("dask")
