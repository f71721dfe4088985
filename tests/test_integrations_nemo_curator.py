import json
import pickle
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
import pytest

from engines import engine

engine("nemo-curator", "nemo_curator")

import pandas as pd
from nemo_curator.backends.ray_data import RayDataExecutor
from nemo_curator.pipeline import Pipeline
from nemo_curator.stages.text.modifiers import Modify
from nemo_curator.tasks import DocumentBatch

from cleanwire import Cleaner, OptionError, SiteProfile
from cleanwire.integrations.arrow import TableCleaner
from cleanwire.integrations.nemo_curator import ArticleModifier, ArticleStage, ProfileStage, fit_profile
from cleanwire.profile.merging import finish_profiles
from guides import run_apart
from invented_corpora import ARTICLE, NO_PAGE, PAGE, SCRAPED
from invented_documents import documents, saved_profile
from invented_workers import MARK, Dying, DyingKey, Killer

# Ray says so of defaults of its own.
pytestmark = pytest.mark.filterwarnings(r"ignore:`\w+` is deprecated.*`\w+` *instead:DeprecationWarning:ray")

CRAWL = [{"url": one.url, "text": one.source} for one in documents(html=False)]


def batch(data: pa.Table | pd.DataFrame) -> DocumentBatch:
    return DocumentBatch(dataset_name="crawl", data=data, _metadata={"source_files": ["a.jsonl"]})


@pytest.mark.parametrize("html", [False, True])
@pytest.mark.parametrize("kind", [pa.Table.from_pylist, pd.DataFrame], ids=["arrow", "pandas"])
def test_batches_are_cleaned_as_tables_are(kind: type[pd.DataFrame], html: bool) -> None:
    rows = [{"n": n, "url": one.url, "text": one.source} for n, one in enumerate(documents(html=html))]
    cleaner = TableCleaner(html=html, spans=True, reason=True)
    [cleaned] = ArticleStage(cleaner).process_batch([batch(kind(rows))])
    assert cleaned.to_pyarrow().to_pylist() == cleaner(pa.Table.from_pylist(rows)).to_pylist()
    assert type(cleaned.data) is type(kind(rows))
    assert (cleaned.dataset_name, cleaned._metadata) == ("crawl", {"source_files": ["a.jsonl"]})


def test_rows_that_cannot_be_cleaned_say_why() -> None:
    frame = pd.DataFrame({"text": [None, 7, NO_PAGE, PAGE]}, dtype=object)
    [cleaned] = ArticleStage(TableCleaner(html=True, reason=True)).process_batch([batch(frame)])
    reasons = cleaned.data["cleanwire_reason"]
    assert [*reasons[:2]] == ["field 'text' is not text but null", "field 'text' is not text but a number"]
    assert "no article" in reasons[2]
    assert cleaned.data["text"].notna().tolist() == reasons.isna().tolist() == [False, False, False, True]


def test_a_batch_without_texts_is_an_error_with_a_remedy() -> None:
    for stage in (ArticleStage(), ProfileStage("")):
        with pytest.raises(OptionError, match="no field 'text' but 'body'; name the column with texts"):
            stage.process_batch([batch(pa.table({"body": [SCRAPED]}))])


@pytest.mark.parametrize("stage", [ArticleStage, lambda cleaner: ProfileStage("", cleaner)])
def test_a_cleaner_of_texts_is_an_error_that_names_that_of_tables(stage: Callable[[Cleaner], object]) -> None:
    with pytest.raises(OptionError, match="should be a TableCleaner, as in TableCleaner"):
        stage(Cleaner())


def test_a_stage_pickles_with_the_path_of_its_profile(tmp_path: Path) -> None:
    profile = saved_profile(tmp_path)
    packed, held = (
        pickle.dumps(ArticleStage(TableCleaner(cleaner=Cleaner(profile=one))))
        for one in (profile, SiteProfile.load(profile))
    )
    assert len(packed) < len(held)
    stage = pickle.loads(packed)  # noqa: S301, our own
    [cleaned] = stage.process_batch([batch(pa.Table.from_pylist(CRAWL))])
    assert cleaned.data["text"].to_pylist() == [one.text for one in documents(html=False, profile=profile)]


class TestModifier:
    def test_leaves_the_article_of_a_column(self) -> None:
        [cleaned] = Modify(ArticleModifier()).process_batch([batch(pd.DataFrame(CRAWL))])
        assert cleaned.data["text"].tolist() == [one.text for one in documents(html=False)]

    def test_writes_markdown_where_its_cleaner_does(self) -> None:
        markdown = ArticleModifier(html=True, cleaner=Cleaner(output="markdown")).modify_document(PAGE)
        assert markdown == Cleaner(output="markdown").clean(PAGE) != Cleaner().clean(PAGE)

    def test_knows_the_address_where_it_is_given_both(self, tmp_path: Path) -> None:
        profile = saved_profile(tmp_path)
        modifier = ArticleModifier(cleaner=Cleaner(profile=SiteProfile.load(profile)))
        stage = Modify(modifier, input_fields=[["text", "url"]], output_fields="article")
        [cleaned] = stage.process_batch([batch(pd.DataFrame(CRAWL))])
        assert cleaned.data["article"].tolist() == [one.text for one in documents(html=False, profile=profile)]

    @pytest.mark.parametrize("value", [None, 7, float("nan"), NO_PAGE])
    def test_leaves_nothing_of_what_cannot_be_cleaned(self, value: object) -> None:
        frame = pd.DataFrame({"text": [value, PAGE]}, dtype=object)
        [cleaned] = Modify(ArticleModifier(html=True)).process_batch([batch(frame)])
        assert cleaned.data["text"].isna().tolist() == [True, False]

    def test_needs_a_field_with_texts(self) -> None:
        with pytest.raises(OptionError, match="text_field = 'text' is not one of the input fields body, url"):
            ArticleModifier().modify_document(body=SCRAPED, url="")
        assert ArticleModifier(text_field="body").modify_document(body=SCRAPED, url="") == ARTICLE


@pytest.mark.parametrize("kind", [pa.Table.from_pylist, pd.DataFrame], ids=["arrow", "pandas"])
def test_parts_of_batches_make_the_profile_of_all_documents(tmp_path: Path, kind: type[pd.DataFrame]) -> None:
    batches = [batch(kind([*CRAWL[start : start + 5], {"text": None}])) for start in range(0, len(CRAWL), 5)]
    done = ProfileStage(str(tmp_path)).process_batch(batches)
    profile = finish_profiles([name.as_py() for task in done for name in task.data["part"]])
    assert profile == SiteProfile.fit([(row["text"], row["url"]) for row in CRAWL]).finished()


class TestAWorkerThatIsKilled:
    """Another one takes over its work."""

    @pytest.fixture(autouse=True)
    def _no_report(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")

    def test_leaves_the_same_texts(self, tmp_path: Path) -> None:
        rows = [{**row, "text": f"{MARK}\n{row['text']}"} if n == 9 else row for n, row in enumerate(CRAWL)]
        batches = [batch(pa.Table.from_pylist(rows[start : start + 3])) for start in range(0, len(rows), 3)]
        killer = Killer(tmp_path / "killed", "ray::")
        stage = ArticleStage(TableCleaner(cleaner=Dying(killer=killer)))
        done = Pipeline(name="crawl", stages=[stage]).run(RayDataExecutor(), batches)
        assert killer.note.exists()
        cleaned = sorted((row for task in done for row in task.data.to_pylist()), key=itemgetter("url"))
        assert cleaned == sorted(TableCleaner()(pa.Table.from_pylist(rows)).to_pylist(), key=itemgetter("url"))

    def test_leaves_the_same_profile(self, tmp_path: Path) -> None:
        batches = [batch(pa.Table.from_pylist(CRAWL[start : start + 3])) for start in range(0, len(CRAWL), 3)]
        killer = Killer(tmp_path / "killed", "ray::")
        key = DyingKey(CRAWL[9]["url"], killer)
        profile = fit_profile(Pipeline(name="crawl"), executor=RayDataExecutor(), initial_tasks=batches, key=key)
        assert killer.note.exists()
        assert profile == SiteProfile.fit([(row["text"], row["url"]) for row in CRAWL], key=key).finished()


def test_the_program_of_the_guide_fits_and_cleans_with_two_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    for number in range(3):
        lines = [json.dumps(row) + "\n" for row in CRAWL[number::3]]
        (tmp_path / "crawl").mkdir(exist_ok=True)
        (tmp_path / "crawl" / f"{number}.jsonl").write_text("".join(lines), "utf-8")
    run_apart("nemo-curator", tmp_path)
    profile = SiteProfile.fit([(row["text"], row["url"]) for row in CRAWL]).finished()
    assert SiteProfile.load(tmp_path / "site-profile") == profile
    lines = "".join(path.read_text("utf-8") for path in (tmp_path / "clean").iterdir()).splitlines()
    table = TableCleaner(spans=True, cleaner=Cleaner(profile=profile))(pa.Table.from_pylist(CRAWL))
    rows = {row["url"]: row for row in map(json.loads, lines)}
    assert [*map(rows.get, table["url"].to_pylist())] == table.to_pylist()
    assert len(lines) == len(CRAWL)
