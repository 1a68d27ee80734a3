"""Rows of a unit and those below it."""

from django.db.models import Q

from core.conditions import is_in
from units.models import Unit


def is_below(name, unit, is_of=is_in):
    """What a row refers to by `name` is this unit or below it; few units are named by their keys."""
    keys = unit.keys_below
    return is_of(name, Unit.objects.below(unit.path)) if keys is None else Q(**{f"{name}__in": keys})
