"""What decides the output of a run, and what a run reports while it works."""

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
"""The field in which `spans=True` puts the removed spans: a list of `{start, end, label, rule}`."""

GUARDED_FIELD = "cleanwire_guarded"
"""The field in which `guarded=True` puts whether removals were undone, as in `Result.guarded`."""

REASON_FIELD = "cleanwire_reason"
"""The field in which a record without a text says why it has none."""

Pass = Literal["fit", "clean"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusOptions:
    """Everything that decides what a run writes: the same inputs and options give the same bytes.

    `text_field` names the field to clean, `url_field` the one with the address, which may be absent. `meta.url` is the
    field `url` of the object or struct `meta`, unless there is a field with that very name. With `html`, the text field
    holds HTML pages, and each is replaced by its article, as text, or as Markdown if the cleaner has
    `output="markdown"`. `format` is the format of every output; with None, each file keeps its own. `spans` adds the
    field `cleanwire_removed`. `profile` is the site profile: `"fit"` fits one in a first pass over the inputs, a
    SiteProfile or the path of a saved one is used as it is, and None uses none. `site_key` gives the site of an address
    while a profile is fitted: `registered_domain`, `host` or `section` of `cleanwire.profile.sites`.

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
            raise OptionError("the cleaner has a profile of its own; pass it as the option profile instead")
        if self.site_key not in SITE_KEYS.values():
            raise OptionError(f"site_key = {self.site_key!r} should be one of {', '.join(SITE_KEYS)}")
        if self.text_field in (self.url_field, SPANS_FIELD):
            raise OptionError(f"text_field = {self.text_field!r} is the name of another field; name the one with text")


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a run. Counts are of this pass, and include what an earlier, interrupted run has done."""

    stage: Pass
    read: int
    """Bytes of the inputs that are done, as stored on disk."""
    size: int
    """Bytes of all inputs."""
    documents: int
    rejected: int
    words: int
    """Words before cleaning; 0 in the pass that fits a profile."""
    removed: int
    """Words removed."""
    before: int = 0
    """Bytes that an earlier run had done; if this is `size`, nothing was left to do."""
