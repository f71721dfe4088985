import pickle
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire.errors import ProfileError
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.reading.text import read_text
from invented_sites import page, pieces, site

FOOT = ("Read us with your tea", "The paper with the heron on its mast")
PAGES = site(12, below=FOOT) + site(7, name="chain-ferry.example", below=("No heron was woken for this",), first=20)


def seen(profile, text, url="https://www.tide-table.example/0"):
    return profile.look_at(read_text(text, url=url))


def test_documents_are_counted_by_site():
    assert dict(SiteProfile.fit(PAGES).sites) == {"tide-table.example": 12, "chain-ferry.example": 7}


def test_the_order_of_documents_does_not_matter():
    assert SiteProfile.fit(PAGES[::-1]) == SiteProfile.fit(PAGES)


@pytest.mark.parametrize("size", [1, 5, 12])
def test_merging_parts_equals_fitting_on_all(size):
    parts = [SiteProfile.fit(part) for part in pieces(PAGES, size)]
    merged = parts[-1]
    for part in parts[:-1]:
        merged = merged.merge(part)
    assert merged == SiteProfile.fit(PAGES)


def test_merging_is_associative():
    a, b, c = (SiteProfile.fit(part) for part in pieces(PAGES, 7))
    assert a.merge(b).merge(c) == a.merge(b.merge(c))


def test_merging_is_commutative():
    a, b = SiteProfile.fit(PAGES[:9]), SiteProfile.fit(PAGES[9:])
    assert a.merge(b) == b.merge(a)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=200), st.sampled_from(["https://a.example/x", "b", "", None]))), st.data())
def test_any_documents_in_any_split_make_one_profile(pages, data):
    at = data.draw(st.integers(0, len(pages)))
    assert SiteProfile.fit(pages[at:]).merge(SiteProfile.fit(pages[:at])) == SiteProfile.fit(pages)


def test_many_documents_are_gathered_in_parts_that_make_no_difference():
    pages = [(f"Line {number} of\n\nOur heron\n" * 2, "https://a.example") for number in "abcdefgh" * 80]
    assert SiteProfile.fit(pages) == SiteProfile.fit(pages[:320]).merge(SiteProfile.fit(pages[320:]))


def test_lines_are_counted_once_per_document():
    twice = SiteProfile.fit([("Our heron greets you\n" * 9, "https://a.example/1"), ("Else\n", "https://a.example/2")])
    assert seen(twice, "Our heron greets you\n", "https://a.example/3").numbers.tolist() == [1]


def test_lines_are_counted_by_site():
    profile = SiteProfile.fit(PAGES)
    assert seen(profile, FOOT[0]).numbers.tolist() == [12]
    assert seen(profile, FOOT[0], "https://chain-ferry.example/9").numbers.tolist() == [0]


def test_a_line_in_another_case_is_recognised():
    profile = SiteProfile.fit([("All herons are IN.\n", "https://a.example/x")] * 3)
    assert seen(profile, "All Herons are in", "https://a.example").numbers.tolist() == [3]


def test_a_line_with_other_figures_is_a_form_of_it():
    profile = SiteProfile.fit([(f"{number} herons are in\n", "https://a.example/x") for number in (3, 44, 44, 505)])
    looked = [seen(profile, f"{number} herons are in", "https://a.example") for number in ("6,000", "44")]
    assert [one.numbers.tolist() for one in looked] == [[0], [2]]
    assert [one.forms.tolist() for one in looked] == [[4], [4]]


def test_variants_of_a_line_are_counted_together():
    names = ("Anna", "Piet", "Marja", "Tom", "Ines", "Karel", "Olga", "Finn", "Ada", "Jan")
    line = "Set in lead by {} under the clock of the old harbour master"
    profile = SiteProfile.fit([(line.format(name) + "\n", "https://a.example") for name in names])
    assert seen(profile, line.format("Berta"), "https://a.example").variants.tolist()[0] >= 7


def test_unrelated_lines_are_not_variants():
    profile = SiteProfile.fit([(page(number), "https://a.example") for number in range(10)])
    other = "Seven kettles were hung from the ceiling of the weighing house on the eve of the fair"
    assert seen(profile, other, "https://a.example").variants.tolist() == [0]


def test_a_line_that_mentions_another_headline_is_recognised():
    pages = [(f"The long way home of {name}\n\nYou read: The long way home of {name}\n", "u") for name in ("Ann", "Bo")]
    profile = SiteProfile.fit(pages)
    other = "Nobody counted the lamps\n\nYou read: Nobody counted the lamps\n"
    looked = seen(profile, other, "u")
    assert looked.numbers.tolist() == [0, 2]
    assert looked.titles.tolist() == [False, True]


def test_a_constant_neighbour_is_recognised():
    profile = SiteProfile.fit(PAGES)
    assert seen(profile, page(0, below=FOOT)).beneath[-2:].tolist() == [1, 12]


def test_lines_that_end_documents_are_recognised():
    profile = SiteProfile.fit(site(4, above=FOOT[:1], below=FOOT[1:]))
    looked = seen(profile, page(9, above=FOOT[:1], below=FOOT[1:]))
    assert (looked.numbers[[0, -1]].tolist(), looked.ends[[0, -1]].tolist()) == ([4, 4], [0, 4])


def test_the_home_of_a_passage_is_where_the_least_prose_is_above_it():
    story = page(40)
    host = (page(0) + "\n" + story, "https://tide-table.example/host")
    profile = SiteProfile.fit([host, (story, "https://tide-table.example/home")])
    looked = seen(profile, story)
    assert {profile.home(home).url for home in looked.passages.homes[looked.passages.numbers == 2]} == {
        "https://tide-table.example/home"
    }


def test_looking_does_not_change_a_profile():
    profile = SiteProfile.fit(PAGES)
    seen(profile, page(3, below=FOOT))
    assert profile == SiteProfile.fit(PAGES)


def test_a_finished_profile_gives_the_same_results_for_shared_lines():
    profile = SiteProfile.fit(PAGES)
    before, after = seen(profile, page(3, below=FOOT)), seen(profile.finished(), page(3, below=FOOT))
    shared = before.numbers >= 2
    assert after.numbers[shared].tolist() == before.numbers[shared].tolist()


def test_a_finished_profile_lacks_what_occurs_once():
    assert seen(SiteProfile.fit(PAGES).finished(), page(3)).numbers.tolist()[1:] == [0] * 7


def test_a_finished_profile_does_not_merge():
    profile = SiteProfile.fit(PAGES)
    with pytest.raises(ProfileError, match="merge before finishing"):
        profile.merge(profile.finished())


def test_profiles_with_other_keys_do_not_merge():
    with pytest.raises(ProfileError, match="same key"):
        SiteProfile.fit(PAGES).merge(SiteProfile.fit(PAGES, key=str.lower))


def test_documents_may_be_objects_with_text_and_url():
    objects = [SimpleNamespace(text=text, url=url) for text, url in PAGES]
    assert SiteProfile.fit(objects) == SiteProfile.fit(PAGES)


@pytest.mark.parametrize("wrong", ["a text", ("a text",), (b"bytes", "u"), None, ("a text", "u", "more")])
def test_anything_but_a_document_is_one_clear_error(wrong):
    with pytest.raises(TypeError, match="should be a pair of text and address"):
        SiteProfile.fit([wrong])


def test_documents_without_an_address_form_one_site_without_a_name():
    profile = SiteProfile.fit([("Our heron greets you\n", None), ("Our heron greets you\nElse\n", "")])
    assert dict(profile.sites) == {"": 2}
    assert seen(profile, "Our heron greets you", "").numbers.tolist() == [2]


def test_the_key_determines_the_site():
    profile = SiteProfile.fit(PAGES, key=lambda url: url.rsplit("/", 1)[1])
    assert set(profile.sites) == {str(number) for number in (*range(12), *range(20, 27))}


def test_no_documents_make_an_empty_profile():
    empty = SiteProfile.fit([])
    assert empty.merge(SiteProfile.fit(PAGES)) == SiteProfile.fit(PAGES)
    assert seen(empty.finished(), page(1)).documents == 0


def test_a_profile_is_picklable():
    profile = SiteProfile.fit(PAGES).finished()
    assert pickle.loads(pickle.dumps(profile)) == profile  # noqa: S301, our own


def test_equal_profiles_have_equal_hashes():
    assert hash(SiteProfile.fit(PAGES)) == hash(SiteProfile.fit(PAGES[::-1]))


def test_a_profile_equals_nothing_else():
    assert SiteProfile.fit(PAGES) != SiteProfile.fit(PAGES[:-1])
    assert SiteProfile.fit(PAGES) != "profile"


@pytest.mark.parametrize("text", ["", "\n\n", "***\n---\n", "\ud800\ud800 \udfff", "\x00" * 50, "中文 " * 40])
def test_any_text_can_be_learned_and_looked_at(text):
    profile = SiteProfile.fit([(text, "https://a.example"), (text, "https://a.example/2")])
    looked = seen(profile, text, "https://a.example")
    assert np.all(looked.numbers == 2)
