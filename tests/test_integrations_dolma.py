import doctest
import gzip
import json
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest

from cleanwire import Cleaner, SiteProfile
from cleanwire.integrations.arrow import TableCleaner
from engines import engine
from guides import ENGINES
from invented_corpora import SCRAPED
from invented_documents import documents

ODD = [
    {"id": "unicode", "text": f"Älven 🛶 är öppen.\n{SCRAPED}", "metadata": {"url": "https://oxley.example/1"}},
    {"id": "empty", "text": "", "metadata": None},
    {"id": "no metadata", "text": SCRAPED},
    {"id": "odd address", "text": SCRAPED, "metadata": {"url": 7}},
]
CRAWL: list[dict[str, Any]] = [
    {"id": one.url, "text": one.source, "metadata": {"url": one.url}} for one in documents(html=False)
] + ODD


@pytest.fixture(scope="module")
def integration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """Import dolma, which downloads data for NLTK if it is missing, and leaves a file open."""
    folder = tmp_path_factory.mktemp("nltk")
    (folder / "tokenizers" / "punkt").mkdir(parents=True)
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore", ResourceWarning)
        patch.setenv("NLTK_DATA", str(folder))
        engine("dolma", "dolma")
        yield import_module("cleanwire.integrations.dolma")


def address_of(document: dict[str, Any]) -> str | None:
    address = (document.get("metadata") or {}).get("url")
    return address if isinstance(address, str) else None


def attributes(integration: ModuleType, document: dict[str, Any]) -> dict[str, list[tuple[int, int, float]]]:
    """Return dolma's output for a document."""
    from dolma.core.data_types import InputSpecWithMetadata  # noqa: PLC0415, the fixture imports dolma

    found: dict[str, list[tuple[int, int, float]]] = integration.ArticleTagger().tag(InputSpecWithMetadata(**document))
    return found


def test_texts_without_the_spans_are_those_of_tables(integration: ModuleType) -> None:
    texts = [document["text"] for document in CRAWL]
    table = pa.table({"text": texts, "url": [address_of(document) for document in CRAWL]})
    for document, article in zip(CRAWL, TableCleaner()(table)["text"].to_pylist(), strict=True):
        text = document["text"]
        for start, end, _ in reversed(attributes(integration, document)["removed"]):
            text = text[:start] + text[end:]
        assert text == article


def test_spans_stand_under_their_label_too_with_their_confidence(integration: ModuleType) -> None:
    for document in CRAWL:
        by_label: dict[str, list[tuple[int, int, float]]] = {"removed": []}
        for span in Cleaner().explain(document["text"], format="text").removed:
            for name in ("removed", span.label.value):
                by_label.setdefault(name, []).append((span.start, span.end, round(span.confidence, 5)))
        assert attributes(integration, document) == by_label


def test_a_text_that_begins_like_a_page_is_a_text(integration: ModuleType) -> None:
    assert attributes(integration, {"id": "1", "text": "<html><p>The ferry sailed again on Monday.</p>"}) == {
        "removed": []
    }


def write_crawl(folder: Path) -> None:
    folder.mkdir(parents=True)
    for number in range(2):
        lines = [json.dumps({"source": "crawl", **document}) + "\n" for document in CRAWL[number::2]]
        (folder / f"{number}.jsonl.gz").write_bytes(gzip.compress("".join(lines).encode()))


def block(kind: str) -> str:
    guide = (ENGINES / "dolma.md").read_text("utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)[0]


@pytest.mark.usefixtures("integration")
def test_the_commands_of_the_guide_leave_the_articles(tmp_path: Path) -> None:
    write_crawl(tmp_path / "crawl/documents")
    (tmp_path / "taggers").mkdir()
    (tmp_path / "taggers/articles.py").write_text(block("python"), "utf-8")
    (tmp_path / "mix.json").write_text(block("json"), "utf-8")
    for command in block("sh").splitlines():
        name, _, arguments = command.partition(" ")
        subprocess.run(
            ["bash", "-c", f"{sys.executable} -m {name}.cli {arguments}"], cwd=tmp_path, check=True, timeout=120
        )
    profile = SiteProfile.fit([(document["text"], address_of(document)) for document in CRAWL]).finished()
    assert SiteProfile.load(tmp_path / "site-profile") == profile
    cleaner = Cleaner(profile=profile)
    lines = b"".join(gzip.decompress(path.read_bytes()) for path in (tmp_path / "clean").iterdir()).splitlines()
    assert {mixed["id"]: mixed["text"] for mixed in map(json.loads, lines)} == {
        document["id"]: cleaner.clean(document["text"], format="text", url=address_of(document)) for document in CRAWL
    }


def test_a_profile_is_fitted_from_python(integration: ModuleType, tmp_path: Path) -> None:
    write_crawl(tmp_path / "crawl")
    profile = SiteProfile.fit([(document["text"], address_of(document)) for document in CRAWL]).finished()
    assert integration.fit_profile(tmp_path / "crawl", tmp_path / "site-profile", workers=1) == profile
    assert SiteProfile.load(tmp_path / "site-profile") == profile


def test_examples_hold(integration: ModuleType) -> None:
    failed, tried = doctest.testmod(integration)
    assert (failed, tried > 0) == (0, True)
