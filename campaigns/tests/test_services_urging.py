from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.tests.factories import UserFactory
from campaigns.models import Receipt, UnitAssignment
from campaigns.services.urging import named, urge_receipts, urge_shares
from campaigns.tests.factories import AssignmentFactory, NoticeFactory, ReceiptFactory, UnitAssignmentFactory
from core.errors import DomainError
from core.history import history_of
from notifications.models import Notification
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


def test_urge_receipts_twice_a_day_is_refused_by_name(receipt, office):
    urge(receipt, office)

    with pytest.raises(DomainError, match=f"Already urged today: {receipt.unit.name}"):
        urge(receipt, office)

    assert Notification.objects.count() == 1


def test_urge_receipts_urges_again_the_next_day(receipt, office):
    urge(receipt, office)
    Receipt.objects.update(urged_at=timezone.now() - timedelta(days=1))
    Notification.objects.update(key="yesterday")

    assert urge(receipt, office).told == [receipt.unit]


def test_urge_receipts_names_those_urged_already_and_those_without_a_liaison(receipt, office, campaign):
    empty = ReceiptFactory(notice=receipt.notice, unit=UnitFactory(parent=campaign.area))
    Receipt.objects.filter(pk=receipt.pk).update(urged_at=timezone.now())

    urged = urge(receipt, office)

    assert (urged.told, urged.already, urged.nobody_there) == ([], [receipt.unit], [empty.unit])
    empty.refresh_from_db()
    assert empty.urged_at is None


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
    assert Notification.objects.get().text == "Please answer “Drills”, due June 25, 2026 18:00."


def test_named_names_five_and_counts_the_rest():
    units = [Unit(name=name) for name in "ABCDEFG"]

    assert named(units) == "A, B, C, D, E and 2 more"
