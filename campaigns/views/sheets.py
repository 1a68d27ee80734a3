"""Lists as workbooks."""

from io import BytesIO

from django.http import HttpResponse

from core.workbooks.columns import Column
from core.workbooks.writing import write_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet_response(file_name, title, headings, rows):
    """One sheet to keep; `headings` are in the language of the page, a pair gives a width too."""
    named = [heading if isinstance(heading, tuple) else (heading, 16) for heading in headings]
    columns = [Column(code=str(name), zh=str(name), en=str(name), width=width) for name, width in named]
    target = BytesIO()
    write_table(target, str(title), columns, rows)
    response = HttpResponse(target.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
