from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from campaigns.models import Notice, Receipt
from campaigns.tests.asking import queries
from campaigns.tests.factories import NoticeFactory, ReceiptFactory
from notifications.models import Notification
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_office(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def at_unit(client, liaison):
    client.force_login(liaison)
    return client


@pytest.fixture
def receipt(campaign, unit):
    return ReceiptFactory(notice__campaign=campaign, notice__title="Start", unit=unit)


def address(name, notice):
    return reverse(f"campaigns:{name}", args=[notice.campaign.slug, notice.pk])


def typed(**changed):
    facts = {"mark": "", "year": "2026", "serial": "5", "title": "Start", "text": "Text"}
    return facts | changed


def test_notice_new_offers_the_next_number_of_the_last_mark(at_office, campaign):
    NoticeFactory(campaign=campaign, mark="Safety", serial=6)

    form = at_office.get(reverse("campaigns:notice_new", args=[campaign.slug])).context["form"]

    assert (form["mark"].value(), form["year"].value(), form["serial"].value()) == ("Safety", 2026, 7)


def test_notice_new_saves_a_draft_with_recipients_and_files(at_office, campaign, unit):
    data = typed(recipient_units=[unit.pk], files=[SimpleUploadedFile("plan.pdf", b"%PDF")])

    at_office.post(reverse("campaigns:notice_new", args=[campaign.slug]), data)

    notice = Notice.objects.get()
    assert (notice.number, list(notice.recipient_units.all())) == ("〔2026〕5号", [unit])
    assert [file.name for file in notice.attachments.all()] == ["plan.pdf"]


def test_notice_new_says_that_a_number_is_taken_and_keeps_the_text(at_office, campaign):
    NoticeFactory(campaign=campaign, serial=5)

    form = at_office.post(reverse("campaigns:notice_new", args=[campaign.slug]), typed()).context["form"]

    assert form.non_field_errors() == ["The number 〔2026〕5号 is taken."]
    assert form["text"].value() == "Text"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"serial": "0"}, "serial"),
        ({"serial": "9" * 30}, "serial"),
        ({"year": "26"}, "year"),
        ({"title": "x" * 201}, "title"),
        ({"text": "a\x00b"}, "text"),
        ({"sign_by": "soon"}, "sign_by"),
        ({"recipient_units": ["x"]}, "recipient_units"),
        ({"recipient_kinds": ["99999"]}, "recipient_kinds"),
        ({"files": [SimpleUploadedFile("run.exe", b"MZ")]}, "files"),
        ({"files": [SimpleUploadedFile("page.html", b"<b>")]}, "files"),
    ],
)
def test_notice_new_answers_bad_input_at_the_field(at_office, campaign, changed, field):
    answer = at_office.post(reverse("campaigns:notice_new", args=[campaign.slug]), typed(**changed))

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert Notice.objects.count() == 0


def test_notice_edit_shows_both_versions_to_the_second(at_office, campaign, office):
    notice = NoticeFactory(campaign=campaign, serial=5, title="Start", version=2)

    answer = at_office.post(address("notice_edit", notice), typed(title="Mine", version="1"))

    (title,) = [row for row in answer.context["conflict"].differences if row.label == "Title"]
    assert (title.theirs, title.yours) == ("Start", "Mine")
    assert answer.context["form"]["version"].value() == 2


def test_notice_draft_says_how_many_units_get_it(at_office, campaign, unit):
    notice = NoticeFactory(campaign=campaign)
    notice.recipient_kinds.add(unit.kind)
    UnitFactory.create_batch(2, parent=campaign.area)

    assert at_office.get(address("notice", notice)).context["unit_count"] == 3


def test_notice_issue_makes_receipts(at_office, campaign, unit):
    notice = NoticeFactory(campaign=campaign)
    notice.recipient_units.add(unit)

    at_office.post(address("notice_issue", notice))

    assert [receipt.unit for receipt in notice.receipts.all()] == [unit]


def test_opening_a_notice_changes_nothing(at_unit, receipt):
    at_unit.get(address("notice", receipt.notice))

    receipt.refresh_from_db()
    assert receipt.state == "unread"


def test_the_open_page_marks_itself_read(at_unit, receipt, liaison):
    page = at_unit.get(address("notice", receipt.notice)).content.decode()
    assert f'hx-post="{address("notice_read", receipt.notice)}" hx-trigger="load"' in page

    at_unit.post(address("notice_read", receipt.notice))

    receipt.refresh_from_db()
    assert (receipt.state, receipt.read_by) == ("read", liaison)


def test_notice_sign_is_one_press(at_unit, receipt, liaison):
    answer = at_unit.post(address("notice_sign", receipt.notice), follow=True)

    assert [str(message) for message in answer.context["messages"]] == [f"You have signed for {receipt.notice.number}."]
    receipt.refresh_from_db()
    assert receipt.signed_by == liaison


def test_notice_urge_urges_the_filter_of_the_page(at_office, receipt, liaison, campaign):
    other = ReceiptFactory(notice=receipt.notice, unit=UnitFactory(parent=campaign.area, name="Other"))

    at_office.post(f"{address('notice_urge', receipt.notice)}?q={receipt.unit.name}")

    assert [row.post.person for row in Notification.objects.all()] == [liaison]
    other.refresh_from_db()
    assert other.urged_at is None


def test_receipts_export_holds_what_is_shown(at_office, receipt, campaign):
    ReceiptFactory(notice=receipt.notice, unit=UnitFactory(parent=campaign.area))

    answer = at_office.get(f"{address('receipts_export', receipt.notice)}?q={receipt.unit.name}")

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[:4] for row in rows] == [
        ["Unit", "Kind of unit", "Why sent", "Receipt"],
        [receipt.unit.name, "Department", "Chosen by hand", "Unread"],
    ]


def test_a_name_is_text_on_the_page(at_office, campaign):
    NoticeFactory(campaign=campaign, title="<b>&{{7*7}}")

    page = at_office.get(reverse("campaigns:notices", args=[campaign.slug])).content.decode()

    assert "&lt;b&gt;&amp;{{7*7}}" in page


@pytest.mark.parametrize(("query", "found"), [("q=5", 1), ("q=〔5〕", 1), ("q=Nothing", 0), ("state=unsigned", 1)])
def test_notices_are_found_by_number_title_and_state(at_office, campaign, query, found):
    ReceiptFactory(notice__campaign=campaign, notice__serial=5, notice__title="Start")
    NoticeFactory(campaign=campaign, serial=6, title="Draft")

    page = at_office.get(f"{reverse('campaigns:notices', args=[campaign.slug])}?{query}")

    assert len(page.context["page_obj"]) == found


@pytest.mark.parametrize("who", ["office", "liaison"])
def test_lists_ask_the_same_for_1_and_20_rows(client, campaign, unit, office, liaison, who):
    client.force_login({"office": office, "liaison": liaison}[who])
    url = reverse("campaigns:notices", args=[campaign.slug])
    ReceiptFactory(notice__campaign=campaign, unit=unit)
    queries(client, url)
    one = queries(client, url)
    for _each in range(19):
        ReceiptFactory(notice__campaign=campaign, unit=unit)

    assert queries(client, url) == one


def test_receipts_ask_the_same_for_1_and_20_units(at_office, receipt, campaign):
    one = queries(at_office, address("notice", receipt.notice))
    ReceiptFactory.create_batch(19, notice=receipt.notice, unit__parent=campaign.area)

    assert queries(at_office, address("notice", receipt.notice)) == one
    assert Receipt.objects.count() == 20


@pytest.mark.parametrize("sign_by, warned", [(datetime(2020, 6, 1, 9, tzinfo=UTC), True), (None, False)])
def test_draft_of_a_notice_warns_of_a_time_that_has_passed(at_office, campaign, sign_by, warned):
    notice = NoticeFactory(campaign=campaign, state=Notice.State.DRAFT, sign_by=sign_by)

    page = at_office.get(address("notice", notice)).content.decode()

    assert ("The time to sign by has already passed" in page) is warned
