"""Urging units to plan and to rectify hazards: twice a day at most for each hazard."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from campaigns.models import Campaign
from campaigns.services.urging import Message, Urged, urge_owed
from core.errors import DomainError
from core.templatetags.portal import day as as_said
from core.text import with_note
from inspections import rules
from inspections.models import Hazard
from inspections.selectors.duties import owed_by_units
from inspections.selectors.filtering import HazardFilters
from notifications.duties import Duty
from notifications.services.urging import Owed
from units.models import Unit

State = Hazard.State
OWED_IN = (State.GRADED, State.RECTIFYING)
AT_ONCE = 2000
NAMED = 10


@transaction.atomic
def urge_hazards(campaign: Campaign, hazards: QuerySet[Hazard], *, by: User) -> Urged:
    """Remind the units of what they owe of these; what they don't owe is left out. One message to each unit."""
    if not rules.may_manage(by, campaign):
        raise PermissionDenied
    rows = Hazard.objects.select_for_update(of=("self",)).filter(pk__in=hazards.order_by().values("pk"))
    locked = list(rows.filter(campaign=campaign, state__in=OWED_IN).order_by("pk")[: AT_ONCE + 1])
    if len(locked) > AT_ONCE:
        raise DomainError(_("These are more than %(most)s hazards. Narrow the list first.") % {"most": f"{AT_ONCE:,}"})
    duties = {Owed(duty.subject, duty.item, duty.unit_id): duty for duty in owed_by_units(locked)}
    units = Unit.objects.in_bulk([duty.unit_id for duty in duties.values() if duty.unit_id])
    matters = {owed: units[owed.unit_id] for owed in duties if owed.unit_id}
    now = timezone.now()

    def say(unit: Unit, owed: Sequence[Owed]) -> Message:
        return _message(campaign, unit, [duties[each] for each in owed], timezone.localdate(now))

    urged, _fresh = urge_owed(matters, say, by=by, now=now)
    return urged


def _message(campaign: Campaign, unit: Unit, duties: Sequence[Duty], today: date) -> Message:
    """About many it is on no single page."""
    if len(duties) == 1:
        duty = duties[0]
        return Message(duty.subject, lazy(_words, str)(duty, unit, today), duty.url, duty.subject)
    words = lazy(_many_words, str)(unit, tuple(duty.number for duty in duties))
    return Message(f"hazards-{unit.pk}", words, _list_of(campaign, unit))


def _words(duty: Duty, unit: Unit, today: date) -> str:
    facts = {"hazard": with_note(f"{duty.number} {duty.name}", unit), "day": as_said(duty.due_on)}
    if duty.kind == "hazard-five":
        return _("Please enter the five implementations: %(hazard)s") % facts
    if duty.due_on < today:
        return _("Please rectify, overdue since %(day)s: %(hazard)s") % facts
    return _("Please rectify by %(day)s: %(hazard)s") % facts


def _many_words(unit: Unit, numbers: Sequence[str]) -> str:
    names = _(", ").join(numbers[:NAMED]) + ("…" if len(numbers) > NAMED else "")
    words = ngettext(
        "Please act on %(number)s hazard of %(unit)s: %(names)s",
        "Please act on %(number)s hazards of %(unit)s: %(names)s",
        len(numbers),
    )
    return words % {"number": len(numbers), "unit": unit, "names": names}


def _list_of(campaign: Campaign, unit: Unit) -> str:
    filters = HazardFilters(unit=unit, unit_itself=True, states=OWED_IN)
    return f"{reverse('inspections:hazards', args=[campaign.slug])}?{filters.query_string()}"
