import re

from cleanwire.labels import Label
from cleanwire.report.charts import Bar, Part, bar_chart, group_key, label_tag, parts_of, share_bar, table
from cleanwire.report.groups import GROUPS, group_of, name_of
from pages import Seen


def widths(svg):
    return [float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)%"', svg)]


def test_the_longest_bar_is_as_wide_as_the_chart():
    bars = [Bar("a", "4", (Part("x", "site", 3), Part("y", "ways", 1))), Bar("b", "1", (Part("x", "site", 1),))]
    assert widths(bar_chart(bars, key="k", title="t", description="d")) == [75, 25, 25]


def test_a_chart_of_nothing_can_be_drawn():
    assert Seen(bar_chart([], key="k", title="t", description="d")).problems == []
    assert widths(bar_chart([Bar("a", "0", (Part("x", "site", 0),))], key="k", title="t", description="d")) == [0]


def test_a_share_is_drawn_against_the_whole():
    assert widths(share_bar([("notice", 1), ("legal", 1), ("byline", 1)], 10)) == [10, 20]
    assert widths(share_bar([], 0)) == []


def test_labels_of_one_group_are_one_part():
    assert parts_of([("legal", 1), ("notice", 2)]) == (Part("legal, notice", "site", 3),)


def test_every_label_has_a_group_and_only_one():
    assert sorted(label for labels in GROUPS.values() for label in labels) == sorted(Label)


def test_a_label_of_a_later_version_has_a_group_too():
    assert group_of("horoscope") in GROUPS


def test_the_key_names_every_label():
    assert all(name_of(label) in Seen(group_key()).text for label in Label)


def test_a_label_is_named_in_words():
    assert Seen(label_tag("share_widget")).text == "share widget"


def test_a_table_names_its_rows_and_columns():
    page = Seen(table("Fruit", ("name", "weight#"), [("pear", "3")]))
    assert page.problems == []
    assert [given["scope"] for given in page.all("th")] == ["col", "col", "row"]
    assert page.all("td", class_="figure")
