"""What mkdocs does more for this site: pages that stand at the root of the repository, and links that work in both.

In the repository a page links to files (`../SECURITY.md`, `docs/stories.md`); on the site these have other names.
"""

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent.parent

FROM_ROOT = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changelog.md",
    "LICENSE": "LICENSE.txt",
    "examples/test_pipeline.py": "examples/test_pipeline.py",
}
"""What the site shows of the repository, beside what stands in docs/: the file, and its name on the site."""

_LINK = re.compile(r"(?<=\]\()(?P<path>[^()\s#:]+)(?P<anchor>#[^()\s]*)?(?=\))")
"""A link's target, if it is a path."""

_SESSION = re.compile(r"(?<=```)python(?=\n *>>> )")
"""What a fence says of examples with prompts: their output is no code, and is coloured as none under another name."""


def on_files(files: "Files", config: "MkDocsConfig") -> "Files":
    """Add what the site shows from the root of the repository."""
    from mkdocs.structure.files import File  # noqa: PLC0415, the tests of links do without mkdocs

    for source, name in FROM_ROOT.items():
        files.append(File.generated(config, name, abs_src_path=str(ROOT / source)))
    return files


def on_page_markdown(markdown: str, page: "Page", config: "MkDocsConfig", files: "Files") -> str:  # noqa: ARG001, mkdocs names them
    """Let links between files of the repository lead to the pages that these are."""
    return for_site(markdown, page.file.src_uri)


def for_site(markdown: str, name: str) -> str:
    """Return a page's text with links as the site needs them. `name` is that of the page on the site.

    >>> for_site("[how](docs/stories.md#limits) [safe](SECURITY.md)", "index.md")
    '[how](stories.md#limits) [safe](security.md)'
    >>> for_site("[safe](../../SECURITY.md) [of](../stories.md)", "api/report.md")
    '[safe](../security.md) [of](../stories.md)'
    """
    places = {name: source for source, name in FROM_ROOT.items()}
    folder = posixpath.dirname(places.get(name, f"docs/{name}"))

    def target(link: re.Match[str]) -> str:
        source = posixpath.normpath(posixpath.join(folder, link["path"]))
        shown = FROM_ROOT.get(source) or source.removeprefix("docs/")
        known = source in FROM_ROOT or source.startswith("docs/")
        path = posixpath.relpath(shown, posixpath.dirname(name) or ".") if known else link["path"]
        return path + (link["anchor"] or "")

    return _LINK.sub(target, _SESSION.sub("pycon", markdown))
