import pytest

from campaigns.taxonomies import load_taxonomies
from core.calendar import load_calendar


@pytest.fixture
def committed(transactional_db):
    """A database whose rows other connections see; the flush of such a test removes the first lists."""
    load_calendar()
    load_taxonomies()
