"""What a figure is, in words: what is added, over which records, what is left out."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.models import Activity
from activities.selectors.totals import COUNTED_STATES
from campaigns.models import Indicator
from core.figures import Qualifier
from reports.selectors import inspected
from reports.selectors.defining_inspected import of_inspections
from reports.selectors.figures import (
    ACTIVITIES,
    ASSIGNMENTS_DONE,
    ASSIGNMENTS_DUE,
    UNITS_ACTIVE,
    FigureLine,
    View,
    unit_assignments,
)

State = Activity.State


def definition(view: View, line: FigureLine, indicator: Indicator | None) -> list[str]:
    """Sentences in reading order."""
    if line.code in (ASSIGNMENTS_DONE, ASSIGNMENTS_DUE):
        return _of_assignments(view, line)
    if line.code in inspected.CODES:
        return of_inspections(view, line)
    return [*_addition(line, indicator), *_records(view, line, indicator), *_left_out(view)]


def _addition(line: FigureLine, indicator: Indicator | None) -> list[str]:
    if line.code == ACTIVITIES:
        return [_("Each activity counts once, however many units took part.")]
    if line.code == UNITS_ACTIVE or (indicator and indicator.addition == Indicator.Addition.DISTINCT):
        return [_("Different units are counted, hosts and co-organisers, each once. Typed numbers play no part.")]
    name = {"name": line.name}
    if indicator and indicator.addition == Indicator.Addition.MAX:
        return [_("The largest number of “%(name)s” among these activities; nothing is added.") % name]
    return [_("The sum of “%(name)s” over these activities; nothing else is added to it.") % name]


def _records(view: View, line: FigureLine, indicator: Indicator | None) -> list[str]:
    states = [str(State(state).label) for state in view.counted.states]
    said = [
        _("Counted: %(states)s. An activity over several days counts on its first day.")
        % {"states": _(", ").join(states)}
    ]
    if indicator and indicator.addition != Indicator.Addition.DISTINCT:
        said.append(
            ngettext("%(number)s activity carries a number.", "%(number)s activities carry a number.", line.records)
            % {"number": f"{line.records:,}"}
        )
        if line.figure.qualifier == Qualifier.OVER and indicator.addition == Indicator.Addition.SUM:
            said.append(_("A part of it says “more than” or “about”, so the sum is “more than”."))
    return said


def _left_out(view: View) -> list[str]:
    """How many of the same filters stand in other states; drafts are seen by their own side only."""
    totals = view.narrowed(states=tuple(COUNTED_STATES)).own_totals
    known = totals.counts_by_state("all", [0]) if totals else {}
    asked = set(State) - set(view.counted.states) - (COUNTED_STATES if totals else set())
    others = view.narrowed(states=tuple(sorted(asked))).rows()
    counted = dict(others.values_list("state").annotate(number=Count("pk")).values_list("state", "number"))
    found = {
        state: number for state, number in (known | counted).items() if number and state not in view.counted.states
    }
    parts = [
        _("%(state)s: %(number)s") % {"state": state.label, "number": f"{found[state]:,}"}
        for state in State
        if state in found
    ]
    return [_("Not counted: %(states)s.") % {"states": _(", ").join(parts)}] if parts else []


def _of_assignments(view: View, line: FigureLine) -> list[str]:
    said = [_("Each sent assignment counts once for each unit it was given to. Waived ones are left out.")]
    if line.code == ASSIGNMENTS_DONE:
        still_open = unit_assignments(view).filter(state="open").count()
        said.append(_("Done: the quota is met by approved activities, or the office has accepted the answer."))
        said.append(
            ngettext("%(number)s is still open.", "%(number)s are still open.", still_open)
            % {"number": f"{still_open:,}"}
        )
    return said
