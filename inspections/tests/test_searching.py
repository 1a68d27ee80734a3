"""Searching the ledger's texts."""

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspections.models import Hazard
from inspections.selectors.searching import with_words
from inspections.tests.factories import HazardFactory
from tests.drawn import examples
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
letters = st.text("安全aA%_ß\\' \n😀", max_size=8)


def found(text):
    return set(with_words(Hazard.objects.all(), text).values_list("pk", flat=True))


def read_through(text):
    rows = Hazard.objects.all()
    for word in text.split() or [text]:
        said = Q(description__icontains=word) | Q(place__icontains=word) | Q(part__icontains=word)
        rows = rows.filter(said | Q(unit__name__icontains=word))
    return set(rows.values_list("pk", flat=True))


@pytest.fixture
def hazards(db):
    unit = UnitFactory(name="安全a厂")
    for words in ("安全出口", "全安", "100%_aA", "a\na", "安", "ß安全"):
        HazardFactory(description=words, place=words[::-1], part="AA", unit=unit if words == "安" else None)


@given(text=letters.filter(bool))
@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_search_finds_what_reading_all_texts_finds(hazards, text):
    assert found(text) == read_through(text)


@pytest.mark.parametrize(
    ("text", "number"), [("安全", 4), ("出口", 1), ("aa", 6), ("全", 4), ("厂", 1), ("a厂 安", 1), ("厂 出口", 0)]
)
def test_search_finds_words_in_any_case_and_the_units_name(hazards, text, number):
    assert len(found(text)) == number
