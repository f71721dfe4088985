"""The Python interface: cleaners, and the two functions that most programs need."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict, TypeVar, Unpack, get_args, overload

from cleanwire.cleaning.options import (
    THRESHOLDS,
    Output,
    Strictness,
    check_choice,
    check_collection,
    check_installed,
    rules_in,
    selectors,
)
from cleanwire.cleaning.pipeline import Stage, run, stages_of, with_profile
from cleanwire.cleaning.resolving import resolve
from cleanwire.document import Document
from cleanwire.errors import CleanwireError, OptionError
from cleanwire.labels import Label
from cleanwire.reading import read
from cleanwire.reading.formats import EXTRACTORS, FORMATS, Extractor, Format
from cleanwire.result import Result
from cleanwire.rules.languages import check_language, shipped_languages
from cleanwire.rules.rulebook import Rulebook
from cleanwire.spans import Verdict
from cleanwire.stages.judging import JUDGE, Judge, read_judge, shipped_judge
from cleanwire.stages.run_together import parted
from cleanwire.stages.safety_net import HELD_BACK
from cleanwire.stages.stories import find_stories
from cleanwire.version import made_by

if TYPE_CHECKING:
    from cleanwire.profile.site_profile import SiteProfile

__all__ = ["Cleaner", "clean", "explain"]

TELLING = 400
"""The number of characters from which the language of a text can be detected. It is not detected for 1 of 765 longer
texts of labelled pages, and for 3 of 47 shorter ones."""

UNTOLD = "its language was not recognised"

Source = str | bytes | tuple[str | bytes, str | None]
"""A text or HTML page, or a pair of one and its address."""

Context = TypeVar("Context")
Made = TypeVar("Made")

Failure = CleanwireError | TypeError
"""The errors that a source which cannot be cleaned raises."""


class _Piping(TypedDict, total=False):
    """Options of `Cleaner.pipe` that do not change the type of its results."""

    format: Format
    workers: int


@dataclass(frozen=True, slots=True)
class Cleaner:
    r"""A reusable set of options: frozen, picklable, safe to share between threads.

    `keep` and `drop` take labels (`"byline"`) or prefixes of rule ids (`"en/byline/"`) to keep, or to remove.

    `strictness` sets how certain a removal has to be: `"safe"`, `"default"` or `"thorough"`.

    `languages` sets which of the shipped rule packs to use (all by default). `packs` takes paths of your own packs.

    `profile` is a site profile (`SiteProfile.fit`), or the path of its file; it needs the `url` of each source. A
    cleaner that was given a path is pickled with the path only: the processes of a machine map the file and share it.

    `extractor` finds the main content of HTML: `"own"` uses all of the markup, and runs trafilatura on pages where it
    is not certain; `"trafilatura"` runs it on every page, and is slower; `"resiliparse"` is several times faster and
    less accurate (`pip install 'cleanwire[fast]'`).

    `weights` is a folder with a line classifier that `training/judge.py` has fitted to your own labelled pages.

    `output` sets the format of cleaned HTML pages: `"text"`, or `"markdown"` with headings, lists, tables and links.
    It does not change what is removed.

    >>> cleaner = Cleaner(keep={"byline"})
    >>> cleaner.clean("By Jane Doe\nThe bridge opened on Monday after two years of work.\nAdvertisement\n")
    'By Jane Doe\nThe bridge opened on Monday after two years of work.\n'

    Raises OptionError for an invalid option, PackError for an invalid pack, ProfileError for a file that is not a
    profile, ReadingError for weights that cannot be read.
    """

    keep: Collection[str] = field(default=(), kw_only=True)
    drop: Collection[str] = field(default=(), kw_only=True)
    strictness: Strictness = field(default="default", kw_only=True)
    languages: Collection[str] | None = field(default=None, kw_only=True)
    packs: Collection[str | Path] = field(default=(), kw_only=True)
    profile: "SiteProfile | str | Path | None" = field(default=None, kw_only=True)
    extractor: Extractor = field(default="own", kw_only=True)
    weights: str | Path | None = field(default=None, kw_only=True)
    output: Output = field(default="text", kw_only=True)
    _judge: Judge = field(init=False, repr=False, compare=False)
    _stages: tuple[Stage, ...] = field(init=False, repr=False, compare=False)
    _rulebook: Rulebook = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for option in ("keep", "drop", "languages", "packs"):
            check_collection(option, getattr(self, option))
        check_choice("strictness", self.strictness, get_args(Strictness))
        check_choice("extractor", self.extractor, EXTRACTORS)
        check_installed(self.extractor)
        check_choice("output", self.output, get_args(Output))
        # Importing the class of profiles loads numpy.
        if not (isinstance(self.profile, str | Path | None) or hasattr(self.profile, "look_at")):
            raise OptionError(f"profile = {self.profile!r} should be a SiteProfile, or the path of one")
        languages = None if self.languages is None else tuple(sorted(self.languages))
        for language in languages or ():
            check_language(language)
        own = rules_in(self.packs)
        object.__setattr__(self, "keep", selectors("keep", self.keep, languages, own))
        object.__setattr__(self, "drop", selectors("drop", self.drop, languages, own))
        object.__setattr__(self, "languages", languages)
        object.__setattr__(self, "packs", tuple(self.packs))
        rulebook = Rulebook(languages, own) if own else _shipped(languages)
        if not isinstance(self.weights, str | Path | None):
            raise OptionError(f"weights = {self.weights!r} should be the path of a folder")
        judge = shipped_judge() if self.weights is None else read_judge(Path(self.weights))
        stages = stages_of(rulebook, judge)
        # This is the slowest stage, and no other stage needs its claims.
        if Label.APPENDED_STORY in self.keep and Label.APPENDED_STORY not in self.drop:
            stages = tuple(stage for stage in stages if stage is not find_stories)
        if self.profile is not None:
            stages = with_profile(stages, self.profile)
        object.__setattr__(self, "_judge", judge)
        object.__setattr__(self, "_stages", stages)
        object.__setattr__(self, "_rulebook", rulebook)

    def clean(self, source: str | bytes, *, format: Format = "auto", url: str | None = None) -> str:  # noqa: A002
        """Return the article in a source, and nothing else."""
        return self.written(self.explain(source, format=format, url=url))

    def explain(self, source: str | bytes, *, format: Format = "auto", url: str | None = None) -> Result:  # noqa: A002
        """Return the result of cleaning a source: what is kept, what is removed, and why."""
        return self.judge(read(source, format=format, url=url, extractor=self.extractor))

    def judge(self, document: Document) -> Result:
        """Return the result of cleaning a source that has already been read."""
        document = parted(document, self._rulebook)
        verdicts = document.in_original(run(self._stages, document))
        result = resolve(document.original, verdicts, removes=self._removes, is_sure=self._is_sure)
        guarded = result.guarded or any(verdict.rule == HELD_BACK for verdict in verdicts)
        return replace(
            result,
            guarded=guarded,
            reason=document.reason,
            languages=document.languages,
            note=_note(document, self.languages),
            version=made_by(),
            markup=document.markup,
        )

    def written(self, result: Result) -> str:
        """Return the article of a result in the `output` format of this cleaner: text or Markdown."""
        return result.markdown if self.output == "markdown" else result.text

    @overload
    def pipe(self, sources: Iterable[Source], **options: Unpack[_Piping]) -> Iterator[Result]: ...

    @overload
    def pipe(self, sources: Iterable[Source], *, texts: Literal[True], **options: Unpack[_Piping]) -> Iterator[str]: ...

    @overload
    def pipe(
        self, sources: Iterable[Source], *, errors: Literal["return"], **options: Unpack[_Piping]
    ) -> Iterator[Result | Failure]: ...

    @overload
    def pipe(
        self,
        sources: Iterable[Source],
        *,
        texts: Literal[True],
        errors: Literal["return"],
        **options: Unpack[_Piping],
    ) -> Iterator[str | Failure]: ...

    @overload
    def pipe(
        self, sources: Iterable[tuple[Source, Context]], *, as_tuples: Literal[True], **options: Unpack[_Piping]
    ) -> Iterator[tuple[Result, Context]]: ...

    @overload
    def pipe(
        self,
        sources: Iterable[tuple[Source, Context]],
        *,
        as_tuples: Literal[True],
        texts: Literal[True],
        **options: Unpack[_Piping],
    ) -> Iterator[tuple[str, Context]]: ...

    @overload
    def pipe(
        self,
        sources: Iterable[tuple[Source, Context]],
        *,
        as_tuples: Literal[True],
        errors: Literal["return"],
        **options: Unpack[_Piping],
    ) -> Iterator[tuple[Result | Failure, Context]]: ...

    @overload
    def pipe(
        self,
        sources: Iterable[tuple[Source, Context]],
        *,
        as_tuples: Literal[True],
        texts: Literal[True],
        errors: Literal["return"],
        **options: Unpack[_Piping],
    ) -> Iterator[tuple[str | Failure, Context]]: ...

    def pipe(
        self,
        sources: Iterable[Any],
        *,
        format: Format = "auto",  # noqa: A002
        workers: int = 1,
        texts: bool = False,
        as_tuples: bool = False,
        errors: Literal["raise", "return"] = "raise",
    ) -> Iterator[Any]:
        r"""Yield the result of each source, in order, as they come. With `texts`, yield what `clean` returns.

        A source may be a pair of a text or page and its address, which a site profile needs. With `as_tuples`, each
        item is a pair of a source and anything else, such as an id or a whole record, and comes out as a pair of the
        result and that:

        >>> records = [("Rain all week.\nShare on Facebook\n", 17), ("It opened on Monday.\n", 18)]
        >>> list(Cleaner().pipe(records, texts=True, as_tuples=True))
        [('Rain all week.\n', 17), ('It opened on Monday.\n', 18)]

        A source that cannot be read, or has the wrong type, raises its error, which ends the stream. With
        `errors="return"`, the error is yielded in its place and the stream continues.

        With `workers` above 1, that many processes share the work, and a few sources are read ahead. Texts are cheaper
        to pass between processes than results. On systems that start new processes from scratch (Windows, macOS), the
        main program has to be under `if __name__ == "__main__":`. Closing the iterator ends the processes.

        Raises OptionError for an invalid option, and TypeError for sources that cannot be iterated.
        """
        if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
            raise OptionError(f"workers = {workers!r} should be a whole number from 1 up")
        check_choice("errors", errors, ("raise", "return"))
        check_choice("format", format, FORMATS)
        if isinstance(sources, str | bytes):
            raise OptionError("sources should be an iterable of sources, not a single one; for one, use `explain`")
        if not isinstance(sources, Iterable):
            raise TypeError(f"sources should be an iterable of sources, not {type(sources).__name__}")
        from cleanwire.cleaning.streaming import in_order, with_contexts  # noqa: PLC0415, one source does not need it

        work: Callable[[Any], Any] = partial(_clean_one if texts else _explain_one, self, format)
        if errors == "return":
            work = partial(_done_or_failed, work)
        return with_contexts(work, sources, workers=workers) if as_tuples else in_order(work, sources, workers=workers)

    def _is_sure(self, verdict: Verdict) -> bool:
        """Whether a verdict has the confidence that the strictness requires."""
        bars = self._judge.trees.bars if verdict.rule == JUDGE else THRESHOLDS
        return verdict.confidence >= bars[self.strictness]

    def _removes(self, verdict: Verdict) -> bool:
        """Whether a verdict would remove its span. A rule id outweighs a label, and `drop` outweighs `keep`."""
        for option, gone in ((self.drop, True), (self.keep, False)):
            if option and any(verdict.rule.startswith(name) for name in option if "/" in name):
                return gone
        if verdict.label in self.drop:
            return True
        return not verdict.label.is_content and verdict.label not in self.keep


def _clean_one(cleaner: Cleaner, format: Format, item: Source) -> str:  # noqa: A002
    """Return the article in a source, which may be a pair with its address."""
    return cleaner.written(_explain_one(cleaner, format, item))


def _note(document: Document, languages: Collection[str] | None) -> str:
    """Return a note that no rules know a document's language; empty if some do, or the document is too short."""
    known = shipped_languages() if languages is None else languages
    if len(document.source) < TELLING or any(language in known for language in document.languages):
        return ""
    why = f"no rules know its language ({', '.join(document.languages)})" if document.languages else UNTOLD
    return f"{why}: boilerplate is recognised only by its position, layout and repetition"


def _done_or_failed(work: Callable[[Any], Made], item: Any) -> "Made | Failure":
    """Return `work(item)`, or the error that it raises."""
    try:
        return work(item)
    except (CleanwireError, TypeError) as error:
        return error


def _explain_one(cleaner: Cleaner, format: Format, item: Source) -> Result:  # noqa: A002
    """Return the result of cleaning a source, which may be a pair with its address."""
    if isinstance(item, tuple) and len(item) != 2:
        raise TypeError(f"a source should be a text or page, or a pair of one and its address, not {len(item)} values")
    source, url = item if isinstance(item, tuple) else (item, None)
    return cleaner.explain(source, format=format, url=url)


_shipped = cache(Rulebook)
_plain_cleaner = cache(Cleaner)


def clean(  # noqa: PLR0913, a Cleaner takes the other options
    source: str | bytes,
    *,
    format: Format = "auto",  # noqa: A002
    url: str | None = None,
    keep: Collection[str] = (),
    drop: Collection[str] = (),
    profile: "SiteProfile | str | Path | None" = None,
    output: Output = "text",
) -> str:
    r"""Return the article in a source, and nothing else.

    >>> clean("The bridge opened on Monday after two years of work.\n\nShare on Facebook\n")
    'The bridge opened on Monday after two years of work.\n\n'

    The output is the source without the lines, or passages in lines, that are boilerplate. `source` is read as HTML if
    it begins like HTML or is `bytes`, otherwise as plain text; `format` decides explicitly. `url` is the address of the
    source; nothing is fetched. `keep`, `drop` and `profile` are options of `Cleaner`. An HTML page can be written as
    Markdown, with its headings, lists, tables and links:

    >>> clean("<html><h1>The bridge</h1><p>It opened after <b>two years</b> of work.</p></html>", output="markdown")
    '# The bridge\n\nIt opened after **two years** of work.\n'

    Raises OptionError for an invalid option, ProfileError for a file that is not a profile, ReadingError for HTML that
    cannot be read.
    """
    check_choice("output", output, get_args(Output))
    result = explain(source, format=format, url=url, keep=keep, drop=drop, profile=profile)
    return result.markdown if output == "markdown" else result.text


def explain(
    source: str | bytes,
    *,
    format: Format = "auto",  # noqa: A002
    url: str | None = None,
    keep: Collection[str] = (),
    drop: Collection[str] = (),
    profile: "SiteProfile | str | Path | None" = None,
) -> Result:
    """Return the result of cleaning a source: what is kept, what is removed, and why. The options are those of `clean`.

    Raises the same errors as `clean`.
    """
    plain = not keep and not drop and profile is None
    cleaner = _plain_cleaner() if plain else Cleaner(keep=keep, drop=drop, profile=profile)
    return cleaner.explain(source, format=format, url=url)
