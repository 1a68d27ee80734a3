from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.tests.factories import UserFactory
from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from inspections.models import Exposure, LookBack, MediaTier
from inspections.services import exposures as services
from inspections.tests.factories import ExposureFactory, HazardFactory
from notifications.models import Notification
from units.tests.factories import UnitFactory

DAY = date(2026, 6, 12)


def draft(case, **facts):
    return ExposureFactory(**{"campaign": case.campaign, "by_unit": case.unit} | facts)


def publish(row, by, **facts):
    tier = MediaTier.objects.get(code="county")
    return services.publish_exposure(
        row, by=by, **{"outlet": "County TV", "tier": tier, "published_on": DAY, "link": ""} | facts
    )


def facts(case, **changes):
    return {"by_unit": case.unit, "title": "Exit", "text": "Blocked", "hazard": None, "unit": None} | changes


def test_exposure_of_a_hazard_is_about_its_unit(case):
    hazard = case.reported()

    row = services.prepare_exposure(case.campaign, by=case.office, **facts(case, hazard=hazard))

    assert (row.kind, row.unit, row.state, row.made_by) == ("hazard", case.unit, "draft", case.office)


def test_exposure_without_a_hazard_is_a_typical_case(case):
    row = services.prepare_exposure(case.campaign, by=case.liaison, **facts(case))

    assert (row.kind, row.made_by, history_of(row)[0].by) == ("case", case.liaison, case.liaison.name)


def test_liaison_prepares_for_no_other_unit(case):
    other = UnitFactory(parent=case.campaign.area)

    with pytest.raises(PermissionDenied):
        services.prepare_exposure(case.campaign, by=case.liaison, **facts(case, by_unit=other))
    assert Exposure.objects.count() == 0


@pytest.mark.parametrize("role", ["inspector", "leader", "admin"])
def test_nobody_else_prepares_exposures(case, role):
    person = UserFactory(role=role, unit=case.unit)

    with pytest.raises(PermissionDenied):
        services.prepare_exposure(case.campaign, by=person, **facts(case))
    assert Exposure.objects.count() == 0


@pytest.mark.parametrize("state", ["rejected", "reported", "of another ledger"])
def test_only_an_accepted_hazard_of_this_ledger_is_exposed(case, state):
    where = {"state": "fixed"} if "ledger" in state else {"state": state, "campaign": case.campaign}
    hazard = HazardFactory(unit=case.unit, **where)

    with pytest.raises(DomainError, match="Choose a hazard of this ledger"):
        services.prepare_exposure(case.campaign, by=case.office, **facts(case, hazard=hazard))


def test_second_edit_of_one_version_is_told(case):
    row = draft(case)
    services.update_exposure(row, by=case.office, version=1, **facts(case, title="One"))

    with pytest.raises(EditConflict):
        services.update_exposure(row, by=case.liaison, version=1, **facts(case, title="Two"))
    row.refresh_from_db()
    assert (row.title, row.version) == ("One", 2)


def test_published_exposure_says_where_and_when(case):
    row = publish(draft(case), case.office, link="https://example.org/a")

    assert (row.state, row.outlet, row.published_on, row.link) == (
        "published",
        "County TV",
        DAY,
        "https://example.org/a",
    )


def test_publishing_makes_the_look_back_of_a_fixed_hazard_come(case):
    hazard = case.reported()
    publish(draft(case, hazard=hazard), case.office)

    row = LookBack.objects.get()
    assert (row.hazard, row.reason, row.result) == (hazard, "exposed", "")


def test_exposed_unit_is_told_once_when_it_comes_out(case):
    publish(draft(case, unit=case.unit, title="Case"), case.office)

    assert [(row.post.person, row.text) for row in Notification.objects.all()] == [
        (case.liaison, f"Made public: Case ({case.unit})")
    ]


def test_look_back_of_an_open_hazard_waits_for_its_closing(case):
    publish(draft(case, hazard=case.reported(state="rectifying")), case.office)

    assert LookBack.objects.count() == 0


def test_nobody_but_the_office_publishes_or_corrects(case):
    row, out = draft(case), draft(case, state="published")

    with pytest.raises(PermissionDenied):
        publish(row, case.liaison)
    with pytest.raises(PermissionDenied):
        services.correct_publication(out, by=case.liaison, outlet="x", tier=None, published_on=DAY)
    assert sorted(Exposure.objects.values_list("state", "outlet")) == [("draft", ""), ("published", "County TV")]


def test_nothing_is_published_tomorrow(case):
    row = draft(case)

    with pytest.raises(DomainError, match="in the future"):
        publish(row, case.office, published_on=timezone.localdate() + timedelta(days=1))


def test_second_publication_is_told_that_it_is_out(case):
    row = publish(draft(case), case.office)

    with pytest.raises(DomainError, match="“Published”"):
        publish(row, case.second)


def test_link_that_comes_later_is_added(case):
    row = publish(draft(case), case.office)
    tier = MediaTier.objects.get(code="city")

    row = services.correct_publication(row, by=case.second, outlet="City TV", tier=tier, published_on=DAY, link="")

    assert (row.state, row.outlet, row.tier.code) == ("published", "City TV", "city")


def test_publication_of_a_draft_is_not_corrected(case):
    with pytest.raises(DomainError, match="isn't published"):
        services.correct_publication(draft(case), by=case.office, outlet="x", tier=None, published_on=DAY)


def test_published_words_are_not_changed(case):
    row = draft(case, state="published")

    with pytest.raises(DomainError, match="no longer in preparation"):
        services.update_exposure(row, by=case.office, version=1, **facts(case))


def test_withdrawn_exposure_keeps_its_reason_and_can_be_taken_up(case):
    row = services.withdraw_exposure(draft(case, state="published"), by=case.office, why="Wrong unit")
    taken = services.take_up_exposure(row, by=case.liaison)

    assert (row.state, row.why, taken.state) == ("withdrawn", "Wrong unit", "draft")
    assert history_of(row)[1].why == "Wrong unit"


@pytest.mark.parametrize("state, who", [("published", "liaison"), ("draft", "stranger"), ("withdrawn", "stranger")])
def test_who_may_not_withdraw_or_take_up_changes_nothing(case, state, who):
    stranger = UserFactory(role="liaison", unit=UnitFactory(parent=case.campaign.area))
    row, by = draft(case, state=state), case.liaison if who == "liaison" else stranger

    with pytest.raises(PermissionDenied):
        if state == "withdrawn":
            services.take_up_exposure(row, by=by)
        else:
            services.withdraw_exposure(row, by=by, why="Slip")
    row.refresh_from_db()
    assert row.state == state


def test_withdrawing_needs_a_reason(case):
    with pytest.raises(DomainError, match="reason"):
        services.withdraw_exposure(draft(case), by=case.office, why="  ")


BROKEN = {
    "exposure_of_hazard_names_it": {"kind": "hazard"},
    "exposure_published_means_where_and_when": {"state": "published", "outlet": ""},
    "exposure_withdrawn_means_why": {"state": "withdrawn", "why": ""},
}


@pytest.mark.parametrize("constraint", BROKEN)
def test_database_refuses_an_exposure_that_lacks_what_it_means(case, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        draft(case, **BROKEN[constraint])
