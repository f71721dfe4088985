import numpy as np
import pytest

from cleanwire.reading.html.recovering import completed, recovered, trusting
from invented import HEADLINE, PARAGRAPHS
from invented_pages import TEXT, asked_of, tree_of


def seen(body, *, kept):
    """Return a body as a page of which an extractor kept the blocks with these numbers."""
    observed = asked_of(tree_of(body))
    flags = [at in kept for at in range(len(observed.page.blocks))]
    columns = observed.columns | {"kept": np.array(flags, float)}
    return observed._replace(page=observed.page._replace(kept=flags), columns=columns)


def comes_in(body, *, kept=(), likely=None):
    """Return the recovered texts. All blocks are likely unless given otherwise."""
    found = seen(body, kept=kept)
    count = len(found.page.blocks)
    likelihoods = np.array([0.9 if likely is None or at in likely else 0.2 for at in range(count)])
    missed = recovered(found.page, found.columns, found.around, likelihoods)
    return [found.page.blocks[at].text for at in np.flatnonzero(missed)]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (f"<p>{PARAGRAPHS[1]}</p>", [PARAGRAPHS[1]]),
        ("<p>4 May</p>", ["4 May"]),
        (f"<header><p>{PARAGRAPHS[1]}</p></header>", [PARAGRAPHS[1]]),
        (f"<p>See <a href='/'>the map</a> and {PARAGRAPHS[1]}</p>", [f"See the map and {PARAGRAPHS[1]}"]),
        (f"<p>{PARAGRAPHS[0]}</p>", []),
        (f"<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[1]}</p>", [PARAGRAPHS[1]]),
        (f"<p><a href='/'>{PARAGRAPHS[1]}</a></p>", []),
        ("<header><p>4 May</p></header>", []),
        (f"<figure><p>{PARAGRAPHS[1]}</p></figure>", []),
        (f"<figcaption>{PARAGRAPHS[1]}</figcaption>", []),
    ],
    ids=[
        "a paragraph",
        "a line",
        "a paragraph in a header",
        "a paragraph with a link",
        "a copy of what was kept",
        "two copies",
        "a link",
        "a scrap in a header",
        "in a figure",
        "a caption",
    ],
)
def test_likely_blocks_are_recovered_except_copies_links_captions_and_scraps(body, texts):
    assert comes_in(f"<p>{PARAGRAPHS[0]}</p>{body}", kept={0}) == texts


def test_unlikely_blocks_are_not_recovered():
    assert comes_in(TEXT, kept={0, 1}, likely={0, 1, 3}) == [PARAGRAPHS[3]]


def completion(body, *, kept, likely):
    found = seen(body, kept=kept)
    likelihoods = np.array([0.9 if at in likely else 0.1 for at in range(len(found.page.blocks))])
    return completed(found.page, found.columns, likelihoods).tolist()


FORM = "".join(f"<div class='story'><p>{paragraph}</p></div>" for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    ("body", "kept", "likely", "expected"),
    [
        (FORM, {0, 1}, {0, 1}, [0.9, 0.9, 0.5, 0.5]),
        (FORM, {0, 1, 2, 3}, {0, 1}, [0.9, 0.9, 0.5, 0.5]),
        (FORM, {0}, {0}, [0.9, 0.1, 0.1, 0.1]),
        (FORM, {0, 1}, {0}, [0.9, 0.1, 0.1, 0.1]),
        (FORM + f"<div class='comment'><p>{PARAGRAPHS[0]}</p></div>", {0, 1}, {0, 1}, [0.9, 0.9, 0.5, 0.5, 0.1]),
        (FORM + "<div class='story'><p>Share</p></div>", {0, 1}, {0, 1}, [0.9, 0.9, 0.5, 0.5, 0.1]),
        (FORM + "<p>Share</p>", set(), {4}, [0.1, 0.1, 0.1, 0.1, 0.9]),
    ],
    ids=["missed", "kept", "one is no form", "one likely is no form", "another form", "no paragraph", "nothing kept"],
)
def test_paragraphs_of_the_form_of_likely_kept_ones_are_likely(body, kept, likely, expected):
    assert completion(body, kept=kept, likely=likely) == expected


def test_a_form_that_is_rare_among_kept_blocks_is_not_the_articles():
    notes = "".join(f"<aside><p>{paragraph[:80]}.</p></aside>" for paragraph in PARAGRAPHS[:3])
    many = "".join(f"<section><p>{PARAGRAPHS[at % 4]} {at}.</p></section>" for at in range(12))
    assert completion(notes + many, kept={*range(1, 15)}, likely={*range(1, 15)})[0] == 0.1


def trusted(body, *, kept, likelihood=0.1):
    found = seen(body, kept=kept)
    return trusting(found.columns, np.full(len(found.page.blocks), likelihood)).tolist()


PAGE = f"<div>{TEXT}<h2>{HEADLINE}</h2></div><p>{PARAGRAPHS[0]} Read on.</p>"


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ({1, 2, 4}, [0.1, 0.5, 0.5, 0.1, 0.5, 0.1]),
        ({4}, [0.5, 0.5, 0.5, 0.5, 0.1, 0.1]),
        (set(), [0.5, 0.5, 0.5, 0.5, 0.1, 0.1]),
    ],
    ids=["paragraphs kept", "a heading kept", "nothing kept"],
)
def test_without_likely_paragraphs_the_extractor_or_the_core_is_trusted(kept, expected):
    assert trusted(PAGE, kept=kept) == expected


@pytest.mark.parametrize(
    ("body", "likelihood"), [(PAGE, 0.6), (f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>", 0.1)], ids=["likely", "few"]
)
def test_otherwise_the_weights_are_trusted(body, likelihood):
    assert set(trusted(body, kept={0}, likelihood=likelihood)) == {likelihood}
