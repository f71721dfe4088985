"""Which rules speak of a document: those of the languages that it is in."""

from collections.abc import Iterable

from cleanwire.document import Document
from cleanwire.rules.matching import Matcher
from cleanwire.rules.rule import Rule
from cleanwire.rules.shipped import shipped_languages, working_rules

__all__ = ["Rulebook"]

EVERYWHERE = ("any", "en")
"""What speaks of documents in all languages: English boilerplate stands around articles in any."""

MOST_SPOKEN = 2
"""Rules of so many languages more speak of a document: a site may be in another language than the article."""

MOST_KEPT = 64
"""So many matchers are kept, one for each set of languages; each has a few megabytes and takes some milliseconds."""


class Rulebook:
    """The shipped rules of some languages, and further ones; rules are loaded once a document asks for them.

    Without `languages`, a document is judged by the rules of those that it is told to be in, and by English ones: what
    is boilerplate in one language may be prose in another, and time does not grow with the number of languages.
    """

    def __init__(
        self, languages: tuple[str, ...] | None = None, own: Iterable[Rule] = (), *, shipped: bool = True
    ) -> None:
        self._languages = languages
        self._own = tuple(own)
        self._shipped = shipped
        self._matchers: dict[tuple[str, ...], Matcher] = {}

    def __getstate__(self) -> dict[str, object]:
        """Pickle without the matchers, which are made anew."""
        return {**self.__dict__, "_matchers": {}}

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "Rulebook":
        """Return a book of certain rules, which speak of every document."""
        return cls((), rules, shipped=False)

    def matcher(self, document: Document) -> Matcher:
        """Return what looks up the phrases of the rules that speak of a document."""
        languages = _spoken(document) if self._languages is None else self._languages
        found = self._matchers.get(languages)
        if found is None:
            found = Matcher((*(working_rules(languages) if self._shipped else ()), *self._own))
            if len(self._matchers) >= MOST_KEPT:
                self._matchers.clear()
            self._matchers[languages] = found
        return found


def _spoken(document: Document) -> tuple[str, ...]:
    """Return the languages whose rules speak of a document, sorted."""
    known = shipped_languages()
    further = [code for code in document.languages if code in known and code not in EVERYWHERE]
    return tuple(sorted((*EVERYWHERE, *further[:MOST_SPOKEN])))
