from collections.abc import Iterator

import pyarrow as pa
import pytest

from cleanwire import Cleaner, OptionError, SiteProfile
from cleanwire.integrations import profiles
from cleanwire.integrations.arrow import TableCleaner
from cleanwire.profile.sites import host
from cleanwire.testing import synthetic_corpus
from engines import engine
from guides import output_of, program_of
from invented_corpora import ARTICLE, NO_PAGE, PAGE, SCRAPED

duckdb = engine("duckdb", "duckdb")

from cleanwire.integrations.duckdb import fit_profile, register

PAGES = [*synthetic_corpus(sites=3, pages=12)]
TEXTS = [page.text for page in PAGES]
URLS = [page.url for page in PAGES]
TABLE = pa.table({"n": range(len(PAGES) + 1), "text": [*TEXTS, None], "url": [*URLS, None]})
CLEANER = Cleaner(profile=SiteProfile.fit(zip(TEXTS, URLS, strict=True)))
ALL = {"spans": True, "guarded": True, "reason": True}


@pytest.fixture
def connection() -> Iterator[object]:
    """Return a connection with two threads and the table `crawl`."""
    with duckdb.connect(config={"threads": 2}) as made:
        made.register("crawl", TABLE)
        yield made


class TestFunctions:
    def test_give_what_tables_give(self, connection) -> None:
        register(connection, cleaner=CLEANER)
        cleaned = TableCleaner(cleaner=CLEANER, **ALL)(TABLE)
        query = "SELECT cleanwire_clean(text, url), cleanwire_explain(text, url) FROM crawl ORDER BY n"
        texts, told = zip(*connection.sql(query).fetchall(), strict=True)
        assert [*texts] == cleaned["text"].to_pylist()
        assert [*told] == cleaned.drop_columns(["n", "url"]).to_pylist()

    def test_go_through_a_query_that_goes_through_all_rows(self, connection) -> None:
        register(connection)
        query = "SELECT count(cleanwire_clean(text)), count(*) FROM (SELECT text FROM crawl LIMIT 2), range(1200)"
        assert connection.execute(query).fetchone() == (2400, 2400)

    def test_replace_a_column(self, connection) -> None:
        register(connection)
        made = connection.sql("SELECT * REPLACE (cleanwire_clean(text) AS text) FROM crawl ORDER BY n").to_arrow_table()
        assert made.to_pylist() == TableCleaner()(TABLE).to_pylist()

    def test_need_no_address_and_take_one_that_is_null(self, connection) -> None:
        register(connection)
        query = "SELECT cleanwire_clean($1), cleanwire_clean($1, NULL), cleanwire_clean(NULL), cleanwire_clean('')"
        assert connection.execute(query, [SCRAPED]).fetchone() == (ARTICLE, ARTICLE, None, "")

    def test_take_texts_of_any_type_of_texts(self, connection) -> None:
        register(connection)
        query = "SELECT cleanwire_clean(text::ENUM('It sailed again.')) FROM (SELECT 'It sailed again.' AS text)"
        assert connection.execute(query).fetchone() == ("It sailed again.",)

    def test_take_pages_where_they_are_told_to(self, connection) -> None:
        register(connection, prefix="page", html=True)
        expected = TableCleaner(html=True, **ALL)(pa.table({"text": [PAGE, NO_PAGE, ""]})).to_pylist()
        for pages in ([PAGE, NO_PAGE, ""], [PAGE.encode(), NO_PAGE.encode(), b""]):
            rows = connection.execute("SELECT page_explain(unnest($1))", [pages]).fetchall()
            assert [row[0] for row in rows] == expected

    def test_stand_beside_others_and_replace_those_of_their_name(self, connection) -> None:
        text = f"By Jane Doe\n{SCRAPED}"
        register(connection)
        register(connection, prefix="bylines", cleaner=Cleaner(keep={"byline"}))
        query = "SELECT cleanwire_clean($1), bylines_clean($1)"
        assert connection.execute(query, [text]).fetchall() == [(ARTICLE, f"By Jane Doe\n{ARTICLE}")]
        register(connection, cleaner=Cleaner(keep={"byline"}))
        assert connection.execute(query, [text]).fetchall() == [(f"By Jane Doe\n{ARTICLE}",) * 2]

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("SELECT cleanwire_clean(n) FROM crawl", "is a column of int64, which is not text"),
            ("SELECT cleanwire_explain(encode(text)) FROM crawl", "is a column of binary, .* use html=True"),
            ("SELECT cleanwire_clean(text, url, n) FROM crawl", "a text and its address are cleaned, not 3 values"),
        ],
    )
    def test_of_no_texts_are_an_error_that_says_so(self, connection, query: str, message: str) -> None:
        register(connection)
        with pytest.raises(duckdb.InvalidInputException, match=message):
            connection.sql(query).fetchall()


@pytest.mark.parametrize("documents", [7, 1000])
def test_the_profile_is_that_of_all_documents(connection, monkeypatch: pytest.MonkeyPatch, documents: int) -> None:
    monkeypatch.setattr(profiles, "PART_DOCUMENTS", documents)
    monkeypatch.setattr("cleanwire.integrations.duckdb.ROWS", 5)
    relation = connection.sql("SELECT text AS body, {'link of it': url} AS meta FROM crawl")
    for key in (host, str.lower):
        fitted = fit_profile(relation, text_field="body", url_field="meta.link of it", key=key)
        assert fitted == SiteProfile.fit(zip(TEXTS, URLS, strict=True), key=key).finished()


@pytest.mark.parametrize(
    ("text_field", "message"),
    [("body", "the table has no field 'body' but 'n', 'text', 'url'"), ("n", "'n' is a column of int64")],
)
def test_a_relation_without_texts_is_an_error_with_a_remedy(connection, text_field: str, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        fit_profile(connection.sql("SELECT * FROM crawl"), text_field=text_field)


def test_the_program_of_the_guide_prints_what_it_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(program_of("duckdb"), {})  # noqa: S102, our own
    assert capsys.readouterr().out == output_of("duckdb")
