from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.tests.factories import UserFactory
from campaigns.models import Notice, Receipt
from campaigns.services import notices
from campaigns.tests.factories import NoticeFactory, ReceiptFactory
from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from notifications.models import Notification
from units.tests.factories import UnitFactory, UnitKindFactory

pytestmark = pytest.mark.django_db
FAR = datetime(2099, 6, 25, 10, tzinfo=UTC)


@pytest.fixture
def draft(campaign, office, unit):
    return notices.create_notice(
        campaign, by=office, mark="", year=2026, serial=5, title="Start", text="Text", recipient_units=[unit]
    )


@pytest.fixture
def receipt(campaign, unit):
    return ReceiptFactory(notice__campaign=campaign, unit=unit)


def test_create_notice_keeps_number_and_recipients(draft, unit):
    assert (draft.number, draft.state) == ("〔2026〕5号", "draft")
    assert list(draft.recipient_units.all()) == [unit]


def test_create_notice_is_recorded_with_the_person(draft, office):
    assert [(entry.label, entry.by) for entry in history_of(draft)] == [("insert", office.name)]


def test_create_notice_refuses_a_number_taken(draft, campaign, office):
    with pytest.raises(DomainError, match="〔2026〕5号 is taken"):
        notices.create_notice(campaign, by=office, year=2026, serial=5, title="Other", text="Text")

    assert campaign.notices.count() == 1


def test_create_notice_is_refused_to_a_liaison(campaign, liaison):
    with pytest.raises(PermissionDenied):
        notices.create_notice(campaign, by=liaison, year=2026, serial=5, title="Start", text="Text")

    assert campaign.notices.count() == 0


def test_update_notice_refuses_an_older_version(draft, office):
    notices.update_notice(draft, by=office, version=1, title="First")

    with pytest.raises(EditConflict):
        notices.update_notice(draft, by=office, version=1, title="Second")

    draft.refresh_from_db()
    assert draft.title == "First"


def test_update_notice_refuses_an_issued_one(draft, office):
    notices.issue_notice(draft, by=office)

    with pytest.raises(DomainError, match="has been issued"):
        notices.update_notice(draft, by=office, version=1, title="Second")


def test_delete_notice_frees_its_number(draft, campaign, office):
    notices.delete_notice(draft, by=office)

    assert notices.create_notice(campaign, by=office, year=2026, serial=5, title="New", text="Text").serial == 5


def test_issue_notice_makes_a_receipt_for_each_recipient_with_its_reason(draft, campaign, office, unit):
    school = UnitFactory(parent=campaign.area, kind=UnitKindFactory(code="school"))
    draft.recipient_kinds.add(school.kind)

    notices.issue_notice(draft, by=office)

    assert sorted(draft.receipts.values_list("unit", "reason")) == [(unit.pk, "hand"), (school.pk, "kind")]


def test_issue_notice_by_kind_leaves_out_the_office_and_ended_units(draft, office, unit):
    UnitFactory(parent=unit.parent, kind=unit.kind, active_until="2020-01-01")
    draft.recipient_kinds.add(unit.kind)

    notices.issue_notice(draft, by=office)

    assert [receipt.unit for receipt in draft.receipts.all()] == [unit]


def test_issue_notice_tells_the_liaisons_in_their_language(draft, office, liaison):
    Notice.objects.update(sign_by=FAR)

    notices.issue_notice(draft, by=office)

    assert [(row.post.person, row.text) for row in Notification.objects.all()] == [
        (liaison, "Notice 〔2026〕5号 “Start”: please sign by 25 June 2099 18:00.")
    ]
    assert Notification.objects.get().subject == f"notice-{draft.pk}"


def test_issue_notice_takes_two_queries_for_any_number_of_units(draft, office, campaign, django_assert_max_num_queries):
    UnitFactory.create_batch(30, parent=campaign.area, kind=UnitKindFactory(code="school"))
    draft.recipient_kinds.add(UnitKindFactory(code="school"))

    with django_assert_max_num_queries(22):
        notices.issue_notice(draft, by=office)

    assert draft.receipts.count() == 31


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda draft: draft.recipient_units.clear(), "No unit is chosen"),
        (lambda draft: Notice.objects.update(sign_by=timezone.now() - timedelta(minutes=1)), "already passed"),
        (lambda draft: type(draft.campaign).objects.update(state="draft"), "still a draft"),
    ],
)
def test_issue_notice_says_what_is_missing(draft, office, change, words):
    change(draft)

    with pytest.raises(DomainError, match=words):
        notices.issue_notice(draft, by=office)

    assert Receipt.objects.count() == 0


def test_add_recipients_sends_it_to_units_that_joined_later(receipt, office, campaign):
    joined = UnitFactory(parent=campaign.area)

    assert notices.add_recipients(receipt.notice, [receipt.unit, joined], by=office) == 1
    assert receipt.notice.receipts.count() == 2


def test_withdraw_notice_records_the_reason(receipt, office):
    notices.withdraw_notice(receipt.notice, by=office, why="Wrong attachment")

    entry = history_of(receipt.notice)[0]
    assert (entry.by, entry.why) == (office.name, "Wrong attachment")
    assert Receipt.objects.owed().count() == 0


def test_withdraw_notice_is_refused_to_a_liaison(receipt, liaison):
    with pytest.raises(PermissionDenied):
        notices.withdraw_notice(receipt.notice, by=liaison, why="No")

    receipt.notice.refresh_from_db()
    assert receipt.notice.state == "issued"


def test_issuing_a_replacement_ends_what_the_old_one_asked(receipt, campaign, office):
    new = NoticeFactory(campaign=campaign, supersedes=receipt.notice)
    new.recipient_units.add(receipt.unit)

    notices.issue_notice(new, by=office)

    assert receipt.notice.is_replaced
    assert [row.notice for row in Receipt.objects.owed()] == [new]


def test_a_notice_is_replaced_only_once(receipt, campaign, office):
    NoticeFactory(campaign=campaign, supersedes=receipt.notice, state="issued")

    with pytest.raises(DomainError, match="no longer stands"):
        notices.create_notice(
            campaign, by=office, year=2026, serial=9, title="New", text="Text", supersedes=receipt.notice
        )


def test_mark_read_keeps_who_read_first(receipt, liaison):
    colleague = UserFactory(role="liaison", unit=receipt.unit)
    notices.mark_read(receipt, by=liaison)

    row = notices.mark_read(receipt, by=colleague)

    assert (row.state, row.read_by) == ("read", liaison)


def test_sign_receipt_keeps_who_and_when(receipt, liaison):
    row = notices.sign_receipt(receipt, by=liaison)

    assert (row.state, row.signed_by, row.read_by) == ("signed", liaison, liaison)
    assert history_of(receipt)[0].by == liaison.name


def test_sign_receipt_works_while_the_campaign_closes(receipt, liaison, campaign):
    type(campaign).objects.update(state="closing")

    assert notices.sign_receipt(receipt, by=liaison).state == "signed"


@pytest.mark.parametrize("role", ["office", "leader", "inspector"])
def test_sign_receipt_is_refused_to_anybody_but_the_liaison(receipt, role):
    with pytest.raises(PermissionDenied):
        notices.sign_receipt(receipt, by=UserFactory(role=role, unit=receipt.unit))

    receipt.refresh_from_db()
    assert receipt.state == "unread"


def test_sign_receipt_is_refused_to_the_superior_unit(receipt):
    below = ReceiptFactory(notice=receipt.notice, unit=UnitFactory(parent=receipt.unit))

    with pytest.raises(PermissionDenied):
        notices.sign_receipt(below, by=UserFactory(role="liaison", unit=receipt.unit))


def test_sign_receipt_is_refused_in_an_archived_campaign(receipt, liaison, campaign):
    type(campaign).objects.update(state="archived")

    with pytest.raises(PermissionDenied):
        notices.sign_receipt(receipt, by=liaison)


def test_sign_receipt_refuses_a_withdrawn_notice(receipt, liaison, office):
    notices.withdraw_notice(receipt.notice, by=office, why="Wrong")

    with pytest.raises(DomainError, match="need not be signed"):
        notices.sign_receipt(receipt, by=liaison)


@pytest.mark.parametrize(
    ("model", "values", "name"),
    [
        (Receipt, {"state": "signed"}, "receipt_read_means_who_and_when"),
        (Receipt, {"read_at": FAR}, "receipt_read_means_who_and_when"),
        (Notice, {"state": "withdrawn"}, "notice_withdrawn_means_who_when_why"),
        (Notice, {"state": "draft"}, "notice_issued_means_who_and_when"),
    ],
)
def test_half_a_state_breaks_its_constraint(receipt, model, values, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.update(**values)


def test_a_unit_has_one_receipt_of_a_notice(receipt):
    with pytest.raises(IntegrityError, match="receipt_once_per_unit"), transaction.atomic():
        ReceiptFactory(notice=receipt.notice, unit=receipt.unit)


def test_notice_acts_look_at_the_campaign_as_it_is_now(draft, campaign, office):
    """The page was opened before somebody archived the campaign."""
    type(campaign).objects.update(state="archived")

    for act in (
        lambda: notices.create_notice(campaign, by=office, year=2026, serial=6, title="Late", text="Text"),
        lambda: notices.update_notice(draft, by=office, version=1, title="Late"),
        lambda: notices.issue_notice(draft, by=office),
        lambda: notices.delete_notice(draft, by=office),
    ):
        with pytest.raises(PermissionDenied):
            act()

    assert list(Notice.objects.values_list("title", "state")) == [("Start", "draft")]
