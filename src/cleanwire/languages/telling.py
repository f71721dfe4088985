"""Which languages a text is in, told by its most common words."""

from collections import Counter, defaultdict
from functools import cache

from cleanwire.folding import fold, spaced, words_of
from cleanwire.languages.tables import rows_of

__all__ = ["told"]

OPENING, CLOSE = 1_500, 500
"""So many characters at either end of a text tell its languages: of 789 labelled pages in languages of the table all
but one come first in theirs."""

KIN = 0.2
"""A language is spoken that has so large a part of the common words that the most spoken one has. Each word counts
once, and one that several languages share for as much less. Kin share words: with .1 of the labelled pages .19 are told
to be in several languages, and rules are asked for nothing; with .2 it is .08, with .3 .05."""

OWN = 3
"""And so is one of which so many different words stand there that no other language has: the furniture of a site in
another language than its article. Names and quotations in an article rarely show more than two."""


def told(bare: str) -> tuple[str, ...]:
    """Return the languages of a spaced text by their codes, the most spoken first; none where too little is said.

    >>> told("der bürgermeister sagte  dass die brücke seit montag offen ist und nicht mehr gesperrt wird")
    ('de',)

    Costs some 50 µs, whatever the length of the text and the number of languages.
    """
    sample = bare if len(bare) <= OPENING + CLOSE else f"{bare[:OPENING]} {bare[-CLOSE:]}"
    words = set(words_of(sample))
    one, several = _tables()
    own = Counter([one[word] for word in one.keys() & words])
    weights = defaultdict(float, {code: float(count) for code, count in own.items()})
    for word in several.keys() & words:
        languages = several[word]
        for language in languages:
            weights[language] += 1 / len(languages)
    most = max(weights.values(), default=0.0)
    spoken = [code for code, weight in weights.items() if own[code] >= OWN or (own[code] and weight >= KIN * most)]
    return tuple(sorted(spoken, key=lambda code: (-weights[code], code)))


@cache
def _tables() -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return which language each common word belongs to, and those of words that several have."""
    table: defaultdict[str, list[str]] = defaultdict(list)
    for language, words in rows_of("common.txt"):
        for word in dict.fromkeys(words_of(spaced(fold(words)))):
            table[word].append(language)
    return (
        {word: languages[0] for word, languages in table.items() if len(languages) == 1},
        {word: languages for word, languages in table.items() if len(languages) > 1},
    )
