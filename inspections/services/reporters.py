"""The office and its reporters: ask, tell, take note, open a contact with a reason. Days, no hours for what they do."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.codes import Code, hash_secret, new_code
from core.errors import DomainError
from core.sealing import seal, unseal
from inspections import rules
from inspections.models import ContactOpening, Hazard, Report, ReporterContact, ReportMessage
from inspections.selectors.reporters import has_ended, reports_of, takes_caller
from inspections.services.reporting import keep_contact
from inspections.services.states import refuse_without

MONTHS_KEPT = 24


@dataclass(frozen=True)
class Contact:
    name: str
    phone: str


@transaction.atomic
def ask_reporter(report: Report, *, by: User, text: str) -> ReportMessage:
    """A question, or an answer to theirs; what they wrote counts as read with it."""
    row = _reached(report, by)
    row.messages.filter(by=None).update(read_by_office=True)
    return ReportMessage.objects.create(report=row, by=by, text=text.strip(), said_on=timezone.localdate())


@transaction.atomic
def take_note(report: Report, *, by: User) -> None:
    _reached(report, by).messages.filter(by=None).update(read_by_office=True)


@transaction.atomic
def tell_reporters(hazard: Hazard, *, by: User, text: str) -> Hazard:
    """What came out, to who reported it and to who reported it again."""
    if not rules.may_reach_reporter(by, hazard):
        raise PermissionDenied
    row = Hazard.objects.select_for_update().get(pk=hazard.pk)
    if not has_ended(row):
        raise DomainError(_("Nothing has come out yet that the reporter could be told."))
    told = {"told_on": timezone.localdate(), "told_by": by, "told_text": text.strip()}
    reports_of(row).update(**told)
    return hazard


@transaction.atomic
def open_contact(report: Report, *, by: User, why: str) -> Contact:
    """Name and phone in plain text. Who opened it and why is kept for good, before anything is shown."""
    why = refuse_without(why)
    row = _reached(report, by)
    contact = ReporterContact.objects.filter(report=row, blanked_on=None).first()
    if contact is None:
        raise DomainError(_("No contact is kept with this report."))
    ContactOpening.objects.create(report=row, by=by, why=why)
    return Contact(name=unseal(bytes(contact.name_sealed)), phone=unseal(bytes(contact.phone_sealed)))


@transaction.atomic
def add_caller(hazard: Hazard, *, by: User, name: str, phone: str) -> Code:
    """A call to the hotline gets what a report on the page gets: a code to read out, and a sealed contact."""
    row = Hazard.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=hazard.pk)
    if not rules.may_reach_reporter(by, row):
        raise PermissionDenied
    if not takes_caller(row):
        raise DomainError(_("The caller of this hazard is known already, or nobody called."))
    code = new_code()
    words = {"description": row.description, "place": row.place, "received_on": row.reported_on}
    hashed = {"locator": code.locator, "secret_hash": hash_secret(code)}
    report = Report.objects.create(hazard=row, office_knows=True, **words, **hashed)
    keep_contact(report, name=name, phone=phone)
    return code


@transaction.atomic
def blank_contacts(today: date) -> int:
    """Blank the contacts of cases closed 24 months ago. Returns how many; run twice, it finds none."""
    ended = _months_before(today, MONTHS_KEPT)
    closed = ReporterContact.objects.filter(blanked_on=None, report__hazard__closed_on__lte=ended)
    refused = ReporterContact.objects.filter(
        blanked_on=None, report__hazard__state__in=Hazard.OFF_LEDGER, report__received_on__lte=ended
    )
    empty = seal("")
    return (closed | refused).update(name_sealed=empty, phone_sealed=empty, blanked_on=today)


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _reached(report: Report, by: User) -> Report:
    row = Report.objects.select_for_update(of=("self",)).select_related("hazard__campaign").get(pk=report.pk)
    if not rules.may_reach_reporter(by, row.hazard):
        raise PermissionDenied
    return row
