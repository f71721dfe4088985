"""Site profiles: what the documents of a site have in common."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Protocol, Self

import numpy as np

from cleanwire.document import Document
from cleanwire.errors import ProfileError
from cleanwire.files.outputs import write_atomically
from cleanwire.profile.contents import Contents
from cleanwire.profile.document_keys import Observation, head_keys, heads_of, observe
from cleanwire.profile.hashing import Keys, number_of_name
from cleanwire.profile.sites import SITE_KEYS, SiteOf, registered_domain
from cleanwire.profile.storage import IN_MEMORY, Arrays, as_bytes, load, of_bytes
from cleanwire.profile.tables import REMEMBERED, Counts, Heads, Home, Homes, Passages, Sites
from cleanwire.reading.text import read_text
from cleanwire.scoring.columns import Flags, Indexes

__all__ = ["Page", "Sightings", "SiteProfile", "site_key", "site_key_name"]

COMMON = 0.5
"""For a line that itself occurs in this share of a site's documents, variants add nothing."""

GATHERED = 256
"""The number of documents that are collected before their rows become tables. With fewer, merging takes longer than
hashing; these take 2 MB."""


class Page(Protocol):
    """A document that a profile can be fitted on, as an object instead of a pair."""

    @property
    def text(self) -> str:
        """The text of the document."""

    @property
    def url(self) -> str | None:
        """The address of the document."""


class Sightings(NamedTuple):
    """Where a profile has seen the lines of a document, with what `Observation` says about them, row by row."""

    site: str
    documents: int
    """How many documents of the site were seen."""
    blocks: Indexes
    keys: Keys
    numbers: Indexes
    """How many documents of the site contain each line."""
    beneath: Indexes
    """In how many of these it is directly below the same line as here."""
    forms: Indexes
    """How many contain it with any figures."""
    ends: Indexes
    """In how many documents it occurs unchanged at the end, below most of the prose."""
    variants: Indexes
    """At least how many contain a variant of it; 0 if most documents contain the line itself."""
    passages: Passages
    """How many documents of any site contain it (a short line with the next one), and where it was first published."""
    depths: Indexes
    titles: Flags
    prose: Flags
    sizes: Indexes


@dataclass(frozen=True, slots=True, eq=False)
class SiteProfile:
    r"""Site templates, and where passages were originally published, learned from many documents.

    >>> pages = [(f"Story {n}\n\nA long story.\n\nRead us with your tea\n", f"https://a.example/{n}") for n in "abc"]
    >>> profile = SiteProfile.fit(pages)
    >>> dict(profile.sites)
    {'a.example': 3}
    >>> SiteProfile.fit(pages[:1]).merge(SiteProfile.fit(pages[1:])) == profile
    True

    A profile is immutable; cleaning with it does not change it.
    """

    contents: Contents
    site_of: SiteOf = registered_domain
    """The function that returns the site of an address."""
    is_finished: bool = False
    """Whether what occurs in one document only has been dropped. A finished profile cannot be merged."""

    @classmethod
    def fit(cls, documents: Iterable[tuple[str, str | None] | Page], *, key: SiteOf = registered_domain) -> Self:
        """Learn from pairs of text and address, or objects with `text` and `url`, in any order.

        `key` returns the site of an address. Documents without an address form one site without a name.

        Raises TypeError for any other document.
        """
        rest = iter(documents)
        batches = iter(lambda: list(islice(rest, GATHERED)), [])
        parts = (_gathered([_document(page) for page in batch], key) for batch in batches)
        return cls(Contents.gathered(parts), key)

    def merge(self, other: Self) -> Self:
        """Return the profile of the documents of both.

        Raises ProfileError if one is finished, or if they were fitted with different keys.
        """
        if self.is_finished or other.is_finished:
            raise ProfileError("a finished profile lacks what merging needs; merge before finishing")
        if self.site_of is not other.site_of:
            raise ProfileError("profiles fitted with different keys do not merge; fit them with the same key")
        return type(self)(Contents.joined([self.contents, other.contents]), self.site_of)

    def finished(self) -> Self:
        """Return the profile without what occurs in one document only: same results, much smaller, cannot be merged."""
        return type(self)(self.contents.finished(), self.site_of, is_finished=True)

    @property
    def sites(self) -> Mapping[str, int]:
        """How many documents of each site were seen."""
        return MappingProxyType(self.contents.sites.all())

    def home(self, key: np.uint64) -> Home:
        """Return a document in which passages were originally published, by its key."""
        return self.contents.homes.of(key)

    def opens(self, home: np.uint64, line: np.uint64) -> bool:
        """Return whether a line is at the beginning of a document, given the keys of both."""
        return self.contents.heads.hold(head_keys(np.array([line]), home)[0])

    def save(self, path: str | PathLike[str]) -> None:
        """Write the profile to a file, which appears whole or not at all. Equal profiles make equal files.

        Raises WritingError.
        """
        write_atomically(Path(path), self.to_bytes())

    @classmethod
    def load(cls, path: str | PathLike[str], *, key: SiteOf | None = None) -> Self:
        """Read a profile from a file. Untrusted files are safe: they contain numbers and names, and no code.

        The file is mapped into memory. All processes of a machine that load it share what they read, and it should not
        change while they use it (`save` does not overwrite it but replaces it). A profile that was fitted with a
        custom `key` needs the same key here.

        Raises ProfileError for a file that is missing, damaged, of another version, or fitted with another key.
        """
        return cls._of(str(path), *load(path), key)

    def to_bytes(self) -> bytes:
        """Return the profile as the bytes of the file that `save` would write."""
        return as_bytes(self.contents.arrays(), self._facts)

    @classmethod
    def from_bytes(cls, data: bytes, *, key: SiteOf | None = None) -> Self:
        """Return the profile in the bytes of `to_bytes`, or of a file, with all checks that `load` makes.

        Raises ProfileError.
        """
        return cls._of(IN_MEMORY, *of_bytes(data), key)

    @classmethod
    def _of(cls, name: str, arrays: Arrays, facts: Mapping[str, str], key: SiteOf | None) -> Self:
        site_of = site_key(name, facts, key)
        if "piece" in facts:
            raise ProfileError(f"{name}: is a piece of a profile; join and assemble all pieces first")
        try:
            contents = Contents.of_arrays(arrays)
            if not contents.homes.hold(contents.passages.homes):
                raise ValueError("passages.homes should all be among homes.keys")  # noqa: TRY301, as others are
        except ValueError as error:
            raise ProfileError(f"{name}: is not a profile: {error}; fit it again") from error
        return cls(contents, site_of, facts.get("finished") == "True")

    @property
    def _facts(self) -> dict[str, str]:
        return {"key": site_key_name(self.site_of), "finished": str(self.is_finished)}

    def look_at(self, document: Document) -> Sightings:
        """Return where the documents of this profile contain the lines of a document."""
        counts, passages = self.contents.counts, self.contents.passages
        site = _site(document, self.site_of)
        documents = self.contents.sites.of(site)
        seen = observe(document, site)
        numbers = counts.of(seen.lines)
        beneath = np.zeros(len(numbers), np.intp)
        beneath[1:] = counts.of(seen.pairs)
        variants = np.zeros(len(numbers), np.intp)
        rare = numbers[seen.near] < COMMON * documents
        variants[seen.near[rare]] = counts.of(seen.bands[rare]).max(axis=1, initial=0)
        return Sightings(
            site=site,
            documents=documents,
            numbers=numbers,
            beneath=beneath,
            forms=counts.of(seen.forms),
            ends=counts.of(seen.ends),
            variants=np.where(variants < REMEMBERED, 0, variants),
            passages=passages.of(seen.passages),
            **{name: getattr(seen, name) for name in ("blocks", "keys", "depths", "titles", "prose", "sizes")},
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SiteProfile):
            return NotImplemented
        if (self.site_of, self.is_finished) != (other.site_of, other.is_finished):
            return False
        ours, theirs = self.contents.arrays(), other.contents.arrays()
        return all(np.array_equal(array, theirs[name]) for name, array in ours.items())

    def __hash__(self) -> int:
        return hash((self.site_of, self.is_finished, len(self.contents.counts.keys), len(self.contents.homes.keys)))


def _document(page: tuple[str, str | None] | Page) -> Document:
    try:
        text, url = page if isinstance(page, tuple) else (page.text, page.url)
        return read_text(text, url=url or "")
    except (AttributeError, TypeError, ValueError) as error:
        raise TypeError(
            f"a document should be a pair of text and address, or have .text and .url, not {page!r:.60}"
        ) from error


def _site(document: Document, site_of: SiteOf) -> str:
    return site_of(document.url) if document.url else ""


def site_key(name: str, facts: Mapping[str, str], key: SiteOf | None) -> SiteOf:
    """Return the key function that a file was fitted with: a shipped one, or the given one.

    Raises ProfileError if the file names another one than is given, or a custom one and none is given.
    """
    held = facts.get("key", "")
    site_of = key or SITE_KEYS.get(held)
    if site_of is None or held != site_key_name(site_of):
        what = f", not {site_key_name(site_of)}" if site_of else ""
        raise ProfileError(f"{name}: was fitted with key={held}{what}; load it with that")
    return site_of


def site_key_name(site_of: SiteOf) -> str:
    """Return the name of a key function in files."""
    return str(getattr(site_of, "__qualname__", type(site_of).__qualname__))


def _gathered(documents: Sequence[Document], site_of: SiteOf) -> Contents:
    """Return what a few documents add to a profile."""
    counts = [np.empty(0, np.uint64)]
    passages, heads = [], []
    homes: list[tuple[np.uint64, Home]] = []
    sites: Counter[str] = Counter()
    for document in documents:
        site = _site(document, site_of)
        seen = observe(document, site)
        home = np.uint64(number_of_name(document.url, document.source))
        sites[site] += 1
        counts.append(seen.shared)
        passages.append(_passages(seen, home))
        keys = np.unique(head_keys(seen.keys[heads_of(document, seen)], home))
        heads.append(Heads(keys, np.full(len(keys), home)))
        homes.append((home, Home(document.url, sum(block.size for block in document.blocks if block.prose))))
    keys, numbers = np.unique(np.concatenate(counts), return_counts=True)
    return Contents(
        Counts(keys, numbers.astype(np.uint32)),
        Passages.joined(passages),
        Heads.joined(heads),
        Homes.of_documents(homes),
        Sites.of_numbers(sites),
    )


def _passages(seen: Observation, home: np.uint64) -> Passages:
    """Return a document's passages, each once and at its first occurrence."""
    keys, first = np.unique(seen.passages, return_index=True)
    depths = seen.depths[first].astype(np.uint32)
    return Passages(keys, np.ones(len(keys), np.uint32), depths, np.full(len(keys), home))
