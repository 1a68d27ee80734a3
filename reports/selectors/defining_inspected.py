"""What a figure of inspections is, in words."""

from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Share
from inspections.models import Hazard
from inspections.selectors.on_time import on_time
from reports.selectors import inspected
from reports.selectors.figures import FigureLine, View
from reports.selectors.tallies import OF_LEDGER

SENTENCES: dict[str, Any] = {
    inspected.ROUNDS: gettext_lazy(
        "Rounds that run or are over, drafts left out. A round counts on its first day, and for each unit it goes to."
    ),
    inspected.VISITS: gettext_lazy("Finished inspections on site, each once, on the day of the visit."),
    inspected.UNITS_INSPECTED: gettext_lazy("Different units with a finished inspection, each once."),
    inspected.SUPERVISED: gettext_lazy(
        "Finished visits that looked at a unit's part in the campaign; they are not inspections."
    ),
    inspected.REPORTED: gettext_lazy("Found = fixed + closed without a fix + open."),
    inspected.FIXED: gettext_lazy("Fixed: proved by a photo, re-inspected by another person and signed off."),
    inspected.UNFIXED: gettext_lazy("Closed without a fix, for a reason on record; counted apart from what is fixed."),
    inspected.OPEN: gettext_lazy("Open: not closed yet, reports that nobody has looked at included."),
    inspected.OVERDUE: gettext_lazy(
        "Overdue: not handed in by the deadline in force today. What waits for re-inspection was handed in."
    ),
    inspected.MAJOR: gettext_lazy("Graded as major, open and closed ones."),
    inspected.EXPOSURES: gettext_lazy(
        "Hazards and typical cases that are published, on the day of publication, for the unit whose quota they fill."
    ),
    inspected.REWARDS_PAID: gettext_lazy("Rewards paid to those who reported, on the day of payment."),
    inspected.REWARDS_YUAN: gettext_lazy("The sum of the rewards paid, in whole yuan."),
}


def of_inspections(view: View, line: FigureLine) -> list[str]:
    """Sentences in reading order."""
    said = str(SENTENCES[line.code])
    if line.code not in OF_LEDGER:
        return [said]
    once = _("Each line of the hazard ledger counts once, whatever its source, on the day it was reported.")
    return [once, said, *_rate(view, line), *_off_ledger(view)]


def _rate(view: View, line: FigureLine) -> list[str]:
    if line.code not in (inspected.REPORTED, inspected.FIXED):
        return []
    numbers = view.inspected.numbers([inspected.REPORTED, inspected.FIXED])
    fixed, found = numbers[inspected.FIXED], numbers[inspected.REPORTED]
    said = {"rate": Share(fixed, found).text(), "fixed": f"{fixed:,}", "found": f"{found:,}"}
    return [_("Rate fixed: %(rate)s (%(fixed)s of %(found)s).") % said, _on_time(view)]


def _on_time(view: View) -> str:
    found = on_time(view.inspected.rows(inspected.REPORTED), timezone.localdate())
    due = found.in_time + found.late
    said = {"rate": Share(found.in_time, due).text(), "number": f"{found.in_time:,}", "due": f"{due:,}"}
    return _("In time: %(rate)s (%(number)s of %(due)s due). What is open and overdue counts as late.") % said


def _off_ledger(view: View) -> list[str]:
    """What was refused, handed on, doubled or withdrawn, as far as the reader sees it."""
    rows = view.inspected.off_ledger().values("state").annotate(number=Count("pk"))
    found = dict(rows.values_list("state", "number"))
    parts = [
        _("%(state)s: %(number)s") % {"state": state.label, "number": f"{found[state]:,}"}
        for state in Hazard.OFF_LEDGER
        if state in found
    ]
    return [_("Not counted: %(states)s.") % {"states": _(", ").join(parts)}] if parts else []
