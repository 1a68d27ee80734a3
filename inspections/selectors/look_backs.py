"""Look-backs: those that wait, the hat they are drawn from, and what a hazard's page shows of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from campaigns.models import Campaign
from inspections import rules
from inspections.models import Hazard, LookBack


def pool_of(campaign: Campaign, closed_from: date, closed_to: date) -> QuerySet[Hazard]:
    """Fixed in the period, and not looked at since nor waiting for it."""
    since = LookBack.objects.filter(hazard=OuterRef("pk")).filter(Q(result="") | Q(done_on__gte=OuterRef("closed_on")))
    rows = Hazard.objects.filter(campaign=campaign, state=Hazard.State.FIXED)
    return rows.filter(~Exists(since), closed_on__range=(closed_from, closed_to)).order_by("pk")


def waiting_look_backs(campaign: Campaign, user: User) -> QuerySet[LookBack]:
    """Of hazards that are fixed, the longest due first; one reopened meanwhile has nothing to look back at."""
    rows = LookBack.objects.visible_to(user).filter(hazard__campaign=campaign, hazard__state=Hazard.State.FIXED)
    parts = rows.filter(result="").select_related("hazard__unit", "hazard__campaign__area", "draw")
    return parts.order_by("due_on", "pk")


def done_look_backs(campaign: Campaign, user: User) -> QuerySet[LookBack]:
    rows = LookBack.objects.visible_to(user).filter(hazard__campaign=campaign).exclude(result="")
    return rows.select_related("hazard__unit", "done_by").order_by(F("done_on").desc(), "-pk")


@dataclass(frozen=True)
class LookBackPanel:
    rows: list[LookBack]
    waiting: LookBack | None
    may_record: bool
    may_ask: bool
    sees_draw: bool


def look_back_panel(hazard: Hazard, user: User) -> LookBackPanel | None:
    rows = list(hazard.look_backs.select_related("done_by", "draw").order_by("pk"))
    is_fixed = hazard.state == Hazard.State.FIXED
    waiting = next((row for row in rows if not row.result and is_fixed), None)
    may_ask = is_fixed and waiting is None and rules.may_manage(user, hazard.campaign)
    shown = [row for row in rows if row.result or row is waiting]
    if not shown and not may_ask:
        return None
    may_record = waiting is not None and rules.may_look_back(user, hazard)
    return LookBackPanel(shown, waiting, may_record, may_ask, rules.may_see_sources(user))
