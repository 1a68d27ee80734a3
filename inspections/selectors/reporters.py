"""The reporters of a hazard as the office deals with them: what they said, what they are told, what waits."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign
from core.templatetags.portal import day
from inspections import rules
from inspections.models import Hazard, HazardSource, Report, ReportMessage
from inspections.models.report import ReportQuerySet
from inspections.selectors.deadlines import Terms

State = Hazard.State
CALLED = (HazardSource.HOTLINE, HazardSource.MEDIA)
WAITS = ("not_fixed", "unread", "not_told")


@dataclass(frozen=True)
class OneReporter:
    """A report with all that is shown of it; the first of a panel is the hazard's own, if it has one."""

    report: Report
    messages: list[ReportMessage]
    has_contact: bool
    says_not_fixed: bool
    is_told: bool

    @property
    def has_unread(self) -> bool:
        return any(message.is_from_reporter and not message.read_by_office for message in self.messages)


@dataclass(frozen=True)
class Panel:
    reporters: list[OneReporter]
    may_reopen: bool
    may_tell: bool
    takes_caller: bool


def reporter_panel(hazard: Hazard, user: User) -> Panel | None:
    """For the office alone; also of a hazard that nobody reported but somebody reported again."""
    if not rules.may_reach_reporter(user, hazard):
        return None
    reports = list(reports_of(hazard).prefetch_related("messages__by", "photos").select_related("contact"))
    if not reports and not takes_caller(hazard):
        return None
    angry = set(reports_of(hazard).not_fixed().values_list("pk", flat=True))
    silent = set(reports_of(hazard).not_told().values_list("pk", flat=True))
    found = [_reporter(row, row.pk in angry, row.pk not in silent) for row in reports]
    return Panel(found, rules.may_reopen(user, hazard), has_ended(hazard), takes_caller(hazard))


def reports_of(hazard: Hazard) -> ReportQuerySet:
    """Of the hazard, and of those that repeat it."""
    doubled = Q(hazard__duplicate_of=hazard, hazard__state=State.DUPLICATE)
    rows = Report.objects.filter(Q(hazard=hazard) | doubled)
    return rows.select_related("hazard__duplicate_of", "point__unit", "told_by").order_by("pk")


def _reporter(report: Report, says_not_fixed: bool, is_told: bool) -> OneReporter:
    contact = getattr(report, "contact", None)
    has_contact = contact is not None and contact.blanked_on is None
    return OneReporter(report, list(report.messages.all()), has_contact, says_not_fixed, is_told)


def has_ended(hazard: Hazard) -> bool:
    return hazard.state in (*Hazard.CLOSED_STATES, State.REJECTED, State.TRANSFERRED, State.DUPLICATE)


def takes_caller(hazard: Hazard) -> bool:
    """Somebody rang up or wrote, and has no code yet."""
    return hazard.source.code in CALLED and not Report.objects.filter(hazard=hazard).exists()


def words_for_reporter(hazard: Hazard) -> str:
    """What the office might say, in plain words; "" while nothing has come out."""
    case = hazard.duplicate_of or hazard
    facts = {"day": day(case.closed_on) if case.closed_on else "", "why": case.why, "whom": case.transferred_to}
    words = {
        State.FIXED: _("Thank you for telling us. It was mended, and checked on site on %(day)s."),
        State.UNFIXED: _("Thank you for telling us. The case was closed on %(day)s without a repair: %(why)s"),
        State.REJECTED: _("Thank you for telling us. We can't take it up, because: %(why)s"),
        State.TRANSFERRED: _("Thank you for telling us. This is the business of %(whom)s, who deal with it now."),
    }
    said = words.get(State(case.state), "") % facts
    if hazard.duplicate_of is None:
        return said
    doubled = _("Thank you for telling us. Somebody had reported the same before; both are dealt with as one.")
    return said or doubled


def words_for_reopening(hazard: Hazard) -> str:
    """The reason that a reporter's "no" suggests; units read it, so it names nobody."""
    return _("It turned out on site not to be fixed.") if reports_of(hazard).not_fixed().exists() else ""


@dataclass(frozen=True)
class WaitingReporter:
    """One line of the list: which hazard, why the reporter waits, and until when they are to be told."""

    report: Report
    reasons: set[str]
    due_on: date | None

    @property
    def case(self) -> Hazard:
        return self.report.hazard.duplicate_of or self.report.hazard


def waiting_reports(campaign: Campaign, user: User, why: str = "") -> QuerySet[Report]:
    """Those for whom the office has to do something; `why` one of WAITS, else any of them."""
    rows = Report.objects.visible_to(user).filter(hazard__campaign=campaign)
    by_reason = {name: _reason(name).values("pk") for name in WAITS}
    chosen = [by_reason[why]] if why in WAITS else list(by_reason.values())
    wanted = Q(pk__in=chosen[0])
    for keys in chosen[1:]:
        wanted |= Q(pk__in=keys)
    return rows.filter(wanted).select_related("hazard__duplicate_of", "hazard__unit").order_by("received_on", "pk")


def waiting_counts(campaign: Campaign, user: User) -> dict[str, int]:
    return {name: waiting_reports(campaign, user, name).count() for name in WAITS}


def as_waiting(reports: list[Report], terms: Terms) -> list[WaitingReporter]:
    keys = [report.pk for report in reports]
    found = {name: set(_reason(name).filter(pk__in=keys).values_list("pk", flat=True)) for name in WAITS}
    return [
        WaitingReporter(report, {name for name in WAITS if report.pk in found[name]}, _tell_until(report, terms))
        for report in reports
    ]


def _reason(name: str) -> QuerySet[Report]:
    if name == "not_fixed":
        return Report.objects.not_fixed()
    return Report.objects.with_unread() if name == "unread" else Report.objects.not_told()


def _tell_until(report: Report, terms: Terms) -> date | None:
    case = report.hazard.duplicate_of or report.hazard
    return terms.due("tell_reporter_days", case.closed_on) if case.closed_on else None
