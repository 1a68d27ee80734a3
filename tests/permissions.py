"""Who sees which rows: a record of the liaison's own unit, of another unit, of another county.

`ROWS` has each model that says itself who sees its rows, `BY_STATE` where that differs by state,
`SEEN_THROUGH` those that are seen with the record they hang on, `SHARED` the lists that everybody reads.
"""

from dataclasses import dataclass

from accounts.tests.factories import PostFactory, UserFactory
from activities.models import ActivityPhoto, Remark, Site, Stand
from activities.tests.factories import ActivityFactory
from campaigns.models import Attachment, Campaign, CommitteeSeat, Meeting, Resolution, TimelineEntry
from campaigns.tests.factories import (
    AssignmentFactory,
    CampaignFactory,
    NoticeFactory,
    PlanItemFactory,
    ReceiptFactory,
    UnitAssignmentFactory,
)
from inspections.models import ExposureQuota, LedgerBoard
from inspections.tests.reports import PointFactory, message_at, opening_at, report_at
from tests.core_permissions import CORE
from tests.feed_permissions import FEEDS, FEEDS_BY_STATE
from tests.inspection_records import (
    PIXELS,
    checklist,
    checklist_version,
    exposure,
    exposure_photo,
    extension,
    fund,
    fund_entry,
    hazard,
    hazard_photo,
    listing,
    look_back,
    look_back_draw,
    penalty,
    problem,
    rectification,
    reinspection,
    reward,
    visit,
    visit_answer,
    visit_photo,
    waiting_photo,
)
from tests.instruction_permissions import INSTRUCTIONS
from tests.report_permissions import REPORTS, REPORTS_BY_STATE, REPORTS_SEEN_THROUGH
from tests.round_permissions import ROUNDS, ROUNDS_BY_STATE
from tests.seeing import (
    OF_ACTIVITY,
    OF_AREA,
    OF_CAMPAIGN,
    OF_PEOPLE,
    OF_UNIT,
    OFFICE_ONLY,
    OTHER_SIDE,
    OWN_SIDE,
    PERSONAL,
    seen,
)
from tests.telling_permissions import TELLING, TELLING_SEEN_THROUGH
from units.models import Unit
from units.tests.factories import UnitFactory


@dataclass
class Place:
    """Where a record lies: its unit, its campaign, and somebody who holds a post at the unit."""

    unit: Unit
    campaign: Campaign
    person: object
    inspector: object


def places(world):
    abroad = world.people["foreign_office"]
    foreign = CampaignFactory(slug="abroad", area=abroad.area)
    return {
        "own": Place(world.unit, world.campaign, world.people["liaison"], world.people["inspector"]),
        "other": Place(world.other_unit, world.campaign, world.people["other_liaison"], world.people["inspector"]),
        "abroad": Place(abroad.unit, foreign, abroad, None),
    }


def campaign_draft(place):
    return CampaignFactory(area=place.campaign.area, state="draft")


def post(place):
    return PostFactory(person=UserFactory(), unit=place.unit)


def seat(place):
    return CommitteeSeat.objects.create(campaign=place.campaign, kind="head", post="Head")


def timeline_entry(place):
    return TimelineEntry.objects.create(campaign=place.campaign, kind="task", title="Step", planned_on="2026-06-01")


def meeting(place):
    return Meeting.objects.create(campaign=place.campaign, title="Meeting", held_at="2026-06-01T08:00+08:00")


def resolution(place):
    return Resolution.objects.create(meeting=meeting(place), text="Do it")


def share(place, **facts):
    return UnitAssignmentFactory(assignment=AssignmentFactory(campaign=place.campaign, **facts), unit=place.unit)


def receipt(place):
    return ReceiptFactory(notice=NoticeFactory(campaign=place.campaign, state="issued"), unit=place.unit)


def attachment(place):
    return Attachment.objects.create(
        unit_assignment=share(place), file="attachments/a.pdf", name="a.pdf", size=1, added_by=place.person
    )


def activity(place, **facts):
    return ActivityFactory(campaign=place.campaign, unit=place.unit, **facts)


def stand(place):
    whole = activity(place)
    return Stand.objects.create(
        activity=whole, site=Site.objects.create(activity=whole, name="Square"), unit=place.unit
    )


def photo(place):
    return ActivityPhoto.objects.create(activity=activity(place), added_by=place.person, **PIXELS)


ROWS = {
    **CORE,
    "units.Unit": (lambda place: place.unit, OF_UNIT),
    "accounts.User": (lambda place: UserFactory(role="liaison", unit=place.unit), OF_PEOPLE),
    "accounts.Post": (post, OF_PEOPLE),
    **TELLING,
    **FEEDS,
    "campaigns.Campaign": (lambda place: place.campaign, OF_CAMPAIGN),
    "campaigns.PlanItem": (lambda place: PlanItemFactory(campaign=place.campaign), OF_CAMPAIGN),
    "campaigns.CommitteeSeat": (seat, OF_CAMPAIGN),
    "campaigns.TimelineEntry": (timeline_entry, OF_CAMPAIGN),
    "campaigns.Meeting": (meeting, OF_CAMPAIGN),
    "campaigns.Resolution": (resolution, OF_CAMPAIGN),
    "campaigns.Assignment": (lambda place: share(place).assignment, OF_UNIT),
    "campaigns.UnitAssignment": (share, OF_UNIT),
    **INSTRUCTIONS,
    "campaigns.Notice": (lambda place: receipt(place).notice, OF_UNIT),
    "campaigns.Receipt": (receipt, OF_UNIT),
    "campaigns.Attachment": (attachment, OF_UNIT),
    "activities.Activity": (activity, OF_ACTIVITY),
    "activities.Remark": (
        lambda place: Remark.objects.create(activity=activity(place), text="Why?", by=place.person),
        OF_ACTIVITY,
    ),
    "activities.Stand": (stand, OF_ACTIVITY),
    "activities.ActivityPhoto": (photo, OF_ACTIVITY),
    "inspections.Hazard": (hazard, OF_ACTIVITY),
    "inspections.HazardPhoto": (hazard_photo, OF_ACTIVITY),
    "inspections.Rectification": (rectification, OF_ACTIVITY),
    "inspections.Reinspection": (reinspection, OF_ACTIVITY),
    "inspections.Extension": (extension, OF_ACTIVITY),
    "inspections.Listing": (listing, OF_ACTIVITY),
    "inspections.LookBack": (look_back, OF_ACTIVITY),
    "inspections.Checklist": (checklist, OF_CAMPAIGN),
    "inspections.ChecklistVersion": (checklist_version, OF_CAMPAIGN),
    "inspections.Visit": (visit, OF_ACTIVITY),
    "inspections.VisitAnswer": (visit_answer, OF_ACTIVITY),
    "inspections.VisitPhoto": (visit_photo, OF_ACTIVITY),
    "inspections.SupervisionProblem": (problem, OF_ACTIVITY),
    "inspections.Exposure": (exposure, OF_ACTIVITY),
    "inspections.ExposurePhoto": (exposure_photo, OF_ACTIVITY),
    "inspections.ExposureQuota": (
        lambda place: ExposureQuota.objects.get_or_create(campaign=place.campaign)[0],
        OF_CAMPAIGN,
    ),
    "inspections.LedgerBoard": (
        lambda place: LedgerBoard.objects.get_or_create(campaign=place.campaign, defaults={"changed_by": place.person})[
            0
        ],
        OF_CAMPAIGN,
    ),
    "inspections.Penalty": (penalty, OF_ACTIVITY),
    "inspections.Report": (report_at, OFFICE_ONLY),
    "inspections.ReportMessage": (message_at, OFFICE_ONLY),
    "inspections.ReporterContact": (lambda place: report_at(place).contact, OFFICE_ONLY),
    "inspections.ContactOpening": (opening_at, OFFICE_ONLY),
    "inspections.ReportPoint": (lambda place: PointFactory(unit=place.unit), OF_ACTIVITY),
    "inspections.Reward": (reward, OFFICE_ONLY),
    "inspections.Fund": (fund, OF_AREA),
    "inspections.FundEntry": (fund_entry, OF_AREA),
    **ROUNDS,
    **REPORTS,
}

# Where the state decides too: what is still being written is seen by whoever writes it.
BY_STATE = {
    ("campaigns.Campaign", "draft"): (campaign_draft, OF_PEOPLE),
    ("campaigns.Assignment", "draft"): (lambda place: share(place, state="draft").assignment, OFFICE_ONLY),
    ("campaigns.Notice", "draft"): (lambda place: NoticeFactory(campaign=place.campaign), OFFICE_ONLY),
    ("activities.Activity", "draft"): (lambda place: activity(place, state="draft"), seen(OWN_SIDE, OTHER_SIDE)),
    ("inspections.Hazard", "not shown to the unit"): (
        lambda place: hazard(place, unit_sees=False),
        seen({"office", "leader"}, {"office", "leader"}),
    ),
    ("inspections.Hazard", "found by the inspector"): (
        lambda place: hazard(place, unit_sees=False, found_by=place.inspector),
        seen({"office", "leader", "inspector"}, {"office", "leader", "inspector"}),
    ),
    ("inspections.Hazard", "supervised by the unit"): (
        lambda place: hazard(place, unit=None, supervising=place.unit),
        OF_ACTIVITY,
    ),
    ("inspections.HazardPhoto", "not passed on"): (
        lambda place: hazard_photo(place, for_unit=False),
        seen({"office", "leader"}, {"office", "leader"}),
    ),
    ("inspections.HazardPhoto", "waiting"): (waiting_photo, PERSONAL),
    ("inspections.Visit", "going_on"): (
        lambda place: visit(place, state="going_on"),
        seen({"office", "leader"}, {"office", "leader"}),
    ),
    # Of what is made public, whom it is about learns only once it is out.
    ("inspections.Exposure", "about another"): (
        lambda place: exposure(place, by_unit=UnitFactory(parent=place.campaign.area)),
        OF_AREA,
    ),
    ("inspections.Exposure", "published about another"): (
        lambda place: exposure(place, by_unit=UnitFactory(parent=place.campaign.area), state="published"),
        OF_ACTIVITY,
    ),
    ("inspections.Draw", "of look-backs"): (look_back_draw, OF_CAMPAIGN),
    **FEEDS_BY_STATE,
    **ROUNDS_BY_STATE,
    **REPORTS_BY_STATE,
}

SEEN_THROUGH = {
    **TELLING_SEEN_THROUGH,
    **REPORTS_SEEN_THROUGH,
    "accounts.Session": ("user", "accounts.User"),
    "campaigns.PlanDeclaration": ("campaign", "campaigns.Campaign"),
    "campaigns.FigurePick": ("campaign", "campaigns.Campaign"),
    "campaigns.AssignmentQuota": ("assignment", "campaigns.Assignment"),
    "campaigns.QuotaAnswer": ("unit_assignment", "campaigns.UnitAssignment"),
    "activities.IndicatorValue": ("activity", "activities.Activity"),
    "activities.LinkageOfActivity": ("activity", "activities.Activity"),
    "activities.EntryOfActivity": ("activity", "activities.Activity"),
    "activities.CoOrganiserOfActivity": ("activity", "activities.Activity"),
    "inspections.LedgerCounter": ("campaign", "campaigns.Campaign"),
    "inspections.TeamMember": ("team", "inspections.Team"),
    "inspections.ChecklistItem": ("version", "inspections.ChecklistVersion"),
    "activities.Site": ("activity", "activities.Activity"),
    "activities.StandValue": ("stand", "activities.Stand"),
}

SHARED = {
    "notifications.OutboundHost",
    "notifications.ReminderDay",
    "notifications.ReminderRule",
    "notifications.SendingHours",
    "core.CalendarYear",
    "core.CalendarDay",
    "units.UnitKind",
    "units.Industry",
    "campaigns.PlanItemKind",
    "campaigns.Linkage",
    "campaigns.Entry",
    "campaigns.EntrySet",
    "campaigns.Indicator",
    "campaigns.ActivityKind",
    "campaigns.KindIndicator",
    "reports.Outline",
    "reports.OutlineSection",
    "inspections.HazardCategory",
    "inspections.HazardSource",
    "inspections.MediaTier",
    "inspections.DeadlineRule",
    "inspections.RewardRule",
}
