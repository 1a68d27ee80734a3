"""The overview of a campaign: how far it is, what waits, whom to help. The number of queries is fixed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from activities.models import Activity
from campaigns.models import Campaign
from campaigns.selectors.plan import Plan, plan_of, plan_sentence
from core.figures import Share
from reports.selectors import tallies
from reports.selectors.decisions import Decision, Waiting, decisions, waiting_activities
from reports.selectors.figures import ACTIVITIES, ASSIGNMENTS_DONE, ASSIGNMENTS_DUE, FigureLine, figures
from reports.selectors.headline import eyebrow_parts, overview_headline, own_headline
from reports.selectors.helping import HANDED_IN, Counts, UnitToHelp, as_unit_to_help, helping_counts, units_to_help
from reports.selectors.reach import sees_all, view_of
from reports.selectors.todo import ToDoList, to_do
from units.models import Unit

# What every overview shows, by the codes that other systems rely on too.
SHOWN = (ACTIVITIES, ASSIGNMENTS_DONE, ASSIGNMENTS_DUE, "consulted", "materials", *tallies.OF_LEDGER)
FEW = 8


@dataclass(frozen=True)
class Overview:
    """`part` is the unit whose share of the campaign it is, None for the whole."""

    campaign: Campaign
    today: date
    headline: str
    eyebrow: list[str]
    figures: dict[str, FigureLine]
    time_gone: float | None
    waiting: Waiting
    plan: Plan
    plan_sentence: str
    counts: Counts
    help_first: list[UnitToHelp]
    decisions: list[Decision]
    recent: list[Activity]
    todo: ToDoList | None
    part: Unit | None

    @property
    def share_done(self) -> float | None:
        """None where nothing was asked: a dash, not 0 %."""
        asked = self.figures[ASSIGNMENTS_DUE].figure.value
        return (self.figures[ASSIGNMENTS_DONE].figure.value or 0) / asked if asked else None

    @property
    def has_hazards(self) -> bool:
        found = self.figures.get(tallies.REPORTED)
        return found is not None and found.records > 0

    @property
    def hazards_fixed(self) -> Share:
        return Share(self.figures[tallies.FIXED].records, self.figures[tallies.REPORTED].records)


def overview_of(campaign: Campaign, *, user: User, now: datetime) -> Overview:
    today = timezone.localtime(now).date()
    view = view_of(user, campaign)
    counts = helping_counts(campaign, user=user, now=now)
    waiting = waiting_activities(campaign, user=user)
    plan = plan_of(campaign, user=user, now=now)
    is_whole = sees_all(user, campaign)
    todo = None if is_whole else to_do(user, campaign, now=now)
    if todo is None:
        headline = overview_headline(campaign, today=today, counts=counts, waiting=waiting)
        waits = decisions(campaign, user=user, now=now, waiting=waiting, counts=counts, plan=plan)
    else:
        headline, waits = own_headline(campaign, today=today, todo=todo), []
    return Overview(
        campaign=campaign,
        today=today,
        headline=headline,
        eyebrow=eyebrow_parts(campaign, today),
        figures={line.code: line for line in figures(view, SHOWN, with_missing=False)},
        time_gone=time_gone(campaign, today),
        waiting=waiting,
        plan=plan,
        plan_sentence=plan_sentence(plan.counts),
        counts=counts,
        help_first=[as_unit_to_help(row) for row in units_to_help(campaign, user=user, now=now)[:FEW]],
        decisions=waits,
        recent=list(recent_activities(campaign, user=user)[:FEW]),
        todo=todo,
        part=view.filters.unit,
    )


def time_gone(campaign: Campaign, today: date) -> float | None:
    """Share of the days that are over or running; None before the first."""
    if today < campaign.starts_on:
        return None
    return min((today - campaign.starts_on).days + 1, campaign.days) / campaign.days


def recent_activities(campaign: Campaign, *, user: User) -> QuerySet[Activity]:
    """What was handed in last."""
    rows = Activity.objects.visible_to(user).filter(campaign=campaign, state__in=HANDED_IN)
    return rows.select_related("unit", "kind").order_by("-submitted_at", "-pk")
