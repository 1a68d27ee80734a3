"""Figures by hand-counted records."""

from datetime import date

import pytest

from accounts.tests.factories import UserFactory
from activities.models import Site, Stand, StandValue
from activities.selectors.filtering import ActivityFilters
from activities.tests.factories import ActivityFactory
from campaigns.models import ActivityKind, Entry, Indicator, Linkage
from campaigns.tests.factories import (
    ActivityKindFactory,
    AssignmentFactory,
    AssignmentQuotaFactory,
    CampaignFactory,
    PlanItemFactory,
    UnitAssignmentFactory,
)
from core.figures import UNKNOWN, Figure, Qualifier
from reports.selectors.figures import View, figure, figures
from units.models import Unit
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return CampaignFactory(slug="2026")


@pytest.fixture
def town(campaign):
    return UnitFactory(name="柳湾镇", parent=campaign.area)


def look(campaign, **filters):
    return View(campaign, ActivityFilters(**filters))


def test_figure_adds_approved_activities_only(campaign, town):
    ActivityFactory(campaign=campaign, unit=town, figures={"materials": 300})
    ActivityFactory(campaign=campaign, unit=town, figures={"materials": 40})
    ActivityFactory(campaign=campaign, unit=town, state="submitted", figures={"materials": 7})

    line = figure(look(campaign), "materials")

    assert (line.figure, line.records) == (Figure(340), 2)


def test_figure_with_waiting_ones_adds_both(campaign, town):
    ActivityFactory(campaign=campaign, unit=town, figures={"materials": 300})
    ActivityFactory(campaign=campaign, unit=town, state="submitted", figures={"materials": 7})
    ActivityFactory(campaign=campaign, unit=town, state="returned", figures={"materials": 1000})

    line = figure(look(campaign, states=("approved", "submitted")), "materials")

    assert line.figure == Figure(307)


@pytest.mark.parametrize("qualifier", ["over", "about"])
def test_figure_is_over_when_a_part_is_not_exact(campaign, town, qualifier):
    ActivityFactory(campaign=campaign, unit=town, figures={"materials": (40000, qualifier)})
    ActivityFactory(campaign=campaign, unit=town, figures={"materials": 100000})

    assert figure(look(campaign), "materials").figure == Figure(140000, Qualifier.OVER)


def test_figure_without_any_answer_is_unknown_and_names_who_owes(campaign, town):
    activity = ActivityFactory(campaign=campaign, unit=town, figures={"materials": None})

    line = figure(look(campaign), "materials")

    assert (line.figure, line.records) == (UNKNOWN, 0)
    assert [(part.unit, part.url) for part in line.missing] == [("柳湾镇", f"/activities/{activity.pk}/")]


def test_zero_is_not_unknown(campaign, town):
    ActivityFactory(campaign=campaign, unit=town, figures={"materials": 0})

    line = figure(look(campaign), "materials")

    assert (line.figure, line.records, line.missing) == (Figure(0), 1, ())


def test_largest_takes_the_largest_and_keeps_its_qualifier(campaign, town):
    Indicator.objects.filter(code="staff").update(addition="max")
    ActivityFactory(campaign=campaign, unit=town, figures={"staff": 20})
    ActivityFactory(campaign=campaign, unit=town, figures={"staff": (35, "about")})
    ActivityFactory(campaign=campaign, unit=town, figures={"staff": None})

    assert figure(look(campaign), "staff").figure == Figure(35, Qualifier.ABOUT)


def test_distinct_counts_hosts_and_co_organisers_once(campaign, town):
    other, third = UnitFactory(parent=campaign.area), UnitFactory(parent=campaign.area)
    first = ActivityFactory(campaign=campaign, unit=town, figures={"units_present": 99})
    first.co_organisers.add(other, third)
    ActivityFactory(campaign=campaign, unit=other)

    line = figure(look(campaign), "units_present")

    assert (line.figure, line.records) == (Figure(3), 2)


def test_joint_activity_counts_once_for_the_county_and_shows_for_each_unit(campaign, town):
    guest = UnitFactory(parent=campaign.area)
    ActivityFactory(campaign=campaign, unit=town, figures={"materials": 50}).co_organisers.add(guest)

    assert figure(look(campaign), "materials").figure == Figure(50)
    assert figure(look(campaign, unit=town), "materials").figure == Figure(50)
    assert figure(look(campaign, unit=guest), "materials").figure == Figure(50)


def test_unit_filter_takes_the_units_below(campaign, town):
    village = UnitFactory(parent=town)
    ActivityFactory(campaign=campaign, unit=village, figures={"materials": 5})
    ActivityFactory(campaign=campaign, unit=town, figures={"materials": 3})

    assert figure(look(campaign, unit=town), "materials").figure == Figure(8)
    assert figure(look(campaign, unit=town, unit_itself=True), "materials").figure == Figure(3)


def test_several_days_count_on_the_first(campaign, town):
    ActivityFactory(
        campaign=campaign, unit=town, starts_on=date(2026, 6, 9), ends_on=date(2026, 6, 11), figures={"materials": 5}
    )
    day = date(2026, 6, 10)

    assert figure(look(campaign, day_from=day, day_to=day), "materials").figure == UNKNOWN
    assert figure(look(campaign, day_to=date(2026, 6, 9)), "materials").figure == Figure(5)


def test_filters_by_kind_linkage_entry_and_plan_subtree(campaign, town):
    top = PlanItemFactory(campaign=campaign)
    below = PlanItemFactory(campaign=campaign, parent=top)
    one = ActivityFactory(
        campaign=campaign, unit=town, kind=ActivityKindFactory(code="entry"), plan_item=below, figures={"materials": 5}
    )
    one.linkages.add(*Linkage.objects.filter(code__in=["media", "society"]))
    one.entries.add(Entry.objects.get(code="school"))
    ActivityFactory(campaign=campaign, unit=town, figures={"materials": 90})

    for narrowed in (
        {"kinds": (ActivityKind.objects.get(code="entry"),)},
        {"linkages": tuple(Linkage.objects.filter(code__in=["media", "society"]))},
        {"entries": (Entry.objects.get(code="school"),)},
        {"plan_item": top},
    ):
        assert figure(look(campaign, **narrowed), "materials").figure == Figure(5)


def test_grid_names_units_that_have_not_filled_in_their_line(campaign, town):
    other = UnitFactory(name="县教育局", parent=campaign.area)
    day = ActivityFactory(campaign=campaign, unit=town, figures={"materials": (40000, "over")})
    site = Site.objects.create(activity=day, name="朝阳路")
    said = Stand.objects.create(activity=day, site=site, unit=town)
    StandValue.objects.create(stand=said, indicator=Indicator.objects.get(code="materials"), value=5000)
    Stand.objects.create(activity=day, site=site, unit=other)

    line = figure(look(campaign), "materials")

    assert line.figure == Figure(40000, Qualifier.OVER)
    assert [part.unit for part in line.missing] == ["县教育局"]


def test_open_assignment_owes_its_quota(campaign, town):
    assignment = AssignmentFactory(campaign=campaign)
    AssignmentQuotaFactory(assignment=assignment, indicator=Indicator.objects.get(code="vehicle_trips"))
    owed = UnitAssignmentFactory(assignment=assignment, unit=town)

    line = figure(look(campaign), "vehicle_trips")

    assert [(part.unit, part.url) for part in line.missing] == [
        ("柳湾镇", f"/campaigns/2026/assignments/units/{owed.pk}/")
    ]


def test_assignment_counts_leave_out_waived_and_drafts(campaign, town):
    office = UserFactory()
    sent, draft = AssignmentFactory(campaign=campaign), AssignmentFactory(campaign=campaign, state="draft")
    done_at = sent.sent_at
    UnitAssignmentFactory(assignment=sent, unit=town, state="done", done_at=done_at)
    UnitAssignmentFactory(assignment=sent)
    UnitAssignmentFactory(assignment=sent, state="waived", waived_by=office, waived_why="Does not apply")
    UnitAssignmentFactory(assignment=draft)

    lines = {line.code: line.figure.value for line in figures(look(campaign), ["assignments_done", "assignments_due"])}

    assert lines == {"assignments_done": 1, "assignments_due": 2}


def test_figures_cost_the_same_queries_for_1_and_20_records(campaign, town, django_assert_num_queries):
    def count(expected):
        asked = Unit.objects.get(pk=town.pk)
        figures(look(campaign, unit=asked))
        with django_assert_num_queries(expected):
            figures(look(campaign, unit=asked))

    ActivityFactory(campaign=campaign, unit=town, figures={"materials": 1, "banners": None})
    count(12)
    for _ in range(19):
        ActivityFactory(campaign=campaign, unit=town, figures={"materials": 1, "banners": None})
    count(12)


def test_parts_owed_beyond_the_most_are_only_said_to_be_more(campaign):
    county = campaign.area
    for number in range(3):
        ActivityFactory(
            campaign=campaign, unit=UnitFactory(name=f"Unit {number}", parent=county), figures={"materials": None}
        )

    (cut,) = figures(look(campaign), ["materials"], most_missing=2)
    (whole,) = figures(look(campaign), ["materials"], most_missing=3)

    assert ([part.unit for part in cut.missing], cut.has_more_missing) == (["Unit 0", "Unit 1"], True)
    assert ([part.unit for part in whole.missing], whole.has_more_missing) == (["Unit 0", "Unit 1", "Unit 2"], False)
