"""Whether the numbers of a list go on over a place: both sides of it are parts of one text."""

from cleanwire.stages.stories.forms import number_of
from cleanwire.stages.stories.lines import Lines

__all__ = ["numbering_goes_on"]


def numbering_goes_on(lines: Lines, start: int, end: int) -> bool:
    """Whether the numbers of the lines above a run are continued in it: both are parts of one list.

    Two numbers in a row above are a list, or one with a point in it, such as 8.1.2. Numbers of one form count together.
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
