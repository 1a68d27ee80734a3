"""The working-day calendar: a page for everybody, kept by office and administrator."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from campaigns import rules
from campaigns.forms.calendar import CountForm, DayForm, DaysForm, YearForm
from campaigns.selectors import calendar as selectors
from campaigns.services import calendar as services
from core.dates import FIRST_YEAR, LAST_YEAR
from core.editing import try_save
from core.forms import ReasonForm
from core.history import history_of
from core.models import CalendarDay, CalendarYear
from core.workdays import Calendar


@require_safe
def calendar(request):
    return redirect("campaigns:calendar_year", timezone.localdate().year)


@require_safe
def calendar_year(request, year):
    _known(year)
    today = timezone.localdate()
    may_edit = rules.may_edit_calendar(request.user)
    found = selectors.calendar_year(year)
    count = CountForm(request.GET if "days" in request.GET else None)
    context = {
        "calendar": found,
        "years": (year - 1 if year > FIRST_YEAR else None, year + 1 if year < LAST_YEAR else None),
        "unannounced": selectors.years_to_warn_of(found, today, is_keeper=may_edit),
        "today": today,
        "may_edit": may_edit,
        "changes": selectors.changes_of(year) if may_edit else [],
        "count": count,
        "term": _term(count),
    }
    return render(request, "campaigns/calendar.html", context)


def calendar_year_edit(request, year):
    _refuse_others(request)
    _known(year)
    row = CalendarYear.objects.filter(year=year).first() or CalendarYear(year=year)
    form = YearForm(request.POST or None, instance=row)
    saved, _conflict = try_save(form, lambda: services.update_year(year, by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("%(year)s is saved.") % {"year": year})
        return redirect("campaigns:calendar_year", year)
    context = {"form": form, "year": year, "changes": history_of(row) if row.pk else []}
    return render(request, "campaigns/calendar_year_form.html", context)


def calendar_days_new(request, year):
    _refuse_others(request)
    _known(year)
    form = DaysForm(request.POST or None)
    saved, _conflict = try_save(form, lambda: services.add_days(by=request.user, **form.cleaned_data))
    if saved:
        said = ngettext("%(number)s day is in the calendar.", "%(number)s days are in the calendar.", len(saved))
        messages.success(request, said % {"number": len(saved)})
        return redirect("campaigns:calendar_year", saved[0].day.year)
    return render(request, "campaigns/calendar_day_form.html", {"form": form, "year": year})


def calendar_day_edit(request, pk):
    day = _day(request, pk)
    form = DayForm(request.POST or None, day=day)
    saved, _conflict = try_save(form, lambda: services.update_day(day, by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("%(day)s is saved.") % {"day": selectors.in_words(day.day)})
        return redirect("campaigns:calendar_year", day.day.year)
    context = {"form": form, "year": day.day.year, "day": day, "changes": history_of(day)}
    return render(request, "campaigns/calendar_day_form.html", context)


def calendar_day_remove(request, pk):
    day = _day(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.remove_day(day, by=request.user, why=form.cleaned_data["why"])
        messages.success(request, _("%(day)s counts by its weekday again.") % {"day": selectors.in_words(day.day)})
        return redirect("campaigns:calendar_year", day.day.year)
    return render(request, "campaigns/calendar_day_remove.html", {"form": form, "day": day})


def _term(count):
    """The day on which the asked term ends, and the years on the way that aren't certain; None if nothing is asked."""
    if not count.is_valid() or count.cleaned_data["start"] is None or count.cleaned_data["days"] is None:
        return None
    start, days = count.cleaned_data["start"], count.cleaned_data["days"]
    table = Calendar.load()
    end = table.add_workdays(start, days)
    return {
        "start": start,
        "days": days,
        "size": abs(days),
        "end": end,
        "unknown": table.unknown_years(min(start, end), max(start, end)),
    }


def _known(year):
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404


def _day(request, pk):
    _refuse_others(request)
    return get_object_or_404(CalendarDay, pk=pk)


def _refuse_others(request):
    if not rules.may_edit_calendar(request.user):
        raise PermissionDenied
