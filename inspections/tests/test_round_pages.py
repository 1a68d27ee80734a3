import io

import pytest
from django.urls import reverse

from accounts.tests.factories import UserFactory
from core.workbooks import read_table
from inspections.models import Draw, Round, RoundObject, Team
from inspections.services.lots import draw_teams
from inspections.tests.factories import RoundFactory
from inspections.tests.rounding import finished_visit
from inspections.tests.visit_factories import VisitFactory


def sheet(answer):
    """The lines below the headings."""
    with read_table(io.BytesIO(answer.getvalue())) as table:
        return [list(row) for _number, row in table.rows]


def said(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def row(drive):
    return RoundFactory(
        campaign=drive.campaign, name="Night", teams=[drive.team, drive.other_team], units=drive.firms[2:]
    )


SECTION = reverse("inspections:inspections", args=["2026"])


def test_section_says_how_far_the_running_rounds_are(drive, row, signed_in):
    drive.round(units=drive.firms)
    finished_visit(drive.firms[2], round=row)

    assert "1 round running, 1 of 2 units covered" in said(signed_in(drive.office).get(SECTION))


def test_section_offers_the_inspector_to_start_each_visit(drive, row, signed_in):
    VisitFactory(campaign=drive.campaign, round=row, unit=drive.firms[3], team=drive.team)
    answer = signed_in(drive.inspector).get(SECTION)

    assert [each.unit for each in answer.context["duties"].rows] == drive.firms[2:]
    assert f"visits/new/?round={row.pk}&amp;unit={drive.firms[2].pk}" in said(answer)
    assert "Go on" in said(answer)


def test_unannounced_round_is_no_news_to_a_unit(drive, row, signed_in):
    Round.objects.update(is_announced=False)
    liaison = UserFactory(role="liaison", unit=drive.firms[2])

    assert "Night" not in said(signed_in(liaison).get(SECTION))
    assert signed_in(liaison).get(row.get_absolute_url()).status_code == 404


def test_round_page_keeps_a_wrong_day_at_its_field(drive, signed_in):
    data = {"name": "Night", "kind": "joint", "starts_on": "2026-06-09", "ends_on": "2026-06-01"}

    answer = signed_in(drive.office).post(reverse("inspections:round_new", args=["2026"]), data)

    assert answer.context["form"].errors == {"ends_on": ["The last day lies before the first."]}
    assert Round.objects.count() == 0


def test_round_form_offers_each_team_once(drive, row, signed_in):
    RoundFactory(campaign=drive.campaign, teams=[drive.team])

    answer = signed_in(drive.office).get(reverse("inspections:round_edit", args=[row.pk]))

    assert list(answer.context["form"].fields["teams"].queryset) == list(Team.objects.all())


def test_round_edited_by_two_shows_both_versions(drive, row, signed_in):
    data = {"name": "Day", "kind": "joint", "starts_on": "2026-06-01", "ends_on": "2026-06-09", "version": "0"}

    answer = signed_in(drive.office).post(reverse("inspections:round_edit", args=[row.pk]), data)

    assert answer.status_code == 409
    assert Round.objects.get(pk=row.pk).name == "Night"


def test_new_round_goes_on_with_the_filters_it_came_from(drive, signed_in):
    data = {"name": "Night", "kind": "joint", "starts_on": "2026-06-01", "ends_on": "2026-06-09"}

    answer = signed_in(drive.office).post(reverse("inspections:round_new", args=["2026"]) + "?standing=never", data)

    assert answer.url == reverse("inspections:objects_add", args=[Round.objects.get().pk]) + "?standing=never"


@pytest.mark.parametrize(("kind", "query"), [("joint", "?which=inspected"), ("supervision", "?")])
def test_new_round_begins_with_the_units_of_its_kind(drive, signed_in, kind, query):
    data = {"name": "Night", "kind": kind, "starts_on": "2026-06-01", "ends_on": "2026-06-09"}

    answer = signed_in(drive.office).post(reverse("inspections:round_new", args=["2026"]), data)

    assert answer.url == reverse("inspections:objects_add", args=[Round.objects.get().pk]) + query


def test_choice_of_objects_is_narrowed_to_units_to_be_inspected(drive, signed_in):
    address, browser = reverse("inspections:objects_add", args=[drive.round().pk]), signed_in(drive.office)

    assert browser.get(address + "?which=inspected").context["page_obj"].paginator.count == 4
    assert browser.get(address).context["page_obj"].paginator.count == 8


def test_due_units_become_a_new_round_with_the_same_filters(drive, signed_in):
    address = reverse("inspections:due_to_round", args=["2026"]) + "?standing=never"

    answer = signed_in(drive.office).post(address, {"round": "new"})

    assert answer.url == reverse("inspections:round_new", args=["2026"]) + "?standing=never&which=inspected"


def test_all_units_that_the_filters_leave_become_objects(drive, signed_in):
    row = drive.round()
    address = reverse("inspections:objects_put", args=[row.pk]) + f"?kind={drive.firms[0].kind_id}&risk_level=red"

    signed_in(drive.office).post(address, {"all": "1"})

    assert [each.unit for each in row.objects_of_round.all()] == [drive.firms[0]]


def test_ticked_units_become_objects(drive, signed_in):
    row = drive.round()

    signed_in(drive.office).post(
        reverse("inspections:objects_put", args=[row.pk]), {"unit": [drive.firms[1].pk, "x", "99999999"]}
    )

    assert [each.unit for each in row.objects_of_round.all()] == [drive.firms[1]]


def test_units_never_inspected_become_objects_of_a_round(drive, row, signed_in):
    finished_visit(drive.firms[0], round=row)
    other = drive.round()
    address = reverse("inspections:due_to_round", args=["2026"]) + "?standing=never&risk_level=orange"

    signed_in(drive.office).post(address, {"round": other.pk})

    assert [each.unit for each in other.objects_of_round.all()] == [drive.firms[1]]


def test_objects_are_drawn_out_of_what_the_filters_leave(drive, signed_in):
    row = drive.round()
    address = reverse("inspections:objects_draw", args=[row.pk]) + f"?kind={drive.firms[0].kind_id}"

    answer = signed_in(drive.office).post(address, {"count": "2"})

    draw = Draw.objects.get()
    assert (sorted(draw.pool), len(draw.picked)) == ([firm.pk for firm in drive.firms], 2)
    assert answer.url == draw.get_absolute_url()


def test_odd_number_to_draw_is_refused_in_words(drive, signed_in):
    row = drive.round()

    answer = signed_in(drive.office).post(
        reverse("inspections:objects_draw", args=[row.pk]), {"count": "0"}, follow=True
    )

    assert "Say how many are to be drawn" in said(answer)
    assert Draw.objects.count() == 0


def test_teams_are_given_by_hand_on_the_list(drive, row, signed_in):
    one, two = row.objects_of_round.order_by("unit")
    data = {f"team-{one.pk}": drive.other_team.pk, f"team-{two.pk}": "", "team-x": "1"}

    signed_in(drive.office).post(reverse("inspections:objects_assign", args=[row.pk]), data)

    assert list(RoundObject.objects.order_by("unit").values_list("team", flat=True)) == [drive.other_team.pk, None]


def test_own_unit_is_refused_in_words(drive, signed_in):
    row = drive.round(units=[drive.firms[0]], teams=[drive.other_team, drive.team])
    one = row.objects_of_round.get()
    RoundObject.objects.update(team=None)

    answer = signed_in(drive.office).post(
        reverse("inspections:objects_assign", args=[row.pk]), {f"team-{one.pk}": drive.team.pk}, follow=True
    )

    assert "Nobody inspects the own unit" in said(answer)


def test_draw_page_checks_itself(drive, row, signed_in):
    RoundObject.objects.update(team=None)
    draw = draw_teams(row, by=drive.office)
    address = draw.get_absolute_url()
    assert "the result is the same" in said(signed_in(drive.office).get(address + "?check=1"))

    (one, first), (two, second) = draw.picked
    Draw.objects.update(picked=[[one, second], [two, first]])

    assert "The record was changed" in said(signed_in(drive.office).get(address + "?check=1"))


def test_rounds_export_as_shown(drive, row, signed_in):
    finished_visit(drive.firms[2], round=row)

    lines = sheet(signed_in(drive.office).get(reverse("inspections:rounds_export", args=["2026"])))

    assert lines[0][0] == "Night"
    assert lines[0][6:] == [2, 1, 0.5, 0, 0, ""]


def test_progress_exports_towns_and_total(drive, row, signed_in):
    lines = sheet(signed_in(drive.office).get(reverse("inspections:progress_export", args=[row.pk])))

    assert lines == [["西镇", 2, 0, 0, 0, 0, ""], ["Total", 2, 0, 0, 0, 0, ""]]


def test_objects_export_what_the_filters_leave(drive, row, signed_in):
    finished_visit(drive.firms[2], round=row)
    address = reverse("inspections:objects_export", args=[row.pk]) + "?cover=open"

    lines = sheet(signed_in(drive.office).get(address))

    assert [line[0] for line in lines] == ["第3厂"]


def test_due_units_export_what_the_filters_leave(drive, signed_in):
    address = reverse("inspections:due_export", args=["2026"]) + "?risk_level=red"

    lines = sheet(signed_in(drive.office).get(address))

    assert lines == [["第0厂", "东镇", "Enterprise", "Coal mines", "Major risk (red)", "", "", "never inspected"]]


def test_team_form_takes_experts_and_says_what_is_missing(drive, signed_in):
    data = {"name": "Third", "kind": "inspection", "people": [drive.other.pk], "expert-TOTAL_FORMS": "1"}
    data |= {"expert-INITIAL_FORMS": "0", "expert-0-name": "", "expert-0-unit": drive.towns[0].pk}
    browser, address = signed_in(drive.office), reverse("inspections:team_new", args=["2026"])

    answer = browser.post(address, data)
    assert answer.context["experts"].errors == [{"name": ["Say who it is."]}]

    browser.post(address, data | {"expert-0-name": "Wang"})
    team = Team.objects.get(name="Third")
    assert [(str(each), each.unit) for each in team.members.all()] == [
        (drive.other.name, drive.other.unit),
        ("Wang", drive.towns[0]),
    ]


def test_single_records_light_up_the_section(drive, row, signed_in):
    answer = signed_in(drive.office).get(row.get_absolute_url())

    assert [str(section.label) for section in answer.context["sections"] if section.is_current] == ["Inspections"]
