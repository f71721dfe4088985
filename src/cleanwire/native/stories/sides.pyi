from cleanwire.native.stories.term_lines import TermLines
from cleanwire.native.stories.writing import Writing

class Sides:
    def __init__(
        self, lines: TermLines, writing: Writing, start: int, end: int, leads: tuple[int, int], tails: int, /
    ) -> None: ...
