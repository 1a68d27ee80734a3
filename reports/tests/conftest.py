from collections.abc import Callable, Iterator

import pytest
from django.utils import translation

from reports.tests.drafted import drafted_county


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The tests quote sentences as the code has them, whatever the default language."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def drafted(django_db_setup, django_db_blocker) -> Iterator[Callable]:
    """Copies of a county with its drafted summary; it stands until the module's last test."""
    with drafted_county(django_db_blocker) as copies:
        yield copies
