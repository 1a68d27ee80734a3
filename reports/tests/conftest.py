from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The tests quote sentences as the code has them, whatever the default language."""
    with translation.override("en"):
        yield
