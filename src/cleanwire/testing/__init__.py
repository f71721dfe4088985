"""Tools for tests of what uses cleanwire: articles with known boilerplate, assertions, synthetic corpora.

Names are imported when they are first used, since pytest loads the plugin of this package in every run.
"""

from importlib import import_module as _import_module

TYPE_CHECKING = False  # as in the package above
if TYPE_CHECKING:
    from cleanwire.testing.assertions import assert_clean, assert_keeps, assert_removes
    from cleanwire.testing.contamination import Contaminated, contaminate
    from cleanwire.testing.corpora import synthetic_corpus
    from cleanwire.testing.forms import synthetic_forms
    from cleanwire.testing.gold import Span
    from cleanwire.testing.pages import Page
    from cleanwire.testing.shipped import Fixture, fixture, fixtures

__all__ = [
    "Contaminated",
    "Fixture",
    "Page",
    "Span",
    "assert_clean",
    "assert_keeps",
    "assert_removes",
    "contaminate",
    "fixture",
    "fixtures",
    "synthetic_corpus",
    "synthetic_forms",
]

_HOMES = {
    "assertions": ("assert_clean", "assert_keeps", "assert_removes"),
    "contamination": ("Contaminated", "contaminate"),
    "corpora": ("synthetic_corpus",),
    "forms": ("synthetic_forms",),
    "gold": ("Span",),
    "pages": ("Page",),
    "shipped": ("Fixture", "fixture", "fixtures"),
}


def __getattr__(name: str) -> object:
    """Import a public name from its module, once."""
    for module, names in _HOMES.items():
        if name in names:
            value: object = getattr(_import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
