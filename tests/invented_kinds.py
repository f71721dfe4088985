"""Invented texts with many parts that are still one text: digests, letters, lists, statutes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

__all__ = ["KINDS", "SUBJECTS", "Subject"]


class Subject(NamedTuple):
    """Something to write about."""

    headline: str
    name: str
    paragraphs: tuple[str, str, str, str]


SUBJECTS = (
    Subject(
        "Swifts return to the bell tower of Marbury after nine silent summers",
        "Swifts",
        (
            "Eleven pairs of swifts have nested under the slates of the tower in Marbury, the first since the roof "
            "was repaired nine years ago and its gaps were closed with mortar.",
            "Volunteers hung forty wooden boxes below the louvres and played recorded screams from a loudspeaker every "
            "evening in May, until the first birds circled lower and looked in.",
            "“They sleep on the wing and land only to breed, so a closed gap costs them a year,” said Nora Vale, who "
            "counts the nests with a mirror on a pole and rings the chicks in July.",
            "The parish wants to leave the louvres open from now on. Next spring the school next door will put up "
            "boxes of its own, and pupils will watch the eggs through a small camera.",
        ),
    ),
    Subject(
        "Court clears baker who sold loaves below the legal weight",
        "The baker's scales",
        (
            "A baker from Harden has been acquitted of selling underweight bread after the district court heard that "
            "the inspectors had put his loaves on scales that stood on a sloping counter.",
            "The prosecution had asked for a fine of nine thousand crowns. Twelve of twenty loaves were found up to "
            "sixty grams short during a visit in February, a week before the yearly audit.",
            "Counsel for the defence produced a spirit level and the same scales. With a coin under one foot they "
            "showed five grams more, with two coins eleven, and the judge tried it himself.",
            "Judge Ruth Okoro said that whoever measures others has to be measured first. The office of weights may "
            "appeal within a month, and has ordered a new table in the meantime.",
        ),
    ),
    Subject(
        "Handball side from Lisse throw away a lead of seven goals",
        "Lisse 27, Oxley 28",
        (
            "Lisse led by seven goals with a quarter of an hour to play and still lost at home to Oxley, whose left "
            "winger scored six times from the same corner without being marked once.",
            "The coach had taken off both pivots to save them for the cup. Without them the defence stood too deep, "
            "the goalkeeper saw the ball late, and every fast break ended in the net.",
            "A penalty eleven seconds before the whistle decided it. Sami Lund threw hard and low, the keeper got a "
            "boot to the ball, and it rolled over the line while the hall fell silent.",
            "Oxley climb to third place with twelve points from eight matches. Lisse stay seventh, and play away on "
            "Saturday against the leaders, who have not dropped a point this season.",
        ),
    ),
    Subject(
        "Old glaciers under gravel melt more slowly than thought",
        "Buried ice",
        (
            "Glaciers that lie under a thick cover of gravel lose their ice at half the rate of bare ones, according "
            "to a survey of thirty-one valleys by the geological institute in Kaldrin.",
            "Radar pulled on sledges showed how thick the debris is. Ten centimetres of stones warm the ice beneath, "
            "but a metre keeps the sun away and cuts the summer melt to a few centimetres.",
            "The researchers drilled steel stakes into the moraine and read them each September for six years. Two "
            "stakes were pushed over by boulders, and one was carried off by a fox.",
            "For the farmers below the valleys the finding means water for longer. Streams from covered ice will peak "
            "two or three decades later than the models of today assume.",
        ),
    ),
    Subject(
        "How a string quartet learned to play in the dark",
        "Night music",
        (
            "The Ellingsby Quartet performs with the lights switched off, from memory and without a glance, since a "
            "power cut stopped a concert and the four of them simply went on playing.",
            "Breathing replaces the nod of the first violin. The cellist sniffs before an entry, the viola player "
            "taps a toe, and a pause lasts until all of them have let go of the same breath.",
            "Audiences hear more than usual: the rosin on the bow, the creak of a chair, a wrong harmonic. One critic "
            "left at the interval because he could not take notes for his review.",
            "On the new record they play late Schubert and two dances by Aino Salo, who wrote them for fingers that "
            "cannot see. The sleeve is black and has no title printed on it.",
        ),
    ),
    Subject(
        "What to do about lime in a kettle",
        "Kettles and lime",
        (
            "White crust on the heating element makes a kettle slow and loud. Vinegar diluted with four parts of water "
            "dissolves it within an hour, and citric acid works without the smell.",
            "Never boil the acid, since hot citric acid leaves a deposit that is harder to remove than the lime. Let "
            "the solution stand overnight, pour it off and rinse the kettle twice.",
            "Filters delay the crust but do not prevent it. In hard water a cartridge is exhausted after a month, and "
            "whoever forgets to change it drinks what the resin has collected.",
            "Plastic kettles scratch when they are scraped with a spoon. Steel and glass can bear a nylon brush, and "
            "a marble in the pot breaks up the scale while the water rolls.",
        ),
    ),
    Subject(
        "Council of Velmark puts off decision on night buses for the third time",
        "Night buses",
        (
            "Nurses and waiters in Velmark will have to walk home for another year, after councillors put off a vote "
            "on three night buses because nobody could say who would pay the drivers.",
            "The operator wants a subsidy of four hundred thousand crowns a year. Opponents say that the last buses "
            "carry six passengers on average, supporters that they leave too early.",
            "Jonas Berg of the drivers' union offered a trial with one bus on Fridays. The mayor called it worth a "
            "thought, and moved the item to the agenda of the budget session in autumn.",
            "Until then a shared taxi runs from the hospital at half past one. It takes four people, and whoever is "
            "fifth in the queue waits for an hour in the shelter without a roof.",
        ),
    ),
    Subject(
        "A novel about a lighthouse in which hardly anything happens",
        "The Lamp in the Fog",
        (
            "Mina Castell's second novel spends three hundred pages in a lighthouse with two brothers who no longer "
            "speak, a barometer that falls, and a goat that knows more than the reader.",
            "The sentences are short and the chapters long. Whoever expects a wreck is kept waiting until the last "
            "page, where a lantern goes out and somebody laughs on the stairs.",
            "Castell is best where she describes work: trimming the wick, carrying oil, cleaning the prisms with "
            "spirit. Her dialogue is stiffer, and the sister from the mainland remains a device.",
            "The translator has found a tone as dry as driftwood. Readers who liked the author's stories about "
            "ferrymen will be patient with this book, and others should begin with those.",
        ),
    ),
    Subject(
        "Village shop in Oxley stays open without a shopkeeper",
        "A shop without a keeper",
        (
            "The grocery in Oxley opens its door to anybody with a key card between five in the morning and midnight, "
            "and has had no staff behind the till since the owner retired in March.",
            "Customers weigh their own potatoes and pay at a screen. Three cameras watch the shelves, and on Saturdays "
            "the former shopkeeper fills up the milk because she misses the talk.",
            "Thefts have cost less than the wages of a single afternoon, the cooperative reports. Most of what was "
            "missing turned up in the wrong basket, with a note and the money.",
            "Beer and tobacco are locked away until somebody from the fire brigade comes by. Elderly villagers have "
            "their orders brought home by pupils, who earn a crown for each bag.",
        ),
    ),
    Subject(
        "Tunnel under the fjord to open with tolls by the metre",
        "The tunnel",
        (
            "Drivers through the new tunnel below the fjord will pay for each metre that their vehicle is long, from "
            "thirty crowns for a small car to four hundred for a lorry with a trailer.",
            "Laser beams at both portals measure the length while the traffic rolls. Engineers expect errors of less "
            "than ten centimetres, though ladders on a roof have confused the sensors.",
            "Blasting took five years and moved two million tonnes of gneiss, which now forms a breakwater. At its "
            "lowest point the road lies two hundred metres below the keels of the ships.",
            "The ferries make their last crossing on the eve of the opening. Their crews were offered posts in the "
            "control room, where screens show the bends and pumps lift the seepage.",
        ),
    ),
)
"""Ten subjects, as unrelated as those in one issue of a paper."""

PLACES = ("Velmark", "Marbury", "Lisse", "Harden", "Kaldrin", "Oxley", "Ellingsby", "Ostervik")
PEOPLE = ("Ida Lom", "Tor Eik", "Marta Lind", "Pieter Haan", "Elsa Moro", "Hugh Pell", "Leo Brandt", "Karl Dunne")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OPENING = (
    "What follows was collected over a year by the editors, who asked everybody they met what ought to be kept.",
    "The order is that in which the notes came in. Nothing has been left out, and very little has been put right.",
)

Kind = Callable[[Sequence[Subject]], Iterator[str]]


def digest(subjects: Sequence[Subject]) -> Iterator[str]:
    """Short reports, one after another."""
    yield "The week in brief"
    for subject in subjects:
        yield from (subject.headline, *subject.paragraphs[:2])


def long_digest(subjects: Sequence[Subject]) -> Iterator[str]:
    """A weekly edition: whole articles, one after another, each with its author."""
    for subject, author in zip(subjects, PEOPLE, strict=False):
        yield from (subject.headline, f"By {author}", *subject.paragraphs)


def lead_and_briefs(subjects: Sequence[Subject]) -> Iterator[str]:
    """A newsletter: one long piece, and other short items."""
    yield from (subjects[0].headline, *subjects[0].paragraphs, *OPENING, "Also this week")
    for subject in subjects[1:]:
        yield from (subject.headline, subject.paragraphs[0])


def letters(subjects: Sequence[Subject]) -> Iterator[str]:
    """Letters to the editor, signed."""
    yield "Letters to the editor"
    for subject, person, place in zip(subjects, PEOPLE, PLACES, strict=False):
        yield from (*subject.paragraphs[1:3], f"{person}, {place}")


def titled_letters(subjects: Sequence[Subject]) -> Iterator[str]:
    """Letters under titles given by the paper."""
    yield "Our readers write"
    for subject, person, place in zip(subjects, PEOPLE, PLACES, strict=False):
        yield from (subject.name, *subject.paragraphs[:2], f"{person}, {place}")


def interview(subjects: Sequence[Subject]) -> Iterator[str]:
    """Questions and answers between two people."""
    yield from ("“I read the whole paper, even the scores”: a conversation with Ida Lom", *OPENING)
    for subject in subjects:
        yield f"Courier: And {subject.name.lower()}, did you follow that?"
        yield f"Lom: {subject.paragraphs[0]} {subject.paragraphs[2]}"


def questions(subjects: Sequence[Subject]) -> Iterator[str]:
    """Frequently asked questions with answers."""
    yield from ("Questions that visitors ask at the desk", *OPENING)
    for subject in subjects:
        yield from (f"What about {subject.name.lower()}?", *subject.paragraphs[:2])


def transcript(subjects: Sequence[Subject]) -> Iterator[str]:
    """What several people said in a meeting."""
    yield "Minutes of the monthly meeting of the reading circle"
    for number, subject in enumerate(subjects):
        for paragraph in subject.paragraphs[:3]:
            yield f"{PEOPLE[(number + len(paragraph)) % 4].upper()}: {paragraph}"


def speech(subjects: Sequence[Subject]) -> Iterator[str]:
    """A mayor's speech at the end of a year."""
    yield from ("Fellow citizens, the year that ends tonight was a long one, and I will not make it longer.", *OPENING)
    for subject in subjects:
        yield f"Let me speak of {subject.name.lower()}, as many of you asked me to. {subject.paragraphs[0]}"
        yield f"We in this town know what that means. {subject.paragraphs[3]}"
    yield "I thank you all, and wish you a quiet night, a warm stove and a good new year in our town."


def numbered_list(subjects: Sequence[Subject]) -> Iterator[str]:
    """Numbered entries."""
    yield from ("Ten things that we did not know a year ago", *OPENING)
    for number, subject in enumerate(subjects, 1):
        yield from (f"{number}. {subject.headline}", *subject.paragraphs[:2])


def countdown(subjects: Sequence[Subject]) -> Iterator[str]:
    """Entries that count down."""
    yield from ("The stories of the year, counted down by our readers", *OPENING)
    for number, subject in enumerate(subjects):
        yield from (f"#{len(subjects) - number} {subject.name}", *subject.paragraphs[:2])


def named_items(subjects: Sequence[Subject]) -> Iterator[str]:
    """Entries of one line, each beginning with its name."""
    yield from ("What the correspondents sent in", *OPENING)
    for subject in subjects:
        yield f"{subject.name}: {' '.join(subject.paragraphs[:2])}"


def bulleted(subjects: Sequence[Subject]) -> Iterator[str]:
    """Entries with bullets."""
    yield from ("What we learned this year", *OPENING)
    for subject in subjects:
        yield f"• {subject.name} – {' '.join(subject.paragraphs[:2])}"


def sections(subjects: Sequence[Subject]) -> Iterator[str]:
    """A long page of many sections with short headings."""
    yield from ("A year in the valley, seen from the editor's desk", *OPENING)
    for subject in subjects:
        yield from (subject.name, *subject.paragraphs[:3])


def chapters(subjects: Sequence[Subject]) -> Iterator[str]:
    """Numbered chapters."""
    for number, subject in enumerate(subjects, 1):
        yield from (f"Chapter {number}", *subject.paragraphs)


def travel_days(subjects: Sequence[Subject]) -> Iterator[str]:
    """A journey, day by day."""
    yield from ("Eight days on foot from Velmark to the sea, with a newspaper in the rucksack", *OPENING)
    for number, subject in enumerate(subjects[:7], 1):
        yield from (f"Day {number}: {PLACES[number - 1]} to {PLACES[number]}", *subject.paragraphs[:3])


def week(subjects: Sequence[Subject]) -> Iterator[str]:
    """A diary of a week."""
    yield from ("Diary of a week in which too much was in the paper", *OPENING)
    for day, subject in zip(DAYS, subjects, strict=False):
        yield from (day, *subject.paragraphs[:3])


def live_blog(subjects: Sequence[Subject]) -> Iterator[str]:
    """Entries with their times."""
    yield from ("Live: all that happened in the valley on Thursday", *OPENING)
    for number, subject in enumerate(subjects):
        yield from (f"{20 - number}:{10 + 3 * number}", subject.headline, *subject.paragraphs[:2])


def two_strands(subjects: Sequence[Subject]) -> Iterator[str]:
    """A tale in two alternating strands."""
    yield "Two Winters"
    for one, other in zip(subjects[::2], subjects[1::2], strict=False):
        yield from (*one.paragraphs[:2], "* * *", *other.paragraphs[:2], "* * *", *one.paragraphs[2:], "* * *")
        yield from (*other.paragraphs[2:], "* * *")


def dispatches(subjects: Sequence[Subject]) -> Iterator[str]:
    """News from several courts, each with its place."""
    yield from ("In the courts this week", *OPENING)
    for place, subject in zip(PLACES, subjects, strict=False):
        yield f"{place.upper()}: {' '.join(subject.paragraphs[:3])}"


def matches(subjects: Sequence[Subject]) -> Iterator[str]:
    """Reports of several matches under their scores."""
    yield from ("Round nine: all matches of the weekend", *OPENING)
    for number, subject in enumerate(subjects[:7]):
        yield from (f"{PLACES[number]} {20 + number}, {PLACES[number + 1]} {31 - number}", *subject.paragraphs[:2])


def films(subjects: Sequence[Subject]) -> Iterator[str]:
    """Sights, with years."""
    yield from ("What to see at the festival of short documentaries", *OPENING)
    for number, subject in enumerate(subjects):
        yield from (f"{subject.name} ({2004 + number})", *subject.paragraphs[:2])


def deals(subjects: Sequence[Subject]) -> Iterator[str]:
    """Offers with prices."""
    yield from ("Books that are cheap this week, chosen by the editors", *OPENING)
    for number, subject in enumerate(subjects):
        yield from (f"{subject.name}, was £{18 + number}, now £{7 + number}", *subject.paragraphs[:2])


def statute(subjects: Sequence[Subject]) -> Iterator[str]:
    """Articles of a by-law, numbered across its parts."""
    yield from ("By-law on what may be printed in the valley", "The councils have agreed on the following provisions.")
    for number, subject in enumerate(subjects, 1):
        yield f"{number}. {subject.name}"
        for clause, paragraph in enumerate(subject.paragraphs[:2], 1):
            yield f"({clause}) {paragraph}"


def reference_work(subjects: Sequence[Subject]) -> Iterator[str]:
    """Entries of a lexicon, in alphabetical order."""
    yield "A small lexicon of the valley"
    for subject in sorted(subjects, key=lambda subject: subject.name):
        yield f"{subject.name.upper()}. {subject.paragraphs[0]} {subject.paragraphs[3]}"


def releases(subjects: Sequence[Subject]) -> Iterator[str]:
    """Notes on the versions of a handbook."""
    yield from ("Notes on the editions of the valley handbook", *OPENING)
    for number, subject in enumerate(subjects):
        yield f"Version {9 - number}.0"
        for paragraph in subject.paragraphs[:2]:
            yield f"- {paragraph}"


def handbook(subjects: Sequence[Subject]) -> Iterator[str]:
    """Sections with numbers that contain points."""
    yield from ("3. What everybody asks", *OPENING)
    for number, subject in enumerate(subjects, 1):
        yield from (f"3.{number}. {subject.name}", *subject.paragraphs[:3])


def code_notes(subjects: Sequence[Subject]) -> Iterator[str]:
    """Markdown with headings and code between paragraphs."""
    yield from ("# valley-news", *OPENING)
    for number, subject in enumerate(subjects):
        yield from (f"## {subject.name}", *subject.paragraphs[:2], f"    fetch --issue {number} --verbose")


def advice(subjects: Sequence[Subject]) -> Iterator[str]:
    """Readers ask, an expert replies."""
    yield from ("Ask the editor: your questions of the month", *OPENING)
    for subject, person in zip(subjects, PEOPLE, strict=False):
        yield f"Q: {subject.paragraphs[1]} What do you think? {person}"
        yield f"A: {subject.paragraphs[0]} {subject.paragraphs[3]}"


def with_references(subjects: Sequence[Subject]) -> Iterator[str]:
    """An essay with its sources."""
    yield from (subjects[0].headline, *subjects[0].paragraphs, *OPENING, *subjects[0].paragraphs[:2], "References")
    for number, (subject, person) in enumerate(zip(subjects[1:], PEOPLE, strict=False)):
        name = person.split()[1]
        yield f"{name}, {person[0]}. ({1990 + number}). {subject.headline}. Journal of Valley Studies, {number + 3}(2)."


KINDS: Mapping[str, Kind] = {
    kind.__name__.replace("_", " "): kind
    for kind in (
        digest,
        long_digest,
        lead_and_briefs,
        letters,
        titled_letters,
        interview,
        questions,
        transcript,
        speech,
        numbered_list,
        countdown,
        named_items,
        bulleted,
        sections,
        chapters,
        travel_days,
        week,
        live_blog,
        two_strands,
        dispatches,
        matches,
        films,
        deals,
        statute,
        reference_work,
        releases,
        handbook,
        code_notes,
        advice,
        with_references,
    )
}
"""Thirty kinds; each takes subjects and gives the lines of a text."""
