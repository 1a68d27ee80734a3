"""The public form: what it takes, what it refuses, and that it keeps nothing of who sent it."""

import html
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import timezone
from pghistory.models import Context, Events

from accounts.models import Session
from accounts.tests.factories import UserFactory
from campaigns.models import Campaign
from campaigns.tests.factories import CampaignFactory
from core.sealing import unseal
from core.tests.photo_files import encoded, picture
from core.tests.test_spam import solved
from core.throttle import OWN_COUNTS
from inspections.models import Hazard, Report, ReporterContact
from inspections.tests.report_forms import code_in, opened, send, typed, upload
from inspections.tests.reports import PointFactory
from inspections.views.reporting import REPORTS
from notifications.models import Notification
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def county(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    OWN_COUNTS.clear()
    return CampaignFactory(slug="2026", area=CountyFactory(name="青岚县")).area


def test_report_reaches_the_ledger_with_a_day_and_no_hour():
    answer = send(latitude="30.123456", longitude="103.5")

    hazard = Hazard.objects.get()
    assert (answer.status_code, answer["Cache-Control"]) == (
        200,
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    assert (hazard.source.code, hazard.reported_at, hazard.found_by, hazard.unit_sees) == ("public", None, None, False)
    assert (str(hazard.latitude), hazard.report.description) == ("30.12346", "Exit blocked")


def test_report_leaves_no_event_context_or_message_t2():
    before = Events.objects.count(), Context.objects.count()

    send()

    assert (Events.objects.count(), Context.objects.count()) == before
    assert not Notification.objects.exists()


def test_page_sets_one_cookie_for_the_browser_session_alone():
    answer = Client().get("/report/")

    assert [(name, morsel["max-age"], morsel["expires"]) for name, morsel in answer.cookies.items()] == [
        ("csrf", "", "")
    ]


def test_form_sent_twice_is_one_report_with_one_code_f6():
    facts = typed()

    codes = {code_in(Client().post("/report/", facts)) for _ in range(3)}

    assert len(codes) == 1
    assert Report.objects.count() == 1


def test_database_does_not_hold_the_key_that_gives_the_code():
    facts = typed()
    Client().post("/report/", facts)

    assert Hazard.objects.get().submission_key != facts["once_key"]


@pytest.mark.parametrize("facts", [{"opened": None}, {"opened": ""}, {"website": "http://spam"}])
def test_hasty_form_or_trap_is_asked_back_with_its_text(facts):
    answer = send(**{name: opened(1) if value is None else value for name, value in facts.items()})

    assert answer.context["form"]["description"].value() == "Exit blocked"
    assert "very quick" in answer.context["notice"]
    assert not Report.objects.exists()


def test_twenty_of_25_posts_from_one_address_are_taken_t15():
    answers = [send() for _ in range(25)]

    assert [answer.status_code for answer in answers] == [200] * 20 + [429] * 5
    assert Report.objects.count() == 20
    refused = answers[-1].content.decode()
    assert "12350" in refused
    assert "Exit blocked" in refused


def test_flood_of_others_costs_a_sum_and_no_dead_end_t15():
    for number in range(299):
        REPORTS.hit(RequestFactory().post("/report/", REMOTE_ADDR=f"10.0.{number // 20}.1"))

    last = send()
    refused = send()
    work = refused.context["work"]
    taken = send(work=work, nonce=solved(work))

    assert (last.status_code, refused.status_code, taken.status_code) == (200, 429, 200)
    assert Report.objects.count() == 2


def test_fields_that_the_form_does_not_ask_change_nothing_t13():
    extra = {"state": "fixed", "unit": "1", "reporter": "x", "version": "9", "is_staff": "1", "unit_sees": "on"}
    send(**extra, source="media", reported_on="2020-01-01", audience="unit")

    hazard = Hazard.objects.get()
    assert (hazard.state, hazard.unit, hazard.unit_sees, hazard.source.code) == ("reported", None, False, "public")
    assert (hazard.version, hazard.report.audience) == (1, "office")


def test_place_is_asked_when_neither_words_nor_phone_say_it():
    answer = send(place="")

    assert answer.context["form"].errors == {"place": ["Say where it is, or press “Here”."]}


@pytest.mark.parametrize("number", ["abc", "999", "NaN", "1e400"])
def test_odd_place_of_the_phone_is_no_place(number):
    send(latitude=number, longitude="103")

    assert Hazard.objects.get().latitude is None


def test_contact_is_sealed_apart_from_the_report():
    send(naming="named", contact_name="某先生", contact_phone="+86 555 0100")

    contact = ReporterContact.objects.get()
    assert unseal(bytes(contact.name_sealed)) == "某先生"
    assert "555" not in bytes(contact.phone_sealed).decode()


@pytest.mark.parametrize(("given", "said"), [({}, True), ({"naming": "named", "contact_phone": "555 0100"}, False)])
def test_receipt_says_nobody_is_known_only_to_those_without_a_name(given, said):
    page = send(**given).content.decode()

    assert ("We don't know who you are" in html.unescape(page), "a second time" in page) == (said, True)


def test_contact_typed_before_staying_anonymous_is_dropped():
    send(naming="anonymous", contact_name="某先生", contact_phone="odd")

    assert not ReporterContact.objects.exists()


@pytest.mark.parametrize("phone", ["", "call me", "12", "1 23 45", "555 01 0"])
def test_odd_phone_is_named_at_its_field(phone):
    answer = send(naming="named", contact_phone=phone)

    assert list(answer.context["form"].errors) == ["contact_phone"]


@pytest.mark.parametrize(
    ("audience", "source", "unit_sees"),
    [("unit", "employee", True), ("office", "employee", False), ("public", "public", False)],
)
def test_employee_chooses_who_is_told(county, audience, source, unit_sees):
    point = PointFactory(unit=UnitFactory(parent=county))

    send(f"/report/?unit={point.token}", audience=audience, photos=upload(encoded(picture())))

    hazard = Hazard.objects.get()
    assert (hazard.source.code, hazard.unit, hazard.unit_sees) == (source, point.unit, unit_sees)
    assert (hazard.report.point, hazard.photos.get().for_unit) == (point, unit_sees)


@pytest.mark.parametrize("is_retired", [True, False])
def test_lost_code_is_still_a_form_with_a_word(county, is_retired):
    point = PointFactory(unit=UnitFactory(parent=county, name="某厂"), retired=True)
    token = point.token if is_retired else "unknown"

    answer = Client().get(f"/report/?unit={token}", HTTP_ACCEPT_LANGUAGE="en")

    assert "no longer in use" in answer.content.decode()
    assert answer.context["desk"].unit is None


def test_report_goes_to_the_campaign_of_the_unit_s_area():
    other = CampaignFactory(slug="other", area=CountyFactory(name="外县"), starts_on="2020-06-01", ends_on="2020-06-30")
    point = PointFactory(unit=UnitFactory(parent=other.area))

    send(f"/report/?unit={point.token}")

    assert Hazard.objects.get().campaign == other


def test_report_between_campaigns_goes_to_the_one_being_prepared():
    Campaign.objects.update(state="draft")

    assert code_in(send())


def test_before_the_first_campaign_the_telephone_takes_it():
    Campaign.objects.all().delete()

    answer = Client().get("/report/")

    assert (answer.status_code, b"12350" in answer.content) == (200, True)


def test_code_stands_in_no_address(caplog):
    answer = send()

    assert answer.status_code == 200
    assert code_in(answer) not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"] + caplog.text


def test_session_of_somebody_signed_in_does_not_tell_when_they_reported_t2(signed_in, county):
    browser = signed_in(UserFactory(role="liaison", unit=UnitFactory(parent=county)))
    long_ago = timezone.now() - timedelta(minutes=20)
    Session.objects.update(last_seen_at=long_ago)

    browser.post("/report/", typed())

    assert (Report.objects.count(), Session.objects.get().last_seen_at) == (1, long_ago)
