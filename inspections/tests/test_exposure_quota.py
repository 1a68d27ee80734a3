from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.editing import EditConflict
from core.errors import DomainError
from inspections.models import ExposureQuota
from inspections.selectors.exposures import exposures_of, quota_table
from inspections.services.exposures import set_quota
from inspections.tests.factories import ExposureFactory
from units.models import UnitKind
from units.tests.factories import UnitFactory

TODAY = date(2026, 6, 30)
QUOTA = reverse("inspections:exposure_quota", args=["2026"])


@pytest.fixture
def town(case):
    return UnitFactory(name="东岭镇", parent=case.campaign.area, kind=UnitKind.objects.get(code="town"))


def publish(case, unit, day=date(2026, 6, 12), **facts):
    return ExposureFactory(
        **{"campaign": case.campaign, "by_unit": unit, "state": "published", "published_on": day} | facts
    )


def cells(case, town, user=None):
    table = quota_table(case.campaign, user or case.office, TODAY)
    return next(line.cells for line in table.lines if line.unit == town)


def test_published_ones_of_a_town_and_below_count_in_their_month(case, town):
    village = UnitFactory(parent=town, kind=UnitKind.objects.get(code="village"))
    publish(case, town)
    publish(case, village)
    publish(case, town, day=date(2026, 7, 1))
    ExposureFactory(campaign=case.campaign, by_unit=town)

    (june,) = cells(case, town)

    assert (june.done, june.owed, june.most, june.is_short, june.is_over) == (2, 1, 2, False, False)


@pytest.mark.parametrize("number, short, over", [(0, True, False), (1, False, False), (3, False, True)])
def test_cell_says_when_too_few_or_more_than_asked_came_out(case, town, number, short, over):
    for _ in range(number):
        publish(case, town)

    (june,) = cells(case, town)

    assert (june.is_short, june.is_over) == (short, over)


def test_number_of_the_table_opens_exactly_its_records(case, town, signed_in):
    publish(case, town)
    publish(case, town, day=date(2026, 5, 31))
    publish(case, case.unit)
    (june,) = cells(case, town)

    page = signed_in(case.office).get(f"{reverse('inspections:exposures', args=['2026'])}?{june.query}")

    assert (len(page.context["page_obj"]), june.done) == (1, 1)


def test_liaison_sees_the_line_of_the_own_unit_only(case, town):
    own = UnitKind.objects.get(code="department")
    case.unit.kind = own
    case.unit.save()

    table = quota_table(case.campaign, case.liaison, TODAY)

    assert [line.unit for line in table.lines] == [case.unit]


def test_table_takes_as_many_queries_for_one_town_as_for_twenty(case, town, django_assert_num_queries):
    def count():
        return len(quota_table(case.campaign, case.office, TODAY).lines)

    count()  # the person's post is asked once
    with django_assert_num_queries(3):
        count()
    UnitFactory.create_batch(19, parent=case.campaign.area, kind=town.kind)
    with django_assert_num_queries(3):
        assert count() >= 20


def test_quota_of_the_office_replaces_the_first_one(case, town):
    set_quota(case.campaign, by=case.office, version=0, at_least=2, at_most=4, kinds=[town.kind], source="Plan")

    (june,) = cells(case, town)

    assert (june.owed, june.most, ExposureQuota.objects.get().version) == (2, 4, 1)


def test_second_change_of_one_version_of_the_quota_is_told(case, town):
    facts = {"at_least": 2, "at_most": 4, "kinds": [town.kind], "source": ""}
    set_quota(case.campaign, by=case.office, version=0, **facts)
    set_quota(case.campaign, by=case.office, version=1, **facts | {"at_most": 5})

    with pytest.raises(EditConflict):
        set_quota(case.campaign, by=case.second, version=1, **facts)
    assert ExposureQuota.objects.get().at_most == 5


def test_nobody_but_the_office_sets_the_quota(case, town):
    with pytest.raises(PermissionDenied):
        set_quota(case.campaign, by=case.liaison, version=0, at_least=0, at_most=0, kinds=[town.kind])
    assert ExposureQuota.objects.count() == 0


def test_at_least_is_never_more_than_at_most(case, town):
    with pytest.raises(DomainError, match="At least is more than at most"):
        set_quota(case.campaign, by=case.office, version=0, at_least=3, at_most=2, kinds=[town.kind])
    with pytest.raises(IntegrityError, match="exposure_quota_in_order"), transaction.atomic():
        ExposureQuota.objects.create(campaign=case.campaign, at_least=3, at_most=2)


def test_page_of_the_quota_is_set_by_its_form(case, town, signed_in):
    typed = {"at_least": "1", "at_most": "3", "kinds": [town.kind.pk], "source": "Plan", "version": "0"}
    office = signed_in(case.office)
    office.get(QUOTA)

    answer = office.post(reverse("inspections:exposure_quota_edit", args=["2026"]), typed)

    assert (answer.status_code, ExposureQuota.objects.get().at_most) == (302, 3)


def test_filters_narrow_the_list(case, town):
    first = publish(case, town, title="Blocked exit", hazard=case.reported())
    publish(case, case.unit, title="Gas", day=date(2026, 5, 1))
    ExposureFactory(campaign=case.campaign, by_unit=case.unit, title="Fire")
    chosen = [{"q": "exit"}, {"month": "2026-06"}, {"kind": "hazard"}]

    found = [list(exposures_of(case.campaign, case.office, each)) for each in chosen]

    assert found == [[first]] * 3
