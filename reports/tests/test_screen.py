"""The wall screen: what it shows, what it never shows, and who opens it by which address."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from accounts.tests.factories import UserFactory
from campaigns.models import TimelineEntry
from campaigns.tests.factories import AssignmentFactory, PlanItemFactory, UnitAssignmentFactory
from core.history import history_of
from inspections.tests.reports import ReportFactory
from reports.models import ScreenLink
from reports.selectors.screen_links import hash_of
from reports.services import screen as services
from reports.tests.county import County
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


@pytest.fixture
def county():
    return County()


@pytest.fixture
def link(county):
    """The token of the county's screen, in English."""
    token = services.renew_screen_link(county.campaign, by=county.office)
    services.change_screen(ScreenLink.objects.get(), by=county.office, language="en", seconds=20)
    return token


def screen(client, token, part="screen_by_link"):
    return client.get(reverse(f"reports:{part}", args=[token]))


def words_of(answer):
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def ask(county, unit, state="open", item=None):
    assignment = AssignmentFactory(campaign=county.campaign, plan_item=item)
    facts = {"done_at": timezone.now()} if state == "done" else {}
    return UnitAssignmentFactory(assignment=assignment, unit=unit, state=state, **facts)


def test_screen_shows_the_counts_of_the_month(client, county, link):
    drills = PlanItemFactory(campaign=county.campaign, title="Emergency drills")
    for state in ("open", "open", "done"):
        ask(county, county.town, state, drills)
    text = words_of(screen(client, link, "screen_now_by_link"))

    assert "Assignments done 1 / 3 33.3% done" in text
    assert "Materials handed out 140,000+" in text
    assert "Emergency drills 1 / 3" in text


def test_screen_names_no_person_no_activity_and_no_hazard(client, county, link):
    report = ReportFactory(
        hazard__campaign=county.campaign,
        hazard__unit=county.town,
        hazard__state="rectifying",
        hazard__description="Secret stairwell",
        hazard__place="Behind the mill",
        description="Told in confidence",
        contact=("周八", "13812340000"),
    )
    county.campaign.activities.update(title="Visit to Mrs Li", place="Li's yard", narrative="Mr Wu spoke")
    people = [county.office, county.leader, county.liaison, UserFactory(role="liaison", unit=county.town, name="吴九")]
    ask(county, county.town)
    html = screen(client, link).content.decode() + screen(client, link, "screen_now_by_link").content.decode()

    secrets = [report.hazard.number, "Secret stairwell", "Behind the mill", "Told in confidence", "周八", "13812340000"]
    secrets += ["Mrs Li", "Li's yard", "Mr Wu", *(person.name for person in people)]
    secrets += [person.phone for person in people if person.phone]
    assert "Hazards found" in html
    assert [secret for secret in secrets if secret in html] == []


def test_screen_of_a_person_shows_the_own_part_or_a_unit_asked_for(client, county):
    ask(county, county.town)
    ask(county, county.host)
    client.force_login(county.liaison)
    own = words_of(client.get("/campaigns/2026/screen/now/", headers={"accept-language": "en"}))
    client.force_login(county.leader)
    whole = words_of(client.get("/campaigns/2026/screen/now/", headers={"accept-language": "en"}))

    town = words_of(client.get(f"/campaigns/2026/screen/now/?unit={county.host.pk}", headers={"accept-language": "en"}))

    assert "Assignments done 0 / 1" in own and "柳湾镇" in own
    assert "Assignments done 0 / 1" in town and county.host.name in town
    assert "Assignments done 0 / 2" in whole


def test_the_short_address_leads_to_the_screen_of_the_campaign_in_hand(client, county):
    client.force_login(county.leader)

    assert client.get("/screen/").url == "/campaigns/2026/screen/"


def test_link_opens_without_a_session_in_its_own_language(client, county, link):
    services.change_screen(ScreenLink.objects.get(), by=county.office, language="zh-hans", seconds=30)
    answer = client.get(reverse("reports:screen_by_link", args=[link]), headers={"accept-language": "en"})

    assert (answer.status_code, answer["Content-Language"]) == (200, "zh-hans")
    assert not client.cookies
    assert 'lang="zh-Hans"' in answer.content.decode() and 'data-seconds="30"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_first_link_speaks_the_language_of_its_maker_and_a_renewed_one_the_same(county):
    with translation.override("en"):
        services.renew_screen_link(county.campaign, by=county.office)
    with translation.override("zh-hans"):
        services.renew_screen_link(county.campaign, by=county.office)

    assert ScreenLink.objects.get().language == "en"


def test_only_the_hash_of_the_token_is_kept_and_the_day_it_was_shown(client, county, link):
    screen(client, link)
    row = ScreenLink.objects.get()

    assert (len(link), row.token_hash, row.made_by) == (43, hash_of(link), county.office)
    assert row.read_on is not None


def test_renewed_and_ended_addresses_open_nothing(client, county, link):
    after = services.renew_screen_link(county.campaign, by=county.office)
    assert [screen(client, token).status_code for token in (link, after)] == [404, 200]

    services.end_screen_link(ScreenLink.objects.get(), by=county.office)
    assert screen(client, after, "screen_now_by_link").status_code == 404


def test_nobody_but_the_office_keeps_the_link(county, link):
    row = ScreenLink.objects.get()
    for person in (county.leader, county.liaison, UserFactory(role="office")):
        with pytest.raises(PermissionDenied):
            services.renew_screen_link(county.campaign, by=person)
        with pytest.raises(PermissionDenied):
            services.end_screen_link(row, by=person)
        with pytest.raises(PermissionDenied):
            services.change_screen(row, by=person, language="en", seconds=60)

    row.refresh_from_db()
    assert (row.token_hash, row.seconds) == (hash_of(link), 20)


def test_history_says_who_renewed_and_keeps_no_secret(county, link):
    services.change_screen(ScreenLink.objects.get(), by=county.office, language="zh-hans", seconds=20)
    services.renew_screen_link(county.campaign, by=county.office)
    entries = history_of(ScreenLink.objects.get())

    assert [entry.by for entry in entries] == [str(county.office)] * 3
    assert "token_hash" not in {field.name for field in ScreenLink.events.rel.related_model._meta.fields}


def test_page_stays_between_eight_seconds_and_two_minutes(link):
    with pytest.raises(IntegrityError), transaction.atomic():
        ScreenLink.objects.update(seconds=7)


def test_settings_keep_what_was_typed_and_say_what_is_wrong(client, county, link):
    client.force_login(county.office)
    page = reverse("reports:screen_link", args=["2026"])
    wrong = client.post(page, {"language": "en", "seconds": "3"}, headers={"accept-language": "en"})
    right = client.post(page, {"language": "zh-hans", "seconds": "45"})

    assert "greater than or equal to 8" in wrong.content.decode() and 'value="3"' in wrong.content.decode()
    assert right.status_code == 302
    assert ScreenLink.objects.values_list("language", "seconds").get() == ("zh-hans", 45)


def test_address_is_shown_once(client, county):
    client.force_login(county.office)
    made = client.post(reverse("reports:screen_link_renew", args=["2026"]))
    address = re.search(r'value="(\S+/screen/\S{43}/)"', made.content.decode())[1]
    after = client.get(reverse("reports:screen_link", args=["2026"])).content.decode()

    assert client.get(address[address.index("/screen/") :]).status_code == 200
    assert address not in after


def test_screen_before_the_first_record_shows_what_comes(client, county, link):
    county.campaign.activities.all().delete()
    TimelineEntry.objects.create(
        campaign=county.campaign, kind="activity", title="Consulting day", planned_on=date(2999, 6, 16)
    )
    text = words_of(screen(client, link, "screen_now_by_link"))

    assert "Assignments done — nothing is due" in text
    assert "Consulting day" in text and "Report a hazard" in text


def test_screen_takes_the_same_queries_for_two_units_and_for_twenty(
    client, county, link, django_assert_max_num_queries
):
    ask(county, county.town)
    with django_assert_max_num_queries(40) as few:
        screen(client, link)
    for number in range(18):
        ask(
            county,
            UnitFactory(parent=county.area, name=f"Town {number}"),
            item=PlanItemFactory(campaign=county.campaign),
        )
    with django_assert_max_num_queries(len(few)):
        screen(client, link)
