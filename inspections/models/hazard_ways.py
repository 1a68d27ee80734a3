"""By which ways people of units come to see a hazard; `Hazard.objects.visible_to` decides with them."""

from functools import reduce
from operator import or_

from django.db.models import Q

from core.conditions import is_found_in
from units.below import is_below


def is_seen(user, hazards):
    return reduce(or_, ways(user, is_found_in, hazards))


def ways(user, is_of, hazards):
    """That it was given to the unit comes first. `is_of` says that a row is one of others; `hazards` is the model."""
    given, supervised = (is_below(name, user.unit, is_of) for name in ("unit", "supervising"))
    found = [Q(given, unit_sees=True), Q(supervised, unit_sees=True)]
    if not user.is_inspector:
        return found
    visits = hazards.visit.field.related_model.objects.filter(team__members__person=user).order_by()
    return [*found, Q(found_by=user), Q(reinspector=user), is_of("visit", visits)]
