"""Workbooks in and out: guarded reading, heading matching, writing that never makes a formula."""

from core.workbooks.columns import CellProblem, Column, Matched, WorkbookError, match_columns
from core.workbooks.reading import Table, cell_text, read_table
from core.workbooks.writing import Sheet, stream_table, write_problems, write_table, write_template, write_workbook

__all__ = [
    "CellProblem",
    "Column",
    "Matched",
    "Sheet",
    "Table",
    "WorkbookError",
    "cell_text",
    "match_columns",
    "read_table",
    "stream_table",
    "write_problems",
    "write_table",
    "write_template",
    "write_workbook",
]
