import json

import pytest
from click.testing import CliRunner

from cleanwire.cli import main
from cleanwire.errors import OptionError, ReadingError
from cleanwire.evaluation.rules import LabelledText, labelled_texts, measure

ARTICLE = "The council voted 7-2 on Tuesday night to close the old swimming pool."
AD = "The new kettle boils in no time at all, and it is cheap, says the company."
PAGE = {
    "language": "en",
    "text": f"{ARTICLE}\nAdvertisement\n\nShare on Facebook\n{AD}",
    "labels": ["body", "ad_marker", None, "navigation", "ad_marker"],
}


def written(tmp_path, *records):
    path = tmp_path / "lines.jsonl"
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    return path


def test_words_are_counted_by_what_became_of_their_lines(tmp_path):
    measured = measure("en", labelled_texts(written(tmp_path, PAGE)))
    assert (measured.removed, measured.lost, measured.article) == (4, 0, 14)
    assert measured.left == {"ad_marker": 16}
    assert {rule: (tally.right, tally.mislabelled) for rule, tally in measured.rules.items()} == {
        "en/ad_marker/marker": (1, 0),
        "en/share_widget/buttons": (3, 3),
    }


def test_words_of_articles_that_go_are_lost(tmp_path):
    record = {"language": "en", "text": f"{ARTICLE}\nAdvertisement", "labels": ["body", "body"]}
    measured = measure("en", labelled_texts(written(tmp_path, record)))
    assert (measured.lost, measured.removed) == (1, 0)
    assert measured.rules["en/ad_marker/marker"].example == "Advertisement"


def test_rules_are_forced_on_texts_in_other_languages(tmp_path):
    record = {"language": "de", "text": "Der Rat stimmte am Dienstag ab.\nAdvertisement\nDer Mann ging."}
    measured = measure("en", labelled_texts(written(tmp_path, record)))
    assert (measured.hits, measured.foreign) == ({"en/ad_marker/marker": ["Advertisement"]}, 3)


def test_what_could_be_decided_both_ways_does_not_count(tmp_path):
    record = {"language": "en", "text": f"{ARTICLE}\nAdvertisement", "labels": ["either", "either"]}
    measured = measure("en", labelled_texts(written(tmp_path, record)))
    assert (measured.removed, measured.lost, measured.left.total()) == (0, 0, 0)


def test_a_page_may_come_as_several_extractors_left_it(tmp_path):
    record = {
        "lang": "en-GB",
        "texts": {"a": "One\nTwo", "b": "Three"},
        "labels": {"a": ["body", "legal"], "b": ["body"]},
    }
    assert [*labelled_texts(written(tmp_path, record))] == [
        LabelledText("en", "One\nTwo", ("body", "legal")),
        LabelledText("en", "Three", ("body",)),
    ]


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ({"text": "One"}, "line 2: has no 'lang'"),
        ({"language": "en"}, "line 2: has no 'text'"),
        ({**PAGE, "labels": ["body"]}, "line 2: has 1 labels for 5 lines"),
        ({**PAGE, "labels": ["bodies", *PAGE["labels"][1:]]}, "line 2: 'bodies' is not a label"),
        ([], "line 2: "),
    ],
)
def test_a_record_that_cannot_be_read_is_one_error_with_its_line(tmp_path, record, problem):
    with pytest.raises(ReadingError, match=problem):
        [*labelled_texts(written(tmp_path, PAGE, record))]


def test_a_file_that_is_none_is_an_error(tmp_path):
    with pytest.raises(ReadingError, match=r"no\.jsonl: cannot be read: there is no such file; check the path$"):
        [*labelled_texts(tmp_path / "no.jsonl")]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"{", "line 1: is not JSON; write one object per line"),
        (b"[" * 100_000, "line 1: is not JSON; write one object per line"),
        (b"\xff", "is not UTF-8: .*; save it as UTF-8"),
    ],
)
def test_a_file_of_something_else_is_an_error_with_the_remedy(tmp_path, content, problem):
    (tmp_path / "a.jsonl").write_bytes(content)
    with pytest.raises(ReadingError, match=rf"a\.jsonl: {problem}"):
        [*labelled_texts(tmp_path / "a.jsonl")]


def test_a_language_without_rules_is_refused(tmp_path):
    with pytest.raises(OptionError, match="there are no rules for 'tlh'"):
        measure("tlh", labelled_texts(written(tmp_path, PAGE)))


def test_the_command_shows_rules_and_totals(tmp_path):
    done = CliRunner().invoke(main, ["rules", "--language", "en", "--measure", str(written(tmp_path, PAGE))])
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-4:] == [
        "removed 4 of 20 (0.20000) words of boilerplate",
        "lost 0 of 14 (0.00000) words of articles",
        "false hits 0 of 0 (0.00000) lines of articles in other languages",
        "left ad_marker 16",
    ]


def test_the_command_writes_json_for_programs(tmp_path):
    file = str(written(tmp_path, PAGE))
    record = json.loads(CliRunner().invoke(main, ["rules", "--language", "en", "--measure", file, "--json"]).stdout)
    assert (record["removed"], record["lost"], record["article"], record["foreign"]) == (4, 0, 14, 0)
    assert (record["left"], record["hits"]) == ({"ad_marker": 16}, {})
    assert all(tally["article"] == 0 and tally["example"] for tally in record["rules"].values())


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--measure", "x"], "--measure needs --language"),
        (["--measure", "x", "--show", "y"], "exclude each other"),
    ],
)
def test_options_that_do_not_go_together_are_refused(arguments, problem):
    done = CliRunner().invoke(main, ["rules", *arguments])
    assert done.exit_code == 2
    assert problem in done.stderr


def test_the_rules_of_one_language_are_listed():
    done = CliRunner().invoke(main, ["rules", "--language", "any"])
    assert {line.split("/")[0] for line in done.stdout.splitlines()} == {"any"}
