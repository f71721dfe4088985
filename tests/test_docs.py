"""The documentation holds together: links lead somewhere, in files and on the site, and nothing is left out."""

import doctest
import importlib.util
import posixpath
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import cleanwire
import cleanwire.corpus
import cleanwire.evaluation
import cleanwire.report
import cleanwire.testing

ROOT = Path(__file__).resolve().parent.parent
SITE = (ROOT / "mkdocs.yml").read_text("utf-8")
NAV = re.findall(r"^ +- [\w. ]+: ([\w/-]+\.md)$", SITE, re.MULTILINE)
IN_ROOT = {
    "index.md": "README.md",
    **{f"{name.lower()}.md": f"{name}.md" for name in ("CONTRIBUTING", "SECURITY", "CHANGELOG")},
}
"""Pages of the site that are files at the root of the repository."""

PAGES = sorted(IN_ROOT.values()) + sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("docs/**/*.md"))
LINK = re.compile(r"\]\(([^()\s]+)\)")
FENCED = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)


def text_of(page: str) -> str:
    return FENCED.sub("", (ROOT / page).read_text("utf-8"))


def anchors_of(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


LINKS = [(page, link) for page in PAGES for link in LINK.findall(text_of(page)) if "://" not in link]


def test_navigation_names_every_page_once() -> None:
    in_docs = {str(path.relative_to(ROOT / "docs")) for path in ROOT.glob("docs/**/*.md")}
    assert sorted(NAV) == sorted(in_docs | IN_ROOT.keys())


@pytest.mark.parametrize("page", NAV)
def test_pages_of_the_navigation_exist(page: str) -> None:
    assert (ROOT / IN_ROOT.get(page, f"docs/{page}")).is_file()


@pytest.mark.parametrize(("page", "link"), LINKS)
def test_links_lead_to_files_and_headings(page: str, link: str) -> None:
    path, _, anchor = link.partition("#")
    target = (ROOT / page).parent / path if path else ROOT / page
    assert target.is_file()
    assert not anchor or anchor in anchors_of(target)


@pytest.mark.parametrize("page", [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("docs/*.md"))])
def test_readme_leads_to_every_page(page: str) -> None:
    assert f"]({page})" in text_of("README.md")


@cache
def built_by(name: str) -> ModuleType:
    """Return a module of those that mkdocs imports by their paths."""
    spec = importlib.util.spec_from_file_location(name, ROOT / f"docs/building/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_examples_of_links_on_the_site_hold() -> None:
    assert doctest.testmod(built_by("site")).failed == 0


def test_examples_in_docstrings_are_fenced() -> None:
    pytest.importorskip("griffe")
    assert doctest.testmod(built_by("doctests")).failed == 0


def on_the_site(page: str) -> str:
    names = {file: name for name, file in IN_ROOT.items()}
    return names.get(page, page.removeprefix("docs/"))


@pytest.mark.parametrize(("page", "link"), [row for row in LINKS if row[1].partition("#")[0].endswith(".md")])
def test_links_lead_to_the_same_pages_on_the_site(page: str, link: str) -> None:
    name = on_the_site(page)
    changed = LINK.findall(built_by("site").for_site(f"[]({link})", name))[0].partition("#")[0]
    there = posixpath.normpath(posixpath.join(posixpath.dirname(name), changed))
    here = posixpath.normpath(posixpath.join(posixpath.dirname(page), link.partition("#")[0]))
    assert there == on_the_site(here)
    assert there in NAV


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (f"docs/api/{part}.md", f"{module.__name__}.{name}")
        for part, module in (
            ("cleanwire", cleanwire),
            ("corpus", cleanwire.corpus),
            ("evaluation", cleanwire.evaluation),
            ("report", cleanwire.report),
            ("testing", cleanwire.testing),
        )
        for name in module.__all__
    ],
)
def test_reference_has_every_public_name(page: str, name: str) -> None:
    assert f"\n::: {name}\n" in (ROOT / page).read_text("utf-8")


@pytest.mark.parametrize("label", list(cleanwire.Label))
def test_tables_of_labels_have_every_label(label: cleanwire.Label) -> None:
    assert re.search(rf"^\|.*`{label}`.*\|", (ROOT / "docs/labels.md").read_text("utf-8"), re.MULTILINE)
