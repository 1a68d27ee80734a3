import pytest

from campaigns.taxonomies import load_taxonomies


@pytest.fixture
def committed(transactional_db):
    """A database whose rows other connections see; the flush of such a test removes the first lists."""
    load_taxonomies()
