"""What the panels of a dashboard are going to ask of the totals.

Named beforehand, one statement brings it. What is missing here is asked by itself: no number depends on it.
"""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from accounts.models import User
from campaigns.selectors.progress import visible_share_totals
from reports.selectors.dashboard_units import parted
from reports.selectors.dashboard_years import last_days
from reports.selectors.figures import View, asked_in
from units.models import Unit


def expect(view: View, waiting: View, before: View | None, units: Sequence[Unit], *, user: User, today: date) -> None:
    below = parted(units)
    if view.totals:
        view.totals.expect(below.nodes, below.leaves)
    if waiting.totals:
        waiting.totals.expect_at([waiting.totals.node])
    if before:
        _expect_both_years(view, before, today)
    if view.inspected.codes() and view.inspected.totals:
        view.inspected.totals.expect(timezone.localdate(), below=below.nodes, units=below.leaves)
    if view.shares:
        view.shares.expect(view.now, asked=asked_in(view), below=below.nodes, units=below.leaves)
    if shares := visible_share_totals(view.campaign, user, view.filters.unit, view.reading):
        shares.expect(view.now)


def _expect_both_years(view: View, before: View, today: date) -> None:
    """Each up to the same day as well, where it may go on after it."""
    until, day = last_days(view, before, today)
    for year, last in ((view, until), (before, day)):
        for each in (year, year.narrowed(day_to=last)) if last < year.campaign.ends_on else (year,):
            if each.totals:
                each.totals.expect()
