"""Finds comments and teasers below the article, in any language: entries of one form, each with a date."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.rules.scene import Scene
from cleanwire.rules.timestamps import Stamp, stamp_of
from cleanwire.spans import Verdict

__all__ = ["find_dated_entries"]

ENTRIES = 3
"""The number of stamps that show that entries have a form. On all of 811 labelled pages that have three comments dated
to the minute, these are comments below the article, or posts of a forum, whose first stamp is above the text."""

COUNTED = 2
"""The number that is enough if a line above counts the entries."""

LONGEST = 12
"""The greatest number of lines between two stamps of comments: the longest comment, as under a heading."""

FIVE = 5
"""A minute divisible by this may be from a timetable, a programme or a log. People write at other minutes four times in
five."""

ABOVE, ABOVE_COUNTED = 4, 2
"""The smallest number of paragraphs above a thread: the introduction of a live blog is shorter. If a line above the
entries counts them, half are enough."""

ON = 2
"""The smallest number of paragraphs above a thread for each paragraph below it. In the middle of an article it may be
letters that the author quotes, as in one of 607 clean articles. In full-page text, which has more below, half as many
threads are removed with 4."""

COUNT_LINES, COUNT_WORDS = 6, 8
"""How far above the first entry the line that counts the entries may be, and its greatest number of words."""

NAME_WORDS = 4
"""The greatest number of words in the name of a comment's author."""

THREAD = 0.93
"""High enough to remove paragraphs even if nothing else in the document is boilerplate (`defences.ALONE`)."""

TEASER_LINES = 4
"""The greatest number of lines between the dates of two teasers: a section, a title, a sentence, a link."""

TEASER_WORDS = 8
"""The greatest number of words in the line that dates a teaser: it may contain a section or an author."""

TITLE_WORDS = 4
"""The smallest number of words in a title."""

OWN = 2
"""An article has at most two dates above its text: when it was published, and when it was changed. With more, the
document is a list of dates."""

MOST = 0.75
"""The share of entries that have the same form. One in four may lack its section or its sentence."""

TEASERS = 0.85


def find_dated_entries(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim the comment thread below the article, and teasers whose dates have the form of the article's own date.

    Mails and changelogs have such entries, too, but their dates have e-mail addresses or time zones.
    """
    stamps = [stamp for block in document.blocks if "0" in block.key and (stamp := stamp_of(document, block))]
    if len(stamps) < COUNTED or any(stamp.recorded for stamp in stamps):
        return []
    setting = _Setting(Scene(document, verdicts), [stamp.line for stamp in stamps if stamp.minute is not None])
    forms: dict[str, list[Stamp]] = {}
    for stamp in stamps:
        if stamp.dated and stamp.minute is not None:
            forms.setdefault(stamp.form, []).append(stamp)
    threads = [_Thread(setting, alike) for alike in forms.values() if len(alike) >= COUNTED]
    made = [verdict for thread in threads for verdict in thread.claims()]
    return made or list(_teasers(setting, [stamp for stamp in stamps if stamp.dated]))


class _Setting:
    """A document, the lines in it that have a time of day, and quantities that are needed repeatedly."""

    def __init__(self, scene: Scene, lines: Sequence[int]) -> None:
        self.scene = scene
        self._lines = lines
        self._ends = list(range(len(lines)))
        """For each of these lines, the position of the last one that follows with at most a comment between any two."""
        for place in range(len(lines) - 2, -1, -1):
            if lines[place + 1] - lines[place] - 1 <= LONGEST:
                self._ends[place] = self._ends[place + 1]
        open_prose = [block.prose and not scene.contaminated(block.index) for block in reversed(scene.blocks)]
        self._open = list(accumulate(open_prose, initial=0))[::-1]

    def entries(self, first: int, last: int) -> tuple[int, int]:
        """Return how many entries there are from one line to another and right below, and the line of the last."""
        end = self._ends[bisect_left(self._lines, last)]
        return end + 1 - bisect_left(self._lines, first), self._lines[end]

    def open_prose(self, first: int) -> int:
        """Return how many paragraphs from an index on are not claimed as boilerplate."""
        return self._open[min(first, len(self._open) - 1)]


class _Thread:
    """Stamps of one form, and the lines between them."""

    def __init__(self, setting: _Setting, stamps: Sequence[Stamp]) -> None:
        self._setting = setting
        self._scene = setting.scene
        self._stamps = stamps
        self._lines = [stamp.line for stamp in stamps]
        self._gaps = _gaps(self._lines)
        self._count, self._last = setting.entries(self._lines[0], self._lines[-1])

    def claims(self) -> Iterator[Verdict]:
        """Yield the claim of the thread if it is proved: entries with names, at any minute, below an article."""
        first = self._first()
        if first is None or max(self._gaps) > LONGEST or not self._said():
            return
        blocks = self._scene.blocks
        counted = self._counted(first)
        above = self._scene.prose_above(blocks[first])
        end = self._end()
        many = len(self._lines) >= ENTRIES and above >= ABOVE
        shown = above >= ABOVE_COUNTED if counted else many and self._at_odd_minutes()
        if not shown or above < ON * self._setting.open_prose(end):
            return
        start = blocks[counted or first].start
        evidence = f"{self._count} entries such as: {self._scene.document.text(blocks[self._lines[0]])[:60]}"
        yield Verdict(start, blocks[end - 1].end, Label.COMMENTS, "dated_entries", THREAD, evidence)

    def _at_odd_minutes(self) -> bool:
        odd = sum(stamp.minute is not None and stamp.minute % FIVE != 0 for stamp in self._stamps)
        return 2 * odd > len(self._stamps)

    def _said(self) -> bool:
        """Whether there are sentences between most stamps, and titles between few."""
        said = titled = 0
        for above, below in pairwise(self._lines):
            entry = self._scene.blocks[above + 1 : below]
            said += any(map(self._scene.closes, entry))
            titled += (
                bool(entry) and entry[0].size > NAME_WORDS and not entry[0].prose and not self._scene.closes(entry[0])
            )
        return 2 * said >= len(self._gaps) >= 2 * titled

    def _first(self) -> int | None:
        """Return the first line of the first entry, or None if there are no different names in or next to stamps."""
        if 2 * len({stamp.name for stamp in self._stamps if stamp.name}) > len(self._lines):
            return self._lines[0]
        for step in (-1, 1):
            names = {name for line in self._lines if (name := self._name(line + step))}
            if 2 * len(names) > len(self._lines):
                return self._lines[0] + min(step, 0)
        return None

    def _name(self, index: int) -> str:
        """Return the line at an index if it may be a name, otherwise nothing."""
        if not 0 <= index < len(self._scene.blocks):
            return ""
        block = self._scene.blocks[index]
        text = self._scene.document.text(block)
        return "" if block.size > NAME_WORDS or self._scene.closes(block) or ": " in text else text

    def _counted(self, first: int) -> int:
        """Return the index of the line above the entries that counts them; 0 if there is none."""
        for block in reversed(self._scene.blocks[max(0, first - COUNT_LINES) : first]):
            figures = "".join(c if c.isdecimal() else " " for c in self._scene.document.text(block)).split()
            if block.size <= COUNT_WORDS and figures == [str(self._count)]:
                return block.index
        return 0

    def _end(self) -> int:
        """Return the index after the last entry: it extends to other boilerplate, and no further than is usual."""
        below, usual = self._last + 1, max(self._gaps)
        room = self._scene.free(below, usual + 1)
        return below + (room if room <= usual else min(self._gaps))


def _teasers(setting: _Setting, stamps: Sequence[Stamp]) -> Iterator[Verdict]:
    """Yield the claims of teasers at the end of the document, each with a date in the form of the article's own.

    The site writes the article's date and those of teasers in the same form. An author's list has another form.
    """
    scene = setting.scene
    above = Counter(stamp.form for stamp in stamps if scene.prose_above(scene.blocks[stamp.line]) == 0)
    own = {form for form, count in above.items() if count <= OWN}
    run: list[int] = []
    for stamp in [*stamps, None]:
        if stamp is None or (run and stamp.line - run[-1] - 1 > TEASER_LINES):
            if len(run) >= ENTRIES and _are_teasers(setting, run):
                yield _claimed(scene, run)
            run = []
        if stamp and stamp.form in own and scene.prose_above(scene.blocks[stamp.line]) >= ABOVE_COUNTED:
            run.append(stamp.line)


def _are_teasers(setting: _Setting, lines: Sequence[int]) -> bool:
    scene = setting.scene
    gaps = _gaps(lines)
    usual = _usual(gaps)
    titled = sum(any(_is_title(scene, block) for block in scene.blocks[a + 1 : b]) for a, b in pairwise(lines))
    bare = all(scene.blocks[line].size <= TEASER_WORDS and scene.ends(scene.blocks[line]) != ":" for line in lines)
    even = min(gaps.count(usual), titled) >= MOST * len(gaps)
    return usual > 0 and bare and even and setting.open_prose(lines[-1] + 1 + usual) == 0


def _claimed(scene: Scene, lines: Sequence[int]) -> Verdict:
    """Return the claim of teasers, from the first date on, or from the title above it if nothing is below the last."""
    usual = _usual(_gaps(lines))
    below = scene.free(lines[-1] + 1, usual)
    first, end = (lines[0], lines[-1] + 1 + usual) if below == usual else (lines[0] - usual, lines[-1] + 1 + below)
    evidence = f"{len(lines)} entries such as: {scene.document.text(scene.blocks[lines[0]])[:60]}"
    start, stop = scene.blocks[max(0, first)].start, scene.blocks[end - 1].end
    return Verdict(start, stop, Label.RELATED_LINKS, "dated_entries", TEASERS, evidence)


def _is_title(scene: Scene, block: Block) -> bool:
    """Whether a block may be a title: not the end of a paragraph, and not a list item, as in changelogs."""
    return block.size >= TITLE_WORDS and scene.ends(block) not in ".:" and scene.document.folded[block.left] not in "*-"


def _gaps(lines: Sequence[int]) -> list[int]:
    """Return the number of lines between each line and the next."""
    return [below - above - 1 for above, below in pairwise(lines)]


def _usual(gaps: Sequence[int]) -> int:
    return Counter(gaps).most_common(1)[0][0]
