import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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

os.environ |= {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}  # read when it is imported
datasets = engine("datasets", "datasets")

from datasets import (
    ClassLabel,
    Dataset,
    DatasetDict,
    Features,
    IterableDataset,
    IterableDatasetDict,
    Value,
)
from datasets.fingerprint import Hasher

from cleanwire.integrations.datasets import _Cached, clean, fit_profile

PAGES = [*synthetic_corpus(sites=2, pages=8)]
TEXTS = [page.text for page in PAGES]
URLS = [page.url for page in PAGES]
TABLE = pa.table({"n": range(len(PAGES) + 1), "text": [*TEXTS, None], "url": [*URLS, None]})
CLEANER = Cleaner(profile=SiteProfile.fit(zip(TEXTS, URLS, strict=True)))
ALL: dict[str, Any] = {"spans": True, "guarded": True, "reason": True}


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    datasets.disable_progress_bars()
    yield
    datasets.enable_progress_bars()


@pytest.fixture
def dataset() -> Dataset:
    return Dataset(TABLE)


def rows() -> Iterator[dict[str, Any]]:
    yield from TABLE.to_pylist()


STREAMS = {
    "of a dataset": lambda: Dataset(TABLE).to_iterable_dataset(num_shards=3),
    "of rows": lambda: IterableDataset.from_generator(rows),
    "of rows with features": lambda: IterableDataset.from_generator(rows, features=Dataset(TABLE).features),
}


class TestDatasets:
    @pytest.mark.parametrize("num_proc", [None, 2])
    def test_give_what_tables_give(self, dataset: Dataset, num_proc: int | None) -> None:
        cleaned = clean(dataset, cleaner=CLEANER, num_proc=num_proc, **ALL)
        assert cleaned.with_format("arrow")[:].to_pylist() == TableCleaner(cleaner=CLEANER, **ALL)(TABLE).to_pylist()

    def test_keep_their_features(self) -> None:
        features = Features(
            {"id": Value("int16"), "text": Value("large_string"), "label": ClassLabel(names=["a", "b"])}
        )
        given = Dataset.from_dict({"id": [1, 2], "text": [SCRAPED, None], "label": [1, 0]}, features=features)
        cleaned = clean(given, **ALL)
        assert {name: cleaned.features[name] for name in features} == features
        assert [*cleaned.features] == [*features, "cleanwire_removed", "cleanwire_guarded", "cleanwire_reason"]
        assert cleaned[:]["label"] == [1, 0]

    @pytest.mark.parametrize("kind", ["arrow", "numpy", None])
    def test_keep_their_format(self, dataset: Dataset, kind: str | None) -> None:
        cleaned = clean(dataset.with_format(kind), **ALL)
        assert cleaned.format["type"] == kind
        assert cleaned.format["columns"] == cleaned.column_names
        shown = clean(dataset.with_format(kind, columns=["text"], output_all_columns=True), **ALL)
        assert (shown.format["columns"], shown.format["output_all_columns"]) == (["text"], True)

    def test_keep_the_order_they_were_given(self, dataset: Dataset) -> None:
        turned = dataset.select(range(len(dataset) - 1, -1, -1))
        assert clean(turned)["n"][:3] == [16, 15, 14]
        assert clean(turned)["text"][:] == clean(dataset)["text"][::-1]

    def test_are_cleaned_by_a_map_of_ones_own(self, dataset: Dataset) -> None:
        cleaned = dataset.with_format("arrow").map(TableCleaner(spans=True), batched=True, keep_in_memory=True)
        assert cleaned[:].equals(clean(dataset, spans=True).with_format("arrow")[:])

    def test_have_splits(self, dataset: Dataset) -> None:
        cleaned = clean(DatasetDict(train=dataset, test=dataset.select([0])))
        assert isinstance(cleaned, DatasetDict)
        assert (cleaned["train"][:], cleaned["test"][0]) == (clean(dataset)[:], clean(dataset)[0])
        assert (
            fit_profile(DatasetDict(a=dataset, b=dataset))
            == SiteProfile.fit([*zip(TEXTS, URLS, strict=True)] * 2).finished()
        )

    def test_without_rows_have_the_same_columns(self, dataset: Dataset) -> None:
        empty = dataset.select([]).with_format("numpy", columns=["text"])
        cleaned = clean(DatasetDict(train=dataset, test=empty), **ALL)
        assert cleaned["test"].features == cleaned["train"].features
        assert cleaned["test"].num_rows == 0
        assert (cleaned["test"].format["type"], cleaned["test"].format["columns"]) == ("numpy", ["text"])
        assert cleaned["test"].split == dataset.split
        untyped = clean(Dataset.from_dict({"text": []}), reason=True)
        assert untyped.features == {"text": Value("string"), "cleanwire_reason": Value("string")}

    def test_have_fields_of_structs_cleaned_by_their_path(self) -> None:
        given = Dataset.from_list([{"meta": {"text": SCRAPED, "url": "https://a.example/1"}}, {"meta": None}])
        options = {"text_field": "meta.text", "url_field": "meta.url"}
        for one in (given, given.to_iterable_dataset(), IterableDataset.from_generator(given.__iter__)):
            first, second = clean(one, **options, reason=True)
            assert first["meta"] == {"text": ARTICLE, "url": "https://a.example/1"}
            assert second["cleanwire_reason"] == "field 'meta.text' is not text but null"
            assert fit_profile(one, **options).sites == {"a.example": 1}

    def test_that_hold_what_is_no_text_have_a_reason(self) -> None:
        cleaned = clean(Dataset(pa.table({"text": NOT_UTF_8})), reason=True)
        assert cleaned[:]["cleanwire_reason"] == ["field 'text' is not UTF-8", None]
        cleaned = clean(Dataset.from_dict({"text": [None, None]}), reason=True)
        assert cleaned.features["text"] == Value("string")
        assert cleaned[:]["cleanwire_reason"] == ["field 'text' is not text but null"] * 2

    @pytest.mark.parametrize("pages", [[b"", NO_PAGE.encode(), PAGE.encode()], ["", NO_PAGE, PAGE]])
    def test_of_pages_give_articles_or_a_reason(self, pages: list[str | bytes]) -> None:
        given = Dataset.from_dict({"text": pages})
        expected = TableCleaner(html=True, reason=True)(pa.table({"text": pages})).to_pylist()
        for one in (given, given.to_iterable_dataset()):
            cleaned = clean(one, html=True, reason=True)
            assert [*cleaned] == expected
            assert cleaned.features["text"] == Value("string")


@pytest.mark.parametrize("kind", STREAMS)
class TestStreams:
    def test_give_what_tables_give(self, kind: str) -> None:
        cleaned = clean(STREAMS[kind](), cleaner=CLEANER, **ALL)
        assert [*cleaned] == TableCleaner(cleaner=CLEANER, **ALL)(TABLE).to_pylist()

    def test_know_their_features_if_they_did(self, kind: str) -> None:
        cleaned = clean(STREAMS[kind](), **ALL)
        assert cleaned.features == (None if kind == "of rows" else clean(Dataset(TABLE), **ALL).features)

    def test_are_cleaned_whatever_their_format(self, kind: str) -> None:
        cleaned = clean(IterableDatasetDict(train=STREAMS[kind]().with_format("numpy")))
        assert [row["text"] for row in cleaned["train"]] == TableCleaner()(TABLE)["text"].to_pylist()

    def test_fit_the_profile_of_all_documents(self, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
        monkeypatch.setattr("cleanwire.integrations.datasets.ROWS", 5)
        monkeypatch.setattr(profiles, "PART_DOCUMENTS", 7)
        assert fit_profile(STREAMS[kind]()) == SiteProfile.fit(zip(TEXTS, URLS, strict=True)).finished()

    def test_without_texts_are_an_error_with_a_remedy(self, kind: str) -> None:
        for verb in (
            lambda **options: [*clean(STREAMS[kind](), **options)],
            lambda **options: fit_profile(STREAMS[kind](), **options),
        ):
            with pytest.raises(OptionError, match="no field 'body' but 'n', 'text', 'url'; name the column with texts"):
                verb(text_field="body")

    def test_are_cleaned_by_the_process_that_reads_them(self, kind: str) -> None:
        with pytest.raises(OptionError, match="num_proc"):
            clean(STREAMS[kind](), num_proc=2)


def test_rows_of_a_stream_that_are_no_texts_have_a_reason() -> None:
    given = IterableDataset.from_generator(lambda: ({"text": text} for text in [7, SCRAPED, b"raw", None, ["x"]]))
    cleaned = [*clean(given, reason=True)]
    assert [row["text"] for row in cleaned] == [None, ARTICLE, None, None, None]
    reasons = [row["cleanwire_reason"] for row in cleaned if row["text"] is None]
    assert [one.partition("not text but ")[2] for one in reasons] == [
        "a number",
        "bytes: are they pages?",
        "null",
        "a list",
    ]
    assert fit_profile(given).sites == {"": 1}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"text_field": "body"}, "the table has no field 'body' but 'n', 'text', 'url'"),
        ({"text_field": "n"}, "text_field = 'n' is a column of int64, which is not text"),
        ({"url_field": ""}, "url_field = '' should be the name of a column"),
    ],
)
def test_a_dataset_without_texts_is_an_error_with_a_remedy(
    dataset: Dataset, options: dict[str, str], message: str
) -> None:
    for verb in (clean, fit_profile):
        for one in (dataset, dataset.to_iterable_dataset()):
            with pytest.raises(OptionError, match=message):
                verb(one, **options)


def test_the_profile_is_that_of_all_documents(dataset: Dataset) -> None:
    given = dataset.rename_columns({"text": "body", "url": "link"})
    for key in (host, str.lower):
        fitted = fit_profile(given, text_field="body", url_field="link", key=key)
        assert fitted == SiteProfile.fit(zip(TEXTS, URLS, strict=True), key=key).finished()


CACHING = """
import sys
from datasets import Dataset, disable_progress_bars
from cleanwire import Cleaner
from cleanwire.integrations.datasets import clean
disable_progress_bars()
given = Dataset.from_parquet(sys.argv[1], cache_dir=sys.argv[2])
cleaned = clean(given, cleaner=Cleaner(keep={"byline", "credit", "media"}, drop={"headline", "en/byline/"}))
print(cleaned.cache_files[0]["filename"])
"""


def test_a_cache_is_found_again_by_another_process(tmp_path: Path) -> None:
    Dataset(TABLE.slice(0, 3)).to_parquet(tmp_path / "in.parquet")
    found, times = set(), set()
    for seed in "13":
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", CACHING, tmp_path / "in.parquet", tmp_path / "cache"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(done.stdout.strip())
        times.add(Path(done.stdout.strip()).stat().st_mtime_ns)
    assert (len(found), len(times)) == (1, 1)


def test_a_cache_is_another_with_other_options_or_another_version(tmp_path: Path) -> None:
    pack = tmp_path / "notice.toml"
    hashes = set()
    for notice in ("Cloud notice", "Fog notice"):
        pack.write_text(
            f'label = "notice"\n[one]\nwhy = "A notice."\nis = ["{notice}"]\n'
            f'match = ["{notice}"]\nno-match = ["The {notice} came late."]\n',
            "utf-8",
        )
        hashes.add(Hasher.hash(_Cached(TableCleaner(cleaner=Cleaner(packs=[str(pack)])))))
    options: list[dict[str, Any]] = [{}, {"spans": True}, {"html": True}, {"cleaner": Cleaner(strictness="safe")}]
    hashes |= {Hasher.hash(_Cached(TableCleaner(**one))) for one in [*options, {"cleaner": CLEANER}]}
    hashes.add(Hasher.hash(_Cached(TableCleaner(), version="0")))
    assert len(hashes) == 8
    used = TableCleaner()
    used(TABLE.slice(0, 3))
    assert Hasher.hash(used) == Hasher.hash(TableCleaner())


def test_the_program_of_the_guide_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    exec(program_of("datasets"), {})  # noqa: S102, our own
    assert capsys.readouterr().out == output_of("datasets")
