import math
import re
from array import array
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.judging.line_evidence import HEADLINE, KEEP, NAMES, OWN, STAGE, line_evidence
from lines_of_any_kind import LINES, Lines

STAMP = re.compile(r"\b0{1,2}[./-]0{1,2}[./-]0{2,4}\b|\b0{1,2}:00\b|\b0000\b|0[年月日]")
WINDOWS = (
    *((name, reach) for name in ("size", "closed", "words") for reach in (1, 3)),
    *(("stamp", 10), ("claimed", 8), ("short", 10)),
)
Columns = dict[str, list[float]]


def form_of(lines: Lines, at: int) -> tuple[float, ...]:
    (left, end), size = lines.spans[at], lines.sizes[at]
    right = min(end, left + 100)
    text = lines.folded[left:right]
    words = lines.source[left:right].split()
    begins = "".join([word[0] if word[0].isalnum() else word[1:2] for word in words])
    upper, lower, alnum = (sum(map(kind, begins)) for kind in (str.isupper, str.islower, str.isalnum))
    tail = lines.folded[max(left, end - 8) : end].rstrip("\"') ]*")
    return (
        math.log2(size + 1),
        tail.endswith((".", "!", "?")),
        text.endswith(":"),
        text.startswith(("*", "-", "|", ">", "+")),
        text.startswith("0"),
        '"' in text,
        "?" in text,
        "!" in text,
        re.search(r"[{}=;<]", text) is not None,
        text.count("0") / max(1, len(text)),
        min(1.0, text.count(",") * 8 / max(1, min(size, len(words)))),
        upper / (upper + lower) if upper + lower else 0.5,
        alnum / max(1, len(words)),
        min(12.0, 5.0 if size > 2 * len(words) else len(text) / max(1, len(words))) / 12,
        size <= 10 and STAMP.search(text) is not None,
    )


def copies_in(lines: Lines) -> Columns:
    texts = [key or lines.source[left:right] for key, (left, right) in zip(lines.keys, lines.spans, strict=True)]
    return {
        "again": [texts.count(text) > 1 for text in texts],
        "copy": [texts.index(text) < at for at, text in enumerate(texts)],
    }


def claims_on(lines: Lines, claims: list[tuple[int, int, int, float, int]]) -> Columns:
    count = lines.table.count
    found: Columns = {name: [0.0] * count for name in ("own", "reach", "stage", "keep", "headline")}
    names = {OWN: "own", STAGE: "stage", KEEP: "keep", HEADLINE: "headline"}
    kinds: list[set[int]] = [set() for _ in range(count)]
    for who, start, end, sure, kind in claims:
        covered = [at for at in range(count) if start <= lines.starts[at] < end]
        first = next((at for at in range(count) if lines.starts[at] >= start), count)
        if first == count or lines.rights[first] > end:
            continue
        covered = covered or [first]
        name = "reach" if len(covered) > 1 and who in (OWN, STAGE) else names[who]
        for at in covered:
            found[name][at] = max(found[name][at], sure)
            kinds[at] |= {kind} if kind >= 0 and sure >= 0.5 else set()
    claim = [*map(max, found["own"], found["reach"], found["stage"])]
    first = next((at for at in range(count) if found["headline"][at] >= 0.5), -1)
    return found | {
        "claim": claim,
        "claimed": [sure >= 0.5 and sure > keep for sure, keep in zip(claim, found["keep"], strict=True)],
        "kinds_above": [len(set().union(*kinds[: at + 1])) for at in range(count)],
        "kinds_below": [len(set().union(*kinds[at:])) for at in range(count)],
        "kinds": [len(set().union(*kinds))] * count,
        "has_headline": [first >= 0] * count,
        "over_headline": [at < first for at in range(count)],
    }


def places_of(lines: Lines, columns: Columns) -> Columns:
    count, claimed = lines.table.count, columns["claimed"]
    prose = [size * paragraph for size, paragraph in zip(lines.sizes, lines.paragraphs, strict=True)]
    free = [size * (1 - claim) for size, claim in zip(prose, claimed, strict=True)]
    short = [size <= 5 and not closed for size, closed in zip(lines.sizes, columns["closed"], strict=True)]
    up = [*accumulate(short, lambda run, flag: (run + 1) * flag)]
    down = [*accumulate(short[::-1], lambda run, flag: (run + 1) * flag)][::-1]
    return {
        "short": short,
        "run": [math.log2(one + other) if one else 0.0 for one, other in zip(up, down, strict=True)],
        "paragraph_above": near(prose),
        "paragraph_below": near(prose[::-1])[::-1],
        "prose_above": [sum(prose[:at]) / (sum(prose) + 1) for at in range(count)],
        "open_above": [math.log2(sum(free[:at]) + 1) for at in range(count)],
        "open_below": [math.log2(sum(free[at + 1 :]) + 1) for at in range(count)],
        "claims_above": [math.log2(sum(claimed[:at]) + 1) for at in range(count)],
        "claim_above": near(claimed),
        "claim_below": near(claimed[::-1])[::-1],
        "document_claimed": [sum(claimed) / max(1, count)] * count,
        "document_short": [sum(short) / max(1, count)] * count,
        "document_prose": [sum(prose) / (sum(lines.sizes) + 1)] * count,
    }


def near(flags: list[float]) -> list[float]:
    """Return how near the next flagged line above each line is."""
    return [next((1 / (at - up) for up in range(at - 1, -1, -1) if flags[up]), 0.0) for at in range(len(flags))]


def neighbours_of(columns: Columns) -> Columns:
    made: Columns = {}
    for name, reach in WINDOWS:
        made[f"{name}_above{reach}"] = means(columns[name], reach)
        made[f"{name}_below{reach}"] = means(columns[name][::-1], reach)[::-1]
    size = columns["size"]
    made["unlike_above"] = [abs(one - other) for one, other in zip(size, [0.0, *size], strict=False)]
    made["unlike_below"] = [abs(one - other) for one, other in zip(size, [*size[1:], 0.0], strict=False)]
    return made


def means(column: list[float], reach: int) -> list[float]:
    return [sum(column[max(0, at - reach) : at]) / (min(reach, at) + 1) for at in range(len(column))]


CLAIMS = st.lists(
    st.tuples(
        st.sampled_from([OWN, STAGE, KEEP, HEADLINE]),
        *(st.integers(0, 12), st.integers(0, 3)),
        *(st.sampled_from([0.3, 0.5, 0.9]), st.integers(-1, 63)),
    ),
    max_size=6,
)


@given(LINES, CLAIMS, st.data())
def test_evidence_equals_a_plain_implementation(lines: Lines, drawn, data) -> None:
    count = lines.table.count
    claims = [
        (who, lines.starts[first], lines.ends[min(count - 1, first + more)], sure, kind)
        for who, first, more, sure, kind in drawn
        if first < count
    ]
    words = data.draw(st.lists(st.floats(-9, 9), min_size=count, max_size=count))
    forms = [*zip(*[form_of(lines, at) for at in range(count)], strict=True)] or [()] * 15
    columns = dict(zip(NAMES, map(list, forms), strict=False)) | {"words": words} | copies_in(lines)
    columns |= claims_on(lines, claims)
    columns |= places_of(lines, columns)
    columns |= neighbours_of(columns)
    found = line_evidence(lines.source, lines.folded, lines.table, words, claims)
    assert tuple(columns) == NAMES
    for number, (name, column) in enumerate(columns.items()):
        assert found[number * count : (number + 1) * count] == pytest.approx(array("d", column)), name


def test_unknown_claims_and_weights_of_other_lines_are_refused() -> None:
    lines = Lines(["Read more"])
    with pytest.raises(ValueError, match="unknown origin"):
        line_evidence(lines.source, lines.folded, lines.table, [0.0], [(0, 0, 9, 0.5, 1)])
    with pytest.raises(ValueError, match="weights for the words"):
        line_evidence(lines.source, lines.folded, lines.table, [], [])
    with pytest.raises(ValueError, match="the text at 1"):
        line_evidence(lines.source, "x", lines.table, [0.0], [])
