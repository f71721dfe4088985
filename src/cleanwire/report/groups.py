"""Labels for people: their names, and the groups that share a colour."""

from typing import Literal

from cleanwire.labels import Label

__all__ = ["GROUPS", "Group", "group_of", "name_of"]

Group = Literal["readers", "selling", "ways", "credits", "site", "other"]

GROUPS: dict[Group, tuple[Label, ...]] = {
    "readers": (Label.COMMENTS, Label.SHARE_WIDGET, Label.COUNTER),
    "selling": (Label.AD_MARKER, Label.NEWSLETTER, Label.PAYWALL),
    "ways": (Label.RELATED_LINKS, Label.NAVIGATION, Label.MEDIA),
    "credits": (Label.BYLINE, Label.AUTHOR_BIO, Label.CREDIT, Label.CAPTION),
    "site": (Label.LEGAL, Label.NOTICE, Label.TEMPLATE),
    "other": (Label.DUPLICATE, Label.APPENDED_STORY, Label.HEADLINE, Label.BODY),
}
"""Twenty colours could not be told apart, six can. The label itself is always shown beside its colour."""

_GROUP_OF: dict[str, Group] = {label.value: group for group, labels in GROUPS.items() for label in labels}


def group_of(label: str) -> Group:
    """Return the group of a label, even of a label from a later version."""
    return _GROUP_OF.get(label, "other")


def name_of(label: str) -> str:
    """Return a label as words.

    >>> name_of("related_links")
    'related links'
    """
    return label.replace("_", " ")
