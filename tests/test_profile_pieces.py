import itertools
from zlib import crc32

import pytest

from cleanwire.errors import ProfileError
from cleanwire.profile.pieces import assembled, joined, pieces_of
from cleanwire.profile.ranges import RANGES
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import host
from invented_sites import page, pieces, site

STORY = page(50)
PAGES = [
    *site(9, below=("Read us with your tea",)),
    (page(30) + STORY, "https://chain-ferry.example/1"),
    (STORY, "https://chain-ferry.example/2"),
]


def through_pieces(parts, *, key=None):
    """Return the profile of documents in several parts, fitted as several machines would."""
    fitted = [pair for part in parts for pair in pieces_of(SiteProfile.fit(part, **({"key": key} if key else {})))]
    fitted.sort(key=lambda pair: (pair[0], crc32(pair[1])))
    groups = itertools.groupby(fitted, key=lambda pair: pair[0])
    whole = [joined([piece for _, piece in group], key=key) for _, group in groups]
    return assembled(whole[::-1], key=key)


@pytest.mark.parametrize("size", [1, 4, 11])
def test_pieces_make_the_profile_of_all(size):
    assert through_pieces(pieces(PAGES, size)) == SiteProfile.fit(PAGES).finished()


@pytest.mark.parametrize("key", [host, str.lower])
def test_the_key_of_the_pieces_is_kept(key):
    assert through_pieces(pieces(PAGES, 4), key=key) == SiteProfile.fit(PAGES, key=key).finished()


def test_each_range_has_one_piece_of_its_own_size():
    sizes = [len(piece) for _, piece in pieces_of(SiteProfile.fit(PAGES))]
    assert len(sizes) == RANGES
    assert max(sizes) < len(SiteProfile.fit(PAGES).to_bytes()) / 4


def test_bytes_that_are_not_a_piece_are_refused():
    with pytest.raises(ProfileError, match="a profile in memory: is not a profile"):
        joined([b"nothing"])


def test_a_piece_is_not_a_profile():
    _, piece = next(pieces_of(SiteProfile.fit(PAGES)))
    with pytest.raises(ProfileError, match="is a piece of a profile; join and assemble"):
        SiteProfile.from_bytes(piece)


def test_bytes_of_a_profile_are_those_of_its_file(tmp_path):
    profile = SiteProfile.fit(PAGES)
    profile.save(tmp_path / "profile")
    assert (tmp_path / "profile").read_bytes() == profile.to_bytes()
    assert SiteProfile.from_bytes(profile.to_bytes()) == profile
