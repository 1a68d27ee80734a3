"""Figures a summary needs that aren't added over activities: plan, leading group, meetings, notices, grids.

Each is a count or a sum of records of the campaign; its keys say which.
"""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from activities.models import Activity, Site, Stand, StandValue
from campaigns.models import CommitteeSeat, Meeting, Notice, PlanDeclaration, PlanItem, Receipt, UnitAssignment
from core.figures import Figure, Qualifier, total
from core.languages import active_language
from reports.selectors import own_inspected
from reports.selectors.binding import Binder, Mistake, keys, only
from reports.selectors.owned import Own, Params, count_of, page_of
from units.models import Unit

HANDED_IN = (Activity.State.SUBMITTED, Activity.State.APPROVED, Activity.State.RETURNED)


def plan_entered(binder: Binder, params: Params) -> Own:
    rows = PlanItem.objects.filter(campaign=binder.campaign)
    given = only(params, "kind")
    name = gettext("Plan items entered")
    if "kind" in given:
        kind = binder.row(binder.plan_kinds, given["kind"])
        rows, name = rows.filter(kind=kind), gettext("%(kind)s: entered") % {"kind": kind.name}
    return count_of(rows, name, pgettext("measure", "items"), page_of(binder, "campaigns:plan"))


def plan_declared(binder: Binder, params: Params) -> Own:
    rows = PlanDeclaration.objects.filter(campaign=binder.campaign)
    given = only(params, "kind")
    name = gettext("Plan items announced")
    if "kind" in given:
        kind = binder.row(binder.plan_kinds, given["kind"])
        rows, name = rows.filter(kind=kind), gettext("%(kind)s: announced") % {"kind": kind.name}
    found = list(rows)
    figure = Figure(sum(row.count for row in found)) if found else Figure(None)
    return Own(figure, name, pgettext("measure", "items"), page_of(binder, "campaigns:plan"), keys(found))


def seats(binder: Binder, params: Params) -> Own:
    rows = CommitteeSeat.objects.filter(campaign=binder.campaign)
    given = only(params, "kind")
    if "kind" in given:
        if given["kind"] not in CommitteeSeat.Kind.values:
            raise Mistake(gettext("“%(code)s” is not a seat of the leading group.") % {"code": given["kind"]})
        rows = rows.filter(kind=given["kind"])
    return count_of(
        rows,
        gettext("Seats of the leading group"),
        pgettext("measure", "seats"),
        page_of(binder, "campaigns:committee"),
    )


def meetings(binder: Binder, params: Params) -> Own:
    only(params)
    rows = Meeting.objects.filter(campaign=binder.campaign)
    return count_of(rows, gettext("Meetings"), pgettext("measure", "times"), page_of(binder, "campaigns:meetings"))


def notices(binder: Binder, params: Params) -> Own:
    only(params)
    rows = Notice.objects.filter(campaign=binder.campaign, state=Notice.State.ISSUED)
    return count_of(
        rows, gettext("Notices issued"), pgettext("measure", "documents"), page_of(binder, "campaigns:notices")
    )


def receipts(binder: Binder, params: Params) -> Own:
    """Units that had to sign for the notices that stand, each once a notice."""
    only(params)
    rows = Receipt.objects.filter(notice__campaign=binder.campaign, notice__state=Notice.State.ISSUED)
    return count_of(
        rows, gettext("Receipts asked"), pgettext("measure", "receipts"), page_of(binder, "campaigns:notices")
    )


def receipts_signed(binder: Binder, params: Params) -> Own:
    only(params)
    rows = Receipt.objects.filter(notice__campaign=binder.campaign, notice__state=Notice.State.ISSUED)
    rows = rows.filter(state=Receipt.State.SIGNED)
    return count_of(
        rows, gettext("Receipts signed"), pgettext("measure", "receipts"), page_of(binder, "campaigns:notices")
    )


def asked_units(binder: Binder) -> QuerySet[Unit]:
    """Units that were asked anything and not let off."""
    shares = UnitAssignment.objects.sent().filter(assignment__campaign=binder.campaign)
    return Unit.objects.filter(pk__in=shares.exclude(state=UnitAssignment.State.WAIVED).values("unit"))


def silent_units(binder: Binder) -> QuerySet[Unit]:
    """Of those asked, the ones that have handed in nothing, alone or with others."""
    hosted = Activity.objects.filter(campaign=binder.campaign, unit=OuterRef("pk"), state__in=HANDED_IN)
    joined = Activity.co_organisers.through.objects.filter(
        unit=OuterRef("pk"), activity__campaign=binder.campaign, activity__state__in=HANDED_IN
    )
    return asked_units(binder).exclude(Exists(hosted)).exclude(Exists(joined))


def units_asked(binder: Binder, params: Params) -> Own:
    only(params)
    return count_of(
        asked_units(binder),
        gettext("Units asked"),
        pgettext("measure", "units"),
        page_of(binder, "campaigns:assignments"),
    )


def units_silent(binder: Binder, params: Params) -> Own:
    only(params)
    url = page_of(binder, "reports:helping", "why=silent")
    return count_of(silent_units(binder), gettext("Units that have logged nothing"), pgettext("measure", "units"), url)


def assignments_open(binder: Binder, params: Params) -> Own:
    only(params)
    rows = UnitAssignment.objects.open().filter(assignment__campaign=binder.campaign)
    url = page_of(binder, "campaigns:assignments", "state=open")
    return count_of(rows, gettext("Assignments open"), pgettext("measure", "assignments"), url)


def _grid(binder: Binder, given: dict[str, str]) -> Activity:
    typed = given.get("activity", "")
    is_key = typed.isascii() and typed.isdigit() and len(typed) < 19
    rows = Activity.objects.filter(campaign=binder.campaign, state=Activity.State.APPROVED)
    activity = rows.filter(pk=int(typed)).first() if is_key else None
    if activity is None:
        raise Mistake(gettext("There is no approved activity “%(code)s”.") % {"code": typed})
    return activity


def _grid_page(activity: Activity) -> str:
    """Where the lines stand that these figures count."""
    return reverse("activities:grid", args=[activity.pk])


def urged(binder: Binder, params: Params) -> Own:
    """Units' shares of assignments that the office urged at least once."""
    only(params)
    rows = UnitAssignment.objects.sent().filter(assignment__campaign=binder.campaign, urged_at__isnull=False)
    return count_of(
        rows, gettext("Assignments urged"), pgettext("measure", "times"), page_of(binder, "campaigns:assignments")
    )


def grid_sites(binder: Binder, params: Params) -> Own:
    activity = _grid(binder, only(params, "activity"))
    rows = Site.objects.filter(activity=activity)
    return count_of(rows, gettext("Sites of the grid"), pgettext("measure", "places"), _grid_page(activity))


def line(binder: Binder, params: Params) -> Own:
    """What one unit itself filled in at a consulting day; unknown until it has."""
    given = only(params, "activity", "unit", "indicator")
    activity = _grid(binder, given)
    unit = binder.unit(given.get("unit", ""))
    indicator = binder.row(binder.indicators, given.get("indicator", ""))
    rows = list(StandValue.objects.filter(stand__activity=activity, stand__unit=unit, indicator=indicator))
    measure = indicator.measure_in(active_language())
    figure = total(Figure(row.value, Qualifier(row.qualifier)) for row in rows).figure
    return Own(figure, f"{indicator.name}: {unit.name}", measure, _grid_page(activity), keys(rows))


def lines_open(binder: Binder, params: Params) -> Own:
    """Units of a consulting day that have not said their part of an indicator."""
    given = only(params, "activity", "indicator")
    activity = _grid(binder, given)
    indicator = binder.row(binder.indicators, given.get("indicator", ""))
    said = StandValue.objects.filter(stand__activity=activity, indicator=indicator, value__isnull=False)
    stands = Stand.objects.filter(activity=activity).exclude(unit__in=said.values("stand__unit"))
    name = gettext("%(name)s: units that have not said") % {"name": indicator.name}
    return count_of(
        Unit.objects.filter(pk__in=stands.values("unit")),
        name,
        pgettext("measure", "units"),
        _grid_page(activity),
    )


OWN: dict[str, Callable[[Binder, Params], Own]] = own_inspected.FIGURES | {
    found.__name__: found
    for found in (
        plan_entered,
        plan_declared,
        seats,
        meetings,
        notices,
        receipts,
        receipts_signed,
        units_asked,
        units_silent,
        assignments_open,
        urged,
        grid_sites,
        line,
        lines_open,
    )
}
