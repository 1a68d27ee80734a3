"""The charts of a dashboard, drawn from what the totals say: pages, pictures and the workbook show the same."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Campaign
from campaigns.selectors.plan import Plan
from campaigns.selectors.progress import Progress
from core.charts import Chart, Key, Row, RowChart, Series, bar_rows, day_columns, share_rows, two_years
from reports.selectors.dashboard_units import UnitLine
from reports.selectors.figures import View
from reports.selectors.panels import NONE, counts_by, counts_by_day, counts_by_day_and
from reports.selectors.years import years_back

# More columns would be thinner than a finger or an eye can find.
MOST_DAYS = 92
ONE_DAY = timedelta(days=1)


def days_chart(view: View, *, today: date) -> Chart:
    """Activities a day in their linkages; one of two linkages stands in both parts, the whole counts it once."""
    wholes, parts = counts_by_day(view), counts_by_day_and(view, "linkage")
    days, url = days_shown(view, wholes), _day_urls(view)
    return day_columns(
        _("Activities per day, by linkage"),
        days,
        _linkages(view, days, parts),
        wholes=[wholes.get(day, 0) for day in days],
        urls=[url(day) if wholes.get(day) else "" for day in days],
        marks=_marks(view, max(days, key=lambda day: wholes.get(day, 0))),
        until=today,
        note=_note(days, wholes, parts),
    )


def days_shown(view: View, counted: Iterable[date]) -> list[date]:
    """Those chosen, else those of the campaign with what was done before and after, the last ones if they are too many."""
    filters, campaign = view.filters, view.campaign
    first = filters.day_from or min([campaign.starts_on, filters.day_to or campaign.starts_on, *counted])
    last = filters.day_to or max([campaign.ends_on, first, *counted])
    number = min((last - first).days + 1, MOST_DAYS)
    if filters.day_from is None and filters.day_to is None and number == MOST_DAYS:
        # A slip in a year stands far away; the month itself is what is asked for.
        first, last = campaign.starts_on, campaign.ends_on
        number = min(campaign.days, MOST_DAYS)
    start = last - ONE_DAY * (number - 1)
    return [start + ONE_DAY * place for place in range(number)]


def _linkages(view: View, days: Sequence[date], parts: Mapping[date, dict[int, int]]) -> list[Series]:
    used = {key for counts in parts.values() for key in counts}
    series = []
    for row in view.lists.linkages:
        if row.pk in used or not row.retired:
            values = [parts.get(day, {}).get(row.pk, 0) for day in days]
            url = _day_urls(view.narrowed(linkages=(row,)))
            urls = [url(day) if value else "" for day, value in zip(days, values, strict=True)]
            series.append(Series(row.name, values, urls=urls))
    if NONE in used:
        values = [parts.get(day, {}).get(NONE, 0) for day in days]
        series.append(Series(_("Without a linkage"), values, tone="grey"))
    return series


def _day_urls(view: View) -> Callable[[date], str]:
    """The list of one day's activities: its address is made once, for the hundred parts of a chart."""
    page, _mark, query = view.narrowed(day_from=date.min, day_to=date.min).url().partition("?")
    before, between, after = query.split(date.min.isoformat(), 2)
    return lambda day: f"{page}?{before}{day}{between}{day}{after}"


def _marks(view: View, day: date) -> dict[date, str]:
    """What the timeline calls the day with the most."""
    title = view.lists.kept.get(("named day", view.campaign.pk, day), lambda: _named(view.campaign, day))
    return {day: title} if title else {}


def _named(campaign: Campaign, day: date) -> str | None:
    named = campaign.timeline.filter(kind="activity", planned_on=day)
    return named.values_list("title", flat=True).first()


def _note(days: Sequence[date], wholes: Mapping[date, int], parts: Mapping[date, dict[int, int]]) -> str:
    if not wholes:
        return _("On these days no activity is approved yet.")
    said = []
    if any(sum(counts.values()) > wholes.get(day, 0) for day, counts in parts.items()):
        said.append(_("An activity of two linkages stands in both parts; the numbers count it once."))
    outside = sum(wholes.values()) - sum(wholes.get(day, 0) for day in days)
    if outside:
        words = ngettext(
            "%(number)s activity lies on a day that isn't drawn.",
            "%(number)s activities lie on days that aren't drawn.",
            outside,
        )
        said.append(words % {"number": f"{outside:,}"})
    return " ".join(said)


def entries_chart(view: View) -> RowChart:
    """The entries of the campaign's set, and others that were nevertheless used."""
    counts = counts_by(view, "entry")
    of_set = view.lists.entries_of(view.campaign)
    entries = [row for row in view.lists.entries if row.pk in counts or row.pk in of_set]
    rows = [Row(row.name, [counts.get(row.pk, 0)], urls=[view.narrowed(entries=(row,)).url()]) for row in entries]
    return bar_rows(_("Activities by entry"), rows, names=(_("Entry"), _("Activities")))


def years_chart(view: View, before: View | None, *, today: date) -> Chart | None:
    """Activities summed up day by day; None without a year before."""
    if before is None:
        return None
    years = view.campaign.year - before.campaign.year
    now = counts_by_day(view)
    then = {years_back(day, -years): number for day, number in counts_by_day(before).items()}
    days = days_shown(view, [*now, *then])
    return two_years(
        _("Activities beside the year before"),
        days,
        _from_the_first(now, [day for day in days if day <= today]),
        _from_the_first(then, days),
        names=(str(view.campaign.year), str(before.campaign.year)),
    )


def _from_the_first(counts: Mapping[date, int], days: Sequence[date]) -> list[int]:
    """A number a day; the first has all that was before it, so that their sum is what had come together."""
    found = [counts.get(day, 0) for day in days]
    if found:
        found[0] += sum(number for day, number in counts.items() if day < days[0])
    return found


def plan_chart(plan: Plan) -> RowChart:
    rows = [_row(node.item.title, node.progress) for node in plan.lines if node.progress.owed]
    return share_rows(_("Progress of the plan"), rows, keys=_keys(), name=_("Item"))


def units_chart(lines: Sequence[UnitLine]) -> RowChart:
    rows = [_row(line.unit.name, line.progress) for line in lines]
    return share_rows(_("Assignments of the units below"), rows, keys=_keys(), name=_("Unit"))


def _keys() -> list[Key]:
    return [
        Key(_("Done"), "green"),
        Key(_("In hand"), "blue"),
        Key(_("Late"), "red"),
        Key(_("Not started"), "grey"),
    ]


def _row(label: str, progress: Progress) -> Row:
    return Row(label, [progress.done, progress.in_hand, progress.late, progress.not_started])
