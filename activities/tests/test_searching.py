"""Searching the texts of activities by the index of pairs of characters."""

import pytest
from django.db import connection
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.models import Activity
from activities.selectors.filtering import ActivityFilters
from activities.tests.factories import ActivityFactory
from campaigns.tests.factories import CampaignFactory
from core.searching import finds
from tests.drawn import examples
from units.models import Unit
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
letters = st.text("安全aAİıſßς%_\\' \n😀", max_size=6)


@pytest.fixture
def campaign(db):
    # Small tables are read through unless that is made dear; both ways are meant to find the same.
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return CampaignFactory()


@given(texts=st.lists(st.tuples(letters, letters, letters), max_size=4), wanted=letters.filter(bool))
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_search_finds_what_reading_all_texts_finds(campaign, texts, wanted):
    Activity.objects.all().delete()
    for title, place, narrative in texts:
        row = ActivityFactory(campaign=campaign, unit=campaign.area)
        Activity.objects.filter(pk=row.pk).update(title=f"{row.pk}{title}", place=place, narrative=narrative)
    rows = Activity.objects.all()
    for word in wanted.split() or [wanted]:
        rows = rows.filter(Q(title__icontains=word) | Q(place__icontains=word) | Q(narrative__icontains=word))

    found = ActivityFilters(text=wanted).apply(Activity.objects.all())

    assert set(found) == set(rows)


def test_each_word_may_stand_anywhere_and_the_last_is_a_phrase(campaign):
    ActivityFactory(campaign=campaign, title="消防疏散", narrative="应急演练 a b c d")

    found = [
        ActivityFilters(text=text).apply(Activity.objects.all()).count()
        for text in ("演练 消防", "消防 检查", "a b c d", "消防 a b c d", "消防 a b d c", "消防演练")
    ]
    assert found == [1, 0, 1, 1, 0, 0]


def test_words_of_two_characters_are_looked_up_in_the_index(campaign):
    plan = ActivityFilters(text="消防").apply(Activity.objects.all()).explain()

    assert "Bitmap Index Scan on activity_words" in plan


def test_unit_is_found_by_two_characters_of_its_name(campaign):
    unit = UnitFactory(name="东街加油站")
    UnitFactory(name="东加街油站")

    assert list(Unit.objects.filter(finds("街加", "name"))) == [unit]
