"""What decides the outcome of a run, and what a run tells of itself while it works."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.errors import OptionError
from cleanwire.profile.sites import SITE_KEYS, SiteOf, registered_domain

if TYPE_CHECKING:
    from pathlib import Path

    from cleanwire.profile.site_profile import SiteProfile

__all__ = [
    "FORMATS",
    "GUARDED_FIELD",
    "REASON_FIELD",
    "SPANS_FIELD",
    "CorpusFormat",
    "CorpusOptions",
    "Pass",
    "Progress",
]

CorpusFormat = Literal["jsonl", "jsonl.gz", "jsonl.zst", "parquet"]
FORMATS: tuple[str, ...] = get_args(CorpusFormat)

SPANS_FIELD = "cleanwire_removed"
"""Where `spans=True` puts what was removed: a list of `{start, end, label, rule}`."""

GUARDED_FIELD = "cleanwire_guarded"
"""Where `guarded=True` puts whether removals were taken back, as `Result.guarded` says."""

REASON_FIELD = "cleanwire_reason"
"""Where a record without a text says why it has none."""

Pass = Literal["fit", "clean"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusOptions:
    """All that decides what a run writes: the same inputs and options give the same bytes.

    `text_field` names the field to clean, `url_field` the one with the address, which may be absent; `meta.url` is the
    field `url` of the object or struct `meta`, unless a field has that very name. With `html` the text field holds
    pages, and the article takes the page's place: as text, or as Markdown for a cleaner with `output="markdown"`.
    `format` is that of every output; None leaves each file in its own. `spans` adds the field `cleanwire_removed`.
    `profile` says where the site profile comes from: `"fit"` makes one in a first pass over the inputs, a SiteProfile
    or the path of a saved one is reused, None does without. `site_key` tells the site of a record from its address
    where a profile is fitted: `registered_domain`, `host` or `section` of `cleanwire.profile.sites`.

    Raises OptionError for fields and formats that cannot be used.
    """

    text_field: str = "text"
    url_field: str = "url"
    html: bool = False
    format: CorpusFormat | None = None
    spans: bool = False
    profile: "Literal['fit'] | SiteProfile | str | Path | None" = "fit"
    site_key: SiteOf = registered_domain
    cleaner: Cleaner = field(default_factory=Cleaner)

    def __post_init__(self) -> None:
        if self.format is not None and self.format not in FORMATS:
            raise OptionError(f"format = {self.format!r} should be one of {', '.join(FORMATS)}")
        for option in ("text_field", "url_field"):
            name = getattr(self, option)
            if not isinstance(name, str) or not name:
                raise OptionError(f"{option} = {name!r} should be the name of a field")
        if self.cleaner.profile is not None:
            raise OptionError("the cleaner has a profile of its own; give that as the option profile instead")
        if self.site_key not in SITE_KEYS.values():
            raise OptionError(f"site_key = {self.site_key!r} should be one of {', '.join(SITE_KEYS)}")
        if self.text_field in (self.url_field, SPANS_FIELD):
            raise OptionError(f"text_field = {self.text_field!r} is the name of another field; name the one with text")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. Counts are of this pass, and include what an earlier, interrupted run had done."""

    stage: Pass
    read: int
    """Bytes of the inputs that are dealt with, as they lie on the disk."""
    size: int
    """Bytes of all inputs."""
    documents: int
    rejected: int
    words: int
    """Words before cleaning; 0 in the pass that fits."""
    removed: int
    """Words that went."""
    before: int = 0
    """Bytes that an earlier run had dealt with: where that is `size`, nothing was left to do."""
