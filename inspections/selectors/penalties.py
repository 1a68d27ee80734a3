"""Enforcement records of a campaign."""

from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from accounts.models import User
from campaigns.models import Campaign
from inspections import rules
from inspections.models import Hazard, Penalty

DOUBLE = Q(firm_yuan__gt=0, person_yuan__gt=0)


def penalties_of(campaign: Campaign, user: User, chosen: dict[str, Any]) -> QuerySet[Penalty]:
    """Narrowed by the filters of the page: firm and person punished, executed or not, text."""
    rows = Penalty.objects.visible_to(user).filter(campaign=campaign)
    if chosen.get("double"):
        rows = rows.filter(DOUBLE if chosen["double"] == "yes" else ~DOUBLE)
    if chosen.get("executed"):
        rows = rows.filter(executed_on__isnull=chosen["executed"] == "no")
    if chosen.get("q"):
        text = chosen["q"].strip()
        rows = rows.filter(Q(unit__name__icontains=text) | Q(basis__icontains=text) | Q(document_no__icontains=text))
    return rows.select_related("unit", "hazard")


def totals_of(rows: QuerySet[Penalty]) -> dict[str, Any]:
    """Cases, how many of them punish firm and person, and the fines of both in yuan."""
    return rows.aggregate(
        cases=Count("pk"), double=Count("pk", filter=DOUBLE), firm=Sum("firm_yuan"), person=Sum("person_yuan")
    )


def penalties_panel(hazard: Hazard, user: User) -> dict[str, Any] | None:
    """What was decided on account of a hazard, on its page."""
    rows = list(Penalty.objects.visible_to(user).filter(hazard=hazard).select_related("unit"))
    may_enter = rules.may_manage(user, hazard.campaign) and hazard.state not in Hazard.OFF_LEDGER
    return {"rows": rows, "may_enter": may_enter} if rows or may_enter else None
