"""Hazards as what a leader's instruction is about."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.instructed import About
from campaigns.models import Campaign
from inspections.models import Hazard
from notifications.duties import subject_of


def hazards(keys: Collection[int], *, user: User, campaign: Campaign) -> Iterator[About]:
    """Who has to fix it is offered as the one to answer, else who supervises it."""
    rows = Hazard.objects.visible_to(user).filter(pk__in=keys, campaign=campaign)
    for row in rows.select_related("unit", "supervising"):
        concerned = tuple(unit for unit in (row.unit or row.supervising,) if unit)
        yield About(subject_of(row), _("Hazard"), str(row), row.get_absolute_url(), concerned)


SUBJECTS = {"hazard": hazards}
