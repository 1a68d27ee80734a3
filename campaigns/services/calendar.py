"""The only writers of the working-day calendar. Deadlines that were set before a change stay as they are."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns import rules
from campaigns.selectors.calendar import in_words
from core.calendar import span
from core.editing import apply, refuse_broken_constraints
from core.errors import DomainError
from core.history import because
from core.models import CalendarDay, CalendarYear


@transaction.atomic
def add_days(
    first: date, last: date, *, by: User, is_workday: bool, name_zh: str, name_en: str, source: str
) -> list[CalendarDay]:
    """Name each day from the first to the last as a holiday, or as worked; all of them or none."""
    _refuse_others(by)
    for year in range(first.year, last.year + 1):
        _locked_year(year)
    known = CalendarDay.objects.filter(day__range=(first, last)).first()
    if known:
        words = _("%(day)s is in the calendar already, as “%(name)s”. Change or remove it there.")
        raise DomainError(words % {"day": in_words(known.day), "name": known.name})
    facts = {"is_workday": is_workday, "name_zh": name_zh, "name_en": name_en, "source": source}
    rows = [CalendarDay(day=day, **facts) for day in span(first, last)]
    for row in rows:
        refuse_broken_constraints(row)
    with because(by=by):
        return CalendarDay.objects.bulk_create(rows)


@transaction.atomic
def update_day(day: CalendarDay, *, by: User, **facts: Any) -> CalendarDay:
    _refuse_others(by)
    day = CalendarDay.objects.select_for_update().get(pk=day.pk)
    apply(day, facts)
    refuse_broken_constraints(day)
    with because(by=by):
        day.save()
    return day


@transaction.atomic
def remove_day(day: CalendarDay, *, by: User, why: str) -> None:
    """From then on the day counts by its weekday."""
    _refuse_others(by)
    with because(why, by=by):
        CalendarDay.objects.select_for_update().get(pk=day.pk).delete()


@transaction.atomic
def update_year(year: int, *, by: User, is_complete: bool, source_zh: str, source_en: str) -> CalendarYear:
    """Say what the year rests on and whether all its days are in the table."""
    _refuse_others(by)
    row = _locked_year(year)
    if is_complete and not CalendarDay.objects.filter(day__year=year).exists():
        raise DomainError(_("No holiday of %(year)s is in the calendar. Add its days first.") % {"year": year})
    row.is_complete, row.source_zh, row.source_en = is_complete, source_zh, source_en
    with because(by=by):
        row.save()
    return row


def _locked_year(year: int) -> CalendarYear:
    """The year's row, made if need be: whoever adds days at the same time waits here."""
    row, _made = CalendarYear.objects.get_or_create(year=year)
    return CalendarYear.objects.select_for_update().get(pk=row.pk)


def _refuse_others(by: User) -> None:
    if not rules.may_edit_calendar(by):
        raise PermissionDenied
