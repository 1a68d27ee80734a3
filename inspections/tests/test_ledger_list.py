"""The ledger as a page: what it says, in which order, what it narrows to, and at which price."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from inspections.models import HazardSource
from inspections.tests.factories import HazardFactory
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return CampaignFactory(slug="2026")


@pytest.fixture
def office(campaign):
    return UserFactory(role="office", unit=UnitFactory(name="县安委办", parent=campaign.area))


@pytest.fixture
def look(client, office):
    def ask(query="", user=office):
        client.force_login(user)
        return client.get(f"/campaigns/2026/hazards/{query}")

    return ask


def shown(response):
    return [line.hazard.description for line in response.context["lines"]]


def text_of(response, start, end):
    return " ".join(response.content.decode().partition(start)[2].partition(end)[0].split())


def add(campaign, description, **facts):
    facts.setdefault("unit", UnitFactory(parent=campaign.area))
    return HazardFactory(campaign=campaign, description=description, **facts)


def overdue(campaign, description, days=3, **facts):
    return add(campaign, description, state="rectifying", due_on=timezone.localdate() - timedelta(days), **facts)


def test_list_says_what_is_open_overdue_and_major(campaign, look):
    overdue(campaign, "late")
    overdue(campaign, "late and major", grade="major")
    add(campaign, "new")
    add(campaign, "done", state="fixed", grade="major")

    headline = text_of(look(), '<h1 class="headline">', "</h1>")

    assert headline == '3 hazards open, <em class="headline-late">2 overdue</em>, 1 major'


def test_headline_in_chinese_is_parted_by_chinese_commas(campaign, office, look):
    office.language = "zh-hans"
    office.save()
    overdue(campaign, "late and major", grade="major")

    headline = text_of(look(), '<h1 class="headline">', "</h1>")

    assert headline == '1条隐患未销号，<em class="headline-late">1条逾期</em>，1条重大'


def test_list_says_how_many_fit_once_narrowed(campaign, look):
    add(campaign, "a")
    add(campaign, "b", state="fixed")

    assert text_of(look("?state=fixed"), '<h1 class="headline">', "</h1>") == "1 hazard"


def test_empty_ledger_says_so(campaign, look):
    assert "No hazard is on the ledger yet." in look().content.decode()


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("-day", ["c", "b", "a"]),
        ("day", ["a", "b", "c"]),
        ("number", ["b", "a", "c"]),
        ("-number", ["c", "a", "b"]),
        ("unit", ["b", "c", "a"]),
        ("-unit", ["c", "b", "a"]),
        ("due", ["c", "b", "a"]),
        ("-due", ["b", "c", "a"]),
        ("nonsense", ["c", "b", "a"]),
    ],
)
def test_list_sorts_by_the_address_and_puts_what_is_missing_last(campaign, look, sort, names):
    first, second = UnitFactory(name="安监局", parent=campaign.area), UnitFactory(name="教育局", parent=campaign.area)
    add(campaign, "a", reported_on=date(2026, 6, 1), serial=2, unit=None)
    facts = {"reported_on": date(2026, 6, 2), "serial": 1, "unit": first}
    add(campaign, "b", state="rectifying", due_on=date(2026, 7, 9), **facts)
    facts = {"reported_on": date(2026, 6, 3), "serial": 3, "unit": second}
    add(campaign, "c", state="rectifying", due_on=date(2026, 7, 1), **facts)

    assert shown(look(f"?sort={sort}")) == names


def test_list_narrows_by_what_stands_in_the_address(campaign, look):
    town = UnitFactory(name="柳湾镇", parent=campaign.area, division_code="371522103")
    add(campaign, "a", unit=town, state="graded", grade="major")
    add(campaign, "b", unit=UnitFactory(parent=town))
    overdue(campaign, "c", place="东街")

    assert shown(look("?unit=371522103&sort=number")) == ["a", "b"]
    assert shown(look("?unit=371522103&below=no")) == ["a"]
    assert shown(look("?grade=major&state=graded")) == ["a"]
    assert shown(look("?overdue=yes")) == ["c"]
    assert shown(look("?overdue=no&sort=number")) == ["a", "b", "c"]
    assert shown(look("?q=东街")) == ["c"]


def test_list_keeps_what_could_not_be_read_and_says_so(campaign, look):
    add(campaign, "a")

    response = look("?unit=999999&from=yesterday&source=nonsense&round=7&due_from=2026-06-02&due_to=2026-06-01")

    assert response.status_code == 200
    assert sorted(response.context["filter_form"].errors) == ["due_to", "from", "round", "source", "unit"]


def test_quick_views_count_what_waits_and_lead_to_it(campaign, look):
    add(campaign, "new")
    overdue(campaign, "late")
    add(campaign, "handed in", state="rectified")

    views = {view.name: view for view in look().context["views"]}

    assert {name: view.number for name, view in views.items()} == {
        "To sort": 1,
        "Overdue": 1,
        "Waiting for re-inspection": 1,
        "Major, open": 0,
        "Listed for supervision": None,
        "Reporter not told": None,
        "Mine": None,
    }
    assert shown(look(views["To sort"].query)) == ["new"]
    assert shown(look(views["Overdue"].query)) == ["late"]
    assert shown(look(views["Waiting for re-inspection"].query)) == ["handed in"]


def test_current_quick_view_is_marked(campaign, look):
    add(campaign, "new")

    assert [view.name for view in look("?overdue=yes").context["views"] if view.is_current] == ["Overdue"]


def test_only_running_deadlines_are_shown_as_late(campaign, look):
    overdue(campaign, "late", days=1)
    add(campaign, "handed in", state="rectified", due_on=timezone.localdate() - timedelta(9))

    text = look().content.decode()

    assert text.count("1 day late") == 1
    assert "days late" not in text


def test_unit_sees_what_was_given_to_it_and_not_where_it_came_from(campaign, look):
    unit = UnitFactory(parent=campaign.area)
    liaison = UserFactory(role="liaison", unit=unit)
    public = HazardSource.objects.get(code="public")
    add(campaign, "given", unit=unit, state="graded", source=public)
    add(campaign, "not yet", unit=unit)
    add(campaign, "theirs", state="graded")

    response = look("?source=media&reporter_not_told=yes", user=liaison)

    assert shown(response) == ["given"]
    assert {"source", "reporter_not_told"}.isdisjoint(response.context["filter_form"].fields)
    assert "Public report" not in response.content.decode()


def test_list_costs_the_same_queries_for_1_and_20_rows(campaign, look, django_assert_max_num_queries):
    overdue(campaign, "0", supervising=UnitFactory())
    look()
    with django_assert_max_num_queries(16) as one:
        look()
    for number in range(1, 21):
        overdue(campaign, str(number), supervising=UnitFactory())
    look()
    with django_assert_max_num_queries(16) as many:
        look()

    assert len(many) == len(one)


def test_row_says_all_of_a_hazard_and_escapes_it(campaign, look):
    facts = {"unit": UnitFactory(name="A&B"), "supervising": UnitFactory(name="<S>"), "grade": "major"}
    row = overdue(campaign, "<wire>\nbare", days=1, place="<hall>", times_reopened=2, category=None, **facts)

    text = look().content.decode()

    assert f'<a href="/hazards/{row.pk}/">&lt;wire&gt;</a> <span class="tag red">Major</span>' in text
    assert '<span class="sub">&lt;hall&gt; · reopened 2 times</span>' in text
    assert '<span>A&amp;B<span class="sub">&lt;S&gt;</span></span>' in text
