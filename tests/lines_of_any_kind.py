"""Lines of any kind for tests of native code."""

from itertools import count

from hypothesis import strategies as st

from cleanwire.native.text.line_tables import LineTable
from cleanwire.text.folding import fold, key_of, spaced

PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "Read more ",
            "read",
            "00.00.2024",
            "12:45 ",
            "3年",
            "0 0",
            ": 10",
            "The boat (left). ",
            "渡し船 ",
            "\n",
            "  ",
            "\t",
            "© 2024 ",
            "A-b/C ",
            "\ud800",
            "\0",
            "مُشَـ",
            "“Yes!”",
            "x" * 90,
            "e@x.com, ",
            "$ ",
            "■ ",
            "ǅ ",
            "{;}",
            "।",
            "1.2.24 ",
        ]
    ),
)
TEXTS = st.lists(st.lists(PIECES, min_size=1, max_size=12).map("".join), max_size=12)
"""Lines, which may hold what breaks lines elsewhere."""


class Lines:
    """Lines below each other, as text and as native code reads them."""

    def __init__(self, lines: list[str], *, keyed: int = 60) -> None:
        self.source = "".join(f"{line}\n" for line in lines)
        self.folded = fold(self.source)
        self.bare = spaced(self.folded)
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        self.starts, self.ends = starts[:-1], starts[1:]
        self.lefts = [at + len(line) - len(line.lstrip()) for at, line in zip(self.starts, lines, strict=True)]
        self.rights = [max(left, end - 1) for left, end in zip(self.lefts, self.ends, strict=True)]
        self.spans = list(zip(self.lefts, self.rights, strict=True))
        self.keys = [key_of(self.bare[left:right]) if right - left <= keyed else "" for left, right in self.spans]
        self.sizes = [1 + self.folded[left:right].count(" ") for left, right in self.spans]
        self.paragraphs = [size > 4 for size in self.sizes]
        columns = (self.starts, self.ends, self.lefts, self.rights, self.keys, self.sizes, self.paragraphs)
        self.table = LineTable(zip(count(), *columns, strict=False))


LINES = TEXTS.map(Lines)
