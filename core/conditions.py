"""Conditions put in the way in which PostgreSQL finds their rows by indexes."""

from itertools import accumulate
from operator import or_

from django.db.models import Exists, OuterRef, Q


def is_in(name, rows):
    """What a row refers to by `name` is one of these."""
    return Q(**{f"{name}__in": rows.values("pk")})


def is_found_in(name, rows):
    """The same beside an `or`: asked row by row, so that PostgreSQL may look it up for few rows or list it for many."""
    return Q(Exists(rows.filter(pk=OuterRef(name))))


def keys_of(rows, conditions):
    """What any of these means: each has an index, all with an `or` between them have none."""
    first, *others = (rows.filter(condition).order_by().values("pk") for condition in conditions)
    return first.union(*others)


def apart(rows, conditions):
    """For each condition but the first what it means and none before it."""
    first, *others = conditions
    before = accumulate(others[:-1], or_, initial=first)
    return [rows.filter(condition).exclude(earlier) for condition, earlier in zip(others, before, strict=True)]
