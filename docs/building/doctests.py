"""Examples in docstrings are shown as code: without a fence Markdown takes `>>>` for quotations in quotations."""

import re
from typing import Any

import griffe

_EXAMPLE = re.compile(r"^>>> .*(?:\n(?!\n).*)*(?:\n\n>>> .*(?:\n(?!\n).*)*)*", re.MULTILINE)
"""Lines from a prompt to the next empty line, and further such examples behind it."""


class Doctests(griffe.Extension):
    """Put a fence around the examples in each docstring."""

    def on_object(self, *, obj: griffe.Object, **kwargs: Any) -> None:  # noqa: ARG002, griffe names them
        """Change the docstring of one object."""
        if obj.docstring:
            obj.docstring.value = fenced(obj.docstring.value)


def fenced(docstring: str) -> str:
    r"""Return a docstring whose examples stand in fences.

    >>> fenced("Add.\n\n>>> 1 + 1\n2\n\nCheap.")
    'Add.\n\n```pycon\n>>> 1 + 1\n2\n```\n\nCheap.'
    """
    return _EXAMPLE.sub(lambda example: f"```pycon\n{example[0]}\n```", docstring)
