import re
from pathlib import Path

import pytest

import cleanwire
from cleanwire.errors import OptionError, PackError
from cleanwire.labels import Label
from cleanwire.rules.languages import PACKS, shipped_languages
from cleanwire.rules.pack import load_pack, load_packs, pack_notes
from cleanwire.rules.parsing import parse_pack
from cleanwire.rules.rule import Reach
from cleanwire.rules.shipped import shipped_rules

EXAMPLES = 'match = ["Cloud notice"]\nno-match = ["The cloud notice came late."]\n'
FULL = """
label = "notice"

[clouds]
why = "What the sky says."
is = ["12 Clouds", "3 clouds", "Cloud’s Notice!"]
starts = ["Clouds ahead"]
has = ["below the clouds"]
pattern = '^clouds? ahead'
where = { max-words = 4, near = ["any"] }
reach = "list"
confidence = 1
match = ["Cloud notice"]
no-match = ["The cloud notice came late."]
todo-match = ["Nube"]
todo-no-match = ["Cloud"]

[rain]
why = "Rain."
is = ["Rain"]
match = ["Rain"]
no-match = ["Rain fell."]
"""


def parsed(text):
    return parse_pack(text, file="clouds.toml", language="en")


def test_each_table_of_a_pack_is_a_rule_in_its_order():
    assert [rule.id for rule in parsed(FULL)] == ["en/notice/clouds", "en/notice/rain"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("label", Label.NOTICE),
        ("why", "What the sky says."),
        ("is_", ("0 clouds", "cloud s notice")),
        ("starts", ("clouds ahead",)),
        ("has", ("below the clouds",)),
        ("pattern", "^clouds? ahead"),
        ("reach", Reach.LIST),
        ("confidence", 1.0),
        ("match", ("Cloud notice",)),
        ("no_match", ("The cloud notice came late.",)),
        ("todo_match", ("Nube",)),
        ("todo_no_match", ("Cloud",)),
        ("needs_company", True),
    ],
)
def test_every_field_of_a_rule_is_read(field, value):
    assert getattr(parsed(FULL)[0], field) == value


def test_the_conditions_of_a_rule_are_read_in_their_order():
    assert [(c.name, c.value) for c in parsed(FULL)[0].where] == [("max-words", 4), ("near", ["any"])]


@pytest.mark.parametrize(
    ("field", "value"),
    [("where", ()), ("reach", Reach.BLOCK), ("confidence", 0.9), ("pattern", ""), ("needs_company", False)],
)
def test_what_a_rule_leaves_out_has_a_default(field, value):
    assert getattr(parsed(FULL)[1], field) == value


@pytest.mark.parametrize("label", list(Label))
def test_a_pack_may_have_any_label(label):
    (rule,) = parsed(f'label = "{label}"\n[x]\nwhy = "x."\nis = ["x"]\n{EXAMPLES}')
    assert (rule.label, rule.id) == (label, f"en/{label}/x")


def test_a_pack_of_exceptions_defends_what_it_matches_as_body():
    (rule,) = parsed(f'label = "keep"\n[x]\nwhy = "x."\nis = ["x"]\n{EXAMPLES}')
    assert (rule.label, rule.id) == (Label.BODY, "en/keep/x")


def test_a_pack_may_hold_no_rules():
    assert parsed('label = "notice"') == ()


BROKEN_PACKS = {
    "not TOML": ("label = ", "not valid TOML"),
    "two rules of one name": ('label = "notice"\n[clouds]\n[clouds]\n', "not valid TOML"),
    "no label": ("[clouds]\n", "has no label: it should be one of headline, body"),
    "an unknown label": ('label = "weather"', "label = 'weather' should be one of"),
    "a label that is no text": ("label = 3", "label = 3 should be one of"),
    "a label that is a list": ('label = ["notice"]', "label = ['notice'] should be one of"),
    "a label below": ("[label]\nx = 1", "at the top of the file"),
    "a long line": ("x = '" + "y" * 4000 + "'", "line 1 has 4,006 characters; the most is 4,000: break it"),
    "brackets in brackets": ("x = " + "[" * 3000, "hundreds of nested brackets"),
    "thousands of rules": (
        'label = "notice"\n' + "".join(f"[r{at}]\n" for at in range(1001)),
        "the pack has 1,001 rules; the most is 1,000: split it",
    ),
    "a rule that is no table": (
        'label = "notice"\nclouds = 3',
        "[clouds]: should be a table with the fields of one rule",
    ),
}


@pytest.mark.parametrize(("text", "message"), BROKEN_PACKS.values(), ids=BROKEN_PACKS)
def test_a_broken_pack_is_refused_with_file_and_remedy(text, message):
    with pytest.raises(PackError, match="^" + re.escape("clouds.toml: ") + ".*" + re.escape(message)):
        parsed(text)


WHY = 'why = "What the sky says."\n'
IS = WHY + 'is = ["x"]\n'
BROKEN_RULES = {
    "no why": (f'is = ["x"]\n{EXAMPLES}', "`why` should say in a sentence what the rule finds"),
    "a blank why": (f'why = " "\nis = ["x"]\n{EXAMPLES}', "`why` should say in a sentence"),
    "an unknown field": (f'{IS}matches = ["x"]\n{EXAMPLES}', "unknown field 'matches'; the fields are confidence, has"),
    "nothing to match": (WHY + EXAMPLES, "matches nothing; give it `is`, `starts`, `has` or `pattern`"),
    "a phrase that is no list": (f'{WHY}is = "x"\n{EXAMPLES}', "`is` should be a list of texts"),
    "a phrase that is no text": (f"{WHY}has = [3]\n{EXAMPLES}", "`has` should be a list of texts"),
    "a blank phrase": (f'{WHY}starts = [" "]\n{EXAMPLES}', "`starts` should be a list of texts, none of them blank"),
    "a phrase of marks": (
        f'{WHY}is = ["***"]\n{EXAMPLES}',
        "`is`: '***' contains no word; a `pattern` can match punctuation",
    ),
    "a phrase that is too long": (
        f'{WHY}has = ["{"cloud " * 30}"]\n{EXAMPLES}',
        "`has`: 'cloud cloud cloud cl…' has 179 characters; the most is 160",
    ),
    "a pattern that is no text": (
        f"{WHY}pattern = [3]\n{EXAMPLES}",
        "`pattern` should be one text; write alternatives",
    ),
    "a pattern that is no regex": (f"{WHY}pattern = '('\n{EXAMPLES}", "`pattern` is not a regular expression: "),
    "an unknown reach": (f'{IS}reach = "page"\n{EXAMPLES}', "reach = 'page' should be one of match, block, list, rest"),
    "a reach that is a list": (f'{IS}reach = ["rest"]\n{EXAMPLES}', "reach = ['rest'] should be one of"),
    "a passage without pattern": (f'{IS}reach = "match"\n{EXAMPLES}', "reach = 'match' needs a `pattern`"),
    "no match": (f'{IS}no-match = ["x y"]', "has no `match` examples; give at least one real one"),
    "no near miss": (f'{IS}match = ["x"]', "has no `no-match` examples; give at least one real one"),
    "an example that is no list": (f'{IS}match = "x"\nno-match = ["y"]', "`match` should be a list of texts"),
    "a blank example": (f'{IS}match = [""]\nno-match = ["y"]', "`match` should be a list of texts, none of them blank"),
    "no confidence": (f"{IS}confidence = 0\n{EXAMPLES}", "confidence = 0 should be above 0 and at most 1"),
    "too much confidence": (f"{IS}confidence = 1.1\n{EXAMPLES}", "confidence = 1.1 should be above 0"),
    "confidence in words": (f'{IS}confidence = "high"\n{EXAMPLES}', "confidence = 'high' should be above 0"),
    "a truth for confidence": (f"{IS}confidence = true\n{EXAMPLES}", "confidence = True should be above 0"),
    "confidence that is no number": (f"{IS}confidence = nan\n{EXAMPLES}", "confidence = nan should be above 0"),
    "a where that is no table": (f'{IS}where = "tail"\n{EXAMPLES}', "`where` should be a table of conditions"),
    "an unknown condition": (f"{IS}where = {{ words = 4 }}\n{EXAMPLES}", "where: words: there is no condition 'words'"),
    "a condition of a wrong value": (
        f'{IS}where = {{ max-words = "4" }}\n{EXAMPLES}',
        "where: max-words: '4' should be a whole number from 0 up",
    ),
}


@pytest.mark.parametrize(("fields", "message"), BROKEN_RULES.values(), ids=BROKEN_RULES)
def test_a_broken_rule_is_refused_with_file_rule_and_remedy(fields, message):
    with pytest.raises(PackError, match="^" + re.escape(f"clouds.toml: [clouds]: {message}")):
        parsed(f'label = "notice"\n[clouds]\n{fields}\n')


@pytest.mark.parametrize("folder", ["sv", "packs", "clouds"])
def test_the_ids_of_a_pack_begin_with_its_name_wherever_it_stands(tmp_path, folder):
    file = tmp_path / folder / "our-clouds.toml"
    file.parent.mkdir()
    file.write_text(FULL, "utf-8")
    assert (load_pack(file)[0].id, load_pack(file)[0].language) == ("our-clouds/notice/clouds", "any")


def test_the_ids_of_a_shipped_pack_begin_with_its_language():
    rule = load_pack(Path(cleanwire.__file__).parent / "packs" / "sv" / "comments.toml")[0]
    assert (rule.id.split("/")[:2], rule.language) == (["sv", "comments"], "sv")


def test_a_pack_may_say_its_language(tmp_path):
    file = tmp_path / "our-clouds.toml"
    file.write_text(f'language = "sv"\n{FULL}', "utf-8")
    assert (load_pack(file)[0].id, load_pack(file)[0].language) == ("our-clouds/notice/clouds", "sv")


@pytest.mark.parametrize("language", ['"swedish"', '""', "3"])
def test_an_unknown_language_of_a_pack_is_refused_with_the_choices(language):
    with pytest.raises(PackError, match=r"clouds.toml: language = .* should be one of any, ar,"):
        parsed(f"language = {language}\n{FULL}")


def noted(tmp_path, phrase):
    """Return the notes on a pack with a phrase, without the file's name."""
    file = tmp_path / "clouds.toml"
    file.write_text(f'label = "notice"\n[clouds]\nwhy = "Clouds."\nstarts = ["{phrase}"]\n{EXAMPLES}', "utf-8")
    load_pack(file)
    return [note.removeprefix(f"{file}: ") for note in pack_notes(file)]


def test_marks_of_phrases_that_are_not_compared_are_noted(tmp_path):
    assert noted(tmp_path, "Cloud notice:") == [
        "[clouds]: starts: 'Cloud notice:' matches 'cloud notice' with or without ':': punctuation is ignored; "
        "if the line has to end with a colon, add where = { colon = true }"
    ]
    assert noted(tmp_path, "Cloud notice!") == [
        "[clouds]: starts: 'Cloud notice!' matches 'cloud notice' with or without '!': punctuation is ignored"
    ]


@pytest.mark.parametrize("phrase", ["Cloud notice", "12 clouds", "{Cloud|Rain} notice", "Cloud’s notice"])
def test_phrases_without_telling_marks_need_no_note(tmp_path, phrase):
    assert noted(tmp_path, phrase) == []


def test_a_pack_file_may_be_named_by_a_text(tmp_path):
    file = tmp_path / "notice.toml"
    file.write_text(FULL, "utf-8")
    assert [rule.id for rule in load_pack(str(file))] == [rule.id for rule in load_pack(file)]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_line_breaks_of_a_pack_file_do_not_matter(tmp_path, newline):
    file = tmp_path / "notice.toml"
    file.write_text(FULL, "utf-8", newline=newline)
    assert [rule.is_ for rule in load_pack(file)] == [rule.is_ for rule in parsed(FULL)]


def test_a_pack_file_that_is_missing_is_refused_with_its_path(tmp_path):
    with pytest.raises(PackError, match=r"none\.toml: cannot read the pack: .*; check the path"):
        load_pack(tmp_path / "none.toml")


def test_a_folder_in_place_of_a_pack_file_is_refused_with_its_path(tmp_path):
    with pytest.raises(PackError, match=re.escape(f"{tmp_path}: cannot read the pack")):
        load_pack(tmp_path)


def test_a_pack_file_that_is_not_utf8_is_refused_with_the_place(tmp_path):
    file = tmp_path / "notice.toml"
    file.write_bytes(b'label = "notic\xe9"')
    with pytest.raises(PackError, match=r"notice\.toml: byte 14 is not UTF-8; save the pack as UTF-8"):
        load_pack(file)


def test_the_rules_of_a_broken_pack_file_are_named_by_its_path(tmp_path):
    file = tmp_path / "notice.toml"
    file.write_text(f'label = "notice"\n[clouds]\n{WHY}{EXAMPLES}', "utf-8")
    with pytest.raises(PackError, match=re.escape(f"{file}: [clouds]: matches nothing")):
        load_pack(file)


def test_english_is_among_the_shipped_languages():
    assert "en" in shipped_languages()


@pytest.mark.parametrize("language", shipped_languages())
def test_the_rules_of_a_language_are_its_own_and_those_of_any(language):
    assert {rule.id.split("/")[0] for rule in shipped_rules((language,))} <= {language, "any"}


def test_all_rules_are_those_of_all_languages():
    assert [rule.id for rule in shipped_rules()] == [rule.id for rule in shipped_rules(shipped_languages())]


def test_patterns_are_searched_for_under_a_limit_of_time_but_for_those_of_the_package(tmp_path):
    file = tmp_path / "clouds.toml"
    file.write_text(FULL, "utf-8")
    assert all(rule.timed for rule in load_pack(file))
    assert not any(rule.timed for rule in shipped_rules())


def test_an_unknown_language_is_refused_with_the_choices():
    with pytest.raises(OptionError, match=r"languages: there are no rules for 'tlh'; the choices are .*\ben\b"):
        shipped_rules(("tlh",))


@pytest.mark.parametrize("name", ["a/b", "a b", "a\\nb", "-- x", "", "a" * 81])
def test_a_rule_whose_name_would_break_its_id_is_refused(name):
    with pytest.raises(PackError, match="its name may have 1 to 80 letters, digits, - and _;"):
        parsed(f'label = "notice"\n["{name}"]\n{IS}{EXAMPLES}')


def test_a_file_whose_name_would_break_ids_is_refused(tmp_path):
    file = tmp_path / "notice\nX.toml"
    file.write_text(FULL, "utf-8")
    with pytest.raises(PackError, match="that of its file, printable characters"):
        load_pack(file)


def test_a_huge_pack_file_is_refused_without_being_read_whole(tmp_path):
    file = tmp_path / "notice.toml"
    with file.open("wb") as sparse:
        sparse.truncate(10**12)
    with pytest.raises(PackError, match=r"notice\.toml: the pack has more than 500,000 bytes; split it"):
        load_pack(file)


def test_a_path_that_can_be_none_is_refused():
    with pytest.raises(PackError, match="cannot read the pack: embedded null byte"):
        load_pack("notice\0.toml")


def test_packs_are_loaded_in_their_order(tmp_path):
    files = [tmp_path / f"{name}.toml" for name in ("sea", "sky")]
    for file in files:
        file.write_text(FULL, "utf-8")
    assert [rule.id for rule in load_packs(files)] == [
        f"{pack}/notice/{name}" for pack in ("sea", "sky") for name in ("clouds", "rain")
    ]


def test_a_byte_order_mark_is_no_part_of_a_pack(tmp_path):
    file = tmp_path / "notice.toml"
    file.write_text(f"\ufeff{FULL}", "utf-8")
    assert len(load_pack(file)) == 2


def test_a_pack_that_is_given_twice_is_refused_with_the_rule(tmp_path):
    file = tmp_path / "notice.toml"
    file.write_text(FULL, "utf-8")
    with pytest.raises(PackError, match=r"notice\.toml: \[clouds\]: there is a rule .*/notice/clouds already; rename"):
        load_packs([file, file])


def test_a_rule_that_has_the_id_of_a_shipped_one_is_refused(tmp_path):
    file = tmp_path / "en.toml"
    file.write_text(f'label = "ad_marker"\n[marker]\n{IS}{EXAMPLES}', "utf-8")
    with pytest.raises(PackError, match=r"there is a rule en/ad_marker/marker already"):
        load_packs([file])


def test_a_shipped_pack_is_refused_with_what_to_do_instead():
    with pytest.raises(PackError, match=r"ad_marker\.toml: is shipped, .* put new ones into a file of your own"):
        load_packs([PACKS / "en" / "ad_marker.toml"])


def test_an_exception_with_phrases_is_refused():
    pack = (
        'label = "keep"\n[a]\nwhy = "x."\nis = ["b"]\nmatch = ["b"]\nno-match = ["c"]\nwhere = { claimed = ["any"] }\n'
    )
    with pytest.raises(PackError, match=r"a\.toml: \[a\]: where: claimed: .* give it a `pattern`, no phrases"):
        parse_pack(pack, file="a.toml", language="en")
