"""By which ways people of units come to see a hazard; `Hazard.objects.visible_to` decides with them."""

from itertools import accumulate
from operator import or_

from django.db.models import Exists, OuterRef, Q

from units.models import Unit


def ways(user, is_of, hazards):
    """That it was given to the unit comes first. `is_of` says that a row is one of others; `hazards` is the model."""
    given, supervised = (is_below(name, user.unit, is_of) for name in ("unit", "supervising"))
    found = [Q(given, unit_sees=True), Q(supervised, unit_sees=True)]
    if not user.is_inspector:
        return found
    visits = hazards.visit.field.related_model.objects.filter(team__members__person=user).order_by()
    return [*found, Q(found_by=user), Q(reinspector=user), is_of("visit", visits)]


def is_in(name, rows):
    return Q(**{f"{name}__in": rows.values("pk")})


def is_found_in(name, rows):
    """The same beside an `or`: asked row by row, so that PostgreSQL may look it up for few rows or list it for many."""
    return Q(Exists(rows.filter(pk=OuterRef(name))))


def is_below(name, unit, is_of=is_in):
    """Few units are named by their keys."""
    keys = unit.keys_below
    return is_of(name, Unit.objects.below(unit.path)) if keys is None else Q(**{f"{name}__in": keys})


def keys_of(rows, conditions):
    """What any of these means: each has an index, all with an `or` between them have none."""
    first, *others = (rows.filter(condition).order_by().values("pk") for condition in conditions)
    return first.union(*others)


def apart(rows, conditions):
    """For each condition but the first what it means and none before it."""
    first, *others = conditions
    before = accumulate(others[:-1], or_, initial=first)
    return [rows.filter(condition).exclude(earlier) for condition, earlier in zip(others, before, strict=True)]
