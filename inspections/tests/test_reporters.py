"""The office and its reporters: asked, told, and a contact that opens with a reason alone."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.utils import InternalError

from accounts.tests.factories import UserFactory
from core.errors import DomainError
from inspections.models import ContactOpening, HazardSource, Report
from inspections.selectors.reporters import reporter_panel, waiting_reports, words_for_reporter
from inspections.services import reporters as services
from inspections.tests.factories import HazardFactory
from inspections.tests.reports import ReportFactory
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)
QUERIES = 15


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-07-01T09:00+08:00", tick=False):
        yield


@pytest.fixture
def report():
    return ReportFactory(hazard__state="fixed", contact=("某先生", "555 0100"))


@pytest.fixture
def office(report):
    return person(report, "office")


def person(report, role):
    return UserFactory(role=role, unit=UnitFactory(parent=report.hazard.campaign.area))


def test_question_stands_with_its_day_and_counts_their_words_as_read(report, office):
    report.messages.create(text="Hello", said_on=TODAY)

    services.ask_reporter(report, by=office, text=" Which exit? ")

    assert list(report.messages.values_list("text", "by", "read_by_office")) == [
        ("Hello", None, True),
        ("Which exit?", office.pk, False),
    ]


def test_reporter_is_told_what_came_out(report, office):
    services.tell_reporters(report.hazard, by=office, text="Mended")

    report.refresh_from_db()
    assert (report.told_on, report.told_by, report.told_text) == (TODAY, office, "Mended")


def test_both_reporters_of_a_duplicate_are_told(report, office):
    again = ReportFactory(
        hazard__state="duplicate", hazard__duplicate_of=report.hazard, hazard__campaign=report.hazard.campaign
    )

    services.tell_reporters(report.hazard, by=office, text="Mended")

    again.refresh_from_db()
    assert again.told_text == "Mended"


def test_nothing_is_told_before_anything_came_out(office, report):
    early = ReportFactory(hazard__state="accepted", hazard__campaign=report.hazard.campaign)

    with pytest.raises(DomainError, match="Nothing has come out yet"):
        services.tell_reporters(early.hazard, by=office, text="Soon")


@pytest.mark.parametrize("role", ["liaison", "leader", "inspector", "admin"])
def test_nobody_but_the_office_reaches_the_reporter(report, role):
    other = person(report, role)
    acts = [
        lambda: services.ask_reporter(report, by=other, text="Who are you?"),
        lambda: services.tell_reporters(report.hazard, by=other, text="Done"),
        lambda: services.open_contact(report, by=other, why="Curious"),
        lambda: services.take_note(report, by=other),
    ]

    for act in acts:
        with pytest.raises(PermissionDenied):
            act()

    report.refresh_from_db()
    assert (report.told_on, report.messages.count(), report.openings.count()) == (None, 0, 0)
    assert reporter_panel(report.hazard, other) is None


def test_contact_opens_with_a_reason_that_stays(report, office):
    contact = services.open_contact(report, by=office, why="To ask for the shop's name")

    assert (contact.name, contact.phone) == ("某先生", "555 0100")
    assert list(report.openings.values_list("by", "why")) == [(office.pk, "To ask for the shop's name")]


def test_contact_stays_shut_without_a_reason(report, office):
    with pytest.raises(DomainError, match="reason"):
        services.open_contact(report, by=office, why=" ")

    assert not ContactOpening.objects.exists()


def test_who_opened_a_contact_can_not_be_changed_t19(report, office):
    services.open_contact(report, by=office, why="To ask")

    with pytest.raises(InternalError), transaction.atomic():
        ContactOpening.objects.update(why="Other")
    with pytest.raises(InternalError), transaction.atomic():
        ContactOpening.objects.all().delete()


@pytest.mark.parametrize(("day", "blanked"), [(date(2028, 6, 24), 0), (date(2028, 6, 25), 1)])
def test_contact_is_blanked_24_months_after_closing(report, office, day, blanked):
    assert services.blank_contacts(day) == blanked

    report.contact.refresh_from_db()
    assert (report.contact.blanked_on is None) == (not blanked)
    if blanked:
        with pytest.raises(DomainError, match="No contact"):
            services.open_contact(report, by=office, why="To ask")


def test_blanking_twice_blanks_once(report):
    assert [services.blank_contacts(date(2029, 1, 1)) for _ in range(2)] == [1, 0]


def test_contact_of_an_open_case_is_kept():
    ReportFactory(hazard__state="rectifying", contact=("某", "1"), received_on=date(2020, 1, 1))

    assert services.blank_contacts(TODAY) == 0


@pytest.mark.parametrize(
    ("state", "facts", "waits"),
    [
        ("reported", {}, False),
        ("rectifying", {}, False),
        ("rejected", {}, True),
        ("fixed", {}, True),
        ("fixed", {"told": True}, False),
        ("fixed", {"told": True, "told_on": date(2026, 6, 20)}, True),
    ],
)
def test_reporter_waits_until_told_after_the_closing(state, facts, waits):
    ReportFactory(hazard__state=state, **facts)

    assert Report.objects.not_told().exists() == waits


@pytest.mark.parametrize(("told_on", "waits"), [(date(2026, 6, 20), True), (date(2026, 6, 26), False)])
def test_duplicate_waits_again_once_the_first_is_closed(told_on, waits):
    first = HazardFactory(state="fixed")
    of_first = {"hazard__duplicate_of": first, "hazard__campaign": first.campaign}
    ReportFactory(hazard__state="duplicate", told=True, told_on=told_on, **of_first)

    assert Report.objects.not_told().exists() == waits


@pytest.mark.parametrize(("day", "counts"), [(date(2026, 6, 24), False), (date(2026, 6, 25), True)])
def test_no_of_an_earlier_closing_does_not_count(day, counts):
    ReportFactory(hazard__state="fixed", fixed_answer="no", fixed_answer_on=day)

    assert Report.objects.not_fixed().exists() == counts


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("fixed", "checked on site on 25 June"),
        ("rejected", "because: Reason"),
        ("transferred", "the business of Road bureau"),
        ("reported", ""),
    ],
)
def test_words_for_the_reporter_are_prefilled(state, words):
    assert words in words_for_reporter(HazardFactory(state=state))


@pytest.mark.parametrize("number", [1, 20])
def test_list_of_waiting_reporters_asks_as_much_for_one_as_for_twenty(
    report, office, signed_in, number, django_assert_num_queries
):
    ReportFactory.create_batch(number - 1, hazard__state="fixed", hazard__campaign=report.hazard.campaign)
    browser, address = signed_in(office), f"/campaigns/{report.hazard.campaign.slug}/hazards/reporters/"
    browser.get(address)

    with django_assert_num_queries(QUERIES):
        page = browser.get(address)

    assert len(page.context["page_obj"].object_list) == number


def test_office_of_another_county_finds_no_reporter(report):
    foreign = UserFactory(role="office", unit=UnitFactory())

    assert not waiting_reports(report.hazard.campaign, foreign).exists()


def test_caller_of_the_hotline_gets_a_code_once(report, office):
    called = HazardFactory(
        state="reported", source=HazardSource.objects.get(code="hotline"), campaign=report.hazard.campaign
    )
    code = services.add_caller(called, by=office, name="某先生", phone="555 0100")

    assert called.report.locator == code.locator
    assert called.report.contact is not None
    with pytest.raises(DomainError, match="known already"):
        services.add_caller(called, by=office, name="", phone="")


def test_panel_shows_original_words_to_the_office(report, office, signed_in):
    page = signed_in(office).get(f"/hazards/{report.hazard.pk}/").content.decode()

    assert report.description in page


def test_page_shows_name_and_phone_in_answer_to_a_reason(report, office, signed_in):
    browser, address = signed_in(office), f"/hazards/reports/{report.pk}/contact/"

    before, after = browser.get(address), browser.post(address, {"why": "To ask"})

    assert [b"555 0100" in answer.content for answer in (before, after)] == [False, True]


def test_reopening_after_a_no_has_its_reason_ready(report, office, signed_in):
    Report.objects.update(fixed_answer="no", fixed_answer_on=TODAY)

    page = signed_in(office).get(f"/hazards/{report.hazard.pk}/reopen/")

    assert page.context["form"].initial["why"] != ""
