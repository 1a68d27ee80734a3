"""What the lines of a grid add up to, kept as the activity's own figures."""

from activities.models import Activity, IndicatorValue
from activities.selectors.grid import grid_of
from core.figures import Figure


def add_up_lines(activity: Activity) -> None:
    """Figures without a total stated by hand become the sums of the lines; call it with the activity locked."""
    grid = grid_of(activity)
    if not grid.lines:
        activity.values.filter(is_computed=True).update(is_computed=False)
        return
    own = {value.indicator_id: value for value in grid.values}
    for line in grid.sums:
        value = own.get(line.indicator.pk) or IndicatorValue(activity=activity, indicator=line.indicator)
        if not value.is_computed and value.value is not None:
            continue
        _keep(value, line.lines)


def _keep(value: IndicatorValue, figure: Figure) -> None:
    if value.pk and value.figure == figure and value.is_computed == figure.is_known:
        return
    value.value, value.qualifier, value.is_computed = figure.value, figure.qualifier, figure.is_known
    value.save()
