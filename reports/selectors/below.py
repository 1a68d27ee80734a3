"""The units directly under another, by how they are counted."""

from collections.abc import Collection
from dataclasses import dataclass

from units.models import Unit, UnitPlace


@dataclass(frozen=True)
class Below:
    """Keys of units directly under another: those with totals, since units lie below them, and those without."""

    nodes: Collection[int]
    leaves: Collection[int]


def all_below(base: Unit) -> Below:
    places = list(UnitPlace.objects.filter(unit__parent=base))
    nodes = [place.pk for place in places if place.is_node]
    return Below(nodes, [place.pk for place in places if not place.is_node])
