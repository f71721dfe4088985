"""Invented pages, and strategies that generate any possible page."""

from itertools import accumulate

from hypothesis import strategies as st
from lxml.html import HtmlElement, document_fromstring

from cleanwire.markdown import render_markdown
from cleanwire.markup import Markup
from cleanwire.reading.html.blocks import blocks_of
from cleanwire.reading.html.choosing import Observed, asked, observe
from cleanwire.reading.html.markup import markup_of
from invented import HEADLINE, PARAGRAPHS
from invented_results import result_of

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
MENU = "<ul class='menu'><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul>"

TAGS = [
    "div",
    "p",
    "span",
    "a",
    "b",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h6",
    "pre",
    "br",
    "hr",
    "article",
    "aside",
    "nav",
    "section",
    "figure",
    "figcaption",
    "blockquote",
    "form",
    "label",
    "svg",
    "script",
    "template",
    "textarea",
    "dd",
    "dt",
    "main",
    "footer",
    "custom-tag",
]
ATTRIBUTES = (
    "",
    " class='related-posts share'",
    " id=CommentThread",
    " hidden",
    " style='display: none'",
    " href='/boats'",
    " class=''",
    " role=navigation itemprop=articleBody",
)
ENTITIES = ("&amp;", "&nbsp;", "&#0;", "&#x200b;", "<", "&", "<!--", "-->", "<![CDATA[", "]]>")

readable = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
"""Text that a tree can hold."""

tags = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
)


def bodies_of(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return possible content of a page: tags in any order, open, closed or neither, with text between them."""
    pieces = st.one_of(tags, text, st.sampled_from([*PARAGRAPHS, HEADLINE, TEXT, MENU, *ENTITIES]))
    return st.lists(pieces, max_size=25).map("".join)


bodies = bodies_of(readable)


def page_of(body: str, *, head: str = "") -> str:
    """Return a page with this body."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def tree_of(body: str, *, head: str = "") -> HtmlElement:
    """Return the tree of a page with this body."""
    return document_fromstring(page_of(body, head=head))


def marked(body: str, *, url: str | None = None) -> tuple[str, Markup]:
    """Return the text of all blocks of a page with this body, and their markup."""
    blocks, _, origins = blocks_of(tree_of(body))
    ends = [*accumulate(len(block.text) + 1 for block in blocks)]
    places = zip(origins, [0, *ends], [end - 1 for end in ends], strict=False)
    return "".join(f"{block.text}\n" for block in blocks), markup_of(places, url=url)


def markdown_of(body: str, *removed: str, url: str | None = None) -> str:
    """Return a whole page with this body as Markdown, without the first occurrences of some passages."""
    text, markup = marked(body, url=url)
    return render_markdown(text, result_of(text, *removed).segments, markup)


def asked_of(tree: HtmlElement) -> Observed | None:
    """Return all facts about a page, with what trafilatura keeps of it; None for a page that shows nothing."""
    observed = observe(tree)
    return asked(observed, tree, url=None) if observed is not None else None
