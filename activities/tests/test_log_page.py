from datetime import date

import pytest
import time_machine
from django.urls import reverse

from accounts.tests.factories import UserFactory
from activities.models import Activity
from activities.tests.county import DRILL, NEW, errors, figures_of
from activities.tests.factories import ActivityFactory
from activities.tests.photo_files import upload
from campaigns.tests.factories import (
    ActivityKindFactory,
    AssignmentFactory,
    AssignmentQuotaFactory,
    IndicatorFactory,
    PlanItemFactory,
    UnitAssignmentFactory,
)
from units.tests.factories import UnitFactory


def asked_of(county, code="drills"):
    assignment = AssignmentFactory(campaign=county.campaign, plan_item=PlanItemFactory(campaign=county.campaign))
    AssignmentQuotaFactory(assignment=assignment, indicator=IndicatorFactory(code=code), at_least=3)
    UnitAssignmentFactory(assignment=assignment, unit=county.unit)
    return assignment


def test_log_page_asks_for_the_kind_with_what_is_owed_and_most_used_first(county, phone):
    asked_of(county)
    for code, times in (("drill", 2), ("media", 3)):
        ActivityFactory.create_batch(
            times, campaign=county.campaign, unit=county.unit, kind=ActivityKindFactory(code=code)
        )

    context = phone.get(NEW).context

    assert [kind.code for kind in context["kinds"].most_used] == ["media", "drill"]
    assert [(line.asked[0].at_least, line.asked[0].done) for line in context["owed"]] == [(3, None)]


@pytest.mark.parametrize(("today", "filled_in"), [("2026-06-18T09:00+08:00", date(2026, 6, 18)), ("2026-11-22", None)])
def test_log_form_has_the_figures_of_its_kind_and_today_unless_it_would_be_refused(county, phone, today, filled_in):
    with time_machine.travel(today, tick=False):
        form = phone.get(DRILL).context["form"]

    assert [field.name for field in form.asked_fields] == ["figure_drills", "figure_participants", "figure_vehicles"]
    assert form["place"].value() is None
    assert form["starts_on"].value() == filled_in


def test_log_for_an_assignment_presets_kind_assignment_and_plan_item(county, phone):
    assignment = asked_of(county)

    answer = phone.get(f"{NEW}?assignment={assignment.pk}")
    assert (answer.context["kind"].code, answer.context["form"]["purpose"].value()) == (
        "drill",
        f"assignment-{assignment.pk}",
    )

    phone.post(f"{NEW}?assignment={assignment.pk}", county.typed(purpose=f"assignment-{assignment.pk}"))
    activity = Activity.objects.get()
    assert (activity.assignment, activity.plan_item) == (assignment, assignment.plan_item)


def test_log_for_an_assignment_of_another_unit_offers_nothing_of_it(county, phone):
    foreign = AssignmentFactory(campaign=county.campaign)
    UnitAssignmentFactory(assignment=foreign, unit=UnitFactory(parent=county.campaign.area))

    answer = phone.post(DRILL, county.typed(purpose=f"assignment-{foreign.pk}"))

    assert (list(errors(answer)), Activity.objects.count()) == (["purpose"], 0)


def test_log_sends_for_review_with_figures_as_officials_write_them(county, phone):
    typed = county.typed(figure_participants="4万余", figure_vehicles="约3000", figure_drills="0", figure_boards="12")

    answer = phone.post(DRILL, typed)

    activity = Activity.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/activities/{activity.pk}/")
    assert (activity.state, activity.unit, activity.starts_on) == ("submitted", county.unit, date(2026, 6, 10))
    assert activity.title == "Emergency drill · Dongling"
    assert figures_of(activity) == {
        "participants": (40000, "over"),
        "vehicles": (3000, "about"),
        "drills": (0, "exact"),
        "boards": (12, "exact"),
    }


def test_log_keeps_an_empty_figure_as_asked_and_unknown(county, phone):
    phone.post(DRILL, county.typed(act="draft", figure_drills="1"))

    activity = Activity.objects.get()
    assert activity.state == "draft"
    assert figures_of(activity) == {
        "drills": (1, "exact"),
        "participants": (None, "exact"),
        "vehicles": (None, "exact"),
    }


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("figure_drills", "-3"),
        ("figure_drills", "1" + "0" * 18),
        ("figure_drills", "=SUM(A1)"),
        ("figure_drills", "12.5"),
        ("starts_on", "2025-06-10"),
        ("starts_on", "yesterday"),
        ("starts_on", ""),
        ("ends_on", "2026-06-09"),
        ("place", "x" * 161),
        ("place", "Dong\x00ling"),
        ("co_organisers", "999999999999999999999"),
        ("linkages", "x"),
        ("once_key", "x"),
        ("purpose", "plan-0"),
    ],
)
def test_log_with_nonsense_says_so_at_the_field_and_keeps_what_was_typed(county, phone, name, typed):
    answer = phone.post(DRILL, county.typed(narrative="What we did") | {name: typed})

    assert (answer.status_code, list(errors(answer)), Activity.objects.count()) == (200, [name], 0)
    assert answer.context["form"]["narrative"].value() == "What we did"


def test_log_names_with_markup_come_out_as_typed(county, phone):
    phone.post(DRILL, county.typed(title="<b>&{{7*7}}", place="＜script＞"))

    activity = Activity.objects.get()
    assert activity.title == "<b>&{{7*7}}"
    assert "&lt;b&gt;&amp;{{7*7}}" in phone.get(activity.get_absolute_url()).content.decode()


def test_log_takes_no_field_it_does_not_ask_for_t13(county, phone):
    other = UnitFactory(parent=county.campaign.area)
    extra = {"state": "approved", "unit": other.pk, "version": 7, "created_by": county.office.pk, "kind": "media"}

    phone.post(DRILL, county.typed(act="draft") | extra)

    activity = Activity.objects.get()
    found = (activity.state, activity.unit, activity.version, activity.created_by, activity.kind.code)
    assert found == ("draft", county.unit, 1, county.liaison, "drill")


def test_log_of_what_is_already_there_links_to_it(county, phone):
    phone.post(DRILL, county.typed())

    answer = phone.post(DRILL, county.typed(narrative="Once more"))

    assert (answer.status_code, answer.context["existing"]) == (200, Activity.objects.get())


def test_log_for_a_unit_out_of_reach_does_not_exist(county, phone):
    beside = UnitFactory(parent=county.campaign.area)

    assert phone.get(f"{DRILL}&unit={beside.pk}").status_code == 404


def test_office_logs_for_a_unit_of_its_area(county, signed_in):
    signed_in(county.office).post(f"{DRILL}&unit={county.unit.pk}", county.typed())

    activity = Activity.objects.get()
    assert (activity.unit, activity.created_by) == (county.unit, county.office)


def test_partner_search_finds_units_of_the_area_by_name(county, phone):
    UnitFactory(parent=county.campaign.area, name="Traffic police")
    UnitFactory(name="Traffic of another county")

    hits = phone.get(reverse("activities:partners", args=["2026"]), {"q": "Traffic"}).context["hits"]

    assert [hit["label"] for hit in hits] == ["Traffic police"]


def test_edit_shows_both_versions_and_takes_over_what_only_the_other_changed(county, phone):
    phone.post(DRILL, county.typed(act="draft", figure_drills="1", figure_participants="30"))
    activity = Activity.objects.get()
    address = reverse("activities:activity_edit", args=[activity.pk])
    form = {name: value for name, value in county.typed(title="Drill", version=1).items() if name != "once_key"}
    figures = {"figure_drills": "1", "figure_participants": "30"}
    phone.post(address, form | figures | {"place": "East", "figure_participants": "31"})

    answer = phone.post(address, form | figures | {"place": "West"})

    rows = [(row.label, row.theirs, row.yours, row.taken_over) for row in answer.context["conflict"].differences]
    assert ("Where", "East", "West", False) in rows
    assert [row for row in rows if row[3]] == [("Participants (person-times)", "31", "30", True)]
    merged = answer.context["form"]
    assert [merged[name].value() for name in ("version", "place", "figure_participants")] == [2, "West", "31"]


def test_photos_of_the_record_are_no_difference_between_two_editors(county, phone):
    phone.post(DRILL, county.typed(act="draft", photos=[upload()]))
    activity = Activity.objects.get()
    address = reverse("activities:activity_edit", args=[activity.pk])
    form = {name: value for name, value in county.typed(title="Drill").items() if name != "once_key"}

    answer = phone.post(address, form | {"version": activity.version - 1, "place": "West"})

    labels = [row.label for row in answer.context["conflict"].differences]
    assert "Where" in labels
    assert "Photos" not in labels


def test_edit_of_a_returned_record_sends_it_again_with_the_answer(county, phone):
    activity = ActivityFactory(
        campaign=county.campaign, unit=county.unit, state="returned", kind=ActivityKindFactory(code="drill")
    )
    typed = {
        "starts_on": "2026-06-10",
        "version": "1",
        "act": "submit",
        "answer": "Counted again",
        "figure_drills": "2",
    }

    phone.post(reverse("activities:activity_edit", args=[activity.pk]), typed)

    activity.refresh_from_db()
    assert (activity.state, activity.remarks.get().text) == ("submitted", "Counted again")
    assert figures_of(activity)["drills"] == (2, "exact")


def test_edit_of_an_approved_record_is_forbidden(county, phone):
    activity = ActivityFactory(campaign=county.campaign, unit=county.unit)

    assert phone.get(reverse("activities:activity_edit", args=[activity.pk])).status_code == 403


def test_draft_of_the_office_for_a_unit_stays_visible_to_it(county, signed_in):
    signed_in(county.office).post(f"{DRILL}&unit={county.unit.pk}", county.typed(act="draft"))
    other = UserFactory(role="office", unit=county.office.unit)

    seen = [Activity.objects.visible_to(user).count() for user in (county.office, county.liaison, other)]
    assert seen == [1, 1, 0]
