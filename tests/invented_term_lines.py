"""Lines of a few invented terms, as the native code of stories sees them."""

from itertools import accumulate

from cleanwire.native.stories.facts import Facts
from cleanwire.native.stories.term_lines import Masses, TermLines
from cleanwire.native.stories.terms import Terms, TermTable

PRIOR = 160.0
PRIORS = {"abc": 0.5, "bcd": 0.01, "cde": 0.2, "def": 0.003, "efg": 0.1, "fgh": 0.02}
TABLE = TermTable([(1.0, prior, term) for term, prior in PRIORS.items()], 0.01, False)
MASSES = Masses(PRIOR)


def rows_of(lines):
    """Return lines of words as the native code sees them."""
    source = "\n".join(map(" ".join, lines))
    ends = [*accumulate(len(" ".join(line)) + 1 for line in lines)]
    lefts, rights = [0, *ends[:-1]], [end - 1 for end in ends]
    sizes = list(map(len, lines))
    facts = Facts(source, source, lefts, rights, sizes, [True] * len(lines), [0] * len(lines), [])
    return TermLines(Terms(source, lefts, rights, TABLE), facts, MASSES, 0, len(lines))
