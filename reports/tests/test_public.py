"""The public page: what everybody reads, and the office's decisions about it."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.tests.factories import UserFactory
from activities.tests.factories import ActivityFactory
from campaigns.tests.factories import CampaignFactory
from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from inspections.models import Exposure, ExposurePhoto
from inspections.tests.factories import ExposureFactory, HazardFactory
from reports.forms.public import NewsForm
from reports.models import LeftOut, NewsItem, PublicPage, ReleasedFigure
from reports.selectors import public
from reports.selectors.public_office import activities_to_choose, changes_of, figures_to_release
from reports.services import public as services
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 12)
WHY = "Wrong number"


@pytest.fixture
def campaign():
    cache.clear()
    return CampaignFactory(slug="2026", name="Month 2026", hotline="12350", contact="Miss Li, 13800000000")


@pytest.fixture
def office(campaign):
    return UserFactory(role="office", unit=UnitFactory(parent=campaign.area), name="Office A")


@pytest.fixture
def front(client):
    return lambda: " ".join(client.get("/", headers={"accept-language": "en"}).content.decode().split())


def news(campaign, office, *, publish=True, **facts):
    return services.write_news(
        campaign, by=office, publish=publish, **{"title": "Square", "text": "At nine", "dated_on": DAY} | facts
    )


def held(campaign, title, days_ago=0, **facts):
    day = timezone.localdate() - timedelta(days=days_ago)
    unit = UnitFactory(parent=campaign.area)
    return ActivityFactory(campaign=campaign, unit=unit, title=title, starts_on=day, **{"state": "approved"} | facts)


def titles(campaign):
    return [row.title for row in public.shown_in_week(campaign, timezone.localdate())]


def test_front_page_names_no_person_and_sets_no_session(client, campaign, office, front):
    news(campaign, office)
    ExposureFactory(campaign=campaign, state="published", title="Blocked exit", unit=UnitFactory(name="Mill Ltd"))
    held(campaign, "Lecture", place="3 Quiet Lane, flat 4")
    services.show_activities(campaign, by=office, shows=True)

    page = front()

    assert [words in page for words in ("Square", "Blocked exit", "Lecture", "12350", "Report a hazard")] == [True] * 5
    hidden = ("Miss Li", "13800000000", "Quiet Lane", "Mill Ltd", office.name)
    assert [words for words in hidden if words in page] == []
    assert "sessionid" not in client.cookies


def test_front_page_asks_as_many_queries_for_twenty_of_each_as_for_one(client, campaign, office):
    services.show_activities(campaign, by=office, shows=True)
    asked = []
    for number in (1, 19):
        for each in range(number):
            news(campaign, office)
            held(campaign, f"Talk {number} {each}")
            ExposureFactory(campaign=campaign, state="published")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        asked.append(len(queries))

    assert asked == [10, 10]


def test_news_is_read_by_everybody_only_while_it_is_published(client, campaign, office, front):
    item = news(campaign, office, publish=False)
    seen = ["Square" in front()]
    services.publish_news(item, by=office)
    seen.append("Square" in front())
    services.withdraw_news(item, by=office, why=WHY)
    seen.append("Square" in front())

    assert seen == [False, True, False]
    assert client.get(f"/public/2026/news/{item.pk}/").status_code == 404
    assert (history_of(item)[0].by, history_of(item)[0].why) == (office.name, WHY)


def test_news_withdrawn_already_is_not_withdrawn_again(campaign, office):
    item = news(campaign, office)
    services.withdraw_news(item, by=office, why=WHY)

    with pytest.raises(DomainError, match="Withdrawn"):
        services.withdraw_news(item, by=office, why=WHY)


def test_news_saved_by_two_keeps_what_the_first_saved(campaign, office):
    item = news(campaign, office)
    changed = {"title": "Park", "text": "At ten", "dated_on": DAY}
    services.update_news(item, by=office, version=item.version, **changed)

    with pytest.raises(EditConflict):
        services.update_news(item, by=office, version=item.version, **changed | {"title": "Hall"})
    item.refresh_from_db()
    assert item.title == "Park"


def test_news_with_the_number_of_a_person_is_refused_at_the_field():
    form = NewsForm({"title": "Call", "text": "Ring 13800000000", "dated_on": "2026-06-12"})

    assert list(form.errors) == ["text"]
    assert "13800000000" in form.errors["text"][0]


def test_day_of_the_news_is_picked_from_a_calendar():
    assert 'type="date"' in str(NewsForm()["dated_on"])


@pytest.mark.parametrize("role", ["liaison", "leader", "admin"])
def test_nobody_but_the_office_decides_what_everybody_reads(campaign, role):
    person = UserFactory(role=role, unit=UnitFactory(parent=campaign.area))
    acts = [
        lambda: news(campaign, person),
        lambda: services.show_activities(campaign, by=person, shows=True),
        lambda: services.leave_out(held(campaign, "Talk"), by=person, left_out=True),
        lambda: services.release_figure(campaign, by=person, code="activities", is_live=True),
    ]

    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert [model.objects.count() for model in (NewsItem, PublicPage, LeftOut, ReleasedFigure)] == [0] * 4


def test_week_has_the_approved_activities_of_seven_days_newest_first(campaign):
    held(campaign, "Eve", 6)
    held(campaign, "Today")
    held(campaign, "Too old", 7)
    held(campaign, "Waiting", 1, state="submitted")
    held(campaign, "Write to li@example.org", 1)

    assert titles(campaign) == ["Today", "Eve"]


def test_activities_of_the_week_are_shown_only_once_the_office_says_so(campaign, office, front):
    held(campaign, "Lecture")
    seen = ["Lecture" in front()]
    for shows in (True, False):
        services.show_activities(campaign, by=office, shows=shows)
        seen.append("Lecture" in front())

    assert seen == [False, True, False]


def test_activity_left_out_is_back_once_it_is_let_on_again(campaign, office):
    row = held(campaign, "Lecture")
    seen = []
    for left_out in (True, False):
        services.leave_out(row, by=office, left_out=left_out)
        seen.append((titles(campaign), activities_to_choose(campaign, timezone.localdate())[0].is_left_out))

    assert seen == [([], True), (["Lecture"], False)]
    assert [each.action for each in changes_of(campaign)] == ["Shown again: Lecture", "Left out: Lecture"]


def test_figure_as_of_a_day_stays_and_a_live_one_follows_the_records(campaign, office):
    held(campaign, "Talk")
    services.release_figure(campaign, by=office, code="activities", is_live=False)
    services.release_figure(campaign, by=office, code="units_active", is_live=True)
    held(campaign, "Walk")
    today = timezone.localdate()

    found = {each.row.code: (each.figure.value, each.as_of) for each in public.released_of(campaign, today)}

    assert found == {"activities": (1, today), "units_active": (2, today)}


def test_figure_taken_back_is_gone_and_its_reason_kept(campaign, office, front):
    held(campaign, "Talk")
    row = services.release_figure(campaign, by=office, code="activities", is_live=False)
    seen = ["as of" in front()]
    services.take_back_figure(row, by=office, why=WHY)
    seen.append("as of" in front())

    assert seen == [True, False]
    told = [(each.action, each.by, each.why) for each in changes_of(campaign)]
    assert told == [("Taken back: Activities", office.name, WHY), ("Released: Activities, 1", office.name, "")]
    assert "activities" in dict(figures_to_release(campaign))


def test_figure_that_is_unknown_is_not_released(campaign, office):
    with pytest.raises(DomainError, match="Nothing is known"):
        services.release_figure(campaign, by=office, code="materials", is_live=False)


def test_counts_of_the_ledger_are_released_by_the_day_only(campaign, office):
    HazardFactory(campaign=campaign, state="fixed")

    with pytest.raises(DomainError, match="single cases"):
        services.release_figure(campaign, by=office, code="hazards_fixed", is_live=True)
    assert services.release_figure(campaign, by=office, code="hazards_fixed", is_live=False).value == 1


def test_so_few_rewards_are_not_released(campaign, office):
    with pytest.raises(DomainError, match="few rewards"):
        services.release_figure(campaign, by=office, code="rewards_yuan", is_live=False)


def test_figure_is_released_once(campaign, office):
    services.release_figure(campaign, by=office, code="activities", is_live=True)

    with pytest.raises(DomainError, match="released already"):
        services.release_figure(campaign, by=office, code="activities", is_live=False)


@pytest.mark.parametrize("facts", [{"is_live": True, "value": 1, "as_of": DAY}, {"is_live": False}])
def test_released_figure_is_live_or_as_of_a_day(campaign, office, facts):
    facts |= {"code": "activities", "released_at": timezone.now(), "released_by": office}

    with pytest.raises(IntegrityError, match="released_live_or_as_of_a_day"), transaction.atomic():
        ReleasedFigure.objects.create(campaign=campaign, **facts)


def test_masked_photo_is_public_as_long_as_its_case(client, campaign):
    case = ExposureFactory(campaign=campaign, state="published", why="x")
    files = {name: ContentFile(name.encode(), f"{name}.jpg") for name in ("file", "thumbnail")}
    facts = {"width": 1, "height": 1, "pixels": "0", "likeness": 0, "nothing_to_mask": True}
    photo = ExposurePhoto.objects.create(exposure=case, **files, **facts)
    address = f"/public/2026/cases/photos/{photo.pk}/"
    seen = [client.get(address).content, client.get(f"{address}thumbnail/").content]
    Exposure.objects.update(state="withdrawn")

    assert seen == [b"file", b"thumbnail"]
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_case_is_public_only_while_it_is_published(client, campaign, state):
    row = ExposureFactory(campaign=campaign, state=state, why="x")

    assert client.get(f"/public/2026/cases/{row.pk}/").status_code == 404


@pytest.mark.parametrize("state", ["draft", "archived"])
def test_public_pages_are_gone_with_the_campaign(client, campaign, office, state):
    item = news(campaign, office)
    campaign.state = state
    campaign.save()

    assert [client.get(f"/public/2026/{page}").status_code for page in ("", "news/", f"news/{item.pk}/", "cases/")] == [
        404
    ] * 4
