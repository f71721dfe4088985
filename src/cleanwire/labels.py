"""The labels of spans. The list is closed."""

from enum import StrEnum

__all__ = ["Label"]


class Label(StrEnum):
    """What a span of a document is.

    Two labels stand for the article's own text and are kept by default. The others stand for boilerplate and are
    removed by default. Members are strings, so they compare and serialise as strings.

    >>> Label("byline") is Label.BYLINE, Label.BYLINE == "byline"
    (True, True)
    >>> [label.value for label in Label if label.is_content]
    ['headline', 'body']
    """

    is_content: bool
    """Whether the label stands for the article's own text."""

    HEADLINE = "headline"
    BODY = "body"
    COMMENTS = "comments"
    SHARE_WIDGET = "share_widget"
    AD_MARKER = "ad_marker"
    NEWSLETTER = "newsletter"
    PAYWALL = "paywall"
    RELATED_LINKS = "related_links"
    AUTHOR_BIO = "author_bio"
    BYLINE = "byline"
    CREDIT = "credit"
    CAPTION = "caption"
    MEDIA = "media"
    LEGAL = "legal"
    NOTICE = "notice"
    NAVIGATION = "navigation"
    COUNTER = "counter"
    DUPLICATE = "duplicate"
    APPENDED_STORY = "appended_story"
    TEMPLATE = "template"

    def __init__(self, value: str) -> None:
        # This is read for each claim of each stage; a property would take twice as long.
        self.is_content = value in ("headline", "body")
