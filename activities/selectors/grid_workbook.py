"""The grid as a sheet: a row for each stand, the sums below."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from activities.selectors.grid import Grid
from core.workbooks import Column


def grid_columns(grid: Grid) -> list[Column]:
    places = [Column("unit", _("Unit"), _("Unit"), width=28), Column("site", _("Site"), _("Site"), width=20)]
    figures = [Column(each.code, each.name_zh, each.name_en, width=14) for each in grid.indicators]
    return [*places, *figures, Column("filled_at", _("Filled in"), _("Filled in"), width=18)]


def grid_rows(grid: Grid) -> Iterator[list]:
    for line in grid.lines:
        for place in line.places:
            yield [line.unit.name, place.stand.site.name, *place.figures, place.stand.filled_at]
    yield [_("Sum of the lines"), "", *(each.lines for each in grid.sums), ""]
    if any(each.stated.is_known for each in grid.sums):
        yield [_("Stated by the host"), "", *(each.stated for each in grid.sums), ""]
