"""The dashboard: what is the case in a part of a campaign and in a range of days. The number of queries is fixed.

Figures, charts and the rows of units heed the days; whom to help and how far the plan is are said as of now.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from accounts.models import User
from activities.models import Activity
from campaigns.models import Campaign
from campaigns.selectors.plan import Plan, PlanNode, plan_of, plan_sentence
from core.charts import Chart, RowChart
from reports.selectors import tallies
from reports.selectors.dashboard_charts import days_chart, entries_chart, years_chart
from reports.selectors.dashboard_picks import Picks, picks_of
from reports.selectors.dashboard_reading import expect
from reports.selectors.dashboard_units import UnitLine, lines_of_units, units_below
from reports.selectors.dashboard_years import Years, view_before, years_of
from reports.selectors.decisions_given import Waiting
from reports.selectors.figures import ACTIVITIES, ASSIGNMENTS_DONE, ASSIGNMENTS_DUE, FigureLine, View, count_of, figures
from reports.selectors.headline import eyebrow_parts, overview_headline, time_gone
from reports.selectors.helping import silence
from units.models import Unit

COUNTED = (ACTIVITIES, ASSIGNMENTS_DONE, ASSIGNMENTS_DUE, *tallies.OF_LEDGER)


@dataclass(frozen=True)
class Dashboard:
    """`unit` is the part in view, None for the whole campaign; `figures` by code."""

    view: View
    today: date
    unit: Unit | None
    headline: str
    eyebrow: list[str]
    figures: dict[str, FigureLine]
    picks: Picks
    time_gone: float | None
    waiting: Waiting
    waiting_url: str
    plan: Plan
    plan_sentence: str
    units: list[UnitLine]
    years: Years | None
    days_chart: Chart
    entries_chart: RowChart
    years_chart: Chart | None

    @property
    def campaign(self) -> Campaign:
        return self.view.campaign

    @property
    def share_done(self) -> float | None:
        """None where nothing was asked: a dash, not 0 %."""
        asked = self.figures[ASSIGNMENTS_DUE].records
        return self.figures[ASSIGNMENTS_DONE].records / asked if asked else None

    @property
    def plan_lines(self) -> list[PlanNode]:
        """The whole plan, of a unit what was asked of it."""
        return [node for node in self.plan.lines if self.unit is None or node.progress.owed]

    @property
    def cards(self) -> list[FigureLine]:
        return [self.figures[code] for code in self.picks.cards]

    @property
    def more(self) -> list[FigureLine]:
        return [self.figures[code] for code in self.picks.more]


def dashboard_of(view: View, *, user: User, now: datetime) -> Dashboard:
    view = replace(view, now=now)
    campaign, unit = view.campaign, view.filters.unit
    today = timezone.localtime(now).date()
    units, before = units_below(view), view_before(view, user=user)
    submitted = view.narrowed(states=(Activity.State.SUBMITTED,), day_from=None, day_to=None)
    expect(view, submitted, before, units, user=user, today=today)
    picks = picks_of(campaign, view.lists.kept)
    shown = {line.code: line for line in figures(view, (*COUNTED, *picks.codes), with_missing=False)}
    counts = silence(campaign, user=user, now=now, below=unit, reading=view.reading)
    waiting = Waiting(count_of(submitted), None)
    plan = plan_of(campaign, user=user, now=now, below=unit, reading=view.reading, kept=view.lists.kept)
    return Dashboard(
        view=view,
        today=today,
        unit=unit,
        headline=overview_headline(campaign, today=today, counts=counts, waiting=waiting),
        eyebrow=eyebrow_parts(campaign, today),
        figures=shown,
        picks=picks,
        time_gone=time_gone(campaign, today),
        waiting=waiting,
        waiting_url=submitted.url(),
        plan=plan,
        plan_sentence=plan_sentence(plan.counts),
        units=lines_of_units(view, now=now, units=units),
        years=years_of(view, before, shown, picks.codes, today=today),
        days_chart=days_chart(view, today=today),
        entries_chart=entries_chart(view),
        years_chart=years_chart(view, before, today=today),
    )
