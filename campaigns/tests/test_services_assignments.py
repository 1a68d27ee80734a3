from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.tests.factories import UserFactory
from campaigns.models import QuotaAnswer, UnitAssignment
from campaigns.services import assignments
from campaigns.services.assignments import Quota
from campaigns.services.quotas import Reached, settle_quotas
from campaigns.tests.factories import (
    AssignmentFactory,
    AssignmentQuotaFactory,
    IndicatorFactory,
    UnitAssignmentFactory,
)
from core.editing import EditConflict
from core.errors import DomainError
from core.figures import Figure, Qualifier
from core.history import history_of
from notifications.models import Notification
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
FAR = datetime(2099, 6, 25, 10, tzinfo=UTC)


@pytest.fixture
def draft(campaign, office, unit):
    return assignments.create_assignment(
        campaign, by=office, units=[unit], quotas=[Quota(2)], title="Drills", due_at=FAR
    )


@pytest.fixture
def share(campaign, unit):
    """A share of a sent assignment that asks for 10 sets of materials."""
    quota = AssignmentQuotaFactory(
        assignment__campaign=campaign, indicator=IndicatorFactory(code="materials"), at_least=10
    )
    return UnitAssignmentFactory(assignment=quota.assignment, unit=unit)


def settle(share, value, *, qualifier=Qualifier.EXACT, started=True):
    return settle_all(share, {share.assignment.quotas.get().pk: Figure(value, qualifier)}, started)


def settle_all(share, figures, started=True):
    row = UnitAssignment.objects.get(pk=share.pk)
    settle_quotas([Reached(row, figures, started)])
    row.refresh_from_db()
    return row


def test_create_assignment_makes_a_draft_with_units_and_quotas(draft, office, unit):
    assert (draft.state, draft.created_by) == ("draft", office)
    assert [row.unit for row in draft.units.all()] == [unit]
    assert [(quota.indicator, quota.at_least) for quota in draft.quotas.all()] == [(None, 2)]


def test_create_assignment_is_recorded_with_the_person(draft, office):
    assert [(entry.label, entry.by) for entry in history_of(draft)] == [("insert", office.name)]


def test_create_assignment_is_refused_to_a_liaison(campaign, liaison):
    with pytest.raises(PermissionDenied):
        assignments.create_assignment(campaign, by=liaison, title="Drills", due_at=FAR)

    assert campaign.assignments.count() == 0


def test_create_assignment_is_refused_while_the_campaign_closes(office, campaign):
    type(campaign).objects.update(state="closing")

    with pytest.raises(PermissionDenied):
        assignments.create_assignment(campaign, by=office, title="Drills", due_at=FAR)


def test_create_assignment_refuses_quotas_for_a_sentence(campaign, office):
    with pytest.raises(DomainError, match="Only an answer by activities"):
        assignments.create_assignment(
            campaign, by=office, title="Plan", due_at=FAR, answer="sentence", quotas=[Quota(1)]
        )


def test_update_assignment_changes_a_draft(draft, office):
    changed = assignments.update_assignment(draft, by=office, version=1, quotas=[Quota(3)], title="More drills")

    assert (changed.title, changed.version) == ("More drills", 2)
    assert [quota.at_least for quota in changed.quotas.all()] == [3]


def test_update_assignment_refuses_an_older_version(draft, office):
    assignments.update_assignment(draft, by=office, version=1, quotas=[Quota(3)], title="More drills")

    with pytest.raises(EditConflict):
        assignments.update_assignment(draft, by=office, version=1, quotas=[], title="Fewer drills")

    draft.refresh_from_db()
    assert draft.title == "More drills"


def test_update_assignment_refuses_what_was_sent(draft, office):
    assignments.send_assignment(draft, by=office)

    with pytest.raises(DomainError, match="has been sent"):
        assignments.update_assignment(draft, by=office, version=1, quotas=[], title="Fewer drills")


def test_send_assignment_tells_each_liaison_once(draft, office, liaison):
    assignments.send_assignment(draft, by=office)

    assert [(row.post.person, row.text) for row in Notification.objects.all()] == [
        (liaison, "New assignment “Drills”, due 25 June 2099 18:00.")
    ]
    assert Notification.objects.get().subject == f"assignment-{draft.pk}"


def test_send_assignment_keeps_who_and_when(draft, office):
    sent = assignments.send_assignment(draft, by=office)

    assert (sent.state, sent.sent_by) == ("sent", office)
    assert sent.sent_at is not None


def test_send_assignment_twice_is_refused(draft, office):
    assignments.send_assignment(draft, by=office)

    with pytest.raises(DomainError, match="already been sent"):
        assignments.send_assignment(draft, by=office)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda draft: draft.units.all().delete(), "No unit is chosen"),
        (lambda draft: draft.quotas.all().delete(), "Say how much is asked"),
        (lambda draft: type(draft).objects.update(due_at=timezone.now() - timedelta(hours=1)), "already passed"),
        (lambda draft: type(draft.campaign).objects.update(state="draft"), "still a draft"),
    ],
)
def test_send_assignment_says_what_is_missing(draft, office, change, words):
    change(draft)

    with pytest.raises(DomainError, match=words):
        assignments.send_assignment(draft, by=office)

    draft.refresh_from_db()
    assert draft.state == "draft"


def test_add_units_to_a_sent_assignment_tells_only_the_new_ones(draft, office, liaison, campaign):
    assignments.send_assignment(draft, by=office)
    late_comer = UserFactory(role="liaison", unit=UnitFactory(parent=campaign.area))

    added = assignments.add_units(draft, [liaison.unit, late_comer.unit], by=office)

    assert added == 1
    assert [row.post.person for row in Notification.objects.order_by("id")] == [liaison, late_comer]


def test_remove_units_takes_them_off_a_draft(draft, office, unit):
    assert assignments.remove_units(draft, [unit], by=office) == 1
    assert draft.units.count() == 0


def test_remove_units_is_refused_once_sent(draft, office, unit):
    assignments.send_assignment(draft, by=office)

    with pytest.raises(DomainError, match="Waive it"):
        assignments.remove_units(draft, [unit], by=office)

    assert draft.units.count() == 1


def test_delete_assignment_throws_a_draft_away(draft, office, campaign):
    assignments.delete_assignment(draft, by=office)

    assert campaign.assignments.count() == 0


def test_withdraw_assignment_records_the_reason(draft, office):
    assignments.send_assignment(draft, by=office)

    withdrawn = assignments.withdraw_assignment(draft, by=office, why="Cancelled by the city")

    assert (withdrawn.state, withdrawn.withdrawn_by) == ("withdrawn", office)
    assert (history_of(draft)[0].by, history_of(draft)[0].why) == (office.name, "Cancelled by the city")


def test_withdraw_assignment_ends_what_is_owed(draft, office, unit):
    assignments.send_assignment(draft, by=office)

    assignments.withdraw_assignment(draft, by=office, why="Cancelled by the city")

    assert UnitAssignment.objects.open().count() == 0


def test_withdraw_assignment_is_refused_to_a_liaison(draft, office, liaison):
    assignments.send_assignment(draft, by=office)

    with pytest.raises(PermissionDenied):
        assignments.withdraw_assignment(draft, by=liaison, why="No time")

    draft.refresh_from_db()
    assert draft.state == "sent"


def test_settle_quotas_closes_a_share_that_reached_them(share):
    row = settle(share, 10)

    assert (row.state, row.done_by) == ("done", None)
    assert row.done_at is not None


def test_settle_quotas_keeps_the_qualifier(share):
    settle(share, 40, qualifier=Qualifier.OVER)

    assert list(QuotaAnswer.objects.values_list("value", "qualifier")) == [(40, "over")]


def test_settle_quotas_leaves_an_unknown_figure_open(share):
    row = settle(share, None)

    assert row.state == "open"
    assert list(QuotaAnswer.objects.values_list("value", "qualifier")) == [(None, "exact")]


def test_settle_quotas_needs_every_quota(share):
    AssignmentQuotaFactory(assignment=share.assignment, at_least=1)
    first = share.assignment.quotas.get(indicator__isnull=False)

    row = settle_all(share, {first.pk: Figure(10)})

    assert row.state == "open"


def test_settle_quotas_reopens_when_an_approval_is_taken_back(share):
    settle(share, 10)

    row = settle(share, 4)

    assert (row.state, row.done_at) == ("open", None)


def test_settle_quotas_leaves_what_the_office_accepted(share, office):
    UnitAssignment.objects.update(state="done", done_at=timezone.now(), done_by=office)

    row = settle(share, 4)

    assert (row.state, row.done_by) == ("done", office)


def test_settle_quotas_keeps_a_waiver(share, office):
    UnitAssignment.objects.update(state="waived", waived_by=office, waived_why="Merged")

    assert settle(share, 10).state == "waived"


def test_settle_quotas_keeps_when_the_unit_started(share):
    started_at = settle(share, None).started_at

    assert settle(share, 4).started_at == started_at
    assert settle(share, None, started=False).started_at is None


def test_settle_quotas_never_closes_what_has_no_quota(unit, campaign):
    share = UnitAssignmentFactory(assignment__campaign=campaign, unit=unit)

    assert settle_all(share, {}).state == "open"


def test_withdrawn_assignment_without_a_reason_breaks_the_constraint():
    assignment = AssignmentFactory()

    with pytest.raises(IntegrityError, match="withdrawn_means_who_when_why"), transaction.atomic():
        type(assignment).objects.update(state="withdrawn", withdrawn_at=timezone.now())
