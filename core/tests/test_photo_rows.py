import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.tests.factories import UserFactory
from activities.models import ActivityPhoto
from core.models import BAND_MASK, ImportRun
from core.photo_rows import kept_names, signed


@pytest.mark.django_db
def test_kept_names_are_those_of_every_file_field_below_the_prefix():
    person = UserFactory()
    facts = {"width": 1, "height": 1, "pixels": "x", "likeness": 0, "added_by": person}
    ActivityPhoto.objects.create(file="photos/2026/06/a.jpg", thumbnail="photos/2026/07/b.jpg", **facts)
    ImportRun.objects.create(kind="units", file="photos/2026/06/c.xlsx", file_name="c", sha256="0", by=person)
    kept = kept_names(ActivityPhoto.objects.all(), ImportRun.objects.all())

    assert kept("photos/2026/06/") == {"photos/2026/06/a.jpg", "photos/2026/06/c.xlsx"}
    assert kept("photos/2026/07/") == {"photos/2026/07/b.jpg"}
    assert kept("photos/2026/08/") == set()


@given(st.integers(0, 2**64 - 1))
def test_signed_likeness_fits_a_bigint_and_keeps_its_bits(number):
    assert -(2**63) <= signed(number) < 2**63
    assert (signed(number) & (BAND_MASK << 48 | BAND_MASK << 32 | BAND_MASK << 16 | BAND_MASK)) == number
