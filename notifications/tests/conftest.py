import pytest

from notifications.duties import sources
from notifications.tests.sources import OWED


@pytest.fixture
def owed(settings):
    """What is owed is what a test wrote into the list, and nothing else."""
    settings.DUTY_SOURCES = ["notifications.tests.sources.SOURCES", "notifications.selectors.vacancies.SOURCES"]
    sources.cache_clear()
    yield OWED
    OWED.clear()
    sources.cache_clear()
