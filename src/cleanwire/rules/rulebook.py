"""Selects the rules for a document: those of its languages."""

from collections.abc import Iterable

from cleanwire.document import Document
from cleanwire.rules.languages import shipped_languages
from cleanwire.rules.matching import Matcher
from cleanwire.rules.rule import Rule
from cleanwire.rules.shipped import working_rules

__all__ = ["Rulebook"]

EVERYWHERE = ("any", "en")
"""Packs that apply to all documents: English boilerplate occurs around articles in any language."""

MOST_SPOKEN = 2
"""The greatest number of other languages whose rules apply to a document: a site may be in another language than the
article."""

MOST_KEPT = 64
"""The greatest number of matchers that are cached, one for each set of languages. Each takes a few megabytes and a few
milliseconds."""


class Rulebook:
    """The shipped rules of some languages, and the user's own. Rules are loaded when a document first needs them.

    Without `languages`, the rules of a document's detected languages apply to it, and English ones. Words that are
    boilerplate in one language may be prose in another, and time does not grow with the number of languages.
    """

    def __init__(
        self, languages: tuple[str, ...] | None = None, own: Iterable[Rule] = (), *, shipped: bool = True
    ) -> None:
        self._languages = languages
        self._own = tuple(own)
        self._shipped = shipped
        self._matchers: dict[tuple[str, ...], Matcher] = {}

    def __getstate__(self) -> dict[str, object]:
        """Pickle without the matchers, which are built again."""
        return {**self.__dict__, "_matchers": {}}

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "Rulebook":
        """Return a rulebook of only these rules, which apply to all documents."""
        return cls((), rules, shipped=False)

    def matcher(self, document: Document) -> Matcher:
        """Return the matcher for the rules that apply to a document."""
        languages = _spoken(document) if self._languages is None else self._languages
        found = self._matchers.get(languages)
        if found is None:
            found = Matcher((*(working_rules(languages) if self._shipped else ()), *self._own))
            if len(self._matchers) >= MOST_KEPT:
                self._matchers.clear()
            self._matchers[languages] = found
        return found


def _spoken(document: Document) -> tuple[str, ...]:
    """Return the languages whose rules apply to a document, sorted."""
    known = shipped_languages()
    further = [code for code in document.languages if code in known and code not in EVERYWHERE]
    return tuple(sorted((*EVERYWHERE, *further[:MOST_SPOKEN])))
