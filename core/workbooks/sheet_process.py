"""Reads the first sheet of the workbook on stdin and writes its rows to stdout, pickled.

A process of its own: a file of 1 KB that fills two far corners of a sheet makes the reader
ask for 512 GB and abort, which here ends only this process. It also gives the memory back.
Answers one of ("refused", reason) or ("rows", None), then lists of rows, then None.
"""

import pickle
import resource
import sys
from itertools import islice

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

MEMORY = 1 << 30
CPU_SECONDS = 60
CHUNK = 1000


def main(most_rows: int, most_columns: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        book = CalamineWorkbook.from_filelike(sys.stdin.buffer)
        sheets = [
            index
            for index, sheet in enumerate(book.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        sheet = book.get_sheet_by_index(sheets[0])
    except PasswordError:
        return answer(("refused", "password"))
    except (CalamineError, IndexError):
        return answer(("refused", "unreadable"))
    if sheet.height > most_rows:
        return answer(("refused", "rows"))
    if sheet.width > most_columns:
        return answer(("refused", "columns"))
    answer(("rows", None))
    rows = sheet.iter_rows()
    while chunk := list(islice(rows, CHUNK)):
        answer(chunk)
    answer(None)


def answer(message: object) -> None:
    pickle.dump(message, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
