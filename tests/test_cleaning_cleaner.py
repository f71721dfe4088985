import hashlib
import os
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier

import pytest

import cleanwire
from cleanwire import Cleaner, Label, OptionError, PackError, ProfileError, ReadingError, SiteProfile, clean, explain
from cleanwire.reading.formats import EXTRACTORS
from cleanwire.testing import synthetic_corpus
from invented import ARTICLE, HEADLINE, PARAGRAPHS
from invented_pages import TEXT
from invented_sites import site

PACK = """
label = "notice"

[cloud]
why = "A notice about clouds."
is = ["Cloud notice"]
confidence = 0.95
match = ["Cloud notice"]
no-match = ["The cloud notice came late."]

[fog]
why = "A notice about fog."
is = ["Fog notice"]
confidence = 0.6
match = ["Fog notice"]
no-match = ["The fog notice came late."]

[mist]
why = "A notice about mist."
is = ["Mist notice"]
confidence = 0.35
match = ["Mist notice"]
no-match = ["The mist notice came late."]

[haze]
why = "A notice about haze."
is = ["Haze notice"]
confidence = 0.1
match = ["Haze notice"]
no-match = ["The haze notice came late."]
"""
LINES = ["Cloud notice\n", "Fog notice\n", "Mist notice\n", "Haze notice\n"]
SOURCE = f"{HEADLINE}\n" + "".join(f"{line}{PARAGRAPHS[n]}\n" for n, line in enumerate(LINES))


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    path = tmp_path_factory.mktemp("packs") / "sky.toml"
    path.write_text(PACK, "utf-8")
    return path


def gone(cleaner, source=SOURCE):
    """Return the lines of the pack that a cleaner removes."""
    text = cleaner.clean(source)
    return [line for line in LINES if line not in text]


def test_clean_returns_the_text_that_explain_explains():
    source = f"{ARTICLE}Advertisement\n"
    assert cleanwire.clean(source) == cleanwire.explain(source).text == ARTICLE


def test_an_article_without_contamination_comes_back_as_it_was():
    assert cleanwire.clean(ARTICLE) == ARTICLE


@pytest.mark.parametrize("source", ["", "\n", " \r\n\t", "\ufeff"])
def test_a_source_that_shows_nothing_comes_back_as_it_was(source):
    assert cleanwire.clean(source) == source


@pytest.mark.parametrize(("strictness", "count"), [("safe", 1), ("default", 2), ("thorough", 3)])
def test_strictness_sets_the_confidence_that_a_removal_needs(pack, strictness, count):
    assert gone(Cleaner(packs=[pack], strictness=strictness)) == LINES[:count]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, [0, 1]),
        ({"keep": {"notice"}}, []),
        ({"keep": {"legal"}}, [0, 1]),
        ({"keep": {"sky/notice/cloud"}}, [1]),
        ({"keep": {"sky/notice/"}}, []),
        ({"keep": {"sky/"}}, []),
        ({"drop": {"notice"}}, [0, 1]),
        ({"keep": {"notice"}, "drop": {"sky/notice/fog"}}, [1]),
        ({"keep": {"sky/notice/fog"}, "drop": {"notice"}}, [0]),
        ({"keep": {"notice"}, "drop": {"notice"}}, [0, 1]),
        ({"keep": {"sky/notice/"}, "drop": {"sky/notice/cloud"}}, [0]),
    ],
)
def test_a_rule_that_is_named_outweighs_a_label_and_drop_outweighs_keep(pack, options, expected):
    assert gone(Cleaner(packs=[pack], **options)) == [LINES[index] for index in expected]


def test_the_headline_goes_where_it_is_to_be_dropped():
    assert cleanwire.clean(ARTICLE, drop={"headline"}) == ARTICLE.removeprefix(f"{HEADLINE}\n")


def test_the_functions_take_the_options_of_a_cleaner():
    source = f"{ARTICLE}Advertisement\n"
    assert cleanwire.clean(source, keep={"ad_marker"}) == Cleaner(keep={"ad_marker"}).clean(source) == source


def test_labels_may_be_given_as_members():
    assert cleanwire.clean(f"{ARTICLE}Advertisement\n", keep={Label.AD_MARKER}) == f"{ARTICLE}Advertisement\n"


@pytest.mark.parametrize("option", ["keep", "drop"])
@pytest.mark.parametrize("name", ["bylines", "body", "", "/", "en/nothing/", "byline/", "sky/notice/cloud"])
def test_a_selection_that_names_nothing_is_refused_with_the_choices(option, name):
    with pytest.raises(
        OptionError, match=rf"^{option}: '{name}' is neither a label \(ad_marker, .*\) nor the beginning"
    ):
        Cleaner(**{option: {name}})


@pytest.mark.parametrize(
    ("option", "example"),
    [
        ("keep", "{'byline'}"),
        ("drop", "{'headline'}"),
        ("languages", "{'de', 'en'}"),
        ("packs", "['our-pack.toml']"),
    ],
)
@pytest.mark.parametrize("value", ["byline", b"byline"])
def test_a_single_value_in_place_of_a_collection_is_refused_with_an_example(option, example, value):
    with pytest.raises(OptionError) as caught:
        Cleaner(**{option: value})
    assert str(caught.value) == f"{option} = {value!r} should be a collection such as {example}"


@pytest.mark.parametrize("option", ["keep", "drop", "languages", "packs"])
@pytest.mark.parametrize("value", [3, [3], ["en", 3], [None]])
def test_an_option_of_a_wrong_kind_is_refused_by_name(option, value):
    with pytest.raises(OptionError, match=option):
        Cleaner(**{option: value})


def test_a_single_path_in_place_of_packs_is_refused_with_advice(pack):
    with pytest.raises(OptionError, match=r"packs = .* should be a collection"):
        Cleaner(packs=pack)


@pytest.mark.parametrize("value", ["strict", "", None, 0.5, ["safe"]])
def test_an_unknown_strictness_is_refused_with_the_choices(value):
    with pytest.raises(OptionError, match=r"strictness = .* should be one of safe, default, thorough"):
        Cleaner(strictness=value)


def test_an_unknown_language_is_refused_with_the_choices():
    with pytest.raises(OptionError, match="there are no rules for 'tlh'; the choices are"):
        Cleaner(languages=["tlh"])


def test_a_pack_that_is_missing_is_refused(tmp_path):
    with pytest.raises(PackError, match=r"none\.toml: cannot read the pack"):
        Cleaner(packs=[tmp_path / "none.toml"])


def test_an_option_by_place_is_refused():
    with pytest.raises(TypeError):
        Cleaner({"byline"})


def test_packs_add_to_the_shipped_rules(pack):
    assert Cleaner(packs=[str(pack)]).clean(f"{ARTICLE}Cloud notice\nAdvertisement\n") == ARTICLE


@pytest.mark.parametrize(
    ("languages", "speaks"),
    [(None, {"en/ad_marker/marker"}), (["en"], {"en/ad_marker/marker"}), (["de"], set()), (set(), set())],
)
def test_languages_choose_among_the_shipped_rules(languages, speaks):
    result = Cleaner(languages=languages).explain(f"{ARTICLE}Advertisement\n")
    assert {verdict.rule for verdict in result.verdicts if verdict.rule.startswith(("en/", "de/"))} == speaks


def test_packs_are_used_in_whatever_languages(pack):
    assert gone(Cleaner(packs=[pack], languages=())) == LINES[:2]


def test_a_cleaner_is_frozen():
    with pytest.raises(FrozenInstanceError):
        Cleaner().strictness = "safe"


def test_a_cleaner_does_not_see_later_changes_of_a_collection_it_was_given():
    keep = {"ad_marker"}
    cleaner = Cleaner(keep=keep)
    keep.clear()
    assert cleaner.clean(f"{ARTICLE}Advertisement\n") == f"{ARTICLE}Advertisement\n"


@pytest.mark.parametrize(
    "options",
    [
        ({}, {}),
        ({"keep": ["byline", "legal"]}, {"keep": {"legal", "byline"}}),
        ({"languages": ["en"]}, {"languages": {"en"}}),
        ({"drop": [Label.HEADLINE]}, {"drop": ["headline"]}),
    ],
)
def test_cleaners_of_equal_options_are_equal(options):
    one, other = (Cleaner(**each) for each in options)
    assert (one, hash(one)) == (other, hash(other))


def test_cleaners_of_different_options_differ():
    assert Cleaner(keep={"byline"}) != Cleaner(drop={"byline"})


@pytest.fixture(scope="module")
def cleaner(pack):
    return Cleaner(packs=[pack], keep={"sky/notice/fog"}, drop={"headline"}, strictness="thorough")


SOURCES = [SOURCE, f"{ARTICLE}Advertisement\nCloud notice\n", ARTICLE, "", "Cloud notice\n" * 9]
MANY = [SOURCE[at:] + ARTICLE[: at * 9] + "Share on Facebook\n12 Comments\n" * (at % 3) for at in range(24)]
"""Documents that differ, some with a story cut in two."""


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickled_cleaner_gives_the_same_results(cleaner, protocol):
    copy = pickle.loads(pickle.dumps(cleaner, protocol))  # noqa: S301
    assert [copy.explain(source) for source in SOURCES] == [cleaner.explain(source) for source in SOURCES]


def test_a_pickled_cleaner_equals_the_original(cleaner):
    assert pickle.loads(pickle.dumps(cleaner)) == cleaner  # noqa: S301


def test_a_pickled_cleaner_is_small(cleaner):
    assert len(pickle.dumps(cleaner)) < 2_000


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_equal_cleaners_make_equal_pickles_in_any_process(pack, seed):
    code = (
        "import hashlib, pickle, cleanwire\n"
        "keep, drop = {'credit', 'byline', 'media'}, {'headline', 'en/byline/'}\n"
        f"one = cleanwire.Cleaner(packs=[{str(pack)!r}], keep=keep, drop=drop)\n"
        "print(hashlib.sha256(pickle.dumps(one)).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    again = Cleaner(packs=[str(pack)], keep=["media", "byline", "credit"], drop=["en/byline/", "headline"])
    assert done.stdout.strip() == hashlib.sha256(pickle.dumps(again)).hexdigest()


def test_a_pickled_cleaner_does_not_need_the_files_of_its_packs(tmp_path):
    file = tmp_path / "notice.toml"
    file.write_text(PACK, "utf-8")
    pickled = pickle.dumps(Cleaner(packs=[file]))
    file.unlink()
    assert gone(pickle.loads(pickled)) == LINES[:2]  # noqa: S301


def test_a_pickled_result_equals_the_original(cleaner):
    result = cleaner.explain(SOURCE)
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301


def test_a_cleaner_can_be_shared_by_threads(cleaner):
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(cleaner.explain, SOURCES * 40))
    assert results == [cleaner.explain(source) for source in SOURCES] * 40


def test_sixty_four_threads_give_the_results_of_one(cleaner):
    serial = [cleaner.explain(source) for source in MANY]
    copy = pickle.loads(pickle.dumps(cleaner))  # noqa: S301, warm in no thread
    with ThreadPoolExecutor(64) as pool:
        assert list(pool.map(copy.explain, MANY * 4)) == serial * 4


def test_many_threads_may_be_the_first_to_use_a_cleaner():
    code = "from test_cleaning_cleaner import first_in_threads; first_in_threads()"
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent, check=True)


def first_in_threads():
    """Clean in many threads before anything is loaded, in a process of its own."""
    start = Barrier(12)

    def explained(source):
        start.wait()
        return cleanwire.explain(source)

    with ThreadPoolExecutor(12) as pool:
        results = list(pool.map(explained, MANY[:12]))
    assert results == [cleanwire.explain(source) for source in MANY[:12]]


def test_a_pool_of_processes_gives_the_results_of_one(cleaner):
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        results = list(pool.map(cleaner.explain, MANY, chunksize=4))
    assert results == [cleaner.explain(source) for source in MANY]


def test_the_functions_can_be_called_from_threads():
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(cleanwire.clean, SOURCES * 40))
    assert texts == [cleanwire.clean(source) for source in SOURCES] * 40


def test_a_cleaner_can_be_sent_to_other_processes(cleaner):
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        results = list(pool.map(cleaner.explain, SOURCES))
    assert results == [cleaner.explain(source) for source in SOURCES]


def test_no_document_changes_the_result_of_another(cleaner):
    alone = [cleaner.explain(source) for source in SOURCES]
    assert [cleaner.explain(source) for source in reversed(SOURCES)] == alone[::-1]


def test_pipe_yields_the_result_of_each_source_in_order(cleaner):
    assert list(cleaner.pipe(SOURCES)) == [cleaner.explain(source) for source in SOURCES]


def test_pipe_reads_its_sources_as_it_goes(cleaner):
    read = []
    results = cleaner.pipe(read.append(source) or source for source in SOURCES)
    next(results)
    assert read == SOURCES[:1]


@pytest.mark.parametrize("workers", [1, 2])
def test_pipe_gives_the_same_results_with_any_number_of_workers(cleaner, workers):
    sources = [f"{source}\nParagraph {number}." for number in range(60) for source in SOURCES]
    assert list(cleaner.pipe(sources, workers=workers)) == [cleaner.explain(source) for source in sources]
    assert list(cleaner.pipe(sources, workers=workers, texts=True)) == [cleaner.clean(source) for source in sources]


def test_pipe_of_texts_writes_as_the_cleaner_does():
    page = "<!doctype html><article><h1>The bridge</h1><p>It opened after two years of work on Monday.</p></article>"
    cleaner = Cleaner(output="markdown")
    assert list(cleaner.pipe([page], texts=True)) == [cleaner.clean(page)] != [clean(page)]


@pytest.mark.parametrize("workers", [0, -1, 1.5, True, "2", None])
def test_workers_that_are_no_number_are_an_error(cleaner, workers):
    with pytest.raises(OptionError, match="should be a whole number from 1 up"):
        cleaner.pipe([], workers=workers)


@pytest.mark.parametrize("workers", [1, 2])
def test_pipe_takes_sources_with_their_addresses(workers):
    pages = site(6, below=("Read us with your tea, the lamp is lit",))
    cleaner = Cleaner(profile=SiteProfile.fit(pages).finished())
    expected = [cleaner.clean(text, url=url) for text, url in pages]
    assert [result.text for result in cleaner.pipe(pages, workers=workers)] == expected
    assert all("lamp" not in text for text in expected)


def test_pipe_refuses_more_than_pairs(cleaner):
    with pytest.raises(TypeError, match="a pair of one and its address, not 3 values"):
        list(cleaner.pipe([("text", None, 1)]))


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("texts", [False, True])
def test_pipe_carries_anything_beside_a_source_through(cleaner, workers, texts):
    records = [(source, {"id": number}) for number, source in enumerate(SOURCES * 40)]
    piped = list(cleaner.pipe(records, workers=workers, texts=texts, as_tuples=True))
    explained = [cleaner.clean(source) if texts else cleaner.explain(source) for source, _ in records]
    assert [made for made, _ in piped] == explained
    assert all(given is context for (_, given), (_, context) in zip(records, piped, strict=True))


def test_pipe_carries_what_cannot_be_sent_to_another_process(cleaner):
    records = [(source, lambda: None) for source in SOURCES]
    assert [context for _, context in cleaner.pipe(records, workers=2, as_tuples=True)] == [one for _, one in records]


@pytest.mark.parametrize("item", ["a source", ("a source", 1, 2), None])
def test_pipe_refuses_what_is_no_pair_of_a_source_and_anything(cleaner, item):
    with pytest.raises(TypeError, match="with as_tuples an item should be a tuple of a source and anything, not"):
        list(cleaner.pipe([item], as_tuples=True))


@pytest.mark.parametrize("workers", [1, 2])
def test_pipe_yields_an_error_in_the_place_of_a_bad_source(cleaner, workers):
    before, error, after = cleaner.pipe([SOURCES[0], 3, SOURCES[1]], workers=workers, errors="return")
    assert (before, after) == (cleaner.explain(SOURCES[0]), cleaner.explain(SOURCES[1]))
    assert isinstance(error, TypeError)
    assert str(error) == "source should be a str, or the bytes of a page, not int"


def test_pipe_carries_the_id_of_a_bad_source_through(cleaner):
    made = cleaner.pipe([(b"text", "a"), ("text", "b")], as_tuples=True, errors="return", texts=True)
    assert [(str(one)[:26], context) for one, context in made] == [("text should be str, not by", "a"), ("text", "b")]


def test_pipe_ends_at_a_bad_source_unless_told_otherwise(cleaner):
    results = cleaner.pipe([SOURCES[0], None, SOURCES[1]])
    assert next(results) == cleaner.explain(SOURCES[0])
    with pytest.raises(TypeError, match="not NoneType"):
        next(results)


@pytest.mark.parametrize("sources", ["one text", b"one page"])
def test_pipe_refuses_a_single_source(cleaner, sources):
    with pytest.raises(OptionError, match="sources should be an iterable of sources, not a single one"):
        cleaner.pipe(sources)


def test_pipe_refuses_an_unknown_format_even_if_errors_are_returned(cleaner):
    with pytest.raises(OptionError, match="format = 'pdf' should be one of auto, text, html"):
        cleaner.pipe([], format="pdf", errors="return")


@pytest.mark.parametrize("sources", [None, 5])
def test_pipe_refuses_what_is_no_iterable_by_name(cleaner, sources):
    with pytest.raises(TypeError, match=f"sources should be an iterable of sources, not {type(sources).__name__}"):
        cleaner.pipe(sources)


@pytest.mark.parametrize("errors", ["ignore", None, True])
def test_pipe_refuses_another_way_with_errors(cleaner, errors):
    with pytest.raises(OptionError, match=r"errors = .* should be one of raise, return"):
        cleaner.pipe([], errors=errors)


@pytest.mark.parametrize("url", [3, b"https://velmark.example", ["a"]])
def test_an_address_of_a_wrong_type_is_refused_by_name(url):
    with pytest.raises(TypeError, match=f"url should be a str or None, not {type(url).__name__}"):
        cleanwire.clean(ARTICLE, url=url)


BULGARIAN = "Кметът каза, че мостът е отворен за всички от понеделник и че това е добре за града. " * 8


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (BULGARIAN, "no rules know its language (bg)"),
        ("ထိုမြို့ရှိ တံတားကို တနင်္လာနေ့တွင် ဖွင့်ခဲ့သည်။ " * 12, "its language was not recognised"),
    ],
)
def test_a_result_notes_that_no_rules_know_the_language(text, note):
    assert cleanwire.explain(text).note.startswith(f"{note}: boilerplate is recognised only by its position")


@pytest.mark.parametrize("text", [ARTICLE * 4, BULGARIAN[:90], ""])
def test_a_result_notes_nothing_where_rules_know_the_language_or_little_is_said(text):
    assert cleanwire.explain(text).note == ""


def test_a_result_notes_that_the_languages_of_a_cleaner_are_others():
    assert Cleaner(languages=["de"]).explain(ARTICLE * 4).note.startswith("no rules know its language (en)")


def test_a_result_tells_the_languages_of_its_source():
    assert cleanwire.explain(ARTICLE * 4).languages == ("en",)


def test_a_result_shows_itself_on_one_short_line():
    source = f"Advertisement\n{ARTICLE}\nShare on Facebook\n"
    shown = repr(cleanwire.explain(source))
    assert shown.startswith("<Result: kept ")
    assert shown.endswith(f" of {len(source):,} characters; removed ad_marker 1, share_widget 1>")
    assert repr(cleanwire.explain("")) == "<Result: kept 0 of 0 characters; removed nothing>"


def test_the_package_lists_what_users_need():
    assert set(dir(cleanwire)) == {*cleanwire.__all__, "__version__"}


def test_pipe_takes_the_format_for_all_its_sources(cleaner):
    (result,) = cleaner.pipe(["<html><p>x"], format="text")
    assert result.source == "<html><p>x"


PAGE = f"<!DOCTYPE html><html><head><title>{HEADLINE}</title></head><body><article><h1>{HEADLINE}</h1>" + "".join(
    f"<p>{text}</p>" for text in (*PARAGRAPHS, "Advertisement")
)


@pytest.mark.parametrize("page", [PAGE, PAGE.encode(), b"\xef\xbb\xbf" + PAGE.encode()])
def test_a_source_that_begins_like_a_page_is_cleaned_as_its_text(page):
    text = cleanwire.clean(page)
    assert [line for line in text.splitlines() if line in PARAGRAPHS] == list(PARAGRAPHS)
    assert "Advertisement" not in text


def test_the_source_of_a_page_is_the_text_that_was_extracted():
    result = cleanwire.explain(PAGE)
    assert "<" not in result.source
    assert all(0 <= segment.start < segment.end <= len(result.source) for segment in result.segments)


def test_a_page_is_text_where_the_caller_says_so():
    assert cleanwire.explain(PAGE, format="text").source == PAGE


def test_the_address_of_a_page_can_be_given():
    assert PARAGRAPHS[0] in cleanwire.clean(PAGE, url="https://velmark.example/ferry")


@pytest.mark.parametrize("format", ["auto", "text"])
def test_bytes_of_text_are_refused_with_advice(format):  # noqa: A002
    with pytest.raises(TypeError, match="text should be str, not bytes: decode it first, or pass format='html'"):
        cleanwire.clean(ARTICLE.encode(), format=format)


def test_an_unknown_format_is_refused_with_the_choices():
    with pytest.raises(OptionError, match="format = 'pdf' should be one of auto, text, html"):
        cleanwire.clean(ARTICLE, format="pdf")


def test_what_would_leave_next_to_nothing_is_taken_back_and_said_so(pack):
    result = Cleaner(packs=[pack]).explain("Cloud notice\n" * 30)
    assert (result.text, result.guarded) == ("Cloud notice\n" * 30, True)


@pytest.mark.parametrize("make", [Cleaner, partial(cleanwire.clean, ARTICLE)])
def test_an_output_that_does_not_exist_is_refused_with_the_choices(make):
    with pytest.raises(OptionError, match="output = 'pdf' should be one of text, markdown"):
        make(output="pdf")


def test_a_cleaner_writes_what_its_output_says_and_its_results_hold_both():
    page = f"<html><h1>{HEADLINE}</h1>{TEXT}</html>"
    text, markdown = (Cleaner(output=output) for output in ("text", "markdown"))
    result = markdown.explain(page)
    assert result == text.explain(page)
    assert text.clean(page) == text.written(result) == result.text
    assert markdown.clean(page) == markdown.written(result) == result.markdown
    assert result.markdown.startswith(f"# {HEADLINE}\n")


def test_an_extractor_that_does_not_exist_is_refused_with_the_choices():
    with pytest.raises(OptionError, match="extractor = 'boilerpipe' should be one of own, trafilatura, resiliparse"):
        Cleaner(extractor="boilerpipe")


def test_an_extractor_that_is_not_installed_is_refused_with_the_extra_to_install(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(OptionError, match=r"pip install 'cleanwire\[fast\]'"):
        Cleaner(extractor="resiliparse")


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_a_cleaner_with_an_extractor_can_be_pickled(extractor):
    cleaner = Cleaner(extractor=extractor)
    assert pickle.loads(pickle.dumps(cleaner)) == cleaner  # noqa: S301


@pytest.mark.parametrize("profile", [b"site-profile", {}, 0])
def test_a_profile_that_is_none_is_one_clear_error(profile):
    with pytest.raises(OptionError, match="should be a SiteProfile, or the path of one"):
        Cleaner(profile=profile)


class TestAProfileThatIsNamedByItsFile:
    PAGES = tuple((page.text, page.url) for page in synthetic_corpus(sites=2, pages=30, seed=7))

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        SiteProfile.fit(self.PAGES).finished().save(tmp_path / "sites")
        return tmp_path / "sites"

    def test_is_used_as_the_profile_itself(self, path: Path) -> None:
        named, held = Cleaner(profile=path), Cleaner(profile=SiteProfile.load(path))
        for text, url in self.PAGES:
            result = named.explain(text, url=url)
            assert result == held.explain(text, url=url) == explain(text, url=url, profile=str(path))
        assert any(span.label == "template" for span in result.removed)

    def test_is_pickled_as_its_path_and_found_from_any_folder(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.chdir(tmp_path)
        cleaner = Cleaner(profile="sites")
        packed = pickle.dumps(cleaner)
        assert len(packed) + path.stat().st_size / 2 < len(pickle.dumps(Cleaner(profile=SiteProfile.load(path))))
        monkeypatch.chdir("/")
        again = pickle.loads(packed)  # noqa: S301, our own
        assert again == cleaner
        assert [again.clean(text, url=url) for text, url in self.PAGES] == [
            cleaner.clean(text, url=url) for text, url in self.PAGES
        ]

    def test_cannot_become_another_one_behind_a_cleaner(self, path: Path) -> None:
        packed = pickle.dumps(Cleaner(profile=path))
        SiteProfile.fit(self.PAGES[:40]).finished().save(path)
        with pytest.raises(ProfileError, match="has changed since the cleaner was made; make a new cleaner"):
            pickle.loads(packed)  # noqa: S301, our own
        assert pickle.dumps(Cleaner(profile=path)) != packed

    def test_has_to_be_one(self, tmp_path: Path) -> None:
        (tmp_path / "sites").write_text("no profile", "utf-8")
        for name, problem in (("sites", "is not a profile"), ("missing", "cannot be read")):
            with pytest.raises(ProfileError, match=f"{name}: {problem}"):
                Cleaner(profile=tmp_path / name)


WEIGHTS = {
    "trees.json": '{"names": ["words"], "bias": 0.0, "bars": {"safe": 0.999, "default": 0.9, "thorough": 0.5},'
    ' "trees": [[0, 1.0, 0.0, -5.0, 5.0]]}',
    "lexicon.tsv": "words\tweight\tkind\nzarquon\t4.00\tcomments\n",
    "naming.tsv": "sign\tcomments\tlegal\nwords:comments\t1.00\t0.00\n",
}
STRANGE = f"{ARTICLE}Zarquon\n{ARTICLE}Share on Facebook\n© 2024 The Valley Courier. All rights reserved.\n"


@pytest.fixture
def weights(tmp_path):
    for name, text in WEIGHTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_weights_of_ones_own_decide_what_no_rule_names(weights):
    assert "Zarquon" in Cleaner().clean(STRANGE)
    result = Cleaner(weights=weights).explain(STRANGE)
    (segment,) = [segment for segment in result.removed if segment.rule == "judge"]
    assert (result.source[segment.start : segment.end], segment.label) == ("Zarquon\n", Label.COMMENTS)
    assert "Zarquon" in Cleaner(weights=str(weights), strictness="safe").clean(STRANGE)


def test_a_pickled_cleaner_does_not_need_the_files_of_its_weights(weights):
    pickled = pickle.dumps(Cleaner(weights=weights))
    (weights / "trees.json").unlink()
    assert "Zarquon" not in pickle.loads(pickled).clean(STRANGE)  # noqa: S301


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("trees.json", "{"),
        ("trees.json", '{"names": ["words"]}'),
        ("trees.json", WEIGHTS["trees.json"].replace("[0, 1.0, 0.0, -5.0, 5.0]", "[7, 1.0, 0.0, -5.0, 5.0]")),
        ("trees.json", WEIGHTS["trees.json"].replace("[0, 1.0,", '[0, "print(1)",')),
        ("trees.json", WEIGHTS["trees.json"].replace('["words"]', '["moon"]')),
        ("trees.json", WEIGHTS["trees.json"].replace('"safe": 0.999, ', "")),
        ("lexicon.tsv", "words\tweight\tkind\nzarquon\theavy\t\n"),
        ("lexicon.tsv", "words\tweight\tkind\nzarquon\t4.00\n"),
        ("lexicon.tsv", "words\tweight\tkind\nzarquon\t4.00\tmoon\n"),
        ("naming.tsv", "sign\tmoon\n"),
        ("naming.tsv", "sign\tcomments\tlegal\nalways\t1.00\n"),
        ("naming.tsv", ""),
    ],
)
def test_broken_weights_are_one_error_that_names_the_folder_and_the_remedy(weights, name, text):
    (weights / name).write_text(text, "utf-8")
    with pytest.raises(ReadingError, match=f"{weights}.*fit it again"):
        Cleaner(weights=weights)


def test_missing_weights_are_one_error_that_names_the_file(weights):
    (weights / "naming.tsv").unlink()
    with pytest.raises(ReadingError, match=r"naming\.tsv: No such file.*training/judge\.py"):
        Cleaner(weights=weights)


def test_weights_that_are_no_path_are_refused():
    with pytest.raises(OptionError, match="weights = 3 should be the path of a folder"):
        Cleaner(weights=3)
