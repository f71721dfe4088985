from itertools import pairwise

import pytest

import cleanwire
from cleanwire.errors import LabelledTextError
from cleanwire.labels import Label
from cleanwire.report.labelled import Removal, parse_labelled, render_labelled
from cleanwire.result import Result
from cleanwire.spans import Segment
from invented import ARTICLE, PARAGRAPHS


def result_of(source, *gone, rule="en/notice/x", label=Label.NOTICE, confidence=0.9):
    """Return a result in which the given spans are removed."""
    cuts = sorted({0, len(source), *(edge for span in gone for edge in span)})
    segments = [
        Segment(start, end, label, removed=True, rule=rule, confidence=confidence)
        if (start, end) in gone
        else Segment(start, end, Label.BODY, removed=False)
        for start, end in pairwise(cuts)
    ]
    return Result(source, tuple(segments), ())


CASES = {
    "nothing": (result_of(""), ""),
    "kept lines": (result_of("One\nTwo\n"), "  One\n  Two\n"),
    "a blank line": (result_of("One\n\nTwo\n"), "  One\n  \n  Two\n"),
    "a line without an end": (result_of("One"), " \\One\n"),
    "a removed line": (result_of("One\nTwo\n", (4, 8)), "  One\n-- en/notice/x (notice, 0.90)\n- Two\n"),
    "a removed line without an end": (result_of("One\nTwo", (4, 7)), "  One\n-- en/notice/x (notice, 0.90)\n-\\Two\n"),
    "lines removed together": (result_of("One\n\nTwo\n", (0, 9)), "-- en/notice/x (notice, 0.90)\n- One\n- \n- Two\n"),
    "removals side by side": (
        result_of("One\nTwo\n", (0, 4), (4, 8)),
        "-- en/notice/x (notice, 0.90)\n- One\n-- en/notice/x (notice, 0.90)\n- Two\n",
    ),
    "the end of a line": (result_of("One two\n", (3, 7)), " \\One\n-- en/notice/x (notice, 0.90)\n-\\ two\n  \n"),
    "the start of a line": (result_of("One two\n", (0, 4)), "-- en/notice/x (notice, 0.90)\n-\\One \n  two\n"),
    "the middle of a line": (
        result_of("One two three\n", (3, 7)),
        " \\One\n-- en/notice/x (notice, 0.90)\n-\\ two\n   three\n",
    ),
    "a line break alone": (result_of("One\nTwo\n", (3, 4)), " \\One\n-- en/notice/x (notice, 0.90)\n- \n  Two\n"),
    "other line breaks": (result_of("One\r\nTwo\rThree\u2028"), "  One\r\n \\Two\rThree\u2028\n"),
    "lines that look like labels": (result_of("- One\n-- x\n\\\n"), "  - One\n  -- x\n  \\\n"),
    "another rule": (
        result_of("One\n", (0, 4), rule="sv/legal/y", label=Label.LEGAL, confidence=0.754),
        "-- sv/legal/y (legal, 0.75)\n- One\n",
    ),
    "a removal that is certain": (result_of("One\n", (0, 4), confidence=1), "-- en/notice/x (notice, 1.00)\n- One\n"),
}


@pytest.mark.parametrize(("result", "text"), CASES.values(), ids=CASES)
def test_a_result_is_rendered_line_by_line(result, text):
    assert render_labelled(result) == text


@pytest.mark.parametrize(("result", "text"), CASES.values(), ids=CASES)
def test_the_source_can_be_rebuilt_to_the_character(result, text):
    assert parse_labelled(text).source == result.source


@pytest.mark.parametrize(("result", "text"), CASES.values(), ids=CASES)
def test_the_removals_can_be_rebuilt(result, text):
    assert parse_labelled(text).removed == tuple(
        Removal(s.start, s.end, s.label, s.rule, round(s.confidence, 2)) for s in result.removed
    )


@pytest.mark.parametrize(("result", "text"), CASES.values(), ids=CASES)
def test_the_text_that_stays_can_be_rebuilt(result, text):
    assert parse_labelled(text).text == result.text


BROKEN = {
    "no line feed at the end": ("  One", "line 1: the last line should end with a line feed"),
    "an unlabelled line": ("  One\nTwo\n", "line 2: should begin with '  ', '- ' or '-- ', not 'Tw'"),
    "an empty line": ("  One\n\n", "line 2: should begin with '  ', '- ' or '-- ', not ''"),
    "a short line": ("  One\n \n", "line 2: should begin with"),
    "a tab": ("\tOne\n", "line 1: should begin with"),
    "a removal without a reason": (
        "  One\n- Two\n",
        "line 2: a removed line needs a '-- rule (label, 0.90)' line above",
    ),
    "a reason that has ended": (
        "-- en/notice/x (notice, 0.90)\n- One\n  Two\n- Three\n",
        "line 4: a removed line needs a '-- rule (label, 0.90)' line above",
    ),
    "no rule": ("-- (notice, 0.90)\n- One\n", "line 1: should read '-- rule (label, 0.90)'"),
    "no confidence": ("-- en/notice/x (notice)\n- One\n", "line 1: should read '-- rule (label, 0.90)'"),
    "confidence above one": ("-- en/notice/x (notice, 1.50)\n- One\n", "line 1: should read '-- rule (label, 0.90)'"),
    "an unknown label": (
        "-- en/weather/x (weather, 0.90)\n- One\n",
        "line 1: should read .* with a label of the policy",
    ),
}


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN)
def test_malformed_labelled_text_is_refused_with_the_line(text, message):
    message = message.replace("(label, 0.90)", r"\(label, 0\.90\)")
    with pytest.raises(LabelledTextError, match=f"^{message}"):
        parse_labelled(text)


def test_the_result_of_cleaning_survives_the_round_trip():
    source = f"Share on Facebook\r\n{ARTICLE}\n\nAdvertisement"
    assert parse_labelled(render_labelled(cleanwire.explain(source))).source == source


@pytest.mark.parametrize("name", ["sv", "my pack", "pack (old)"])
def test_a_rule_of_any_pack_survives_the_round_trip(tmp_path, name):
    pack = tmp_path / f"{name}.toml"
    pack.write_text(
        'label = "notice"\n[cloud]\nwhy = "x."\nis = ["Cloud notice"]\nmatch = ["Cloud notice"]\nno-match = ["x"]\n',
        "utf-8",
    )
    result = cleanwire.Cleaner(packs=[pack]).explain("\n".join([*PARAGRAPHS, "Cloud notice", ""]))
    (removal,) = parse_labelled(render_labelled(result)).removed
    assert removal.rule == f"{name}/notice/cloud"


@pytest.mark.parametrize("mark", ["\u200f", "\u2067", "\u202b", "\u200c", "\u200d"])
def test_text_that_runs_from_right_to_left_survives_the_round_trip(mark):
    source = f"سقط الجسر مساء الثلاثاء.\n{mark}شارك على فيسبوك{mark}\nكل شيء انتهى.\n"
    parsed = parse_labelled(render_labelled(cleanwire.explain(source)))
    assert parsed.source == source
