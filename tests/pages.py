"""HTML pages as tests look at them."""

from html.parser import HTMLParser

VOID = {"br", "input", "link", "meta"}

FETCHING = {"src", "srcset", "poster", "data", "action", "formaction", "background"}
"""Attributes by which a page loads something."""


class Seen(HTMLParser):
    """The content of a page; `problems` is empty if its elements nest and its references have targets."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.problems: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        self.problems += [f"<{name}> is never closed" for name in self._open]
        self.ids = [given["id"] for _, given in self.elements if "id" in given]
        self.problems += [f"id {name} is given twice" for name in set(self.ids) if self.ids.count(name) > 1]
        self.problems += [f"nothing has the id {name}" for name in self._referred() if name not in self.ids]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.text += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """Return the attributes of all elements with a name and these attributes; a class may be one of several."""
        return [given for name, given in self.elements if name == tag and _has(given, wanted)]

    def fetched(self) -> list[str | None]:
        """Return what the page would load: nothing if it is self-contained."""
        loaded = [value for _, given in self.elements for name, value in given.items() if name in FETCHING]
        links = [given.get("href") for name, given in self.elements if name == "link"]
        return [address for address in [*loaded, *links] if address != "data:,"]

    def _referred(self) -> list[str]:
        names = []
        for _, given in self.elements:
            for attribute in ("aria-describedby", "aria-labelledby", "for"):
                names += (given.get(attribute) or "").split()
            if (given.get("href") or "").startswith("#"):
                names.append(str(given["href"])[1:])
        return names


def _has(given: dict[str, str | None], wanted: dict[str, str]) -> bool:
    for key, value in wanted.items():
        held = given.get(key.rstrip("_").replace("_", "-")) or ""
        if value not in (held.split() if key == "class_" else [held]):
            return False
    return True
