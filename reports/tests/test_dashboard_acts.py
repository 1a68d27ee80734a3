"""What is done from the dashboard: urging, approving, accepting, extending, picking figures."""

import pytest
from django.core.exceptions import PermissionDenied

from activities.models import Activity
from campaigns.models import Campaign, FigurePick, Indicator, UnitAssignment
from campaigns.services.picks import copy_picks, pick_figures
from campaigns.tests.factories import CampaignFactory, NoticeFactory, ReceiptFactory
from core.errors import DomainError
from core.history import history_of
from inspections.tests.factories import HazardFactory
from notifications.models import Notification
from reports.services import urging
from reports.tests.dashboards import NOW, Month
from tests.inspection_records import extension
from tests.permissions import Place

pytestmark = pytest.mark.django_db
HERE = "/campaigns/2026/dashboard/"


@pytest.fixture
def month():
    return Month()


@pytest.fixture
def office(client, month):
    client.force_login(month.office)
    return client


def press(client, case, **more):
    return client.post(case.post, {**dict(case.fields), "then": HERE, **more})


def matter(client, title, query=""):
    found = client.get(f"{HERE}decisions/{query}").context["decisions"]
    return next(each for each in found if each.title == title)


def test_urging_late_assignments_reminds_each_unit_of_each(month, office):
    answer = office.post(matter(office, "3 assignments are late").post, {"then": HERE})

    assert answer.headers["Location"] == HERE
    told = set(Notification.objects.values_list("post__unit__name", flat=True))
    assert told == {"白塔镇", "县教育局"}
    urged = UnitAssignment.objects.exclude(urged_at=None)
    assert set(urged.values_list("unit__name", flat=True)) == {"白塔镇", "县教育局"}
    assert history_of(urged[0])[0].by == month.office.name


def test_urging_late_assignments_of_a_town_leaves_the_others_alone(month, office):
    query = f"?unit={month.baita.pk}"

    office.post(matter(office, "1 assignment is late", query).post)

    assert set(Notification.objects.values_list("post__unit__name", flat=True)) == {"白塔镇"}


def test_urging_goes_on_past_what_nobody_is_left_of(month):
    urging.urge_late_assignments(month.campaign, by=month.office, below=month.baita)
    urging.urge_late_assignments(month.campaign, by=month.office, below=month.baita)

    urged = urging.urge_late_assignments(month.campaign, by=month.office)

    assert [unit.name for unit in urged.told] == ["县教育局"]
    with pytest.raises(DomainError, match="Already urged twice today"):
        urging.urge_late_assignments(month.campaign, by=month.office, below=month.baita)


def test_urging_late_signatures_reminds_those_who_have_not_signed(month, office):
    notice = NoticeFactory(campaign=month.campaign, state="issued", sign_by=NOW)
    ReceiptFactory(notice=notice, unit=month.baita)

    office.post(matter(office, "1 unit has not signed for a notice in time").post)

    assert [row.post.unit for row in Notification.objects.all()] == [month.baita]


def test_urging_overdue_hazards_reminds_their_units(month, office):
    HazardFactory(campaign=month.campaign, unit=month.baita, state="rectifying")

    office.post(matter(office, "2 hazards are overdue").post)

    assert set(Notification.objects.values_list("post__unit__name", flat=True)) == {"柳湾镇", "白塔镇"}


@pytest.mark.parametrize("name", ["leader", "liaison"])
def test_urging_is_the_offices(month, name):
    for service in (urging.urge_late_assignments, urging.urge_late_signatures, urging.urge_overdue_hazards):
        with pytest.raises(PermissionDenied):
            service(month.campaign, by=getattr(month, name))

    assert not Notification.objects.exists()


def test_oldest_activity_is_approved_by_a_press(month, office):
    case = matter(office, "1 activity waits for review").cases[0]

    answer = press(office, case)

    assert answer.headers["Location"] == HERE
    assert (case.title, case.detail) == (month.waiting.title, "白塔镇 · 12 June")
    assert Activity.objects.get(pk=month.waiting.pk).state == "approved"


def test_activity_changed_since_the_page_was_read_is_not_approved(month, office):
    case = matter(office, "1 activity waits for review").cases[0]
    Activity.objects.filter(pk=month.waiting.pk).update(version=9)

    press(office, case)

    assert Activity.objects.get(pk=month.waiting.pk).state == "submitted"


def test_answer_is_accepted_by_a_press(month, office):
    share = month.later.units.get(unit=month.bureau)
    UnitAssignment.objects.filter(pk=share.pk).update(answered_at=NOW, answered_by=month.office)

    answer = press(office, matter(office, "1 answer waits for the office").cases[0])

    share.refresh_from_db()
    assert (answer.headers["Location"], share.state, share.done_by) == (HERE, "done", month.office)


def test_extension_is_granted_by_a_press(month, office):
    asked = extension(place_of(month))

    answer = press(office, matter(office, "1 extension is asked for").cases[0])

    asked.refresh_from_db()
    assert (answer.headers["Location"], asked.granted, asked.decided_by) == (HERE, True, month.office)
    assert asked.hazard.due_on == asked.new_due_on


def place_of(month):
    return Place(month.liuwan, month.campaign, month.office, month.office)


def test_leader_reads_what_waits_and_has_no_button(month, client):
    client.force_login(month.leader)

    decisions = client.get(f"{HERE}decisions/").context["decisions"]

    assert len(decisions) >= 4
    assert {(case.post, case.cases) for case in decisions} == {("", ())}
    assert {client.get(case.url).status_code for case in decisions} == {200}


def picked(campaign):
    return list(campaign.figure_picks.values_list("indicator__code", "has_card"))


def test_office_picks_the_figures_that_everybody_sees(month, office):
    form = {"first": "drills", "second": "", "others": ["materials", "drills"]}

    answer = office.post(f"{HERE}figures/", form)

    assert answer.headers["Location"] == HERE
    assert picked(month.campaign) == [("drills", True), ("materials", False)]
    shown = office.get(HERE).context["dashboard"]
    assert [line.figure.value for line in shown.cards] == [2]
    assert [line.figure.text("en") for line in shown.more] == ["150+"]
    assert history_of(month.campaign.figure_picks.first())[0].by == month.office.name


def test_picks_of_two_tabs_dont_replace_each_other_unseen(month, office):
    seen = office.get(f"{HERE}figures/").context["form"]["seen"].value()
    office.post(f"{HERE}figures/", {"first": "drills", "seen": seen})
    second = {"first": "places", "second": "materials", "seen": seen}

    page = office.post(f"{HERE}figures/", second, headers={"accept-language": "en"})

    form = page.context["form"]
    assert form.non_field_errors() == [
        "Somebody else has chosen meanwhile: Drills. Yours are below; save again to replace them."
    ]
    assert picked(month.campaign) == [("drills", True)]
    assert (form["first"].value(), form["second"].value()) == ("places", "materials")
    again = office.post(f"{HERE}figures/", second | {"seen": form["seen"].value()})
    assert again.headers["Location"] == HERE
    assert picked(month.campaign) == [("places", True), ("materials", True)]


def test_picks_sent_twice_are_no_clash(month, office):
    form = {"first": "drills", "seen": office.get(f"{HERE}figures/").context["form"]["seen"].value()}

    answers = [office.post(f"{HERE}figures/", form) for _press in range(2)]

    assert [answer.headers.get("Location") for answer in answers] == [HERE, HERE]
    assert picked(month.campaign) == [("drills", True)]


def test_figure_on_both_cards_is_refused(month, office):
    page = office.post(f"{HERE}figures/", {"first": "drills", "second": "drills"})

    assert page.context["form"].errors["second"] == ["This figure is on the first card already."]
    assert picked(month.campaign) == []


def test_picking_again_drops_what_is_not_picked_any_more(month):
    drills, places = (Indicator.objects.get(code=code) for code in ("drills", "places"))
    pick_figures(month.campaign, by=month.office, cards=[drills], others=[places])

    pick_figures(month.campaign, by=month.office, cards=[places], others=[])

    assert picked(month.campaign) == [("places", True)]


def test_picking_is_the_offices_and_ends_with_the_archive(month):
    drills = Indicator.objects.get(code="drills")
    for user, state in ((month.leader, "running"), (month.liaison, "running"), (month.office, "archived")):
        Campaign.objects.filter(pk=month.campaign.pk).update(state=state)
        with pytest.raises(PermissionDenied):
            pick_figures(month.campaign, by=user, cards=[drills], others=[])

    assert not FigurePick.objects.exists()


def test_cloned_campaign_shows_the_same_figures(month):
    drills = Indicator.objects.get(code="drills")
    pick_figures(month.campaign, by=month.office, cards=[drills], others=[])
    clone = CampaignFactory(area=month.area, state="draft")

    copy_picks(month.campaign, clone)

    assert picked(clone) == [("drills", True)]


def test_acts_lead_back_to_the_page_they_are_on(office):
    page = f"{HERE}decisions/"

    alone, part = office.get(page), office.get(page, headers={"HX-Request": "true"})

    assert (alone.context["here"], part.context["here"]) == (page, HERE)
