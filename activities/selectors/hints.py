"""What a reviewer may want to look at twice. Hints only: nothing is decided by them.

- same photo: the same pixels, or at most NEAR bits of the likeness apart, on another
  activity of the area, this campaign or an earlier one;
- above habit: a figure more than HABIT_FACTOR times the median of the unit's own approved
  figures of that indicator, of which there must be at least HABIT_LEAST;
- date: the first day lies outside the campaign, or in the future;
- round figures: at least ROUND_LEAST known figures, all exact and all multiples of ROUND_TO.

All rows of a page are looked at together, in a fixed number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Aggregate, Count, F, FloatField, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.models import Activity, ActivityPhoto, IndicatorValue
from campaigns.models import Campaign
from core.figures import Figure, Qualifier
from core.models import BAND_BITS, BAND_MASK, BANDS, band

NEAR = 3
# A likeness with nearly all bits alike is a plain wall or a dark room, like every other one.
LEAST_BITS = 8
HABIT_FACTOR, HABIT_LEAST = 5, 3
ROUND_LEAST, ROUND_TO = 2, 100
# One picture on thousands of records must not become thousands of rows read for one page.
MOST_CANDIDATES = 1000
# A reviewer opens one or two of them; the rest is a number.
MOST_TWINS = 2


class Median(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True)
class Hint:
    """`code` is for machines; `other` is the activity that has the same photo, if one may be opened."""

    code: str
    text: str
    other: Activity | None = None


def hints_for(activities: Iterable[Activity], campaign: Campaign, today: date) -> dict[int, list[Hint]]:
    """Hints by key of the activity; expects `values__indicator` and `photos` prefetched."""
    rows = list(activities)
    found: dict[int, list[Hint]] = {row.pk: [] for row in rows}
    for row in rows:
        found[row.pk] += [*_date_hints(row, campaign, today), *_round_hints(row)]
    for row, hint in [*_habit_hints(rows), *_photo_hints(rows, campaign)]:
        found[row.pk].append(hint)
    return found


def _date_hints(row: Activity, campaign: Campaign, today: date) -> list[Hint]:
    if row.starts_on > today:
        return [Hint("future", _("The day has not come yet."))]
    if not campaign.starts_on <= row.starts_on <= campaign.ends_on:
        return [Hint("date", _("The day lies outside the campaign."))]
    return []


def _round_hints(row: Activity) -> list[Hint]:
    known = [value.figure for value in row.values.all() if value.value]
    if len(known) < ROUND_LEAST or not all(_is_round(figure) for figure in known):
        return []
    return [Hint("round", _("Round figures only."))]


def _is_round(figure: Figure) -> bool:
    """A figure that says "about" or "more than" is honest about it."""
    return figure.qualifier == Qualifier.EXACT and (figure.value or 1) % ROUND_TO == 0


def _habit_hints(rows: list[Activity]) -> Iterable[tuple[Activity, Hint]]:
    pairs = {(row.unit_id, value.indicator_id) for row in rows for value in row.values.all() if value.value}
    if not pairs:
        return
    approved = IndicatorValue.objects.filter(
        activity__state=Activity.State.APPROVED,
        activity__unit__in={unit for unit, _indicator in pairs},
        indicator__in={indicator for _unit, indicator in pairs},
        value__isnull=False,
    )
    habits = approved.values_list("activity__unit", "indicator").annotate(median=Median("value"), number=Count("pk"))
    usual = {(unit, kind): median for unit, kind, median, number in habits.order_by() if number >= HABIT_LEAST}
    for row in rows:
        for value in row.values.all():
            median = usual.get((row.unit_id, value.indicator_id))
            if median is not None and (value.value or 0) > HABIT_FACTOR * median:
                words = {"name": value.indicator.name, "usual": f"{median:,.0f}"}
                yield row, Hint("habit", _("%(name)s: far above what this unit usually reports (%(usual)s).") % words)


def _photo_hints(rows: list[Activity], campaign: Campaign) -> Iterable[tuple[Activity, Hint]]:
    photos = [(row, photo) for row in rows for photo in row.photos.all()]
    if not photos:
        return
    by_pixels, by_band = defaultdict(list), defaultdict(list)
    for other in _candidates([photo for _row, photo in photos], campaign):
        by_pixels[other.pixels].append(other)
        for number in range(BANDS):
            by_band[number, _band_of(other.likeness, number)].append(other)
    twins: dict[int, dict[int, Activity]] = defaultdict(dict)
    for row, photo in photos:
        near = [other for number in range(BANDS) for other in by_band[number, _band_of(photo.likeness, number)]]
        for other in [*by_pixels[photo.pixels], *near]:
            if other.activity and other.activity != row and _same(photo, other):
                twins[row.pk][other.activity.pk] = other.activity
    for row in rows:
        yield from ((row, hint) for hint in _twin_hints(list(twins[row.pk].values())))


def _twin_hints(twins: list[Activity]) -> Iterable[Hint]:
    for twin in twins[:MOST_TWINS]:
        words = {"unit": twin.unit, "title": twin.title}
        yield Hint("photo", _("Same photo as in “%(title)s” (%(unit)s).") % words, twin)
    more = len(twins) - MOST_TWINS
    if more > 0:
        text = ngettext("… and in %(number)s more activity.", "… and in %(number)s more activities.", more)
        yield Hint("photo", text % {"number": more})


def _candidates(photos: list[ActivityPhoto], campaign: Campaign) -> Iterable[ActivityPhoto]:
    """Photos of the area that agree in all pixels or in one band of the likeness; each by an index."""
    alike = Q(pixels__in={photo.pixels for photo in photos})
    telling = [photo for photo in photos if _tells(photo.likeness)]
    rows = ActivityPhoto.objects.filter(activity__campaign__area=campaign.area_id)
    rows = rows.exclude(activity__state__in=[Activity.State.DRAFT, Activity.State.WITHDRAWN])
    for number in range(BANDS) if telling else ():
        name = f"band_{number}"
        rows = rows.annotate(**{name: band(number)})
        alike |= Q(**{f"{name}__in": {_band_of(photo.likeness, number) for photo in telling}})
    return rows.filter(alike).select_related("activity__unit").order_by(F("activity").desc(), "pk")[:MOST_CANDIDATES]


def _same(photo: ActivityPhoto, other: ActivityPhoto) -> bool:
    if photo.pixels == other.pixels:
        return True
    return _tells(photo.likeness) and ((photo.likeness ^ other.likeness) & (2**64 - 1)).bit_count() <= NEAR


def _tells(likeness: int) -> bool:
    bits = (likeness & (2**64 - 1)).bit_count()
    return LEAST_BITS <= bits <= 64 - LEAST_BITS


def _band_of(likeness: int, number: int) -> int:
    return (likeness >> number * BAND_BITS) & BAND_MASK
