from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from campaigns.models import Receipt
from campaigns.selectors import notices as reading
from campaigns.selectors.recipients import kinds_with_units, units_of_plan_item
from campaigns.tests.factories import NoticeFactory, PlanItemFactory, ReceiptFactory
from units.tests.factories import UnitFactory, UnitKindFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 10, tzinfo=UTC)


def signed(notice, at, by):
    return ReceiptFactory(notice=notice, state="signed", read_at=at, read_by=by, signed_at=at, signed_by=by)


def test_next_serial_follows_the_largest_of_the_mark(campaign):
    NoticeFactory(campaign=campaign, serial=7)
    NoticeFactory(campaign=campaign, serial=40, mark="Safety")

    assert reading.next_serial(campaign, "", 2026) == 8
    assert reading.next_serial(campaign, "", 2027) == 1


def test_receipt_counts_tell_late_from_signed_late(campaign, liaison):
    notice = NoticeFactory(campaign=campaign, state="issued", sign_by=NOW - timedelta(days=1))
    ReceiptFactory(notice=notice)
    ReceiptFactory(notice=notice, state="read", read_at=NOW, read_by=liaison)
    signed(notice, NOW - timedelta(days=2), liaison)
    signed(notice, NOW, liaison)

    counts = reading.receipt_counts(Receipt.objects.all(), now=NOW)

    assert counts == reading.ReceiptCounts(total=4, signed=2, read=1, unread=1, late=2, signed_late=1)


def test_nothing_is_late_without_a_time_to_sign_by(campaign):
    ReceiptFactory(notice__campaign=campaign)

    assert reading.receipt_counts(Receipt.objects.all(), now=NOW).late == 0


def test_receipts_of_a_standing(campaign, office, liaison):
    notice = NoticeFactory(campaign=campaign, state="issued")
    unread = ReceiptFactory(notice=notice, unit=UnitFactory(parent=campaign.area))

    assert list(reading.receipts_of(office, notice, standing="unsigned", now=NOW)) == [unread]
    assert list(reading.receipts_of(office, notice, standing="signed", now=NOW)) == []


def test_unsigned_by_gives_the_own_units_only_the_urgent_first(campaign, unit, liaison):
    below = UnitFactory(parent=unit)
    someday = ReceiptFactory(notice__campaign=campaign, unit=unit)
    soon = ReceiptFactory(notice__campaign=campaign, notice__sign_by=NOW, unit=unit)
    ReceiptFactory(notice__campaign=campaign, unit=below)

    assert list(reading.unsigned_by(liaison)) == [soon, someday]


def test_unsigned_by_leaves_out_replaced_and_archived(campaign, unit, liaison):
    old = ReceiptFactory(notice__campaign=campaign, unit=unit)
    NoticeFactory(campaign=campaign, supersedes=old.notice, state="issued")

    assert list(reading.unsigned_by(liaison)) == []
    type(campaign).objects.update(state="archived")
    assert list(reading.unsigned_by(liaison)) == []


def test_a_draft_that_will_replace_a_notice_changes_nothing_yet(campaign, unit, liaison):
    old = ReceiptFactory(notice__campaign=campaign, unit=unit)
    NoticeFactory(campaign=campaign, supersedes=old.notice)

    assert list(reading.unsigned_by(liaison)) == [old]


def test_kinds_with_units_count_who_takes_part(campaign, office, unit):
    UnitFactory(parent=campaign.area, kind=UnitKindFactory(code="school"))
    UnitFactory(parent=campaign.area, kind=UnitKindFactory(code="town"), active_until="2020-01-01")

    found = kinds_with_units(campaign, timezone.localdate())

    assert {kind.code: kind.unit_count for kind in found} == {"department": 1, "school": 1}


def test_units_of_plan_item_are_lead_and_co_operating(campaign, unit):
    partner = UnitFactory(parent=campaign.area)
    item = PlanItemFactory(campaign=campaign, lead=unit)
    item.co_operating.add(partner, UnitFactory())

    assert set(units_of_plan_item(item, timezone.localdate())) == {unit, partner}
