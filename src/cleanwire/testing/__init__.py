"""Tools for tests of what uses cleanwire: articles with known boilerplate, assertions, synthetic corpora.

Names are imported when they are first used, since pytest loads the plugin of this package in every run.
"""

from cleanwire.loading.names import late_names as _late_names

TYPE_CHECKING = False  # as in the package above
if TYPE_CHECKING:
    from collections.abc import Callable

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

__getattr__: "Callable[[str], object]"
__dir__: "Callable[[], list[str]]"
__getattr__, __dir__ = _late_names(
    __name__,
    {
        "assertions": ("assert_clean", "assert_keeps", "assert_removes"),
        "contamination": ("Contaminated", "contaminate"),
        "corpora": ("synthetic_corpus",),
        "forms": ("synthetic_forms",),
        "gold": ("Span",),
        "pages": ("Page",),
        "shipped": ("Fixture", "fixture", "fixtures"),
    },
)
