import json
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from cleanwire.errors import CleanwireError, ProfileError
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.storage import FORMAT, as_bytes
from invented_sites import site

PAGES = site(9, below=("Read us with your tea",))


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "site.profile"
    SiteProfile.fit(PAGES).save(path)
    return path


def test_a_saved_profile_can_be_loaded(saved):
    assert SiteProfile.load(saved) == SiteProfile.fit(PAGES)


def test_a_finished_profile_is_loaded_finished(tmp_path):
    SiteProfile.fit(PAGES).finished().save(tmp_path / "done")
    assert SiteProfile.load(tmp_path / "done") == SiteProfile.fit(PAGES).finished()


def test_an_empty_profile_is_saved_and_loaded(tmp_path):
    SiteProfile.fit([]).save(tmp_path / "empty")
    assert SiteProfile.load(tmp_path / "empty") == SiteProfile.fit([])


def test_equal_profiles_make_equal_files(saved, tmp_path):
    SiteProfile.fit(PAGES[:4]).merge(SiteProfile.fit(PAGES[4:])).save(tmp_path / "merged")
    assert (tmp_path / "merged").read_bytes() == saved.read_bytes()


def test_another_process_makes_the_same_file(saved, tmp_path):
    code = (
        "import sys; from invented_sites import site; from cleanwire.profile.site_profile import SiteProfile\n"
        "SiteProfile.fit(site(9, below=('Read us with your tea',))).save(sys.argv[1])"
    )
    path = tmp_path / "other"
    subprocess.run([sys.executable, "-c", code, path], check=True, cwd="tests", env=_environment())
    assert path.read_bytes() == saved.read_bytes()


def _environment():
    import os  # noqa: PLC0415

    paths = [path for path in sys.path if path]
    return {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": os.pathsep.join(paths)}


def test_a_loaded_profile_needs_the_key_it_was_fitted_with(tmp_path):
    SiteProfile.fit(PAGES, key=str.lower).save(tmp_path / "lower")
    with pytest.raises(ProfileError, match=r"fitted with key=.*lower"):
        SiteProfile.load(tmp_path / "lower")
    assert SiteProfile.load(tmp_path / "lower", key=str.lower) == SiteProfile.fit(PAGES, key=str.lower)


@pytest.mark.parametrize("cut", [0, 4, 60, 500, -1])
def test_a_truncated_file_is_refused(saved, cut):
    saved.write_bytes(saved.read_bytes()[:cut])
    with pytest.raises(ProfileError, match=saved.name):
        SiteProfile.load(saved)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ProfileError, match=r"none\.profile.*check the path"):
        SiteProfile.load(tmp_path / "none.profile")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(ProfileError, match="cannot be read"):
        SiteProfile.load(tmp_path)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 255))
def test_a_changed_byte_is_found(tmp_path_factory, at, change):
    path = tmp_path_factory.getbasetemp() / "changed"
    SiteProfile.fit(PAGES[:2]).save(path)
    raw = bytearray(path.read_bytes())
    raw[at % len(raw)] ^= change
    path.write_bytes(raw)
    with pytest.raises(ProfileError):
        SiteProfile.load(path)


def test_another_version_is_refused(saved):
    save_file(load_file(saved), saved, metadata={"cleanwire-profile-0": "{}"})
    with pytest.raises(ProfileError, match="fit it again"):
        SiteProfile.load(saved)


def test_another_program_s_file_is_refused(tmp_path):
    save_file({"weights": np.ones(3)}, tmp_path / "model.safetensors")
    with pytest.raises(ProfileError, match="is not a profile"):
        SiteProfile.load(tmp_path / "model.safetensors")


def test_an_output_that_cannot_be_written_is_one_error(tmp_path):
    with pytest.raises(CleanwireError, match="create it first"):
        SiteProfile.fit(PAGES).save(tmp_path / "none" / "profile")


def forged(path, **arrays):
    """Write a profile with other columns and a correct checksum."""
    held = SiteProfile.fit(PAGES).contents.arrays()
    changed = {name.replace("_", "."): array for name, array in arrays.items()}
    path.write_bytes(as_bytes({**held, **changed}, {"key": "registered_domain", "finished": "False"}))


COLUMNS = sorted(SiteProfile.fit([]).contents.arrays())


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("wrong", [np.zeros(4, np.float32), np.zeros((2, 2), np.uint64), np.zeros(2, np.int8)])
def test_a_forged_column_is_one_clear_error(tmp_path, column, wrong):
    forged(tmp_path / "forged", **{column.replace(".", "_"): wrong})
    with pytest.raises(ProfileError, match="forged: is not a profile"):
        SiteProfile.load(tmp_path / "forged")


def test_a_passage_whose_home_is_missing_is_one_clear_error(tmp_path):
    homes = SiteProfile.fit(PAGES).contents.arrays()["passages.homes"] + np.uint64(1)
    forged(tmp_path / "forged", passages_homes=homes)
    with pytest.raises(ProfileError, match=r"passages\.homes should all be among homes\.keys"):
        SiteProfile.load(tmp_path / "forged")


@pytest.mark.parametrize(("kind", "facts"), [("BF16", "{}"), ("U8", "[" * 9000), ("U8", "[]"), ("U8", "3")])
def test_a_forged_header_is_one_clear_error(tmp_path, kind, facts):
    size = 4 if kind == "BF16" else 2
    header = {"__metadata__": {FORMAT: facts}, "a": {"dtype": kind, "shape": [2], "data_offsets": [0, size]}}
    raw = json.dumps(header).encode()
    (tmp_path / "forged").write_bytes(len(raw).to_bytes(8, "little") + raw + bytes(size))
    with pytest.raises(ProfileError, match="forged: is"):
        SiteProfile.load(tmp_path / "forged")
