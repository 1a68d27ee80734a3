"""The demo's month says what the county's own account of its month says."""

import io
import json
from collections import Counter

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from accounts.models import User
from activities.models import Activity, IndicatorValue
from activities.selectors.filtering import ActivityFilters
from campaigns.models import ActivityKind, Campaign, PlanDeclaration, PlanItem
from core.figures import Figure, Qualifier
from inspections.models import Exposure, Hazard, HazardSource, Reward, Round, Team, Visit
from notifications.models import Notification, Reminder
from reports.models import Summary
from reports.selectors.figures import View, figures
from units.models import Unit

OVER = Qualifier.OVER


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """One county for all tests here, gone with the last; each test rolls back what it adds."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", "--language", "zh-hans", "--with-known-password")
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _in_the_demo(demo, db):
    """The county stands before a test opens its own transaction."""


def look(**filters):
    campaign = Campaign.objects.get(slug="2026")
    view = View(campaign, ActivityFilters(**filters))
    return {line.code: line for line in figures(view)}


def test_demo_figures_are_those_of_the_source():
    month = look()
    day = look(kinds=(ActivityKind.objects.get(code="consulting"),))

    assert [month[code].figure for code in ("materials", "banners", "slogans")] == [
        Figure(140000, OVER),
        Figure(80, OVER),
        Figure(250, OVER),
    ]
    assert [day[code].figure for code in ("consulted", "materials", "sites", "units_present")] == [
        Figure(10000, OVER),
        Figure(40000, OVER),
        Figure(5),
        Figure(20),
    ]
    assert len(day["materials"].missing) == 19


def test_demo_leaves_the_safeguards_empty():
    declared = PlanDeclaration.objects.get(campaign__slug="2026", kind__code="safeguard")

    assert (declared.count, PlanItem.objects.filter(kind__code="safeguard").count()) == (4, 0)


def test_demo_rates_what_is_inspected():
    rated = Unit.objects.exclude(risk_level="").values_list("name", "industry__code", "risk_level")

    assert ("青岚化工有限公司", "hazardous_chemicals", "red") in rated
    assert Counter(level for _name, _industry, level in rated) == {"red": 2, "orange": 10, "yellow": 4, "blue": 2}


def test_demo_twice_changes_nothing():
    before = (Unit.objects.count(), Activity.objects.count(), Hazard.objects.count())

    call_command("demo", "--language", "en", "--with-known-password")

    assert (Unit.objects.count(), Activity.objects.count(), Hazard.objects.count()) == before


def test_demo_lets_no_unit_but_the_host_stand_out():
    approved = IndicatorValue.objects.filter(
        activity__campaign__slug="2026", activity__state="approved", indicator__code="materials"
    ).exclude(activity__kind__code="consulting")
    by_unit = approved.values("activity__unit").annotate(sum=Sum("value")).values_list("sum", flat=True)

    assert max(by_unit) < 14000


def test_demo_gives_the_liaison_something_in_each_state():
    brigade = Unit.objects.get(name="县消防救援大队")
    own = Activity.objects.filter(campaign__slug="2026", unit=brigade)

    assert set(own.values_list("state", flat=True)) == {"draft", "submitted", "returned", "approved"}


def test_demo_fills_the_inboxes():
    liaison = User.objects.get(username="liaison")
    unread = Notification.objects.visible_to(liaison).unread()

    assert "已退回" in unread.get(key__startswith="activity-").text


def test_demo_tells_heads_where_the_liaison_stays_silent():
    told = Reminder.objects.filter(post__is_head=True)

    assert set(told.values_list("level", flat=True)) == {"head"}
    assert min(told.values_list("offset", flat=True)) >= 1


def test_demo_has_sixty_hazards_in_every_state_and_from_every_source_but_an_import():
    hazards = Hazard.objects.filter(campaign__slug="2026")

    assert hazards.count() == 60
    assert set(hazards.values_list("state", flat=True)) == set(Hazard.State.values)
    assert HazardSource.objects.exclude(hazards__in=hazards).get().code == "import"


def test_demo_ledger_adds_up():
    found, fixed, unfixed, still_open, major = (
        look()[f"hazards_{code}"].figure.value for code in ("reported", "fixed", "unfixed", "open", "major")
    )

    assert (found, fixed, unfixed, still_open, major) == (55, 24, 2, 29, 5)


def test_demo_went_out_and_found_something():
    rounds = Round.objects.filter(campaign__slug="2026")
    teams = Team.objects.filter(campaign__slug="2026", kind="supervision")

    assert sorted(rounds.values_list("kind", flat=True)) == ["joint", "special", "supervision"]
    assert sorted(team.members.count() for team in teams) == [5, 5]
    assert Visit.objects.filter(round__in=rounds).count() == 20
    assert Hazard.objects.filter(visit__round__in=rounds).count() == 26


def test_demo_exposes_and_rewards():
    assert Counter(Exposure.objects.values_list("state", flat=True)) == {"published": 3, "draft": 1}
    assert dict(Reward.objects.values_list("state", "amount_yuan")) == {"paid": 10500, "told": 300}


def test_demo_leaves_no_hour_of_a_public_report():
    public = Hazard.objects.filter(source__code__in=["public", "employee"])

    assert set(public.values_list("reported_at", flat=True)) == {None}
    assert not Hazard.pgh_event_model.objects.filter(pgh_obj__in=public, pgh_label="insert").exists()


def test_demo_tells_when_a_step_was_taken():
    fixed = Hazard.objects.filter(state="fixed", visit__isnull=False).first()
    events = Hazard.pgh_event_model.objects.filter(pgh_obj=fixed).order_by("pgh_id")

    assert [event.state for event in events] == ["reported", "accepted", "graded", "rectifying", "rectified", "fixed"]
    assert timezone.localdate(events.last().pgh_created_at) == fixed.closed_on


def test_demo_drafts_a_summary_that_says_the_month():
    summary = Summary.objects.get(campaign__slug="2026", bulletin=None)
    printed = io.StringIO()

    call_command("draft_summary", "--campaign", "2026", "--format", "json", stdout=printed)
    said = "".join(section["text"] for section in json.loads(printed.getvalue())["sections"])

    assert summary.state == "draft"
    for words in ("20个部门", "10,000余", "40,000余", "80余", "250余", "140,000余"):
        assert words in said
