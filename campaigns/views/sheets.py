"""Lists as workbooks."""

from core.imports import workbook_response
from core.workbooks.columns import Column
from core.workbooks.writing import write_table


def sheet_response(name, title, headings, rows):
    """One sheet to keep; `headings` are in the language of the page, a pair gives a width too."""
    named = [heading if isinstance(heading, tuple) else (heading, 16) for heading in headings]
    columns = [Column(code=str(name), zh=str(name), en=str(name), width=width) for name, width in named]
    return workbook_response(name, lambda target: write_table(target, str(title), columns, rows))
