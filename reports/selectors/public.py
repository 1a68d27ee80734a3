"""What people without an account may read of a campaign: nothing here names a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext, pgettext

from activities.models import Activity
from campaigns.models import Campaign, Indicator, TimelineEntry
from core.figures import UNKNOWN, Figure
from core.published import PERSONAL_NUMBER
from inspections.models import Exposure, ExposurePhoto
from inspections.selectors.board import public_board
from reports.models import LeftOut, NewsItem, ReleasedFigure
from reports.selectors import inspected
from reports.selectors.figures import ACTIVITIES, ASSIGNMENTS_DONE, ASSIGNMENTS_DUE, UNITS_ACTIVE, View, figures

MOST_DATES = 12
MOST_NEWS = 5
MOST_CASES = 4
MOST_ACTIVITIES = 12
DAYS_SHOWN = 7
SECONDS_KEPT = 600
# Or an address for letters, which the office may publish in its own words but nobody's title carries to a public page.
PERSONAL = rf"{PERSONAL_NUMBER}|[0-9A-Za-z._-]+@[0-9A-Za-z-]+[.]"


@dataclass(frozen=True)
class Released:
    """A figure as everybody reads it."""

    row: ReleasedFigure
    name: str
    measure: str
    figure: Figure
    as_of: date


@dataclass(frozen=True)
class Front:
    """The public page of one campaign."""

    news: Sequence[NewsItem]
    has_more_news: bool
    activities: Sequence[Activity]
    has_more_activities: bool
    cases: Sequence[Exposure]
    has_more_cases: bool
    released: list[Released]
    dates: Sequence[TimelineEntry]
    has_board: bool


def public_campaigns() -> QuerySet[Campaign]:
    """Campaigns that run or close, the newest first: the front page tells everybody of them."""
    return Campaign.objects.running().select_related("area")


def coming_dates(campaign: Campaign, today: date) -> QuerySet[TimelineEntry]:
    """What is still to come, without tasks inside the offices."""
    rows = campaign.timeline.filter(planned_on__gte=today, actual_on=None)
    return rows.exclude(kind=TimelineEntry.Kind.TASK).order_by("planned_on", "pk")[:MOST_DATES]


def front_of(campaign: Campaign, today: date) -> Front:
    news = list(published_news(campaign)[: MOST_NEWS + 1])
    cases = list(published_cases(campaign)[: MOST_CASES + 1])
    rows = shown_in_week(campaign, today) if shows_activities(campaign) else []
    return Front(
        news=news[:MOST_NEWS],
        has_more_news=len(news) > MOST_NEWS,
        activities=rows[:MOST_ACTIVITIES],
        has_more_activities=len(rows) > MOST_ACTIVITIES,
        cases=cases[:MOST_CASES],
        has_more_cases=len(cases) > MOST_CASES,
        released=[each for each in released_of(campaign, today) if each.figure.is_known],
        dates=list(coming_dates(campaign, today)),
        has_board=public_board(campaign.slug) is not None,
    )


def published_news(campaign: Campaign) -> QuerySet[NewsItem]:
    return NewsItem.objects.published().filter(campaign=campaign)


def published_cases(campaign: Campaign) -> QuerySet[Exposure]:
    """The masked words as they came out; the exposed unit stands there only where the words name it."""
    rows = Exposure.objects.published().filter(campaign=campaign)
    return rows.only("pk", "title", "text", "outlet", "published_on", "link").order_by("-published_on", "-pk")


def case_photos(campaign: Campaign) -> QuerySet[ExposurePhoto]:
    """Masked copies, of published cases only."""
    return ExposurePhoto.objects.filter(exposure__in=Exposure.objects.published().filter(campaign=campaign))


def shows_activities(campaign: Campaign) -> bool:
    page = getattr(campaign, "public_page", None)
    return page is not None and page.shows_activities


def week_of(campaign: Campaign, today: date) -> QuerySet[Activity]:
    """Approved activities of the last seven days. The place stays out: it may be somebody's home."""
    rows = Activity.objects.filter(campaign=campaign, state=Activity.State.APPROVED)
    rows = rows.filter(starts_on__range=(today - timedelta(days=DAYS_SHOWN - 1), today))
    return rows.order_by("-starts_on", "-pk")


def shown_in_week(campaign: Campaign, today: date, most: int = MOST_ACTIVITIES) -> list[Activity]:
    """The newest of them, one more than `most` where there are more."""
    left_out = list(LeftOut.objects.filter(campaign=campaign).values_list("activity", flat=True))
    return newest(week_of(campaign, today).exclude(title__regex=PERSONAL).exclude(pk__in=left_out), most + 1)


def newest(rows: QuerySet[Activity], most: int) -> list[Activity]:
    """Keys first, along the index by day. Joined to what is left out, or to units, the same limit was planned as a
    walk through a million rows, which took eight minutes.
    """
    keys = list(rows.values_list("pk", flat=True)[:most])
    found = Activity.objects.filter(pk__in=keys).select_related("unit", "kind")
    return list(found.order_by("-starts_on", "-pk"))


def released_of(campaign: Campaign, today: date) -> list[Released]:
    """In the order they were released; a figure that is gone from the lists is gone from the page."""
    rows = list(ReleasedFigure.objects.filter(campaign=campaign))
    if not rows:
        return []
    names, live = figure_names(), _live(campaign, [row.code for row in rows if row.is_live])
    found = []
    for row in rows:
        if row.code in names:
            name, measure = names[row.code]
            figure = live.get(row.code, UNKNOWN) if row.is_live else row.figure
            found.append(Released(row, name, measure, figure, row.as_of or today))
    return found


def figure_names() -> dict[str, tuple[str, str]]:
    """{code: name and measure} of all that may be released, in the order of the tables."""
    language = get_language() or "zh-hans"
    counts = {
        ACTIVITIES: (gettext("Activities"), pgettext("measure", "activities")),
        UNITS_ACTIVE: (gettext("Units active"), pgettext("measure", "units")),
        ASSIGNMENTS_DONE: (gettext("Assignments done"), pgettext("measure", "assignments")),
        ASSIGNMENTS_DUE: (gettext("Assignments asked"), pgettext("measure", "assignments")),
    }
    rows = Indicator.objects.exclude(addition=Indicator.Addition.DISTINCT)
    named = {row.code: (row.name_in(language), row.measure_in(language)) for row in rows}
    counted = {code: (str(name), str(measure)) for code, (name, measure) in inspected.NAMES.items()}
    return counts | named | counted


def may_stay_live(code: str) -> bool:
    """Counts of the ledger and of rewards are released by the day: from one to the next they would tell of cases."""
    return code not in inspected.CODES


def value_now(campaign: Campaign, code: str) -> Figure:
    """Over all records of the campaign, whoever asks."""
    found = figures(View(campaign), [code], with_missing=False)
    return found[0].figure if found else UNKNOWN


def _live(campaign: Campaign, codes: list[str]) -> dict[str, Figure]:
    """Kept for some minutes, so that a crowd of readers counts once."""
    if not codes:
        return {}
    key = f"released-{campaign.pk}-{'-'.join(sorted(codes))}"
    found: dict[str, Figure] | None = cache.get(key)
    if found is None:
        lines = figures(View(campaign), codes, with_missing=False)
        found = {line.code: line.figure for line in lines}
        cache.set(key, found, SECONDS_KEPT)
    return found
