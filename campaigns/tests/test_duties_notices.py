from datetime import date

import pytest
from django.utils import timezone

from campaigns.models import Receipt
from campaigns.selectors.duties import notices
from campaigns.services.notices import add_recipients, mark_read, sign_receipt, withdraw_notice
from campaigns.tests.factories import CampaignFactory, NoticeFactory, ReceiptFactory
from campaigns.tests.moments import on
from units.models import Unit
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(campaign):
    return NoticeFactory(
        campaign=campaign, serial=5, title="Start", state="issued", issued_at=on(6, 1), sign_by=on(6, 8)
    )


@pytest.fixture
def receipt(notice, unit):
    return ReceiptFactory(notice=notice, unit=unit)


def owed(**narrowed):
    return [(duty.item, duty.unit_id, str(duty.reason)) for duty in notices(**narrowed)]


def test_unsigned_receipt_is_owed_by_its_unit(receipt, campaign):
    (duty,) = notices()

    assert (duty.kind, duty.subject, duty.item) == ("notice", f"notice-{receipt.notice_id}", f"receipt-{receipt.pk}")
    assert (duty.due_on, duty.due_at, duty.since) == (date(2026, 6, 8), on(6, 8), date(2026, 6, 1))
    assert (duty.unit_id, duty.area_path) == (receipt.unit_id, campaign.area.path)
    assert (duty.name, duty.number) == ("Start", "〔2026〕5号")
    assert (str(duty.reason), duty.url) == ("not opened and not signed yet", receipt.notice.get_absolute_url())


def test_read_receipt_is_owed_until_it_is_signed(receipt, liaison):
    mark_read(receipt, by=liaison)
    assert owed() == [(f"receipt-{receipt.pk}", receipt.unit_id, "read, but not signed yet")]

    sign_receipt(receipt, by=liaison)
    assert owed() == []


def test_notice_without_a_time_to_sign_by_has_no_day(campaign):
    ReceiptFactory(notice=NoticeFactory(campaign=campaign, state="issued"))

    assert owed() == []


def test_withdrawn_notice_need_not_be_signed(receipt, office):
    withdraw_notice(receipt.notice, by=office, why="Wrong number")

    assert owed() == []


def test_notice_is_owed_until_the_one_that_replaces_it_is_issued(receipt, campaign):
    newer = NoticeFactory(campaign=campaign, supersedes=receipt.notice, sign_by=on(6, 9))
    assert [item for item, *_ in owed()] == [f"receipt-{receipt.pk}"]

    type(newer).objects.filter(pk=newer.pk).update(
        state="issued", issued_at=on(6, 3), issued_by=receipt.notice.issued_by
    )
    assert owed() == []


@pytest.mark.parametrize(("state", "count"), [("draft", 0), ("running", 1), ("closing", 1), ("archived", 0)])
def test_only_running_and_closing_campaigns_ask_for_signatures(state, count):
    campaign = CampaignFactory(state=state)
    ReceiptFactory(notice=NoticeFactory(campaign=campaign, state="issued", sign_by=on(6, 8)))

    assert len(owed()) == count


def test_merged_unit_need_not_sign(receipt):
    Unit.objects.filter(pk=receipt.unit_id).update(merged_into=UnitFactory())

    assert owed() == []


def test_unit_added_later_owes_since_that_day(receipt, office, campaign):
    late = UnitFactory(parent=campaign.area)
    add_recipients(receipt.notice, [late], by=office)

    assert {duty.unit_id: duty.since for duty in notices()} == {
        receipt.unit_id: date(2026, 6, 1),
        late.pk: timezone.localdate(),
    }


def test_notices_are_narrowed_by_day_item_and_path(receipt, campaign):
    later = NoticeFactory(campaign=campaign, state="issued", sign_by=on(6, 9))
    other = ReceiptFactory(notice=later, unit=UnitFactory(parent=receipt.unit))
    beside = ReceiptFactory(notice=later, unit=UnitFactory(parent=campaign.area))

    def found(**narrowed):
        return [duty.item for duty in notices(**narrowed)]

    assert found(until=date(2026, 6, 8)) == [f"receipt-{receipt.pk}"]
    assert found(items={f"receipt-{beside.pk}", "share-1"}) == [f"receipt-{beside.pk}"]
    assert found(below=receipt.unit.path) == [f"receipt-{receipt.pk}", f"receipt-{other.pk}"]


@pytest.mark.parametrize("number", [1, 20])
def test_notices_take_one_query_for_any_number_of_rows(notice, number, django_assert_num_queries):
    Receipt.objects.bulk_create(Receipt(notice=notice, unit=UnitFactory(), reason="hand") for _each in range(number))

    with django_assert_num_queries(1):
        assert len([str(duty.reason) for duty in notices()]) == number
