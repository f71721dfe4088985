import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from cleanwire import Cleaner, OptionError, ProfileError, Result, SiteProfile
from cleanwire.integrations import profiles
from cleanwire.integrations.arrow import TableCleaner
from cleanwire.profile.sites import host
from cleanwire.report.counts import counts_of
from cleanwire.testing import synthetic_corpus
from engines import engine
from guides import output_of, run_apart
from invented_corpora import ARTICLE, NO_PAGE, PAGE, SCRAPED

engine("datatrove", "datatrove")

from datatrove.data import Document
from datatrove.executor.local import LocalPipelineExecutor
from datatrove.executor.slurm import SlurmPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers.jsonl import JsonlWriter

from cleanwire.integrations.datatrove import (
    ArticleExtractor,
    ArticleFormatter,
    ProfileFinisher,
    ProfileFitter,
    finished_profile,
)

# It forks the process that reads pages while it has threads, about which Python warns from 3.12 on.
pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")

PAGES = [*synthetic_corpus(sites=2, pages=8)]
TABLE = pa.table({"text": [page.text for page in PAGES], "url": [page.url for page in PAGES]})
PROFILE = SiteProfile.fit((page.text, page.url) for page in PAGES).finished()


def documents(texts: Iterable[Any], urls: Iterable[str | None] | None = None) -> list[Document]:
    pairs = zip(texts, urls, strict=True) if urls else ((text, None) for text in texts)
    return [Document(text, str(n), metadata={"url": url} if url else {}) for n, (text, url) in enumerate(pairs)]


def crawled() -> list[Document]:
    return documents(TABLE["text"].to_pylist(), TABLE["url"].to_pylist())


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the documents in three files."""
    folder = tmp_path_factory.mktemp("crawl")
    for number in range(3):
        rows = [{"id": str(at), **row} for at, row in enumerate(TABLE.to_pylist()) if at % 3 == number]
        (folder / f"{number}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return folder


def written(folder: Path) -> list[dict[str, Any]]:
    """Return what a writer has written, sorted by id."""
    lines = [line for path in folder.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    return sorted(map(json.loads, lines), key=lambda row: int(row["id"]))


def totals(steps: str) -> dict[str, int]:
    """Return the counters of the second step in the statistics of an executor."""
    return {
        name: value["total"] if isinstance(value, dict) else value
        for name, value in json.loads(steps)[1]["stats"].items()
    }


def test_tasks_fit_a_profile_and_clean_with_it(crawl: Path, tmp_path: Path) -> None:
    def run(number: int, *pipeline: Any, tasks: int = 2) -> str:
        executor = LocalPipelineExecutor(
            [*pipeline], tasks=tasks, workers=tasks, logging_dir=str(tmp_path / f"logs{number}")
        )
        return executor.run().to_json()

    profile = str(tmp_path / "profiles/sites")
    fitted = run(1, JsonlReader(str(crawl)), ProfileFitter(str(tmp_path / "parts")))
    run(2, ProfileFinisher(str(tmp_path / "parts"), profile), tasks=1)
    writer = JsonlWriter(str(tmp_path / "clean"), compression=None)
    cleaned = run(3, JsonlReader(str(crawl)), ArticleFormatter(spans=True, profile=profile), writer)

    assert SiteProfile.load(profile) == PROFILE
    rows = TableCleaner(spans=True, cleaner=Cleaner(profile=PROFILE))(TABLE).to_pylist()
    for found, row in zip(written(tmp_path / "clean"), rows, strict=True):
        assert found["text"] == row["text"]
        assert found["metadata"]["url"] == row["url"]
        assert found["metadata"]["cleanwire_removed"] == row["cleanwire_removed"]
    assert totals(fitted) == {"total": len(PAGES), "forwarded": len(PAGES)}
    results = [Cleaner(profile=PROFILE).explain(page.text, url=page.url) for page in PAGES]
    counted = totals(cleaned)
    assert counted["total"] == counted["forwarded"] == len(PAGES)
    assert counted["words"] == sum(counts_of(one).words for one in results)
    assert counted["words_removed"] == sum(counts_of(one).removed for one in results)
    templates = [row.words for one in results for row in counts_of(one).labels if row.label == "template"]
    assert counted["words_removed_template"] == sum(templates) > 0


def test_pages_become_articles_and_the_others_are_excluded(tmp_path: Path) -> None:
    pages = [PAGE, NO_PAGE, PAGE, "<html>"]
    (tmp_path / "pages").mkdir()
    for number, some in enumerate([pages[:2], pages[2:]]):
        rows = [{"id": str(2 * number + at), "text": page} for at, page in enumerate(some)]
        (tmp_path / f"pages/{number}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    stats = LocalPipelineExecutor(
        [
            JsonlReader(str(tmp_path / "pages")),
            ArticleExtractor(spans=True, exclusion_writer=JsonlWriter(str(tmp_path / "excluded"), compression=None)),
            JsonlWriter(str(tmp_path / "clean"), compression=None),
        ],
        tasks=2,
        workers=2,
        logging_dir=str(tmp_path / "logs"),
    ).run()
    rows = TableCleaner(html=True, spans=True, reason=True)(pa.table({"text": pages})).to_pylist()
    kept, excluded = written(tmp_path / "clean"), written(tmp_path / "excluded")
    assert [one["text"] for one in kept] == [row["text"] for row in rows if row["text"] is not None]
    assert [one["metadata"]["cleanwire_removed"] for one in kept] == [rows[0]["cleanwire_removed"]] * 2
    assert [one["text"] for one in excluded] == [NO_PAGE, "<html>"]
    reasons = [one["metadata"]["filter_reason"] for one in excluded]
    assert reasons == [row["cleanwire_reason"] for row in rows if row["text"] is None]
    counted = totals(stats.to_json())
    assert (counted["total"], counted["forwarded"], counted["dropped"]) == (4, 2, 2)


SLURM = {"sbatch": "Submitted batch job 7", "scontrol": "localhost"}
"""The answers of Slurm's commands that datatrove calls; this test starts the tasks itself."""


def test_a_pipeline_goes_to_another_process_as_slurm_needs_it(
    crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    for command, answer in SLURM.items():
        (tmp_path / "bin" / command).write_text(f"#!/bin/sh\necho {answer}\n", "utf-8")
        (tmp_path / "bin" / command).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    PROFILE.save(tmp_path / "sites")
    cleaner = Cleaner(keep={"byline"})
    formatter = ArticleFormatter(
        spans=True,
        cleaner=cleaner,
        profile=str(tmp_path / "sites"),
        exclusion_writer=JsonlWriter(str(tmp_path / "excluded"), compression=None),
    )
    writer = JsonlWriter(str(tmp_path / "clean"), compression=None)
    logs = tmp_path / "logs"
    SlurmPipelineExecutor(
        [JsonlReader(str(crawl)), formatter, writer], tasks=2, time="1:00", partition="", logging_dir=str(logs)
    ).run()
    assert (logs / "executor.json").stat().st_size < 10_000
    for rank in "01":
        slurm = {"SLURM_ARRAY_TASK_ID": rank, "SLURM_NODELIST": "localhost"}
        environment = {**os.environ, **slurm, "PYTHONPATH": os.pathsep.join(sys.path)}
        pickled = [sys.executable, "-m", "datatrove.tools.launch_pickled_pipeline", str(logs / "executor.pik")]
        done = subprocess.run(pickled, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    rows = TableCleaner(cleaner=Cleaner(keep={"byline"}, profile=PROFILE))(TABLE).to_pylist()
    assert [one["text"] for one in written(tmp_path / "clean")] == [row["text"] for row in rows]


def test_every_step_goes_to_another_process(tmp_path: Path) -> None:
    dill = pytest.importorskip("dill")
    parts = str(tmp_path / "parts")
    for step in (
        ArticleExtractor(spans=True),
        ProfileFitter(parts, html=True, key=host),
        ProfileFinisher(parts, str(tmp_path / "sites")),
    ):
        again = dill.loads(dill.dumps(step, fmode=dill.CONTENTS_FMODE))
        assert again.__dict__.keys() == step.__dict__.keys()
    [cleaned] = dill.loads(dill.dumps(ArticleExtractor())).run(iter(documents([PAGE])))
    assert cleaned.text == TableCleaner(html=True)(pa.table({"text": [PAGE]}))["text"][0].as_py()


class TestDocuments:
    def test_that_cannot_be_cleaned_are_excluded_with_a_reason(self, tmp_path: Path) -> None:
        step = ArticleFormatter(exclusion_writer=JsonlWriter(str(tmp_path), compression=None))
        given = documents([None, SCRAPED, b"raw", 7, ["x"], ""])
        assert [one.text for one in step.run(iter(given))] == [ARTICLE, ""]
        excluded = written(tmp_path)
        reasons = [one["metadata"]["filter_reason"].partition("not text but ")[2] for one in excluded]
        assert reasons == ["null", "bytes: are they pages?", "a number", "a list"]
        assert (step.stats["dropped"].total, step.stats["forwarded"].total) == (4, 2)

    def test_that_cannot_be_cleaned_are_dropped_where_nobody_writes_them(self) -> None:
        assert [one.text for one in ArticleFormatter().run(iter(documents([None, SCRAPED])))] == [ARTICLE]

    def test_that_hold_pages_may_hold_bytes(self) -> None:
        [article] = ArticleExtractor().run(iter(documents([PAGE.encode()])))
        assert "<p>" not in article.text

    def test_that_hold_pages_come_out_as_the_cleaner_writes_them(self) -> None:
        cleaner = Cleaner(output="markdown")
        [article] = ArticleExtractor(cleaner=cleaner).run(iter(documents([PAGE])))
        assert article.text == cleaner.clean(PAGE)
        assert article.text.startswith("# Bridge opens")

    def test_keep_their_metadata_and_get_spans_on_request_only(self) -> None:
        given = Document(SCRAPED, "a", metadata={"url": 7, "tags": ["x"]})
        [cleaned] = ArticleFormatter().run(iter([given]))
        assert (cleaned.id, cleaned.metadata) == ("a", {"url": 7, "tags": ["x"]})

    def test_are_counted_where_removals_were_taken_back(self) -> None:
        step = ArticleFormatter()
        assert len([*step.run(iter(documents(["Advertisement\nAdvertisement\n", SCRAPED])))]) == 2
        assert step.stats["guarded"].total == 1

    def test_have_their_address_in_the_field_that_is_named(self) -> None:
        given = [Document(one.text, one.id, metadata={"link": one.metadata["url"]}) for one in crawled()]
        step = ArticleFormatter(url_field="link", cleaner=Cleaner(profile=PROFILE))
        assert [one.text for one in step.run(iter(given))] == TableCleaner(cleaner=Cleaner(profile=PROFILE))(TABLE)[
            "text"
        ].to_pylist()

    def test_can_be_cleaned_one_by_one(self) -> None:
        assert ArticleFormatter().format(SCRAPED) == ARTICLE
        [article] = ArticleExtractor().run(iter(documents([PAGE])))
        assert ArticleExtractor().extract(PAGE) == article.text


@dataclass(frozen=True)
class Dying:
    """A cleaner whose process ends when it reads a certain page."""

    profile: None = None

    def explain(self, source: str, **_: object) -> Result:
        if source == "bomb":
            os._exit(1)
        return Cleaner().explain(source, format="text")

    def written(self, result: Result) -> str:
        return result.text


class TestPagesThatBreakTheProcess:
    def test_are_excluded_and_the_others_are_cleaned(self, tmp_path: Path) -> None:
        step = ArticleExtractor(cleaner=Dying(), exclusion_writer=JsonlWriter(str(tmp_path), compression=None))
        assert [one.text for one in step.run(iter(documents([SCRAPED, "bomb", SCRAPED])))] == [ARTICLE, ARTICLE]
        [excluded] = written(tmp_path)
        assert "ended early" in excluded["metadata"]["filter_reason"]
        assert (step.stats["broken_process"].total, step.stats["dropped"].total) == (1, 1)

    def test_or_take_too_long_are_excluded(self, tmp_path: Path) -> None:
        step = ArticleExtractor(timeout=1e-9, exclusion_writer=JsonlWriter(str(tmp_path), compression=None))
        assert [*step.run(iter(documents([PAGE])))] == []
        assert written(tmp_path)[0]["metadata"]["filter_reason"] == "takes longer than 1e-09 seconds to read"
        assert step.stats["timeout"].total == 1


def fit(folder: str | Path, tasks: int, ranks: Iterable[int], **options: Any) -> None:
    """Run some tasks of a step that fits."""
    for rank in ranks:
        ProfileFitter(str(folder), **options).run(iter(crawled()[rank::tasks]), rank, tasks)


class TestProfiles:
    @pytest.mark.parametrize("folder", ["parts", "memory://parts-of-profiles"])
    @pytest.mark.parametrize("key", [host, str.lower])
    def test_are_those_of_all_documents(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, key
    ) -> None:
        monkeypatch.setattr(profiles, "PART_DOCUMENTS", 3)
        place = folder if "://" in folder else str(tmp_path / folder)
        fit(place, 2, [0, 1], key=key)
        expected = SiteProfile.fit(((page.text, page.url) for page in PAGES), key=key).finished()
        assert finished_profile(place, key=key) == expected
        ProfileFinisher(place, f"{place}/finished", key=key).run()

    def test_lie_where_any_file_system_has_them(self) -> None:
        fit("memory://parts-elsewhere", 1, [0])
        ProfileFinisher("memory://parts-elsewhere", "memory://sites-elsewhere").run()
        step = ArticleFormatter(profile="memory://sites-elsewhere")
        assert [one.text for one in step.run(iter(crawled()))] == TableCleaner(cleaner=Cleaner(profile=PROFILE))(TABLE)[
            "text"
        ].to_pylist()

    def test_take_pages_as_the_cleaner_reads_them(self, tmp_path: Path) -> None:
        step = ProfileFitter(str(tmp_path), html=True)
        step.run(iter(documents([PAGE, NO_PAGE, None], [f"https://a.example/{n}" for n in range(3)])))
        assert (
            finished_profile(str(tmp_path))
            == TableCleaner(html=True)
            .fit_profile([pa.table({"text": [PAGE], "url": ["https://a.example/0"]})])
            .finished()
        )
        assert (step.stats["total"].total, step.stats["dropped"].total) == (3, 2)

    def test_count_no_document_twice_where_a_task_runs_again(self, tmp_path: Path, monkeypatch) -> None:
        monkeypatch.setattr(profiles, "PART_DOCUMENTS", 1)
        fit(tmp_path, 2, [0, 1])
        monkeypatch.undo()
        fit(tmp_path, 2, [1])
        assert finished_profile(str(tmp_path)) == PROFILE

    def test_of_no_documents_are_empty(self, tmp_path: Path) -> None:
        ProfileFitter(str(tmp_path)).run(iter([]))
        assert finished_profile(str(tmp_path), key=host) == SiteProfile.fit([], key=host).finished()

    def test_miss_tasks_that_did_not_finish(self, tmp_path: Path) -> None:
        def interrupted() -> Iterator[Document]:
            yield from crawled()
            raise KeyboardInterrupt

        fit(tmp_path, 4, [0, 2])
        with pytest.raises(KeyboardInterrupt):
            ProfileFitter(str(tmp_path)).run(interrupted(), 3, 4)
        with pytest.raises(ProfileError, match=r"holds no parts of the tasks \[1, 3\] of 4; run these again"):
            finished_profile(str(tmp_path))

    def test_do_not_mix_runs(self, tmp_path: Path) -> None:
        fit(tmp_path, 2, [0, 1])
        fit(tmp_path, 1, [0])
        with pytest.raises(ProfileError, match="parts of runs with 00001 and 00002 tasks; fit them again"):
            finished_profile(str(tmp_path))

    def test_need_parts(self, tmp_path: Path) -> None:
        with pytest.raises(ProfileError, match="holds no parts of profiles"):
            finished_profile(str(tmp_path))

    def test_are_made_by_one_task(self, tmp_path: Path) -> None:
        with pytest.raises(OptionError, match="tasks = 3 should be 1"):
            ProfileFinisher(str(tmp_path), str(tmp_path / "sites")).run(world_size=3)

    def test_come_from_the_cleaner_or_from_a_file(self) -> None:
        with pytest.raises(OptionError, match="profile = 'sites': the cleaner has a profile of its own"):
            ArticleExtractor(profile="sites", cleaner=Cleaner(profile=PROFILE))


def test_the_program_of_the_guide_prints_what_it_says(tmp_path: Path) -> None:
    assert run_apart("datatrove", tmp_path) == output_of("datatrove")
