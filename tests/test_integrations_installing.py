import sys
from importlib import import_module

import pytest


@pytest.mark.parametrize(
    ("module", "engine", "extra"),
    [
        *((name, name, name) for name in ("dask", "datasets", "datatrove", "duckdb", "pandas", "polars", "ray")),
        ("spark", "pyspark", "spark"),
        ("scrapy", "scrapy", "scrapy"),
        ("langchain", "langchain_core", "langchain"),
        ("llama_index", "llama_index", "llama-index"),
        ("haystack", "haystack", "haystack"),
        ("nemo_curator", "nemo_curator", "nemo-curator"),
        ("dolma", "dolma", "dolma"),
    ],
)
def test_an_engine_that_is_missing_is_an_error_with_a_remedy(
    module: str, engine: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith(f"{engine}.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, engine, None)
    monkeypatch.delitem(sys.modules, f"cleanwire.integrations.{module}", raising=False)
    with pytest.raises(ImportError, match=rf"pip install 'cleanwire\[{extra}\]'"):
        import_module(f"cleanwire.integrations.{module}")
