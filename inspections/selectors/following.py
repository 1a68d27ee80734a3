"""How a report is doing, in words for the person who made it."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from core.codes import Code, opens, parse_code
from core.templatetags.portal import day
from inspections.models import Hazard, Report
from inspections.selectors.deadlines import Terms

State = Hazard.State
LINKED = ("hazard__campaign__area", "hazard__duplicate_of__campaign__area")


@dataclass(frozen=True)
class Progress:
    """`state` is what is the case, `following` what happens now, `until` by when (None when nothing is owed)."""

    state: str
    following: str
    until: date | None = None
    colour: str = "blue"
    symbol: str = "hourglass"


def report_of_code(typed: str) -> Report | None:
    """One hash for any text, so that a wrong locator takes as long as a wrong secret."""
    code = parse_code(typed)
    found = Report.objects.filter(locator=_locator(code)).select_related(*LINKED).first()
    return found if opens(code, found.secret_hash if found else None) else None


def _locator(code: Code | None) -> str:
    """The table is asked for any text, too."""
    return code.locator if code else "-"


def case_of(report: Report) -> Hazard:
    """The hazard that the report is about in the end: of a duplicate the one it repeats."""
    return report.hazard.duplicate_of or report.hazard


def may_say_fixed(report: Report) -> bool:
    """Asked after closing; a case opened again and closed anew is asked about anew."""
    case = case_of(report)
    if case.closed_on is None:
        return False
    return report.fixed_answer_on is None or report.fixed_answer_on < case.closed_on


def progress_of(report: Report) -> Progress:
    case = case_of(report)
    found = _with_answer(_with_term(_OF_STATE[State(case.state)](case), case, report), case, report)
    if report.hazard.duplicate_of is None:
        return found
    words = _("Somebody had reported the same before, so both are dealt with as one. %(state)s")
    return Progress(words % {"state": found.state}, found.following, found.until, found.colour, found.symbol)


def _with_term(progress: Progress, case: Hazard, report: Report) -> Progress:
    """By when the next thing is due; the same terms as the office's own."""
    ended = case.closed_on if report.told_on is None else None
    starts = {
        State.REPORTED: ("accept_days", case.reported_on),
        State.ACCEPTED: ("public_case_days", case.accepted_on),
        State.RECTIFIED: ("acceptance_visit", case.rectified_on),
        State.UNFIXED: ("tell_reporter_days", ended),
    }
    code, start = starts.get(State(case.state), ("", None))
    return replace(progress, until=Terms.load().due(code, start)) if start else progress


def _with_answer(progress: Progress, case: Hazard, report: Report) -> Progress:
    """Once they have said whether it is fixed, that comes instead of the question."""
    if case.closed_on is None or not report.fixed_answer or may_say_fixed(report):
        return progress
    if report.fixed_answer == Report.FixedAnswer.YES:
        return replace(progress, following=_("You told us that it is fixed. Thank you!"))
    words = _("You told us that it is not fixed. The office looks into it again.")
    return replace(progress, following=words, colour="yellow", symbol="eye")


def _reported(case: Hazard) -> Progress:
    return Progress(
        _("Your report has arrived."), _("The office reads it and decides whether to take it up."), symbol="inbox"
    )


def _accepted(case: Hazard) -> Progress:
    return Progress(
        _("Your report was taken up on %(day)s.") % {"day": day(case.accepted_on)},
        _("Somebody goes there and looks at it."),
    )


def _graded(case: Hazard) -> Progress:
    words = _("It was looked at on site: it is a major hazard.") if case.is_major else _("It was looked at on site.")
    return Progress(words, _("It is being settled who mends it, how and by when."))


def _rectifying(case: Hazard) -> Progress:
    return Progress(_("The order to mend it is given."), _("It has to be mended."), case.due_on)


def _rectified(case: Hazard) -> Progress:
    return Progress(_("It is said to be mended."), _("Somebody else goes there and checks whether that is so."))


def _fixed(case: Hazard) -> Progress:
    words = _("It is mended, and was checked on site on %(day)s.") % {"day": day(case.closed_on)}
    return Progress(words, _("Is it really fixed? Tell us below."), colour="green", symbol="check-circle")


def _unfixed(case: Hazard) -> Progress:
    words = _("The case was closed on %(day)s without a repair.") % {"day": day(case.closed_on)}
    return Progress(words, _("The reason stands below as soon as the office has written it."), colour="yellow")


def _rejected(case: Hazard) -> Progress:
    words = _("The office could not take your report up.")
    return Progress(words, _("The reason stands below as soon as the office has written it."), colour="yellow")


def _transferred(case: Hazard) -> Progress:
    words = _("Your report was handed on to: %(whom)s.") % {"whom": case.transferred_to}
    return Progress(words, _("They deal with it now."), symbol="arrow-right")


_OF_STATE = {
    State.REPORTED: _reported,
    State.ACCEPTED: _accepted,
    State.GRADED: _graded,
    State.RECTIFYING: _rectifying,
    State.RECTIFIED: _rectified,
    State.FIXED: _fixed,
    State.UNFIXED: _unfixed,
    State.REJECTED: _rejected,
    State.TRANSFERRED: _transferred,
    State.DUPLICATE: _reported,
    State.WITHDRAWN: _rejected,
}
