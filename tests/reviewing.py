"""A review of invented documents, without a network."""

from collections.abc import Mapping
from pathlib import Path

from cleanwire import Cleaner
from cleanwire.review.background import Background
from cleanwire.review.desk import Desk
from cleanwire.review.documents import find_documents
from cleanwire.review.opening import Opened, Opener
from cleanwire.review.rules_watch import RulesWatch
from cleanwire.review.store import Store
from invented import HEADLINE, PARAGRAPHS

SCRAPED = (
    f"Home > News > Harbour\n{HEADLINE}\nBy Marta Lind, Staff Writer\n\n{PARAGRAPHS[0]}\n\nAdvertisement\n\n"
    f"{PARAGRAPHS[1]}\nThe quay master waved.\n{PARAGRAPHS[2]}\n\nShare on Facebook\n12 Comments\n"
)
"""The first of these lines, the byline, the advertisement and the last two are removed."""

REMOVED = ("Home > News > Harbour", "By Marta Lind, Staff Writer", "Advertisement", "Share on Facebook", "12 Comments")

PACK = """
label = "notice"

[quay]
why      = "A line about the quay master."
is       = ["The quay master waved."]
match    = ["The quay master waved."]
no-match = ["The quay master left."]
"""


def written(folder: Path, texts: Mapping[str, str]) -> list[str]:
    """Write texts to files and return their paths."""
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode("utf-8"))
    return [str(folder / name) for name in texts]


def opened(folder: Path, text: str = SCRAPED, *, name: str = "a.txt") -> Opened:
    """Return a text as a review shows it."""
    return Opener(find_documents(written(folder, {name: text}), scratch=folder), Cleaner()).opened(0)


def desk_of(folder: Path, texts: Mapping[str, str], *, rules: Path | None = None) -> tuple[Desk, Background]:
    """Return a desk with texts on it, and its background worker."""
    opener = Opener(find_documents(written(folder / "in", texts), scratch=folder), Cleaner())
    background = Background(opener, RulesWatch(rules, opener.cleaner) if rules else None)
    return Desk(opener, Store(folder / "out"), background), background


def line_at(opened: Opened, text: str) -> tuple[int, int]:
    """Return the start and end of a line of a document."""
    line = next(line for line in opened.lines if opened.source[line.start : line.end] == text)
    return line.start, line.end
