import pytest

from cleanwire.reading.formats import looks_like_html, page_start
from timing import GROWTH, growth

PAGES = [
    "<!DOCTYPE html><p>x",
    "<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>",
    "<html><p>x",
    "<HTML lang=en>",
    "<html\nlang='en'>",
    "<head><title>x</title>",
    "<body class='a'>",
    " \n\t<html>",
    "\ufeff<html>",
    "<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>",
    "<!-- saved from a-page -- by hand --><!DOCTYPE html>",
    "<!-- one --> <!-- two -->\n<html>",
    f"<!--{' kept by hand - ' * 600}-->\n<!DOCTYPE html>",
    "<!-- a line -->\n" * 600 + "<html>",
    "\n" * 5000 + "<html>",
    f"<?xml version='1.0' {'x' * 5000}?><html>",
]
TEXTS = [
    "",
    "A line of text",
    "<p>A paragraph is a tag in HTML.",
    "<div>",
    "<htmlx>",
    "<header>",
    "<bodyguard> was his nickname",
    "html>",
    "Write <html> at the top of the page.",
    "<!doctype xml>",
    "<!-- only a comment -->",
    "<!-- never closed <html>",
    "<?xml version='1.0'?><rss>",
    "<",
    "\0<html>",
    f"<!--{' never closed - ' * 600}<html>",
    f"{'A line of text. ' * 600}<html>",
]


@pytest.mark.parametrize("source", PAGES)
def test_a_source_that_begins_like_a_page_is_html(source):
    assert looks_like_html(source)


@pytest.mark.parametrize("source", TEXTS)
def test_any_other_source_is_not_html(source):
    assert not looks_like_html(source)


@pytest.mark.parametrize("source", PAGES)
def test_bytes_are_judged_like_text(source):
    assert looks_like_html(source.encode())


@pytest.mark.parametrize("source", TEXTS)
def test_bytes_that_do_not_begin_like_a_page_are_not_html(source):
    assert not looks_like_html(source.encode())


@pytest.mark.parametrize(
    ("source", "start"),
    [("<html>", 0), ("\ufeff <html>", 2), ("<!-- one -->\n<!DOCTYPE html><html>", 13), ("html", -1)],
)
def test_a_page_starts_with_its_doctype_or_its_first_tag(source, start):
    assert page_start(source) == start


@pytest.mark.no_cover
@pytest.mark.parametrize(("begin", "unit"), [("", " "), ("<!--", "-"), ("", "<!-- "), ("", "<!---->"), ("", "<?xml")])
def test_sources_are_scanned_once_even_with_a_long_prolog(begin, unit):
    # The stack of `re` is fast while it is small, up to some 300,000 repetitions: growth is measured above that.
    count = 10_000_000 if len(unit) == 1 else 5_000_000
    assert not looks_like_html(begin + unit * count)
    assert growth(looks_like_html, lambda count: begin + unit * count, count) < GROWTH
