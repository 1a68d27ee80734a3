from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.tests.factories import UserFactory
from core.errors import DomainError
from inspections.models import DeadlineRule, HazardCategory, RewardRule
from inspections.services.lists import add_reward_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return UserFactory(role="office")


@pytest.fixture
def as_office(client, office):
    client.force_login(office)
    return client


def facts(**changed):
    last = RewardRule.objects.get()
    names = [field.name for field in RewardRule._meta.fields if field.name != "id"]
    return {name: getattr(last, name) for name in names} | {"valid_from": date(2026, 7, 1)} | changed


def test_a_new_version_leaves_the_old_one_as_it_was(office):
    new = add_reward_rule(by=office, **facts(rate_percent=20))

    assert (new.rate_percent, RewardRule.objects.get(valid_from="2018-01-04").rate_percent) == (20, 15)


def test_a_day_has_one_version(office):
    with pytest.raises(DomainError, match="exists already"):
        add_reward_rule(by=office, **facts(valid_from=date(2018, 1, 4)))

    assert RewardRule.objects.count() == 1


def test_a_floor_above_the_cap_is_refused_in_words(office):
    with pytest.raises(DomainError, match="larger than the largest"):
        add_reward_rule(by=office, **facts(floor_yuan=9, cap_yuan=8))


@pytest.mark.parametrize("role", ["liaison", "leader", "inspector"])
def test_versions_are_kept_by_office_and_administrator_only(role):
    with pytest.raises(PermissionDenied):
        add_reward_rule(by=UserFactory(role=role), **facts())

    assert RewardRule.objects.count() == 1


def test_the_page_of_a_new_version_starts_from_the_last(as_office):
    form = as_office.get(reverse("inspections:reward_rule_new")).context["form"]

    assert (form.initial["cap_yuan"], "valid_from" in form.initial) == (300_000, False)


def test_a_limit_of_nothing_is_answered_at_its_field(as_office):
    limit = DeadlineRule.objects.get(code="accept_days")
    typed = {"name_zh": "受理", "name_en": "Accept", "value": "0", "unit": "days", "source_zh": "x", "source_en": "x"}

    answer = as_office.post(reverse("inspections:time_limit_edit", args=[limit.pk]), typed)

    assert list(answer.context["form"].errors) == ["value"]


def test_the_office_changes_a_limit_on_its_page(as_office):
    limit = DeadlineRule.objects.get(code="accept_days")
    typed = {
        "name_zh": "受理",
        "name_en": "Accept",
        "value": "7",
        "unit": "days",
        "source_zh": "县",
        "source_en": "County",
    }

    as_office.post(reverse("inspections:time_limit_edit", args=[limit.pk]), typed)

    limit.refresh_from_db()
    assert (limit.value, limit.unit, limit.moves_on, limit.source_zh) == (7, "days", False, "县")


def test_categories_of_hazards_are_a_list_like_the_others(as_office):
    address = reverse("campaigns:taxonomy_new", args=["hazard-categories"])

    as_office.post(address, {"name_zh": "森林防火", "name_en": "Forest fire"})

    assert HazardCategory.objects.in_use().last().code == "forest_fire"
