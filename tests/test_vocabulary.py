import subprocess
import sys
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.fingerprints import Words
from cleanwire.folding import fold, spaced
from cleanwire.vocabulary import LANGUAGES, LINE, LINE_ROW, Vocabulary, stem, words_of
from test_stages_stories import GERMAN, HOST, RUSSIAN, text_of

FOLDER = resources.files("cleanwire.vocabularies")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("the captain s ships", ["the", "captain", "s", "ships"]),
        ("a berth  by a   quay", ["a", "berth", "by", "a", "quay"]),
        ("", []),
        (" ", []),
    ],
    ids=["a genitive", "blanks", "nothing", "a blank"],
)
def test_a_line_is_its_mark_and_its_words(line, words):
    assert words_of([line]) == [LINE, *words]


def test_no_lines_have_no_words():
    assert words_of([]) == []


def test_words_do_not_run_into_the_next_line():
    assert words_of(["ships", "s", "sail"]) == [LINE, "ships", LINE, "s", LINE, "sail"]


@given(st.lists(st.one_of(st.text(), st.sampled_from(["L", "l L s", "\0", "\ud800", "ＬＬ", "s" * 9])), max_size=9))
def test_every_line_of_spaced_text_has_one_mark(lines):
    bare = [spaced(fold(line)) for line in lines]
    assert words_of(bare).count(LINE) == len(lines)


@pytest.mark.parametrize(
    ("word", "stemmed"), [("ferries", "ferrie"), ("press", "pres"), ("mast", "mast"), ("s", ""), ("", "")]
)
def test_a_stem_has_one_final_s_less(word, stemmed):
    assert stem(word) == stemmed


@pytest.fixture(scope="module", params=LANGUAGES)
def table(request):
    return Vocabulary.of(request.param)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_one_vector_for_each_listed_word(language):
    listed = (FOLDER / f"{language}.txt").read_text("utf-8").splitlines()
    with resources.as_file(FOLDER / f"{language}.npy") as path:
        assert len(np.load(path)) == sum(not line.startswith("#") for line in listed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_listed_twice(language):
    lines = (FOLDER / f"{language}.txt").read_text("utf-8").splitlines()
    words = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_listed_words_are_as_words_come_out_of_text(language):
    lines = (FOLDER / f"{language}.txt").read_text("utf-8").splitlines()
    words = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    assert [word for word in words if words_of([spaced(fold(word))]) != [LINE, word]] == []


def test_a_word_and_its_plural_have_one_row(table):
    rows = table.rows
    assert [word for word in rows if word != LINE and not word.endswith("s") and rows[f"{word}s"] != rows[word]] == []


def test_there_is_a_weight_and_a_vector_for_each_row(table):
    assert len(table.weights) == len(table.vectors) == table.rows.unknown + 1


def test_no_two_words_share_a_row_but_plurals_and_common_ones(table):
    rows = [row for word, row in table.rows.items() if row > 1 and not word.endswith("s")]
    assert len(set(rows)) == len(rows)


def test_the_last_row_is_for_unknown_words(table):
    assert table.rows.unknown == len(table.weights) - 1


@pytest.mark.parametrize("word", ["velmarkian", "", "Ferry", "\0", "\ud800", "паром"])
def test_a_word_that_is_not_known_has_the_last_row(table, word):
    assert table.rows[word] == table.rows.unknown


def test_all_words_of_a_text_are_found_at_once_as_one_by_one(table):
    words = [*table.rows, "velmarkian", "паром", "渡し船", "x" * 40, "\0", "\ud800"]
    assert table.rows.of(Words.of(" ".join(words))).tolist() == [table.rows[word] for word in words]


def test_a_text_without_words_has_no_rows(table):
    assert table.rows.of(Words.of("  ")).tolist() == []


def test_looking_up_an_unknown_word_does_not_add_it(table):
    before = len(table.rows)
    assert (table.rows["ostervikian"], len(table.rows)) == (table.rows.unknown, before)


@pytest.mark.parametrize("word", ["the", "of", "from", "0", "00", "0000", "x", "l"])
def test_common_words_figures_and_letters_have_the_first_row(word):
    assert Vocabulary.of("en").rows[word] == 0


def test_the_mark_of_a_line_has_its_own_row(table):
    assert table.rows[LINE] == LINE_ROW


def test_no_word_has_the_row_of_the_mark(table):
    assert [word for word, row in table.rows.items() if row == LINE_ROW] == [LINE]


def test_weights_lie_between_nothing_and_one(table):
    assert table.weights.min() >= 0
    assert table.weights.max() <= 1


def test_every_word_of_a_row_says_something(table):
    assert (table.weights[2:] > 0).all()


def test_common_words_and_marks_weigh_nothing(table):
    assert table.weights[:2].tolist() == [0, 0]


def test_an_unknown_word_counts_in_full(table):
    assert table.weights[table.rows.unknown] == 1


@pytest.mark.parametrize(
    ("common", "rare"), [("road", "harbour"), ("money", "rook"), ("house", "volcano"), ("school", "welder")]
)
def test_a_rarer_word_weighs_more(common, rare):
    table = Vocabulary.of("en")
    assert table.weights[table.rows[common]] < table.weights[table.rows[rare]]


@pytest.mark.parametrize("row", [0, LINE_ROW, -1], ids=["common words", "marks", "unknown words"])
def test_what_has_no_subject_has_no_vector(table, row):
    assert not table.vectors[row].any()


def test_all_vectors_are_finite(table):
    assert np.isfinite(table.vectors).all()


def likeness(one, other):
    """Return the cosine of the vectors of two words."""
    table = Vocabulary.of("en")
    a, b = (table.vectors[table.rows[words_of([word])[1]]] for word in (one, other))
    return float(a @ b) / float(a @ a) ** 0.5 / float(b @ b) ** 0.5


@pytest.mark.parametrize(
    ("word", "related", "unrelated"),
    [
        ("ferry", "harbour", "goalkeeper"),
        ("volcano", "lava", "grandmother"),
        ("election", "parliament", "flour"),
        ("surgeon", "hospital", "harbour"),
        ("flour", "dough", "volcano"),
        ("goalkeeper", "penalty", "magma"),
        ("court", "judge", "engine"),
    ],
)
def test_vectors_of_related_words_point_more_the_same_way(word, related, unrelated):
    assert likeness(word, related) > likeness(word, unrelated) + 0.1


def test_a_table_is_loaded_once():
    assert Vocabulary.of("en") is Vocabulary.of("en")


LOADED = """
import sys
vocabulary = sys.modules.get("cleanwire.vocabulary")
print("numpy" in sys.modules, vocabulary.Vocabulary.of.cache_info().currsize if vocabulary else 0)
"""


def loaded_after(code):
    """Return whether a fresh interpreter has loaded numpy after it ran some code, and how many tables."""
    done = subprocess.run([sys.executable, "-c", f"{code}\n{LOADED}"], capture_output=True, text=True, check=True)
    numpy, tables = done.stdout.split()
    return numpy == "True", int(tables)


@pytest.mark.parametrize(
    "code",
    [
        "import cleanwire",
        "import cleanwire.stages.stories",
        f"import cleanwire; cleanwire.clean({HOST[1]!r})",
        f"import cleanwire; cleanwire.clean({text_of(HOST)!r}, keep=['appended_story'])",
    ],
    ids=["importing", "importing the stage", "a short text", "stories are kept"],
)
def test_neither_numpy_nor_a_table_is_loaded_by(code):
    assert loaded_after(code) == (False, 0)


@pytest.mark.parametrize("text", [HOST, GERMAN, RUSSIAN], ids=["English", "German", "Russian"])
def test_the_table_is_loaded_for_a_text_that_is_long_enough(text):
    assert loaded_after(f"import cleanwire; cleanwire.clean({text_of(text)!r})") == (True, 1)
