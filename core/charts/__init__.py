"""Charts drawn by the server: data in, shapes out, and the table behind every one. See docs/components.md."""

from core.charts.columns import day_columns
from core.charts.files import chart_file
from core.charts.rows import bar_rows, share_rows
from core.charts.shapes import BLUES, Chart, Key, Row, RowChart, Series
from core.charts.years import two_years

__all__ = [
    "BLUES",
    "Chart",
    "Key",
    "Row",
    "RowChart",
    "Series",
    "bar_rows",
    "chart_file",
    "day_columns",
    "share_rows",
    "two_years",
]
