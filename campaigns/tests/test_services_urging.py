from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.tests.factories import PostFactory, UserFactory
from campaigns.models import Receipt, UnitAssignment
from campaigns.services.urging import named, urge_receipts, urge_shares
from campaigns.tests.factories import AssignmentFactory, NoticeFactory, ReceiptFactory, UnitAssignmentFactory
from core.errors import DomainError
from core.history import history_of
from notifications.models import Delivery, Notification, Urge
from units.models import Unit
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(campaign, unit, liaison):
    notice = NoticeFactory(campaign=campaign, serial=5, title="Start", state="issued")
    return ReceiptFactory(notice=notice, unit=unit)


def urge(receipt, office):
    return urge_receipts(receipt.notice, Receipt.objects.all(), by=office)


def test_urge_receipts_puts_an_entry_into_the_inbox(receipt, office, liaison):
    urged = urge(receipt, office)

    assert urged.told == [receipt.unit]
    assert [(row.post.person, row.text) for row in Notification.objects.all()] == [
        (liaison, "Please sign notice 〔2026〕5号 “Start”.")
    ]


def test_urge_receipts_records_when_and_by_whom(receipt, office):
    urge(receipt, office)

    receipt.refresh_from_db()
    assert timezone.localdate(receipt.urged_at) == timezone.localdate()
    assert history_of(receipt)[0].by == office.name


def test_urge_receipts_a_second_time_today_says_when_and_by_whom_before(receipt, office):
    urge(receipt, office)
    at = timezone.localtime(Urge.objects.get().at)

    urged = urge(receipt, office)

    assert urged.told == [receipt.unit]
    assert [str(before) for before in urged.again] == [f"{receipt.unit} ({at:%H:%M} {office})"]
    assert Notification.objects.count() == 2


def test_urge_receipts_a_third_time_today_is_refused_with_both_times_and_names(receipt, office, campaign):
    colleague = UserFactory(role="office", unit=UnitFactory(parent=campaign.area))
    urge(receipt, office)
    urge(receipt, colleague)
    first, second = (f"{timezone.localtime(row.at):%H:%M} {row.by}" for row in Urge.objects.order_by("at"))

    with pytest.raises(DomainError) as refusal:
        urge(receipt, office)

    sentence = f"Already urged twice today: {receipt.unit} ({first}, {second}). Twice a day is enough."
    assert str(refusal.value) == sentence
    assert (Notification.objects.count(), Urge.objects.count()) == (2, 2)


def test_urge_receipts_urges_again_the_next_day(receipt, office):
    urge(receipt, office)
    urge(receipt, office)
    Urge.objects.update(day=timezone.localdate() - timedelta(days=1))

    urged = urge(receipt, office)

    assert (urged.told, urged.again) == ([receipt.unit], [])


def test_urge_receipts_writes_down_what_was_urged(receipt, office):
    urge(receipt, office)

    (row,) = Urge.objects.all()
    assert (row.subject, row.item) == (f"notice-{receipt.notice_id}", f"receipt-{receipt.pk}")
    assert (row.unit, row.number, row.by, row.day) == (receipt.unit, 1, office, timezone.localdate())
    assert Notification.objects.get().subject == f"notice-{receipt.notice_id}"


def test_urge_receipts_names_those_refused_and_those_without_a_liaison(receipt, office, campaign):
    urge(receipt, office)
    urge(receipt, office)
    empty = ReceiptFactory(notice=receipt.notice, unit=UnitFactory(parent=campaign.area))

    urged = urge(receipt, office)

    assert (urged.told, [before.unit for before in urged.refused]) == ([], [receipt.unit])
    assert urged.nobody_there == [empty.unit]
    empty.refresh_from_db()
    assert empty.urged_at is None


def test_head_of_a_unit_is_urged_only_where_there_is_no_other_liaison(receipt, office, liaison):
    head = PostFactory(person=UserFactory(), unit=receipt.unit, is_head=True)
    urge(receipt, office)
    assert [row.post.person for row in Notification.objects.all()] == [liaison]

    liaison.posts.update(valid_until=timezone.localdate() - timedelta(days=1))
    urge(receipt, office)
    assert [row.post for row in Notification.objects.exclude(post__person=liaison)] == [head]


def test_urge_receipts_leaves_out_who_has_signed(receipt, office, liaison):
    now = timezone.now()
    Receipt.objects.update(state="signed", read_at=now, read_by=liaison, signed_at=now, signed_by=liaison)

    with pytest.raises(DomainError, match="Nobody is left"):
        urge(receipt, office)


def test_urge_receipts_is_refused_to_a_liaison(receipt, liaison):
    with pytest.raises(PermissionDenied):
        urge(receipt, liaison)

    assert Notification.objects.count() == 0


def test_urge_receipts_is_refused_for_a_replaced_notice(receipt, office, campaign):
    NoticeFactory(campaign=campaign, supersedes=receipt.notice, state="issued")

    with pytest.raises(DomainError, match="need not be signed"):
        urge(receipt, office)


def test_urge_shares_tells_open_units_only(campaign, unit, liaison, office):
    assignment = AssignmentFactory(campaign=campaign, title="Drills")
    UnitAssignmentFactory(assignment=assignment, unit=unit)
    done = UnitAssignmentFactory(assignment=assignment, state="done", done_at=timezone.now())
    UserFactory(role="liaison", unit=done.unit)

    urged = urge_shares(assignment, UnitAssignment.objects.all(), by=office)

    assert urged.told == [unit]
    assert Notification.objects.get().text == "Please answer “Drills”, due 25 June 2026 18:00."


def test_urge_shares_leaves_out_who_waits_for_the_office(campaign, unit, liaison, office):
    share = UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=unit)
    waiting = UnitAssignmentFactory(assignment=share.assignment, enough_at=timezone.now())
    answered = UnitAssignmentFactory(assignment=share.assignment, answered_at=timezone.now(), answered_by=liaison)

    urged = urge_shares(share.assignment, UnitAssignment.objects.order_by("pk"), by=office)

    assert (urged.told, urged.waiting) == ([unit], [waiting.unit, answered.unit])


def test_urge_shares_is_refused_when_everything_waits_for_the_office(campaign, unit, liaison, office):
    share = UnitAssignmentFactory(
        assignment__campaign=campaign, unit=unit, answered_at=timezone.now(), answered_by=liaison
    )

    with pytest.raises(DomainError, match="what they handed in waits for you"):
        urge_shares(share.assignment, UnitAssignment.objects.all(), by=office)


def test_named_names_five_and_counts_the_rest():
    units = [Unit(name=name) for name in "ABCDEFG"]

    assert named(units) == "A, B, C, D, E and 2 more"


def test_urging_leaves_by_mail_too(receipt, office, liaison):
    liaison.email = "liaison@example.org"
    liaison.save()

    urge_receipts(receipt.notice, Receipt.objects.all(), by=office)

    assert (Delivery.objects.get().person, Delivery.objects.get().channel) == (liaison, "email")
