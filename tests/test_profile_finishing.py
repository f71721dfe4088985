import pytest

from cleanwire.errors import ProfileError
from cleanwire.profile.finishing import finish_profiles
from cleanwire.profile.site_profile import SiteProfile
from invented_sites import page, pieces, site

STORY = page(50)
PAGES = [
    *site(9, below=("Read us with your tea",)),
    (page(30) + STORY, "https://chain-ferry.example/1"),
    (STORY, "https://chain-ferry.example/2"),
]


def saved(parts, folder):
    paths = []
    for number, part in enumerate(parts):
        paths.append(folder / f"part-{number}")
        SiteProfile.fit(part).save(paths[-1])
    return paths


@pytest.mark.parametrize("size", [1, 4, 11])
def test_parts_in_files_make_the_profile_of_all(tmp_path, size):
    assert finish_profiles(saved(pieces(PAGES, size), tmp_path)) == SiteProfile.fit(PAGES).finished()


def test_the_order_of_files_does_not_matter(tmp_path):
    paths = saved(pieces(PAGES, 3), tmp_path)
    assert finish_profiles(paths[::-1]) == finish_profiles(paths)


def test_no_files_make_an_empty_profile():
    assert finish_profiles([]) == SiteProfile.fit([]).finished()


def test_a_damaged_part_is_refused(tmp_path):
    paths = saved(pieces(PAGES, 4), tmp_path)
    paths[1].write_bytes(paths[1].read_bytes()[:-9])
    with pytest.raises(ProfileError, match="part-1"):
        finish_profiles(paths)


def test_a_finished_part_is_refused(tmp_path):
    SiteProfile.fit(PAGES).finished().save(tmp_path / "done")
    with pytest.raises(ProfileError, match="done: is finished already"):
        finish_profiles([tmp_path / "done"])
