import pickle

import pytest

from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.rules.conditions import CONDITIONS, condition, titled
from cleanwire.rules.context_conditions import COMPANY
from cleanwire.rules.scene import Scene
from cleanwire.spans import Verdict
from invented import PARAGRAPHS

PROSE = PARAGRAPHS[0]
HERE = PROSE.replace("ferry", "here")
SAID = "It opens the next page."
LAW = "\n".join(f"The ferry shall not sail in the hour number {hour} of the day" for hour in "abcdefgh")
NEWS = "\n".join(f"The ferry did not sail in the hour number {hour} of the day" for hour in "abcdefgh")


def scene_of(text):
    """Return the scene of a text, in which `#label` before a line claims it so, and the first block with `here`."""
    lines = text.split("\n")
    plain = [line.split(" ", 1)[1] if line.startswith("#") else line for line in lines]
    document = read_text("\n".join(plain))
    verdicts = [
        Verdict(block.start, block.end, Label(line[1:].split(" ")[0]), "en/x/y", 0.9, "")
        for block, line in zip(document.blocks, lines, strict=True)
        if line.startswith("#")
    ]
    return Scene(document, verdicts), next(b for b in document.blocks if "here" in document.text(b).lower())


HOLDS = [
    ("min-words", 3, "here it is"),
    ("max-words", 3, "here it is"),
    ("max-words", 1, "— here —"),
    ("after", 0.5, f"{PROSE}\nhere"),
    ("after", 0, "here"),
    ("before", 0.5, f"here\n{PROSE}"),
    ("before", 0, "here"),
    ("prose-above", 1, f"{PROSE}\nhere"),
    ("prose-above", 0, "here"),
    ("prose-below", 1, f"here\n{PROSE}"),
    ("prose-below", 0, f"{PROSE}\nhere"),
    ("first", 1, f"here\n{PROSE}"),
    ("last", 1, f"{PROSE}\nhere"),
    ("sentence", True, "Look here."),
    ("sentence", True, "“Look here!”"),
    ("sentence", True, "(Look here?)"),
    ("sentence", True, "Look here…"),
    ("sentence", False, "Look here"),
    ("dated", False, "here, lundi 3 mars 2024"),
    ("colon", True, "Look here:"),
    ("colon", True, "Look here："),
    ("colon", False, "Look: here"),
    ("bracketed", True, "(here)"),
    ("bracketed", True, "[here]"),
    ("bracketed", False, "(here) it is"),
    ("listed", True, "- here"),
    ("listed", True, "• here"),
    ("listed", True, "▸ here"),
    ("listed", False, "here - there"),
    ("linked", True, "Write here: jane@paper.example"),
    ("linked", True, "Here: https://paper.example/a"),
    ("linked", True, "Here: WWW.paper.example"),
    ("linked", True, "Follow @jane here"),
    ("linked", False, "Follow Jane here"),
    ("prose", True, HERE),
    ("prose", False, "here"),
    ("titled", True, "Look Here for the Ferry"),
    ("titled", True, "“Look Here”"),
    ("titled", False, "Look here for the ferry"),
    ("stamped", True, "Anna, here on Tue, 21 April 2020 - 16:40"),
    ("stamped", True, "here: 2021年5月11日 23:13"),
    ("stamped", True, "Jean-Louis here, le 24/11/2019 à 18h45"),
    ("stamped", False, "here at 16:40"),
    ("quotes-title", True, f"The ferry is back\n{PROSE}\n3 here on “The Ferry is Back”"),
    ("quotes-title", True, f"Le bac est de retour\n{PROSE}\n2 here sur « Le bac est de retour »"),
    ("quotes-title", False, f"The ferry is back\n{PROSE}\n3 here on the ferry"),
    ("recurs", 2, f"here 12\n{PROSE}\nHere: 3"),
    ("recurs", 1, "here"),
    ("dates-at-most", 2, f"Monday, 3 March\nhere 12\nTuesday, 4 March\n{PROSE}"),
    ("recurs-at-most", 2, f"here 12\n{PROSE}\nHere: 3"),
    ("above-words", 2, "Anna Berg\nhere"),
    ("echoes-above", True, "Anna Berg\nAnna is here."),
    ("echoes-above", True, "早瀬みなと\n早瀬みなと（記者）、here"),
    ("echoes-above", False, "Anna Berg\nHalvor is here."),
    ("echoes-above", False, "早瀬みなと\n浜田いね（記者）、here"),
    ("named-below", True, "here\nAnna Berg\nAnna rows."),
    ("named-below", False, "here\nAnna Berg"),
    ("subject", ["shall"], f"here\n{LAW}"),
    ("subject", ["did not sail"], f"here\n{NEWS}"),
    ("follows", ["comments"], "#comments Reply\nhere"),
    ("follows", ["any"], "#legal Rights\nhere"),
    ("follows", ["legal", "comments"], "#legal Rights\nhere"),
    ("follows", ["headline"], "#headline A title\nhere"),
    ("precedes", ["comments"], "here\n#comments Reply"),
    ("precedes", ["any"], "here\n#notice Cookies"),
    ("precedes", ["comments"], "here\n#comments Reply\nA line"),
    ("near", ["comments"], "here\n#comments Reply"),
    ("near", ["comments"], "#comments Reply\nhere"),
    ("between", True, "#comments Reply\nhere\n#legal Rights"),
    ("between", True, "#comments Reply\nhere"),
    ("between", True, "here"),
    ("between", False, f"{PROSE}\nhere"),
    ("explained", True, f"here\n{SAID}"),
    ("explained", False, "here\nA line"),
    ("explained", False, f"here\n#notice {SAID}"),
    ("explained", False, "here"),
    ("introduced", True, "These are the words:\nhere"),
    ("introduced", True, "These are the words:\n#comments Reply\nhere"),
    ("introduced", False, "#comments Words:\nhere"),
    ("among-boilerplate", True, f"{PROSE}\n#comments Reply\nhere"),
    ("among-boilerplate", True, f"{PROSE}\nhere\n#comments Reply"),
    ("among-boilerplate", True, f"#comments Reply\nhere\nA title\n{PROSE}"),
    ("among-boilerplate", True, f"{PROSE}\nhere\nA line\n#comments Reply"),
    ("among-boilerplate", True, f"{PROSE}\n#comments Reply\nhere\n#legal Rights\n{PROSE}"),
    ("among-boilerplate", True, f"{PROSE}\n#comments Reply\nA line\nhere\n#legal Rights\n{PROSE}"),
    ("among-boilerplate", True, f"{PROSE}\nhere\n#comments Reply\n#legal Rights\n{PROSE}"),
    ("among-boilerplate", False, "Share\nhere"),
    ("contaminated", 1, f"#comments Reply\n{PROSE}\nhere"),
    ("contaminated", 0, "here"),
    ("claimed", ["comments"], "#comments here"),
    ("claimed", ["any"], "#legal here"),
    ("head", True, f"A title\nhere\n{PROSE}"),
    ("head", True, "A title\nhere"),
    ("head", True, f"#notice {PROSE}\nhere\n{PROSE}"),
    ("head", True, f"{HERE}\n{PROSE}"),
    ("head", False, f"{PROSE}\nhere"),
    ("tail", True, f"{PROSE}\n{HERE}"),
    ("tail", True, f"{PROSE}\nhere\nA line"),
    ("tail", True, f"{PROSE}\nhere\n#legal {PROSE}"),
    ("tail", False, f"here\n{PROSE}"),
]

FAILS = [
    ("min-words", 4, "here it is"),
    ("max-words", 2, "here it is"),
    ("after", 0.5, f"here\n{PROSE}"),
    ("after", 1, f"{PROSE}\nhere"),
    ("before", 0.5, f"{PROSE}\nhere"),
    ("prose-above", 1, f"here\n{PROSE}"),
    ("prose-above", 2, f"{PROSE}\nhere"),
    ("prose-below", 0, f"here\n{PROSE}"),
    ("prose-below", 1, f"here\n{PROSE}\n{PROSE}"),
    ("first", 1, f"{PROSE}\nhere"),
    ("first", 0, "here"),
    ("last", 1, f"here\n{PROSE}"),
    ("last", 0, "here"),
    ("sentence", True, "Look here"),
    ("sentence", True, "Look here:"),
    ("sentence", False, "Look here."),
    ("colon", True, "Look: here"),
    ("colon", False, "Look here:"),
    ("bracketed", True, "(here) it is"),
    ("bracketed", True, "(here]"),
    ("bracketed", False, "(here)"),
    ("listed", True, "here - there"),
    ("listed", False, "- here"),
    ("linked", True, "Follow Jane here"),
    ("linked", False, "Follow @jane here"),
    ("prose", True, "here"),
    ("prose", False, HERE),
    ("titled", True, "Look here for the ferry"),
    ("titled", False, "Look Here for the Ferry"),
    ("stamped", True, "Anna, here on Tue, 21 April 2020"),
    ("stamped", True, "Anna was here on 21 April 2020, at 16:40."),
    ("stamped", True, "Date here: Fri, 1 Feb 2002 11:53 -0500"),
    ("stamped", False, "here 21 April 2020 16:40"),
    ("quotes-title", True, f"The ferry is back\n{PROSE}\n3 here on “The ferry has sunk”"),
    ("quotes-title", True, f"{PROSE}\nThe ferry is back\n3 here on “The ferry is back”"),
    ("quotes-title", True, f"Ferry\n{PROSE}\n3 here on “Ferry”"),
    ("quotes-title", False, f"The ferry is back\n{PROSE}\nhere: “The ferry is back”"),
    ("dates-at-most", 1, f"Monday, 3 March\nhere 12\nTuesday, 4 March\n{PROSE}"),
    ("recurs-at-most", 1, f"here 12\n{PROSE}\nHere: 3"),
    ("recurs", 2, f"here\n{PROSE}\nhere it is"),
    ("recurs", 3, "here 12\nHere: 3"),
    ("above-words", 1, "Anna Berg\nhere"),
    ("above-words", 9, "here"),
    ("echoes-above", True, "Anna Berg\nHalvor is here."),
    ("echoes-above", True, "here"),
    ("echoes-above", True, f"{PROSE}\nThe ferry is here."),
    ("echoes-above", False, "Anna Berg\nAnna is here."),
    ("named-below", True, "here\nAnna Berg\nHalvor rows."),
    ("named-below", True, "here\nAnna rows."),
    ("named-below", False, "here\nAnna Berg\nAnna rows."),
    ("subject", ["shall"], f"here\n{NEWS}"),
    ("subject", ["hall"], f"here\n{LAW}"),
    ("subject", ["shall"], "here\nThe ferry shall not sail in the night."),
    ("follows", ["comments"], "here\n#comments Reply"),
    ("follows", ["comments"], "#legal Rights\nhere"),
    ("follows", ["comments"], f"#comments Reply\n{PROSE}\nhere"),
    ("follows", ["any"], "#headline A title\nhere"),
    ("follows", ["any"], "A line\nhere"),
    ("follows", ["any"], "here"),
    ("precedes", ["comments"], "#comments Reply\nhere"),
    ("precedes", ["any"], "here\nA line"),
    ("precedes", ["any"], "here"),
    ("near", ["comments"], "#legal Rights\nhere\n#notice Cookies"),
    ("near", ["any"], f"A line\nhere\n{PROSE}"),
    ("between", True, f"{PROSE}\nhere\n#legal Rights"),
    ("between", True, "#legal Rights\nhere\nA line"),
    ("between", True, "#headline A title\nhere"),
    ("between", False, "#comments Reply\nhere\n#legal Rights"),
    ("explained", True, "here\nA line"),
    ("explained", True, f"here\n#notice {SAID}"),
    ("explained", True, "here"),
    ("explained", False, f"here\n{SAID}"),
    ("introduced", True, "These are the words\nhere"),
    ("introduced", True, "here"),
    ("introduced", False, "These are the words:\nhere"),
    ("among-boilerplate", True, f"Share\nhere\nPrint\n{PROSE}"),
    ("among-boilerplate", True, f"{PROSE}\n#comments Reply\nhere\n{SAID}"),
    ("among-boilerplate", True, f"{PROSE}\n#comments Reply\nhere\n{PROSE}"),
    ("among-boilerplate", True, f"{PROSE}\nhere\n#comments Reply\n{PROSE}"),
    ("among-boilerplate", True, f"{PROSE}\nThe words:\n#comments Reply\nhere"),
    ("among-boilerplate", True, f"{PROSE}\n#comments Reply\n“here”"),
    ("among-boilerplate", True, f"{PROSE}\n#comments Reply\n{SAID}\nhere"),
    ("contaminated", 2, f"#comments Reply\n{PROSE}\nhere"),
    ("contaminated", 1, "#comments here"),
    ("contaminated", 1, "#headline A title\nhere"),
    ("dated", True, "Mars, May 3, and more here"),
    ("claimed", ["comments"], "#comments Reply\nhere"),
    ("claimed", ["comments"], "#legal here"),
    ("head", True, f"{PROSE}\nhere"),
    ("head", True, "A line\n" * 11 + "here"),
    ("head", False, f"here\n{PROSE}"),
    ("tail", True, f"here\n{PROSE}"),
    ("tail", True, f"here\nA line\n{PROSE}"),
    ("tail", True, "here" + "\nA line" * 10),
    ("tail", False, f"{PROSE}\nhere"),
]


@pytest.mark.parametrize(("name", "value", "text"), HOLDS)
def test_a_condition_holds(name, value, text):
    assert condition(name, value).holds(*scene_of(text))


@pytest.mark.parametrize(("name", "value", "text"), FAILS)
def test_a_condition_does_not_hold(name, value, text):
    assert not condition(name, value).holds(*scene_of(text))


@pytest.mark.parametrize("name", CONDITIONS)
def test_every_condition_is_seen_to_hold_and_to_fail(name):
    assert name in {case[0] for case in HOLDS} & {case[0] for case in FAILS}


@pytest.mark.parametrize(
    "name",
    [
        "min-words",
        "max-words",
        "prose-above",
        "prose-below",
        "first",
        "last",
        "above-words",
        "recurs",
        "recurs-at-most",
        "contaminated",
    ],
)
@pytest.mark.parametrize("value", [-1, 1.5, True, "3", [], None])
def test_a_count_is_a_whole_number_from_0_up(name, value):
    with pytest.raises(ValueError, match="should be a whole number from 0 up"):
        condition(name, value)


@pytest.mark.parametrize("name", ["after", "before"])
@pytest.mark.parametrize("value", [-0.1, 1.1, 50, True, "0.5", [], float("nan")])
def test_a_share_is_a_number_from_0_to_1(name, value):
    with pytest.raises(ValueError, match="should be a number from 0 to 1"):
        condition(name, value)


@pytest.mark.parametrize(
    "name",
    [
        "sentence",
        "colon",
        "bracketed",
        "listed",
        "linked",
        "prose",
        "titled",
        "stamped",
        "quotes-title",
        "echoes-above",
        "named-below",
        "explained",
        "introduced",
        "among-boilerplate",
        "between",
        "head",
        "tail",
    ],
)
@pytest.mark.parametrize("value", [0, 1, "true", [], None])
def test_a_question_is_answered_by_true_or_false(name, value):
    with pytest.raises(ValueError, match="should be true or false"):
        condition(name, value)


@pytest.mark.parametrize("value", ["shall", [], [""], [3], True, None])
def test_a_subject_is_a_list_of_words(value):
    with pytest.raises(ValueError, match="should be a list of words"):
        condition("subject", value)


@pytest.mark.parametrize("name", ["follows", "precedes", "near", "claimed"])
@pytest.mark.parametrize("value", ["comments", [], True, ["weather"], ["any", "comments"], [3], [["comments"]]])
def test_a_neighbour_is_a_list_of_labels(name, value):
    with pytest.raises(ValueError, match=r"should (be a list of|contain only) labels"):
        condition(name, value)


def test_an_unknown_condition_is_refused_with_the_choices():
    with pytest.raises(
        ValueError, match="no condition 'words'; the conditions are above-words, after, among-boilerplate"
    ):
        condition("words", 3)


@pytest.mark.parametrize("name", COMPANY)
def test_conditions_that_look_at_claims_wait_for_company(name):
    assert condition(name, next(case[1] for case in HOLDS if case[0] == name)).needs_company


@pytest.mark.parametrize(
    ("name", "value", "text"), [case for case in [*HOLDS, *FAILS] if not condition(*case[:2]).needs_company]
)
def test_conditions_that_do_not_wait_do_not_look_at_claims(name, value, text):
    scene, here = scene_of(text)
    claims = [Verdict(b.start, b.end, Label.LEGAL, "en/x/y", 0.9, "") for b in scene.blocks if b is not here]
    holds = condition(name, value).holds
    assert holds(Scene(scene.document, claims), here) == holds(Scene(scene.document), here)


@pytest.mark.parametrize(("name", "value", "text"), HOLDS)
def test_a_pickled_condition_still_holds(name, value, text):
    copy = pickle.loads(pickle.dumps(condition(name, value)))  # noqa: S301
    assert copy.holds(*scene_of(text))


@pytest.mark.parametrize(
    ("line", "expected"), [("Here They Are", True), ("Here they are", False), ("Here, 3 of 5", False)]
)
def test_a_line_is_titled_if_most_of_its_words_begin_with_a_capital(line, expected):
    assert titled(*scene_of(line)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lundi 4 mars 2024 à 12h30",
        "Mo., 3. März 2024 um 12:30 Uhr",
        "2024年3月5日 12時30分",
        "الاثنين 4 آذار 2024",
        "4 марта 2024 г.",
    ],
)
def test_a_date_is_one_in_any_language(text):
    document = read_text(text)
    assert condition("dated", True).holds(Scene(document), document.blocks[0])
