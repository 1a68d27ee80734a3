"""Setting up and filling in a grid, as host and guests do."""

from activities.models import Stand
from activities.selectors.grid import grid_indicators
from activities.services.grid import Arrangement, arrange_grid, fill_line
from core.figures import UNKNOWN


def arrange(day, by, *, names=None, sites=(), units=(), places=()):
    day.refresh_from_db()
    wanted = Arrangement(names or {}, list(sites), list(units), frozenset(places))
    return arrange_grid(day, wanted, by=by, version=day.version)


def fill(day, unit, by, **codes):
    """The same figures at each stand of the unit."""
    stands = Stand.objects.filter(activity=day, unit=unit)
    figures = {each: codes.get(each.code, UNKNOWN) for each in grid_indicators(day)}
    versions = {stand.pk: stand.version for stand in stands}
    fill_line(day, unit, {stand.pk: figures for stand in stands}, by=by, versions=versions)
