"""The check of what the public reported may take longer once, if the level above agrees."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from inspections import rules
from inspections.models import Hazard, Report, ReportMessage
from inspections.services.states import demand, locked, refuse_without


@transaction.atomic
def extend_check(hazard: Hazard, *, by: User, approved_by: str, why: str) -> Report:
    """The reporter reads the reason as a message under the code; it has a day and no hour (reliability.md, T2)."""
    row = locked(hazard)
    demand(rules.may_manage(by, row.campaign))
    why, today = refuse_without(why), timezone.localdate()
    if not approved_by.strip():
        raise DomainError(_("Name the body that approved it."))
    report = Report.objects.select_for_update().filter(hazard=row).first()
    if report is None or not rules.may_extend_check(by, row):
        raise DomainError(_("Only the check of a report by the public, accepted and not graded yet, can be extended."))
    if report.check_extended_on is not None:
        raise DomainError(_("The check has been extended already."))
    report.check_extended_on, report.check_approved_by = today, approved_by.strip()
    report.save(update_fields=["check_extended_on", "check_approved_by"])
    ReportMessage.objects.create(report=report, by=by, text=why, said_on=today)
    return report
