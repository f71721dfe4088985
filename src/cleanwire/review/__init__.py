"""A local web page where a person reads documents with their removals marked and corrects them: `cleanwire review`."""

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from cleanwire.errors import OptionError
from cleanwire.review.options import ReviewOptions

__all__ = ["ReviewOptions", "review_files"]

_NEEDED = ("starlette", "uvicorn")


def review_files(
    names: Sequence[str],
    output: str | Path,
    options: ReviewOptions | None = None,
    *,
    told: Callable[[str], None] = print,
) -> None:
    """Serve a page for reviewing the documents in files, until it is interrupted.

    It can only be opened from this machine, at the address that `told` is called with. Every decision is written to the
    folder `output` at once.

    Raises OptionError if the extra `review` is not installed, if the port is in use, or if another review uses the
    folder; ReadingError for a file that cannot be read; WritingError for a folder that cannot be created.
    """
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise OptionError(
            f"review needs packages that are not installed ({', '.join(missing)}): pip install 'cleanwire[review]'"
        )
    from cleanwire.review.documents import find_documents  # noqa: PLC0415, most programs review nothing
    from cleanwire.review.serving import serve  # noqa: PLC0415, it needs the extra

    options = options or ReviewOptions()
    with TemporaryDirectory(prefix="cleanwire-review-") as scratch:
        documents = find_documents(names, field=options.field, encoding=options.encoding, scratch=Path(scratch))
        if not documents.entries:
            raise OptionError("the files hold no documents; name others")
        serve(documents, Path(output), options, told=told)
