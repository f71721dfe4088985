import pytest

from cleanwire.labels import Label


@pytest.mark.parametrize("label", [Label.HEADLINE, Label.BODY])
def test_the_articles_own_labels_are_content(label):
    assert label.is_content


@pytest.mark.parametrize("label", sorted(set(Label) - {Label.HEADLINE, Label.BODY}))
def test_every_other_label_is_contamination(label):
    assert not label.is_content


def test_a_label_is_the_string_it_stands_for():
    assert Label("share_widget") == "share_widget" == str(Label.SHARE_WIDGET)
