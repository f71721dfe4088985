"""Recognises numbered lists that continue in a run of lines, so that it belongs to the text above."""

from cleanwire.stages.stories.forms import number_of
from cleanwire.stages.stories.lines import Lines

__all__ = ["numbering_goes_on"]


def numbering_goes_on(lines: Lines, start: int, end: int) -> bool:
    """Whether a run of lines continues the numbering of the lines above, so that both are parts of one list.

    Two consecutive numbers above are a list, or one with a point in it, such as 8.1.2. Numbers of one form count
    together.
    """
    last: dict[str, tuple[int, ...]] = {}
    listed: set[str] = set()
    for at in range(end):
        form, number = number_of(lines.text(at)) if lines.leads[at] else ("", ())
        if not number:
            continue
        follows = last.get(form) == (*number[:-1], number[-1] - 1)
        if at >= start and follows and (form in listed or len(number) > 1):
            return True
        if at < start:
            (listed.add if follows else listed.discard)(form)
        last[form] = number if at < start else ()
    return False
