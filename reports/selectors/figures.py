"""The one definition of every figure: pages, tables, exports, `figures.json` and the summary call this.

A figure counts the activities in view: those of the campaign that the filters leave, in the
counted states, each once however many units took part. Unknown parts are left out of a sum
and named as missing (product.md, counting rules).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext

from accounts.models import User
from activities.models import Activity, IndicatorValue
from activities.models.activity import ActivityQuerySet
from activities.selectors.adding import distinct_units, known_figures, values_of
from activities.selectors.filtering import APPROVED, EVERYTHING, ActivityFilters, subtree_ids
from activities.selectors.totals import Totals, reads_all_counted, totals_of, totals_of_kind
from activities.selectors.unsaid import Unsaid, unsaid_of
from campaigns.models import Assignment, Campaign, Indicator, UnitAssignment
from campaigns.selectors.progress import ShareTotals, share_totals
from campaigns.selectors.taxonomy import Lists
from core.addresses import address
from core.figures import Figure
from core.totals.reading import Reading
from reports.selectors import inspected
from reports.selectors.inspected import Inspected
from reports.selectors.missing import MOST, Missing, Owed, missing_parts

ACTIVITIES, UNITS_ACTIVE = "activities", "units_active"
ASSIGNMENTS_DONE, ASSIGNMENTS_DUE = "assignments_done", "assignments_due"
NONE_OWED = Owed()
COUNTS = (ACTIVITIES, ASSIGNMENTS_DONE, ASSIGNMENTS_DUE, UNITS_ACTIVE)


@dataclass(frozen=True)
class FigureLine:
    """One figure in one view. `records` is how many records carry a known value; `url` opens exactly those."""

    code: str
    name: str
    measure: str
    figure: Figure
    records: int
    url: str
    missing: tuple[Missing, ...] = ()
    has_more_missing: bool = False


@dataclass(frozen=True)
class View:
    """The records a figure looks at: those of a campaign, as far as they are reached, under the filters.

    `reader` is the person whose records are counted, as far as they are visible to them; None counts all.
    Filters without states count approved activities only. What is late is late by `now`. `reading` is what the page
    has read of totals, `lists` what of lists; both are shared by the views narrowed from this one.
    """

    campaign: Campaign
    filters: ActivityFilters = EVERYTHING
    reader: User | None = None
    now: datetime = field(default_factory=timezone.now, compare=False)
    reading: Reading = field(default_factory=Reading, compare=False, repr=False)
    lists: Lists = field(default_factory=Lists, compare=False, repr=False)

    @property
    def activities(self) -> ActivityQuerySet:
        return Activity.objects.all() if self.reader is None else Activity.objects.visible_to(self.reader)

    @property
    def counted(self) -> ActivityFilters:
        return self.filters if self.filters.states else self.filters.with_(states=APPROVED)

    @property
    def inspected(self) -> Inspected:
        return Inspected(self.campaign, self.reader, self.filters, self.reading)

    @cached_property
    def totals(self) -> Totals | None:
        """The totals that say the same as counting the records, where there are any: those of a unit and all below it."""
        return totals_of(self.campaign, self.counted, self.reading) if self._reads_all_counted else None

    @cached_property
    def own_totals(self) -> Totals | None:
        """The same where nothing is asked of the units below, so that they may be of one kind of activity too."""
        if self.totals or not self._reads_all_counted:
            return self.totals
        return totals_of_kind(self.campaign, self.counted, self.reading)

    @cached_property
    def unsaid(self) -> Unsaid | None:
        """What the activities in view have not said, where it is kept."""
        return unsaid_of(self.campaign, self.counted) if self._reads_all_counted else None

    @property
    def _reads_all_counted(self) -> bool:
        return reads_all_counted(self.campaign, self.reader, self.filters.unit)

    @property
    def shares(self) -> ShareTotals | None:
        """The same of what its unit and those below it were asked."""
        return share_totals(self.campaign, self.filters.unit, self.reading)

    def narrowed(self, **changes: Any) -> "View":
        return replace(self, filters=self.counted.with_(**changes))

    def rows(self) -> QuerySet[Activity]:
        """A unit with none below it is asked for itself, which reads its records instead of all."""
        unit = self.filters.unit
        is_alone = unit is not None and not unit.is_node
        counted = self.counted.with_(unit_itself=True) if is_alone else self.counted
        return counted.apply(self.activities.filter(campaign=self.campaign)).order_by()

    def values(self) -> QuerySet[IndicatorValue]:
        return values_of(self.rows())

    def url(self, indicator: Indicator | None = None) -> str:
        filters = self.counted.with_(indicator=indicator) if indicator else self.counted
        return f"{address('activities:activities', self.campaign.slug)}?{filters.query_string()}"


def figures(
    view: View, codes: Iterable[str] | None = None, *, with_missing: bool = True, most_missing: int | None = MOST
) -> list[FigureLine]:
    """Every figure of a view, indicators first; the number of queries doesn't grow with records or codes.

    `codes` narrows to some; an unknown code is left out, and so is one that the view can't answer.
    `most_missing` of each figure are named, None names all.
    """
    wanted = None if codes is None else set(codes)
    every = view.lists.indicators
    indicators = [row for row in every if wanted is None or row.code in wanted]
    counts = [code for code in COUNTS if wanted is None or code in wanted]
    _expect(view, indicators, {*COUNTS, *inspected.CODES} if wanted is None else wanted)
    known = _known(view, indicators)
    missing = _missing(view, indicators, most_missing) if with_missing else {}
    language = get_language() or "zh-hans"
    lines = [
        FigureLine(
            code=row.code,
            name=row.name_in(language),
            measure=row.measure_in(language),
            figure=known[row.code][0],
            records=known[row.code][1],
            url=view.url(row),
            missing=missing.get(row.pk, NONE_OWED).parts,
            has_more_missing=missing.get(row.pk, NONE_OWED).is_cut,
        )
        for row in indicators
    ]
    counting = next((row for row in every if row.addition == Indicator.Addition.DISTINCT), None)
    return lines + _counts(view, counts, counting, known) + _of_inspections(view, wanted)


def _expect(view: View, indicators: list[Indicator], codes: set[str]) -> None:
    """All that totals will be asked for these figures, in one statement."""
    of_units = UNITS_ACTIVE in codes or any(row.addition == Indicator.Addition.DISTINCT for row in indicators)
    of_shares = {ASSIGNMENTS_DONE, ASSIGNMENTS_DUE}
    if (indicators or of_units or ACTIVITIES in codes) and view.own_totals:
        view.own_totals.expect_figures(of_units=of_units)
    if codes & of_shares and view.shares:
        view.shares.expect(view.now, asked=asked_in(view))
    view.inspected.expect(codes)


def _missing(view: View, indicators: list[Indicator], most: int | None) -> dict[int, Owed]:
    return missing_parts(view.campaign, view.rows(), view.filters, indicators, most, view.unsaid)


def _known(view: View, indicators: list[Indicator]) -> dict[str, tuple[Figure, int]]:
    known = view.own_totals.known_figures(indicators) if indicators and view.own_totals else {}
    rest = [row for row in indicators if row.code not in known]
    if not rest:
        return known
    return known | known_figures(view.rows(), rest)


def figure(view: View, code: str) -> FigureLine | None:
    """One figure, None for an unknown code."""
    return next(iter(figures(view, [code])), None)


def unit_assignments(view: View) -> QuerySet[UnitAssignment]:
    """Sent assignments of the units in view that are not waived; the days are those of the due date."""
    rows = UnitAssignment.objects.sent().filter(assignment__campaign=view.campaign)
    rows = rows.exclude(state=UnitAssignment.State.WAIVED)
    if view.filters.unit:
        rows = rows.filter(unit__path__startswith=view.filters.unit.path)
    asked = asked_in(view)
    return (rows if asked is None else rows.filter(assignment__in=asked)).order_by()


def asked_in(view: View) -> QuerySet[Assignment] | None:
    """The assignments that a view is narrowed to, None for all of its campaign."""
    filters = view.filters
    if not (filters.plan_item or filters.assignment or filters.day_from or filters.day_to):
        return None
    rows = Assignment.objects.filter(campaign=view.campaign)
    if filters.plan_item:
        rows = rows.filter(plan_item__in=subtree_ids(filters.plan_item))
    if filters.assignment:
        rows = rows.filter(pk=filters.assignment.pk)
    if filters.day_from:
        rows = rows.filter(due_at__date__gte=filters.day_from)
    if filters.day_to:
        rows = rows.filter(due_at__date__lte=filters.day_to)
    return rows.order_by()


def _assignments(view: View) -> tuple[int, int]:
    """How many are done, of how many."""
    if totals := view.shares:
        progress = totals.progress(view.now, asked=asked_in(view))
        return progress.done, progress.owed
    done = Count("pk", filter=Q(state=UnitAssignment.State.DONE))
    counted = unit_assignments(view).aggregate(all=Count("pk"), done=done)
    return counted["done"], counted["all"]


def _counts(
    view: View, codes: list[str], of_units: Indicator | None, known: dict[str, tuple[Figure, int]]
) -> list[FigureLine]:
    """The counts of records; a count is always known, and zero is zero.

    `of_units` counts different units: a list that shows its column has their number at its foot.
    """
    found: dict[str, tuple[str, str, int, str]] = {}
    if ACTIVITIES in codes:
        number = view.own_totals.count() if view.own_totals else view.rows().count()
        found[ACTIVITIES] = (gettext("Activities"), pgettext("measure", "activities"), number, view.url())
    if UNITS_ACTIVE in codes:
        counted = of_units and known.get(of_units.code)
        units = (counted[0].value or 0) if counted else _units(view)
        found[UNITS_ACTIVE] = (gettext("Units active"), pgettext("measure", "units"), units, view.url(of_units))
    if ASSIGNMENTS_DONE in codes or ASSIGNMENTS_DUE in codes:
        done, owed = _assignments(view)
        kept = [pair for pair in view.filters.pairs() if pair[0] in ("unit", "from", "to", "plan_item")]
        base = address("campaigns:assignments", view.campaign.slug)
        found[ASSIGNMENTS_DONE] = (
            gettext("Assignments done"),
            pgettext("measure", "assignments"),
            done,
            f"{base}?{urlencode([*kept, ('state', 'done')])}",
        )
        base = f"{base}?{urlencode(kept)}" if kept else base
        found[ASSIGNMENTS_DUE] = (gettext("Assignments asked"), pgettext("measure", "assignments"), owed, base)
    return [
        FigureLine(code, name, measure, Figure(number), number, url)
        for code, (name, measure, number, url) in found.items()
        if code in codes
    ]


def count_of(view: View) -> int:
    """How many activities are in view, where nothing else of them is asked."""
    totals = view.own_totals
    return totals.counts_at([totals.node]).get(totals.node, 0) if totals else view.rows().count()


def _units(view: View) -> int:
    return view.own_totals.units() if view.own_totals else distinct_units(view.rows())


def _of_inspections(view: View, wanted: set[str] | None) -> list[FigureLine]:
    numbers = view.inspected.numbers(inspected.CODES if wanted is None else wanted)
    return [
        FigureLine(code, str(name), str(measure), Figure(numbers[code]), numbers[code], view.inspected.url(code))
        for code, (name, measure) in inspected.NAMES.items()
        if code in numbers
    ]
