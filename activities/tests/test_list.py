"""The list of activities: the same set as the figures, in any order, whatever the filters."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.tests.factories import UserFactory
from activities.models import Activity
from activities.tests.factories import ActivityFactory
from campaigns.models import ActivityKind, Indicator
from campaigns.tests.factories import CampaignFactory
from core.figures import Figure, Qualifier
from reports.selectors.figures import View, figure
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
    client.force_login(office)
    return lambda query="": client.get(f"/campaigns/2026/activities/{query}")


def shown(response):
    return [line.activity.title for line in response.context["lines"]]


def log(campaign, title, **facts):
    facts.setdefault("unit", UnitFactory(name=f"{title}的单位", parent=campaign.area))
    return ActivityFactory(campaign=campaign, title=title, **facts)


def test_list_shows_the_newest_day_first(campaign, look):
    log(campaign, "early", starts_on=date(2026, 6, 1))
    log(campaign, "late", starts_on=date(2026, 6, 30))

    assert shown(look()) == ["late", "early"]


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("day", ["a", "b", "c"]),
        ("-day", ["c", "b", "a"]),
        ("unit", ["b", "c", "a"]),
        ("-unit", ["a", "c", "b"]),
        ("kind", ["c", "a", "b"]),
        ("state", ["b", "a", "c"]),
        ("-state", ["c", "a", "b"]),
        ("submitted", ["c", "a", "b"]),
        ("nonsense", ["c", "b", "a"]),
    ],
)
def test_list_sorts_by_the_address(campaign, look, sort, titles):
    units = {name: UnitFactory(name=name, parent=campaign.area) for name in ("教育局", "安监局", "城管局")}
    kinds = {code: ActivityKind.objects.get(code=code) for code in ("drill", "other", "study")}
    log(campaign, "a", starts_on=date(2026, 6, 1), unit=units["教育局"], kind=kinds["drill"])
    log(campaign, "b", starts_on=date(2026, 6, 2), unit=units["安监局"], kind=kinds["other"], state="submitted")
    facts = {"unit": units["城管局"], "kind": kinds["study"], "state": "draft"}
    log(campaign, "c", starts_on=date(2026, 6, 3), **facts)
    Activity.objects.filter(title="c").update(created_by=look("").wsgi_request.user)

    assert shown(look(f"?sort={sort}")) == titles


def test_list_of_a_figure_has_the_figures_value_as_its_own_sum(campaign, look):
    log(campaign, "a", figures={"materials": (40000, "over")})
    log(campaign, "b", figures={"materials": 300})
    log(campaign, "c", figures={"materials": None})
    log(campaign, "d", figures={"materials": 7}, state="submitted")
    line = figure(View(campaign), "materials")

    response = look(f"?{line.url.partition('?')[2]}")

    assert shown(response) == ["b", "a"]
    assert response.context["foot"].figure == line.figure == Figure(40300, Qualifier.OVER)


def test_list_of_the_largest_shows_the_largest_not_the_sum(campaign, look):
    Indicator.objects.filter(code="staff").update(addition="max")
    log(campaign, "a", figures={"staff": 20})
    log(campaign, "b", figures={"staff": (35, "about")})

    assert look("?indicator=staff").context["foot"].figure == Figure(35, Qualifier.ABOUT)


def test_list_finds_a_unit_by_its_code_and_takes_those_below(campaign, look):
    town = UnitFactory(name="柳湾镇", parent=campaign.area, division_code="371522103")
    log(campaign, "town", unit=town)
    log(campaign, "village", unit=UnitFactory(name="东柳村", parent=town), starts_on=date(2026, 6, 9))
    log(campaign, "elsewhere")

    assert shown(look("?unit=371522103")) == ["town", "village"]
    assert shown(look("?unit=371522103&below=no")) == ["town"]
    assert shown(look("?unit_text=柳湾镇")) == ["town", "village"]


def test_list_keeps_what_could_not_be_read_and_says_so(campaign, look):
    log(campaign, "a")

    response = look("?unit=999999&from=yesterday&kind=nonsense")

    assert response.status_code == 200
    assert sorted(response.context["filter_form"].errors) == ["from", "kind", "unit"]


def test_list_costs_the_same_queries_for_1_and_20_rows(campaign, look, django_assert_max_num_queries):
    def add(title):
        row = log(campaign, title, figures={"materials": 3, "participants": 4})
        row.co_organisers.add(UnitFactory(parent=campaign.area))

    add("0")
    look()
    with django_assert_max_num_queries(12) as one:
        look()
    for number in range(1, 21):
        add(str(number))
    look()
    with django_assert_max_num_queries(12) as many:
        look()

    assert len(many) == len(one)


def test_list_shows_a_liaison_what_others_share_but_not_their_own_affairs(campaign, client):
    own, other = (UnitFactory(name=name, parent=campaign.area) for name in ("县消防救援大队", "县教育局"))
    log(campaign, "theirs", unit=other)
    log(campaign, "shared", unit=other, starts_on=date(2026, 6, 1)).co_organisers.add(own)
    log(campaign, "own", unit=own, starts_on=date(2026, 6, 2))
    client.force_login(UserFactory(role="liaison", unit=own))

    assert shown(client.get(reverse("activities:activities", args=["2026"]))) == ["own", "shared"]


def test_row_says_all_of_an_activity_and_escapes_it(campaign, look):
    unit = UnitFactory(name="A&B", parent=campaign.area)
    facts = {"kind": ActivityKind.objects.get(code="drill"), "starts_on": date(2025, 6, 1)}
    row = log(campaign, "<b>drill</b>", unit=unit, figures={"materials": (40000, "over"), "posts": None}, **facts)
    row.co_organisers.add(UnitFactory(parent=campaign.area))

    text = look("?indicator=staff").content.decode() + look().content.decode()

    assert f'<a href="/activities/{row.pk}/">&lt;b&gt;drill&lt;/b&gt;</a>' in text
    assert '<span class="sub"><span class="pair">Materials handed out 40,000+</span></span>' in text
    assert '<td data-label="Unit"><span>A&amp;B <span class="hint">and 1 more</span></span></td>' in text
    assert '<td class="tight" data-label="Day">1 June 2025</td>' in text
