"""One hazard on one sheet: the columns of the official ledger, two beside each other (domain-facts 3.2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from inspections import rules
from inspections.models import Hazard


@dataclass(frozen=True)
class Cell:
    label: str
    value: str


Line = tuple[Cell, Cell | None]


def card_of(hazard: Hazard, user: User) -> list[Line]:
    """Where it came from stands on it only for those who may know."""
    source = str(hazard.source) if rules.may_see_sources(user) else ""
    return [*_found(hazard, source), *_planned(hazard), *_mended(hazard), *_closed(hazard)]


def _day(value: date | None) -> str:
    return date_format(value, "DATE_FORMAT") if value else ""


def _yuan(value: Decimal | None) -> str:
    if value is None:
        return ""
    return _("%(amount)s yuan") % {"amount": f"{value:,.2f}".removesuffix(".00")}


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _found(hazard: Hazard, source: str) -> list[Line]:
    unit = hazard.unit
    of_unit = _joined(str(unit.kind), str(unit.industry or "")) if unit else ""
    return [
        (Cell(_("Unit"), str(unit or "")), Cell(_("Kind and industry"), of_unit)),
        (Cell(_("Place"), hazard.place), Cell(_("Part"), hazard.part)),
        (Cell(_("What is dangerous"), hazard.description), None),
        (Cell(_("Category"), str(hazard.category or "")), Cell(_("Violation"), hazard.get_violation_display())),
        (
            Cell(_("Reported on"), _joined(_day(hazard.reported_on), source)),
            Cell(_("State"), hazard.get_state_display()),
        ),
        (
            Cell(_("Grade"), _joined(hazard.get_grade_display(), hazard.clause)),
            Cell(_("Supervising department"), str(hazard.supervising or "")),
        ),
    ]


def _planned(hazard: Hazard) -> list[Line]:
    return [
        (Cell(_("Responsible person"), hazard.responsible), Cell(_("Deadline"), _due(hazard))),
        (Cell(_("Measures"), hazard.measures), None),
        (Cell(_("Funds"), _joined(_yuan(hazard.funds_yuan), hazard.funds_source)), None),
        (Cell(_("Contingency plan"), hazard.contingency), None),
        (Cell(_("Interim control"), hazard.interim_control), Cell(_("Rectification notice"), hazard.notice_no)),
    ]


def _due(hazard: Hazard) -> str:
    if hazard.first_due_on and hazard.first_due_on != hazard.due_on:
        return _joined(_day(hazard.due_on), _("first deadline %(day)s") % {"day": _day(hazard.first_due_on)})
    return _day(hazard.due_on)


def _mended(hazard: Hazard) -> list[Line]:
    filed = hazard.rectifications.first()
    return [
        (Cell(pgettext("rectification", "What was done"), filed.done if filed else ""), None),
        (Cell(_("Completion filed on"), _day(hazard.rectified_on)), Cell(_("Cost"), _yuan(hazard.cost_yuan))),
    ]


def _closed(hazard: Hazard) -> list[Line]:
    seen, back = hazard.reinspections.select_related("done_by").first(), hazard.look_backs.order_by("pk").last()
    result = _joined(str(seen.done_by), _("passed") if seen.passed else _("not passed"), seen.note) if seen else ""
    looked = _joined(_day(back.done_on or back.due_on), back.get_result_display()) if back else ""
    return [
        (Cell(_("Re-inspection"), result), Cell(_("Closed on"), _day(hazard.closed_on))),
        (Cell(_("Look-back"), looked), Cell(_("Reason"), hazard.why if hazard.state == "unfixed" else "")),
    ]
