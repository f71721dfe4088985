import pytest

from invented import PARAGRAPHS, claims, rule_of, verdicts_of

PROSE = PARAGRAPHS[0]
PROSE_JA = "町議会は火曜日の夜、古いプールを閉鎖することを七対二で決めた。"
TITLES_JA = [
    "湖の名前はどこから来たのか、三人の郷土史家にたずねてみた！",
    "町長はなぜ新しい自転車を買ったのか、秘書に聞いてみました？",
    "橋の修理がまた延期になったわけ（全三回の一回目）、石組みの写真つき | 湊町新報（みなとしんぽう）の電子版",
]
TITLES = [
    "How the shaft of the ferry was cast anew",
    "What the harbour board paid for all of it",
    "A year without boats",
]


def taken(lines):
    """Return the lines under a heading that a rule of lists takes together with the heading."""
    rule = rule_of('is = ["Also seen"]\nreach = "list"', label="related_links")
    heading, *below = "".join(claims("\n".join([PROSE, "Also seen", *lines]), rule)).splitlines()
    assert heading == "Also seen"
    return below


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ([], 0),
        ([PROSE], 0),
        ([*TITLES, PROSE], 3),
        (TITLES, 3),
        ([*TITLES * 4], 12),
        ([*TITLES[:2], PROSE, TITLES[2]], 2),
        (["- One", "- Two", PROSE], 2),
        (["• One", "• Two", "No bullet", PROSE], 2),
        (["- One"] * 20 + [PROSE], 20),
        ([f"- {PROSE}", PROSE], 1),
        (["One", "Two"] * 5 + [PROSE], 0),
        (["A subhead", PROSE], 0),
        ([TITLES[0], PROSE], 1),
        ([TITLES[0], "8. Who wrote the log?", "Answers", "1. Nobody"], 1),
        ([TITLES[0], "Dear Dry,", "Give him a part.", "Dana"], 1),
        ([TITLES[0], "Nobody is there.", TITLES[1]], 1),
        ([TITLES[0], f"{TITLES[1]}.", TITLES[2]], 3),
        (["1. One", "2. Two", "3. Three"], 3),
        ([*TITLES_JA, PROSE_JA], 3),
        ([TITLES_JA[0], PROSE_JA, PROSE_JA], 1),
    ],
    ids=[
        "nothing",
        "prose",
        "titles",
        "titles at the end",
        "many titles at the end",
        "titles up to prose",
        "bullets",
        "bullets and another line",
        "many bullets",
        "a sentence with a bullet",
        "many lines without bullets in mid-article",
        "a subhead of the article",
        "a lone title",
        "a quiz below a title",
        "a letter below a title",
        "a short sentence below a title",
        "a teaser of a sentence",
        "numbers at the end",
        "titles in a script without spaces, which close with no full stop",
        "sentences in a script without spaces",
    ],
)
def test_a_list_ends_where_prose_resumes(lines, count):
    assert taken(lines) == lines[:count]


@pytest.mark.parametrize("reach", ["match", "block"])
def test_a_rule_of_one_line_takes_nothing_below(reach):
    rule = rule_of(f"pattern = '^also seen$'\nreach = '{reach}'")
    assert claims(f"{PROSE}\nAlso seen\n- One\n", rule) == ["Also seen\n"]


def test_a_heading_takes_the_blank_lines_between_the_items():
    rule = rule_of('is = ["Also seen"]\nreach = "list"')
    assert (
        "".join(claims(f"{PROSE}\nAlso seen\n\n- One\n\n- Two\n\n{PROSE}", rule)) == "Also seen\n\n- One\n\n- Two\n\n"
    )


def test_what_lies_under_a_heading_is_no_more_certain_than_the_heading():
    rule = rule_of('is = ["Also seen"]\nreach = "list"\nconfidence = 0.8', label="related_links")
    document, verdicts = verdicts_of(f"{PROSE}\nAlso seen\n- One\n- Two\n", rule)
    assert max(v.confidence for v in verdicts if v.end == len(document.source)) <= 0.8


VOICES = rule_of('is = ["Voices"]\nreach = "rest"\nconfidence = 0.9', label="comments", name="voices")
SAYS = rule_of("pattern = '^[a-z]+ says$'\nreach = 'entry'\nconfidence = 0.9", label="comments", name="says")
SEEN = rule_of('is = ["Also seen"]\nreach = "list"', label="related_links", name="seen")


def test_a_list_ends_above_a_thread_of_comments():
    said = ["Voices", "Anna says", PROSE, "Berta says", PROSE]
    source = "\n".join([*PARAGRAPHS, "Also seen", *TITLES, *said])
    *_, titles, _, thread = claims(source, SEEN, VOICES, SAYS)
    assert titles.splitlines() == TITLES
    assert thread.splitlines() == said[1:]


def test_a_heading_over_comments_without_any_is_an_item_like_others():
    source = "\n".join([*PARAGRAPHS, "Also seen", *TITLES, "Voices", "A year of ice"])
    _, verdicts = verdicts_of(source, SEEN, VOICES, SAYS)
    items = [source[verdict.start : verdict.end] for verdict in verdicts if verdict.rule == SEEN.id][1:]
    assert items == ["\n".join([*TITLES, "Voices", "A year of ice"])]
