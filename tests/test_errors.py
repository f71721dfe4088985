import pytest

from cleanwire import errors


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_descends_from_the_root(name):
    assert issubclass(getattr(errors, name), errors.CleanwireError)


@pytest.mark.parametrize("name", sorted(set(errors.__all__) - {"CleanwireError"}))
def test_every_error_is_also_one_of_the_language(name):
    assert issubclass(getattr(errors, name), ValueError | OSError)
