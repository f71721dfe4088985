import pickle
from pathlib import Path

import pyarrow as pa
import pytest

from cleanwire import OptionError, SiteProfile
from cleanwire.integrations import profiles
from cleanwire.integrations.arrow import TableCleaner
from cleanwire.integrations.profiles import (
    PIECES,
    ProfilePieces,
    assemble_pieces,
    fit_in_parts,
    join_pieces,
    parts_of,
)
from cleanwire.profile.sites import host, registered_domain
from cleanwire.testing import synthetic_corpus

PAGES = [(page.text, page.url) for page in synthetic_corpus(sites=3, pages=12)]
TABLE = pa.table({"text": [text for text, _ in PAGES] + [None], "url": [url for _, url in PAGES] + [None]})


def fitted(maker: ProfilePieces, table: pa.Table) -> SiteProfile:
    """Return the profile of a table as an engine would fit it."""
    pieces = pa.Table.from_batches([*maker(iter(table.to_batches(max_chunksize=5)))], PIECES)
    groups = [pieces.filter(pa.compute.equal(pieces["range"], number)) for number in pieces["range"].unique()]
    return assemble_pieces(join_pieces(group) for group in groups)


@pytest.mark.parametrize("documents", [1, 7, 1000])
def test_it_is_the_profile_of_all_documents(monkeypatch: pytest.MonkeyPatch, documents: int) -> None:
    monkeypatch.setattr(profiles, "DOCUMENTS", documents)
    assert fitted(ProfilePieces(), TABLE) == SiteProfile.fit(PAGES).finished()


def test_a_shipped_way_to_tell_sites_goes_with_the_pieces() -> None:
    assert fitted(ProfilePieces(key=host), TABLE) == SiteProfile.fit(PAGES, key=host).finished()


def test_one_of_your_own_is_named_again() -> None:
    pieces = pa.Table.from_batches([*ProfilePieces(key=str.lower)([TABLE.slice(0, 3)])])
    joined = [join_pieces(pieces.slice(row, 1), key=str.lower) for row in range(pieces.num_rows)]
    assert assemble_pieces(joined, key=str.lower) == SiteProfile.fit(PAGES[:3], key=str.lower).finished()


def test_no_documents_make_an_empty_profile() -> None:
    assert [*ProfilePieces()([])] == [*ProfilePieces()([TABLE.slice(0, 0)])] == []
    assert join_pieces(PIECES.empty_table()).num_rows == 0
    assert assemble_pieces([]) == SiteProfile.fit([]).finished()


def test_a_table_without_texts_is_an_error() -> None:
    with pytest.raises(OptionError, match="no field 'body'"):
        next(ProfilePieces(TableCleaner(text_field="body"))([TABLE]))


def test_it_is_a_value_that_pickles() -> None:
    maker = ProfilePieces(TableCleaner(url_field="address"), host)
    assert pickle.loads(pickle.dumps(maker)) == maker  # noqa: S301, our own


@pytest.mark.parametrize("documents", [1, 7, 36, 1000])
def test_parts_in_files_make_the_profile_of_all_documents(monkeypatch: pytest.MonkeyPatch, documents: int) -> None:
    monkeypatch.setattr(profiles, "PART_DOCUMENTS", documents)
    assert sum(sum(part.sites.values()) for part in parts_of(iter(PAGES))) == len(PAGES)
    for key in (registered_domain, str.lower):
        assert fit_in_parts(iter(PAGES), key=key) == SiteProfile.fit(PAGES, key=key).finished()


def test_no_documents_make_an_empty_profile_with_its_key() -> None:
    assert [*parts_of([])] == []
    assert fit_in_parts([], key=host) == SiteProfile.fit([], key=host).finished()


def test_parts_leave_no_files_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "PART_DOCUMENTS", 7)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    fit_in_parts(PAGES)
    with pytest.raises(TypeError, match="a document should be"):
        fit_in_parts([*PAGES, "no page"])
    assert [*tmp_path.iterdir()] == []
