"""Pages that list records take the same queries for one row and for twenty."""

import re
from collections import Counter
from random import getrandbits

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import UserFactory
from activities.tests.factories import ActivityFactory
from campaigns.models import Attachment, CommitteeSeat, Meeting, Resolution, TimelineEntry
from campaigns.tests.factories import (
    AssignmentFactory,
    AssignmentQuotaFactory,
    CampaignFactory,
    IndicatorFactory,
    NoticeFactory,
    PlanItemFactory,
    ReceiptFactory,
    UnitAssignmentFactory,
)
from core.models import Mark
from inspections.models import (
    ChecklistVersion,
    Draw,
    Extension,
    HazardCategory,
    Round,
    RoundObject,
    SupervisionProblem,
    Team,
    Visit,
)
from inspections.tests.factories import HazardFactory, RoundFactory, TeamFactory
from inspections.tests.visit_factories import ItemFactory, VersionFactory, VisitFactory
from reports.models import Outline, Summary
from reports.services.public import leave_out, release_figure, write_news
from tests.inspection_records import extension, listing, look_back
from tests.permissions import Place
from tests.world import build_world
from units.models import Unit
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
# Texts, numbers, lists of them, and the names of cursors.
VALUES = re.compile(r"'[^']*'|\"_django_curs_[^\"]*\"|\b[0-9]+\b|(?<=IN )\([^()]*\)")
DAY, MOMENT = "2026-06-01", "2026-06-01T08:00+08:00"


def campaigns(world, number):
    CampaignFactory(area=world.county, state="archived")


def plan(world, number):
    item = PlanItemFactory(campaign=world.campaign, lead=world.unit, number=number + 1)
    item.co_operating.add(world.other_unit)
    share(world, AssignmentFactory(campaign=world.campaign, plan_item=item), world.unit)


def timeline(world, number):
    TimelineEntry.objects.create(campaign=world.campaign, kind="task", title=f"Step {number}", planned_on=DAY)


def told_to_everybody(world, number):
    today = timezone.localdate()
    office = world.people["office"]
    activity = ActivityFactory(campaign=world.campaign, unit=world.unit, state="approved", starts_on=today)
    leave_out(activity, by=office, left_out=True)
    write_news(world.campaign, by=office, publish=True, title="News", text="Words", dated_on=today)
    if not number:
        release_figure(world.campaign, by=office, code="activities", is_live=True)


def bulletin(world, number):
    outline = Outline.objects.get(code="weekly")
    facts = {"campaign": world.campaign, "outline": outline, "title": "B", "day_from": DAY, "day_to": DAY}
    Summary.objects.create(bulletin=number + 1, **facts)


def seat(world, number):
    unit = UnitFactory(parent=world.county)
    CommitteeSeat.objects.create(campaign=world.campaign, kind="member", unit=unit, position=number)


def meeting(world, number):
    row = Meeting.objects.create(campaign=world.campaign, title=f"Meeting {number}", held_at=MOMENT)
    Resolution.objects.create(meeting=row, text="Do it", assignment=AssignmentFactory(campaign=world.campaign))


def resolution(world, number):
    row, _made = Meeting.objects.get_or_create(pk=1, campaign=world.campaign, title="Meeting", held_at=MOMENT)
    row.units_present.add(UnitFactory(parent=world.county))
    Resolution.objects.create(meeting=row, text="Do it", assignment=AssignmentFactory(campaign=world.campaign))
    file(world, meeting=row)


def notice(world, number):
    ReceiptFactory(notice=NoticeFactory(campaign=world.campaign, state="issued"), unit=world.unit)


def receipt(world, number):
    row = world.campaign.notices.first() or NoticeFactory(pk=1, campaign=world.campaign, state="issued")
    liaison = world.people["liaison"]
    facts = {"state": "signed", "read_at": MOMENT, "read_by": liaison, "signed_at": MOMENT, "signed_by": liaison}
    ReceiptFactory(notice=row, unit=UnitFactory(parent=world.county), **facts)
    file(world, notice=row)


def share(world, assignment, unit):
    quota = assignment.quotas.first() or AssignmentQuotaFactory(
        assignment=assignment, indicator=IndicatorFactory(code="materials"), at_least=10
    )
    row = UnitAssignmentFactory(assignment=assignment, unit=unit)
    row.answers.create(quota=quota, value=3)


def assignment(world, number):
    item = PlanItemFactory(campaign=world.campaign)
    share(world, AssignmentFactory(campaign=world.campaign, plan_item=item), world.unit)


def unit_asked(world, number):
    row = world.campaign.assignments.first() or AssignmentFactory(pk=1, campaign=world.campaign)
    share(world, row, UnitFactory(parent=world.county))
    file(world, assignment=row)


def file(world, **record):
    Attachment.objects.create(**record, file="attachments/a", name="a.pdf", size=1, added_by=world.people["office"])


def round_gone_to(world, number):
    """Two objects more of one round, one of them covered, with a hazard found there."""
    team = Team.objects.first() or TeamFactory(pk=1, campaign=world.campaign, people=[world.people["inspector"]])
    row = Round.objects.first() or RoundFactory(pk=1, campaign=world.campaign, teams=[team])
    unit = UnitFactory(parent=UnitFactory(parent=world.county), risk_level="red")
    RoundObject.objects.create(round=row, unit=unit, team=team)
    RoundObject.objects.create(round=row, unit=UnitFactory(parent=unit), team=team)
    visit = VisitFactory(campaign=world.campaign, round=row, unit=unit, team=team, state="finished")
    HazardFactory(campaign=world.campaign, unit=unit, visit=visit, state="graded")


def round_drawn(world, number):
    round_gone_to(world, number)
    row, pool = Round.objects.first(), [unit.pk for unit in Unit.objects.all()]
    facts = {"purpose": "objects", "seed": "1", "drawn_by": world.people["office"]}
    if number:
        Draw.objects.update(pool=pool, picked=pool[:3])
    else:
        Draw.objects.create(pk=1, campaign=world.campaign, round=row, pool=pool, picked=pool[:3], **facts)


def another_round(world, number):
    people = [UserFactory(role="inspector", unit=world.unit)]
    team = TeamFactory(campaign=world.campaign, people=people)
    RoundFactory(campaign=world.campaign, teams=[team], units=[UnitFactory(parent=world.county)])


def place_in(world):
    return Place(UnitFactory(parent=world.county), world.campaign, world.people["office"], world.people["inspector"])


def asked_for_more_time(world, number):
    place = place_in(world)
    extension(place)
    done = {"granted": True, "decided_on": DAY, "decided_by": UserFactory()}
    Extension.objects.filter(pk=extension(place).pk).update(**done)


def listed(world, number):
    listing(place_in(world))


def looked_back(world, number):
    place = place_in(world)
    facts = {"campaign": world.campaign, "purpose": "look_back", "drawn_by": UserFactory()}
    row = Draw.objects.create(seed="1", pool=[1], picked=[1], **facts)
    look_back(place, reason="lot", draw=row)
    look_back(place, result="holds", done_on=DAY, done_by=UserFactory())


def visited(world, number):
    team = TeamFactory(campaign=world.campaign, people=[world.people["inspector"]])
    row = VisitFactory(campaign=world.campaign, unit=world.other_unit, team=team, state="finished")
    HazardFactory(campaign=world.campaign, unit=world.other_unit, visit=row, state="rectifying")
    SupervisionProblem.objects.create(visit=row, text="No plan", due_on=DAY)


def item_of_visit(world, number):
    """Answered with "no": its hazard, its photo; and a problem beside it."""
    version = ChecklistVersion.objects.first() or VersionFactory(checklist__area=world.county)
    facts = {"campaign": world.campaign, "unit": world.other_unit, "made_by": world.people["inspector"]}
    visits = [
        Visit.objects.filter(pk=pk).first() or VisitFactory(pk=pk, state=state, checklist_version=version, **facts)
        for pk, state in ((1, "going_on"), (2, "finished"))
    ]
    item = ItemFactory(version=version, section=f"Section {number % 3}")
    for row in visits:
        hazard = HazardFactory(campaign=world.campaign, unit=world.other_unit, visit=row, state="rectifying")
        row.answers.create(item=item, answer="no", hazard=hazard)
        row.photos.create(item=item, width=1, height=1, pixels="0", likeness=0, file="a.jpg", thumbnail="b.jpg")
        assignment = AssignmentFactory(campaign=world.campaign)
        row.problems.create(text=f"Problem {number}", due_on=DAY, assignment=assignment)


def item_of_checklist(world, number):
    version = ChecklistVersion.objects.filter(pk=1).first() or VersionFactory(pk=1, checklist__area=world.county)
    ItemFactory(version=version, category=HazardCategory.objects.first())
    VersionFactory(checklist=version.checklist, number=number + 2, state="replaced")


def checklist(world, number):
    ItemFactory(version__checklist__area=world.county)


LISTS = [
    ("campaigns:campaigns", (), "office", campaigns),
    ("campaigns:plan", ("2026",), "office", plan),
    ("campaigns:plan", ("2026",), "liaison", plan),
    ("campaigns:timeline", ("2026",), "office", timeline),
    ("reports:public_page", ("2026",), "office", told_to_everybody),
    ("reports:bulletins", ("2026",), "office", bulletin),
    ("campaigns:committee", ("2026",), "office", seat),
    ("campaigns:meetings", ("2026",), "office", meeting),
    ("campaigns:meeting", ("2026", 1), "office", resolution),
    ("campaigns:notices", ("2026",), "office", notice),
    ("campaigns:notices", ("2026",), "liaison", notice),
    ("campaigns:notices_export", ("2026",), "office", notice),
    ("campaigns:notice", ("2026", 1), "office", receipt),
    ("campaigns:receipts_export", ("2026", 1), "office", receipt),
    ("campaigns:assignments", ("2026",), "office", assignment),
    ("campaigns:assignments", ("2026",), "liaison", assignment),
    ("campaigns:assignments_export", ("2026",), "office", assignment),
    ("campaigns:assignment", ("2026", 1), "office", unit_asked),
    ("campaigns:shares_export", ("2026", 1), "office", unit_asked),
    ("inspections:inspections", ("2026",), "office", another_round),
    ("inspections:inspections", ("2026",), "inspector", round_gone_to),
    ("inspections:rounds_export", ("2026",), "office", another_round),
    ("inspections:teams", ("2026",), "office", another_round),
    ("inspections:round", (1,), "office", round_gone_to),
    ("inspections:progress_export", (1,), "office", round_gone_to),
    ("inspections:objects", (1,), "office", round_gone_to),
    ("inspections:objects", (1,), "inspector", round_gone_to),
    ("inspections:objects_export", (1,), "office", round_gone_to),
    ("inspections:objects_add", (1,), "office", round_gone_to),
    ("inspections:due_units", ("2026",), "office", round_gone_to),
    ("inspections:due_export", ("2026",), "office", round_gone_to),
    ("inspections:draw", (1,), "office", round_drawn),
    ("inspections:visits", ("2026",), "office", visited),
    ("inspections:visits", ("2026",), "inspector", visited),
    ("inspections:visits_export", ("2026",), "office", visited),
    ("inspections:visit_work", (1,), "inspector", item_of_visit),
    ("inspections:visit_finish", (1,), "inspector", item_of_visit),
    ("inspections:visit", (2,), "office", item_of_visit),
    ("inspections:visit_record", (2,), "other_liaison", item_of_visit),
    ("inspections:checklists", (), "office", checklist),
    ("inspections:checklist_version", (1,), "office", item_of_checklist),
    ("inspections:extensions", ("2026",), "office", asked_for_more_time),
    ("inspections:listings", ("2026",), "office", listed),
    ("inspections:look_backs", ("2026",), "office", looked_back),
]


@pytest.mark.parametrize(("name", "args", "role", "make"), LISTS, ids=[f"{row[0]} {row[2]}" for row in LISTS])
def test_list_takes_the_same_queries_for_1_and_20_rows(name, args, role, make, client):
    world = build_world()
    client.force_login(world.people[role])
    address = reverse(name, args=args)

    make(world, 0)
    client.get(address)
    one = asked(client, address)
    for number in range(1, 20):
        make(world, number)
    many = asked(client, address)

    assert Counter(many) - Counter(one) == Counter()


def asked(client, address):
    """The queries of the page, without the values they ask for, in a process that has kept nothing yet (core.kept)."""
    Mark.objects.create(mark=getrandbits(62))
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return [VALUES.sub("…", query["sql"]) for query in captured]
