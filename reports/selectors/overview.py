"""The overview of a unit: how far its part of a campaign is, and what it has to do. The number of queries is fixed."""

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
from reports.selectors.decisions_given import Waiting, waiting_activities
from reports.selectors.figures import ACTIVITIES, ASSIGNMENTS_DONE, ASSIGNMENTS_DUE, FigureLine, figures
from reports.selectors.headline import eyebrow_parts, own_headline, time_gone
from reports.selectors.helping import HANDED_IN
from reports.selectors.reach import view_of
from reports.selectors.todo import ToDoList, to_do
from units.models import Unit

# What every overview shows, by the codes that other systems rely on too.
SHOWN = (ACTIVITIES, ASSIGNMENTS_DONE, ASSIGNMENTS_DUE, "consulted", "materials", *tallies.OF_LEDGER)
FEW = 8


@dataclass(frozen=True)
class Overview:
    """`part` is the unit whose share of the campaign it is."""

    campaign: Campaign
    today: date
    headline: str
    eyebrow: list[str]
    figures: dict[str, FigureLine]
    time_gone: float | None
    waiting: Waiting
    plan: Plan
    plan_sentence: str
    recent: list[Activity]
    todo: ToDoList
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
    waiting = waiting_activities(campaign, user=user)
    plan = plan_of(campaign, user=user, now=now)
    todo = to_do(user, campaign, now=now)
    return Overview(
        campaign=campaign,
        today=today,
        headline=own_headline(campaign, today=today, todo=todo),
        eyebrow=eyebrow_parts(campaign, today),
        figures={line.code: line for line in figures(view, SHOWN, with_missing=False)},
        time_gone=time_gone(campaign, today),
        waiting=waiting,
        plan=plan,
        plan_sentence=plan_sentence(plan.counts),
        recent=list(recent_activities(campaign, user=user)[:FEW]),
        todo=todo,
        part=view.filters.unit,
    )


def recent_activities(campaign: Campaign, *, user: User) -> QuerySet[Activity]:
    """What was handed in last."""
    rows = Activity.objects.visible_to(user).filter(campaign=campaign, state__in=HANDED_IN)
    return rows.select_related("unit", "kind").order_by("-submitted_at", "-pk")
