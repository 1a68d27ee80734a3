import pytest


@pytest.fixture
def committed(transactional_db):
    """A database whose rows other connections see."""
