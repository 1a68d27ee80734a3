"""Bulletins: drafted from the records of some days, written and issued as the summary is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.tests.factories import UserFactory
from activities.tests.factories import ActivityFactory
from campaigns.models import ActivityKind, TimelineEntry
from campaigns.tests.factories import AssignmentFactory, CampaignFactory, UnitAssignmentFactory
from core.errors import DomainError
from core.history import history_of
from inspections.tests.factories import HazardFactory
from notifications.models import Notification
from reports.models import Outline, Summary
from reports.selectors.bulletins import bulletins_of, next_bulletin
from reports.selectors.checks import check
from reports.selectors.content import as_read, content_of
from reports.selectors.decisions_papers import paper_decisions
from reports.services import summary as services
from reports.services import summary_states as states
from reports.services.bulletins import draft_due_bulletins
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
WEEK = {"number": 2, "day_from": date(2026, 6, 8), "day_to": date(2026, 6, 14)}


@pytest.fixture
def campaign():
    """Two activities in the second week, one before it, one after it, one not approved."""
    campaign = CampaignFactory(slug="2026", name="Month 2026", area=CountyFactory(name="County"))
    unit = UnitFactory(parent=campaign.area, name="Brigade")
    kind = ActivityKind.objects.get(code="drill")
    for day, state in ((3, "approved"), (8, "approved"), (14, "approved"), (15, "approved"), (10, "submitted")):
        when = date(2026, 6, day)
        facts = {"campaign": campaign, "unit": unit, "kind": kind, "starts_on": when, "state": state}
        ActivityFactory(**facts, title=f"Drill of {day} June", figures={"participants": 100 + day})
    return campaign


def person(campaign, role):
    return UserFactory(role=role, unit=UnitFactory(parent=campaign.area))


@pytest.fixture
def office(campaign):
    return person(campaign, "office")


def draft(campaign, by, language="en", **changes):
    outline = Outline.objects.get(code="weekly")
    return services.draft_bulletin(campaign, by=by, outline=outline, language=language, **WEEK | changes)


def said(version, source):
    content = content_of(version)
    section = next(each for each in content.sections if each["source"] == source)
    return as_read(section["text"], content.figures, content.language)


def issued(version, office, leader):
    states.send_for_review(version.summary, by=office)
    for each in check(content_of(version)):
        states.accept_warning(version.summary, by=office, key=each.key)
    states.approve(version.summary, by=leader)
    return states.issue(version.summary, by=office)


def test_bulletin_tells_of_its_days_alone(campaign, office):
    version = draft(campaign, office)

    assert said(version, "week") == (
        f"From 8 to 14 June, 1 unit of {campaign.area.name} held 2 activities with 222 taking part. "
        "Since the campaign began there have been 3."
    )
    named = "8 June: Brigade, “Drill of 8 June”; 14 June: Brigade, “Drill of 14 June”."
    assert said(version, "week_activities").splitlines()[1] == named


def test_bulletin_says_of_hazards_what_is_open_today(campaign, office):
    for day, state in ((9, "rectifying"), (10, "fixed"), (2, "rectifying")):
        HazardFactory(campaign=campaign, state=state, reported_on=date(2026, 6, day))

    told = said(draft(campaign, office), "week_hazards")

    assert told == "2 hazards were found; 1 is fixed. Today 2 hazards are being worked on, 2 of them past the deadline."


def test_bulletin_names_what_the_next_week_brings(campaign, office):
    for day, title in ((14, "Today"), (15, "Open day"), (21, "Contest"), (22, "Too late")):
        TimelineEntry.objects.create(
            campaign=campaign, kind="activity", title=title, planned_on=date(2026, 6, day), is_deadline=day == 21
        )

    assert said(draft(campaign, office), "week_next") == "15 June: Open day; By 21 June: Contest."


def test_bulletin_lists_what_several_units_are_asked_for_the_next_week(campaign, office):
    asked = {"Sign pledges": 2, "For one alone": 1}
    for title, units in asked.items():
        due_at = datetime(2026, 6, 18, 10, tzinfo=UTC)
        assignment = AssignmentFactory(campaign=campaign, title=title, state="sent", due_at=due_at)
        for _place in range(units):
            UnitAssignmentFactory(assignment=assignment, unit=UnitFactory(parent=campaign.area))

    assert said(draft(campaign, office), "week_next") == "Assignments that fall due: Sign pledges."


def test_bulletin_has_its_number_and_days_in_each_language(campaign, office):
    english, chinese = (draft(campaign, office, language).summary for language in ("en", "zh-hans"))

    assert (english.number, english.title) == ("No. 2", "Month 2026: bulletin of 8 to 14 June")
    assert (chinese.number, chinese.title) == ("第2期", "Month 2026工作简报\n（6月8日至14日）")
    assert [each.number for each in bulletins_of(campaign, user=office)] == [2]


def test_bulletin_keeps_its_days_in_the_second_language(campaign, office):
    draft(campaign, office)

    with pytest.raises(DomainError, match="other days"):
        draft(campaign, office, "zh-hans", day_to=date(2026, 6, 15))
    assert Summary.objects.count() == 1


def test_bulletin_drafted_anew_keeps_what_was_written_in_its_version(campaign, office):
    version = draft(campaign, office)
    services.save_section(version.summary, by=office, key="s1", opened=version.number, title="", text="Typed")
    again = draft(campaign, office)

    texts = [row.sections[0]["text"] == "Typed" for row in again.summary.versions.order_by("number")]
    assert texts == [False, True, False]


def test_section_of_a_bulletin_is_drafted_anew_from_its_own_days(campaign, office):
    version = draft(campaign, office)
    services.save_section(version.summary, by=office, key="s1", opened=version.number, title="", text="Typed")
    again = services.redraft_section(version.summary, by=office, key="s1", opened=version.number + 1)

    assert again.sections == version.sections


def test_bulletin_stands_beside_the_summary(campaign, office):
    summary = services.draft_summary(
        campaign, by=office, outline=Outline.objects.get(code="county"), language="en"
    ).summary
    bulletin = draft(campaign, office).summary

    assert {row.bulletin for row in Summary.objects.all()} == {None, 2}
    assert bulletin.versions.get().number == summary.versions.get().number + 1


def test_bulletin_goes_its_way_to_every_unit(campaign, office):
    leader, liaison = person(campaign, "leader"), person(campaign, "liaison")
    seen = [Summary.objects.visible_to(who).count() for who in (office, leader, liaison)]
    version = draft(campaign, office)
    seen += [Summary.objects.visible_to(who).count() for who in (office, leader, liaison)]
    paper = issued(version, office, leader)
    seen += [Summary.objects.visible_to(who).count() for who in (office, leader, liaison)]

    assert seen == [0, 0, 0, 1, 0, 0, 1, 1, 1]
    assert (paper.state, paper.year, paper.serial, paper.number) == ("issued", None, None, "No. 2")
    assert history_of(paper)[0].by == office.name
    told = Notification.objects.get(post__person=liaison)
    assert (told.text, told.url) == ("Bulletin 2 of the campaign is issued.", "/campaigns/2026/bulletins/2/en/")


def test_bulletin_waits_to_be_approved_and_the_next_one_to_be_drafted(campaign, office):
    leader, today = person(campaign, "leader"), date(2026, 6, 22)
    before = [each.title for each in paper_decisions(campaign, office, today)]
    version = draft(campaign, office)
    states.send_for_review(version.summary, by=office)
    found = {who: [each.title for each in paper_decisions(campaign, who, today)] for who in (office, leader)}

    waits, due = "Bulletin 2 waits for approval", "Bulletin 3 has not been drafted"
    assert (before, found) == ([], {office: [waits, due], leader: [waits]})
    assert [each.title for each in paper_decisions(campaign, office, date(2026, 6, 21))] == [waits]


def test_portal_drafts_the_next_bulletin_when_its_week_is_over(campaign, office):
    for language in ("en", "zh-hans"):
        states.send_for_review(draft(campaign, office, language).summary, by=office)
    early, made = (draft_due_bulletins(date(2026, 6, day)) for day in (21, 22))

    assert early == []
    assert {(each.summary.number, each.summary.span, each.saved_by, each.author) for each in made} == {
        ("No. 3", (date(2026, 6, 15), date(2026, 6, 21)), None, "the portal"),
        ("第3期", (date(2026, 6, 15), date(2026, 6, 21)), None, "the portal"),
    }
    assert {said(each, "week")[:15] for each in made} == {"From 15 to 21 J", "6月15日至21日，全县有1个"}
    assert draft_due_bulletins(date(2026, 6, 30)) == []


@pytest.mark.parametrize(
    ("state", "is_sent_on", "expected"),
    [("running", True, 1), ("closing", True, 1), ("archived", True, 0), ("running", False, 0)],
)
def test_portal_drafts_where_the_bulletin_before_was_sent_on(campaign, office, state, is_sent_on, expected):
    paper = draft(campaign, office).summary
    if is_sent_on:
        states.send_for_review(paper, by=office)
    type(campaign).objects.update(state=state)

    assert len(draft_due_bulletins(date(2026, 6, 22))) == expected


def test_portal_drafts_no_bulletin_nobody_has_begun_with(campaign):
    assert draft_due_bulletins(date(2026, 6, 22)) == []


def test_bulletin_that_the_portal_drafted_waits_to_be_read(campaign, office):
    states.send_for_review(draft(campaign, office).summary, by=office)
    draft_due_bulletins(date(2026, 6, 22))

    titles = [each.title for each in paper_decisions(campaign, office, date(2026, 6, 22))]
    assert titles == ["Bulletin 2 waits for approval", "Bulletin 3 is drafted and waits to be read"]


def test_bulletin_asks_nothing_of_the_plan(campaign, office):
    campaign.national_edition = 1
    campaign.save()

    assert {each.kind for each in check(content_of(draft(campaign, office)))} <= {"empty"}


@pytest.mark.parametrize("role", ["leader", "liaison", "inspector"])
def test_only_the_office_drafts_a_bulletin(campaign, role):
    with pytest.raises(PermissionDenied):
        draft(campaign, person(campaign, role))
    assert Summary.objects.count() == 0


def test_next_bulletin_is_the_week_after_the_last(campaign, office):
    first = next_bulletin(campaign)
    draft(campaign, office, number=1, day_from=first.day_from, day_to=first.day_to)
    second = next_bulletin(campaign)
    draft(campaign, office, number=5, day_from=date(2026, 6, 22), day_to=date(2026, 6, 28))
    last = next_bulletin(campaign)

    found = [(each.number, each.day_from.day, each.day_to.day) for each in (first, second, last)]
    assert found == [(1, 1, 7), (2, 8, 14), (6, 29, 30)]


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("bulletin_once_per_language", {}),
        ("bulletin_has_days_in_order", {"bulletin": 3, "day_to": None}),
        ("bulletin_has_days_in_order", {"bulletin": 3, "day_to": WEEK["day_from"] - timedelta(days=1)}),
        ("bulletin_has_days_in_order", {"bulletin": None}),
    ],
)
def test_bulletin_is_there_once_with_days_in_order(campaign, office, name, facts):
    paper = draft(campaign, office).summary
    paper.pk = None
    for field, value in facts.items():
        setattr(paper, field, value)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Summary.objects.bulk_create([paper])


def test_days_that_lie_wrong_are_named_at_the_field(campaign, office, client):
    client.force_login(office)
    facts = {"number": 1, "language": "en", "outline": Outline.objects.get(code="weekly").pk}
    answers = []
    for first, last in (("2026-06-08", "2026-06-01"), ("2025-06-01", "2025-06-07")):
        page = client.post(reverse("reports:bulletin_new", args=["2026"]), facts | {"day_from": first, "day_to": last})
        answers.append({name: list(errors) for name, errors in page.context["form"].errors.items()})

    assert answers == [
        {"day_to": ["The last day lies before the first."]},
        {"day_from": ["The campaign has no day among these."]},
    ]
    assert Summary.objects.count() == 0


def test_bulletin_is_drafted_and_read_on_its_pages(campaign, office, client):
    client.force_login(office)
    facts = {"language": "en", "outline": Outline.objects.get(code="weekly").pk}
    days = {name: str(value) for name, value in WEEK.items()}
    answer = client.post(reverse("reports:bulletin_new", args=["2026"]), facts | days, follow=True)

    assert answer.redirect_chain == [("/campaigns/2026/bulletins/2/en/", 302)]
    assert "held <a" in answer.content.decode()
    word = client.get(reverse("reports:summary_file", args=["2026", 1, "docx"]))
    assert word["Content-Disposition"] == 'attachment; filename="bulletin-2026-2-1.docx"'
