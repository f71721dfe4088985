"""Invented pages of invented sites, for tests of profiles."""

from itertools import islice, product

NAMES = ("Anna Brook", "Piet Oosterling", "Marja Lehto", "Tom Hale", "Ines Prado", "Karel Novak")
PLACES = ("Oxley Reach", "the lower quay", "Marten Street", "the old dairy", "Saint Olave's", "the north pier")
DEEDS = (
    "counted the swifts under the eaves and wrote the figure into a school notebook",
    "sold the last of the tin boats to a man who wanted it for his garden pond",
    "argued for an hour with the harbour master about a rope that nobody had seen",
    "mended the clock that had told the wrong time since the flood of the mill",
    "found a letter in the wall that had been posted before the railway came",
    "planted forty lime trees along the wall although the council had asked for ten",
)
ENDS = (
    "and nobody in the street has forgotten it since.",
    "which cost more than the whole roof of the chapel.",
    "although rain had been forecast for every day of that week.",
    "so the children were sent home before the bells rang.",
    "as the minutes of the parish meeting drily record.",
    "but the baker, who saw it all, tells it differently.",
)
SENTENCES = [f"At {place} {name} {deed}, {end}" for place, name, deed, end in product(PLACES, NAMES, DEEDS, ENDS)]
"""1,296 sentences. Neighbours have most words in common, so articles use sentences far apart."""

HEADS = ("swifts", "ropes", "clocks", "letters", "kettles", "ledgers", "bells", "ferries")
TAILS = ("unite", "divide the council", "come home", "vanish overnight", "win in court", "cost too much", "fly", "rust")

PARAGRAPHS = 7

ELSEWHERE = (
    """Volcano keeps its observers awake

Magma has risen by eleven metres beneath the southern crater, geologists measured with tiltmeters and satellites, and
sulphur dioxide escapes through fissures that opened during the January earthquakes.

Pilots were told to avoid the plume. Evacuation drills, which the islanders have practised since childhood, begin
tomorrow in both fishing villages; schools prepare their gymnasiums for families from the slopes.

An eruption is not imminent, according to the volcanologists, because pressure in the reservoir fell slightly after
Wednesday's tremor; nobody, however, dares to predict what basalt will do.
""".replace("\nsulphur", " sulphur")
    .replace("\ntomorrow", " tomorrow")
    .replace("\nWednesday", " Wednesday")
)
"""A story with other words than the articles."""


def article(number, paragraphs=PARAGRAPHS):
    """Return a headline and the paragraphs of an article that shares no paragraph with another; about 150 words."""
    first = number * 3 * paragraphs
    chosen = [SENTENCES[(first + step) * 37 % len(SENTENCES)] for step in range(3 * paragraphs)]
    rows = [iter(chosen)] * 3
    headline = f"{HEADS[number % 8].capitalize()} and {HEADS[(number // 8 + number + 3) % 8]} {TAILS[number // 8]}"
    return headline, [" ".join(row) for row in zip(*rows, strict=True)]


def text_of(headline, paragraphs, *, above=(), below=()):
    return "\n\n".join([*above, headline, *paragraphs, *below]) + "\n"


def page(number, *, above=(), below=()):
    return text_of(*article(number), above=above, below=below)


def site(count, *, name="tide-table.example", above=(), below=(), first=0):
    """Return pairs of text and address: pages of one site, each with an article of its own."""
    return [(page(n, above=above, below=below), f"https://www.{name}/{n}") for n in range(first, first + count)]


def pieces(items, size):
    """Return a list in pieces."""
    rest = iter(items)
    return list(iter(lambda: list(islice(rest, size)), []))
