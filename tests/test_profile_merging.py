from pathlib import Path

import pytest

from cleanwire.errors import ProfileError
from cleanwire.profile.merging import finish_profiles, merge_profiles
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import host, registered_domain
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


def test_parts_fitted_with_different_keys_are_refused(tmp_path):
    for number, key in enumerate((registered_domain, host)):
        SiteProfile.fit(PAGES, key=key).save(tmp_path / f"part-{number}")
    with pytest.raises(ProfileError, match="were fitted with different keys; fit them with the same key"):
        finish_profiles(sorted(tmp_path.iterdir()))


def test_the_key_of_the_parts_is_kept(tmp_path):
    SiteProfile.fit(PAGES, key=host).save(tmp_path / "part")
    assert finish_profiles([tmp_path / "part"]) == SiteProfile.fit(PAGES, key=host).finished()


@pytest.mark.parametrize("join", [finish_profiles, merge_profiles])
def test_more_parts_than_a_process_may_open_files(tmp_path, join):
    resource = pytest.importorskip("resource")
    paths = saved(pieces(PAGES, 1), tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    opened = len([*Path("/proc/self/fd").iterdir()]) if Path("/proc/self/fd").exists() else 64
    resource.setrlimit(resource.RLIMIT_NOFILE, (opened + 8, hard))
    try:
        profile = join(paths * 3)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert sum(profile.sites.values()) == 3 * len(PAGES)
