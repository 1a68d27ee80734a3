"""The parts of a workbook packed into one file that is only ever written forwards, so that it can be sent as it grows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile

from core.text import printable
from core.workbooks.sheets import Page, SheetXml

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# The strongest level makes the file a third smaller and takes four times as long.
_LEVEL = 1
# In the order of the numbers in `core.workbooks.sheets`. A red ground alone would say it by colour only; the last
# column of a table of problems says it in words.
STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="166" formatCode="0.0%"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE7EDF5"/><bgColor indexed="64"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFF8D7DA"/><bgColor indexed="64"/></patternFill></fill>'
    '</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" '
    'applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment horizontal="left"/></xf>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment horizontal="left"/></xf>'
    '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment horizontal="right"/></xf>'
    '<xf numFmtId="0" fontId="0" fillId="3" borderId="0" xfId="0" applyFill="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def packed(pages: Sequence[Page]) -> Iterator[bytes]:
    """The workbook piece by piece, flat in memory; the lines of its pages are taken as they are written."""
    outbox = _Outbox()
    with ZipFile(cast(IO[bytes], outbox), "w", ZIP_DEFLATED, compresslevel=_LEVEL) as file:
        for name, content in _first_parts(len(pages)).items():
            file.writestr(name, content)
        sheets = [SheetXml(page) for page in pages]
        for number, sheet in enumerate(sheets, start=1):
            with file.open(f"xl/worksheets/sheet{number}.xml", "w") as part:
                for xml in sheet:
                    part.write(xml)
                    yield from outbox.take()
        file.writestr("xl/workbook.xml", _workbook(sheets))
    yield from outbox.take()


def sheet_title(name: str, taken: Iterable[str] = ()) -> str:
    """A name that Excel accepts: at most 31 characters, none of []:*?/\\, unlike those taken."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", printable(name)).strip().strip("'")[:31] or "1"
    title, number = plain, 1
    while title.casefold() in taken:
        number += 1
        title = f"{plain[: 31 - len(str(number)) - 1]} {number}"
    return title


class _Outbox:
    """What a zip writes into when it can't go back, and what is then sent on."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""

    def take(self) -> Iterator[bytes]:
        if self._pieces:
            pieces, self._pieces = self._pieces, []
            yield b"".join(pieces)


def _first_parts(sheets: int) -> dict[str, str]:
    """All but the sheets and what names them; programs tell the kind of the file by the first part."""
    numbers = range(1, sheets + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_SHEETS}.worksheet+xml"/>'
        for number in numbers
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    types = (
        f'{_HEAD}<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SHEETS}.styles+xml"/>{overrides}</Types>'
    )
    book = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    styles = f'<Relationship Id="rId{sheets + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    return {
        "[Content_Types].xml": types,
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{book}</Relationships>',
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{relations}{styles}</Relationships>',
        "xl/styles.xml": STYLES,
    }


def _workbook(sheets: Sequence[SheetXml]) -> str:
    """The sheets by name; the row of headings is printed on every page of paper, and the filters know their lines."""
    names = "".join(
        f'<sheet name="{escape(sheet.page.title)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, start=1)
    )
    areas = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">{title}!{sheet.area("$")}'
        f'</definedName><definedName name="_xlnm.Print_Titles" localSheetId="{place}">{title}!$1:$1</definedName>'
        for place, sheet in enumerate(sheets)
        for title in [_quoted(sheet.page.title)]
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{names}</sheets><definedNames>{areas}</definedNames></workbook>"
    )


def _quoted(title: str) -> str:
    doubled = title.replace("'", "''")
    return escape(f"'{doubled}'", quote=False)
