from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from accounts.tests.factories import UserFactory
from notifications.duties import sources
from notifications.tests.sources import OWED
from units.tests.factories import CountyFactory, UnitFactory


@pytest.fixture
def by_day():
    """Not in quiet hours, whenever the suite runs."""
    with time_machine.travel(datetime(2026, 6, 9, 9, tzinfo=ZoneInfo("Asia/Shanghai"))):
        yield


@pytest.fixture
def owed(settings):
    """What is owed is what a test wrote into the list, and nothing else."""
    settings.DUTY_SOURCES = ["notifications.tests.sources.SOURCES", "notifications.selectors.vacancies.SOURCES"]
    sources.cache_clear()
    yield OWED
    OWED.clear()
    sources.cache_clear()


@pytest.fixture
def county():
    return CountyFactory(name="青岚县")


@pytest.fixture
def unit(county):
    return UnitFactory(name="县消防救援大队", parent=county)


@pytest.fixture
def liaison(unit):
    return UserFactory(role="liaison", unit=unit)
