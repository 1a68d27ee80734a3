"""Word files in the layout of GB/T 9704-2012."""

import datetime
from typing import IO

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.papers.composition import (
    Annex,
    Composition,
    Flow,
    Grid,
    Line,
    Piece,
    compose,
)
from reports.papers.paper import Paper
from reports.papers.titles import text_width
from reports.papers.wordcolophon import colophon
from reports.papers.wordpage import (
    CHARACTER,
    FULL,
    LINE,
    MM,
    RED,
    fonts,
    new_document,
)
from reports.papers.wordtable import data_table
from reports.papers.wordxml import paragraph_tag, tag, text_run, text_tag

STYLE_OF = {
    "heading1": "Heading1",
    "heading2": "Heading2",
    "heading3": "Heading3",
    "heading4": "Heading4",
    "body": "BodyText",
    "caption": "Caption",
}
MARK_TOP = 35  # mm from the top of the type area to the upper edge of the mark
# Share of its size by which the mark moves down so that its ink starts where the standard says.
MARK_DROP = 0.03
NUMBER_LINE = 360  # twips: a tight line, so that the rule under it can be placed to the millimetre
RULE_SPACE = 9  # points under the line of the number, which make 4 mm under its ink


def write_docx(paper: Paper, stream: IO[bytes]) -> None:
    WordWriter(compose(paper)).write(stream, paper.date)


class WordWriter:
    """Writes one composition from top to bottom into one document."""

    def __init__(self, composition: Composition) -> None:
        self.paper = composition
        self.document = new_document(composition.language, composition.draft)
        self.body = self.document.element.body
        self.section = self.body.sectPr
        self.figures = 0

    def write(self, stream: IO[bytes], day: datetime.date | None) -> None:
        self._head()
        self._title(self.paper.title_lines, self._lines_over_title())
        if self.paper.addressee:
            self._add("Normal", self.paper.addressee, spacing=self._spacing(before=LINE))
        elif self.paper.flow and self.paper.title_lines:
            self._add("Normal", "")
        self._flow(self.paper.flow, keep_last=self.paper.keep_last)
        self._notes()
        self._signature()
        for annex in self.paper.annexes:
            self._annex(annex)
        self._colophon()
        if self.paper.language == "zh-hans":
            _prefer_chinese_faces(self.body)
        _describe(self.document, self.paper, day)
        self.document.save(stream)

    def _head(self) -> None:
        paper = self.paper
        above = 0
        if paper.urgency:
            self._add("Label", paper.urgency)
            above = LINE
        if not paper.mark:
            return
        line = paper.mark_size * 20
        before = round(MARK_TOP * MM - above + MARK_DROP * line)
        run = tag("rPr", tag("sz", val=paper.mark_size * 2), tag("szCs", val=paper.mark_size * 2))
        self._add("Mark", paper.mark, run=run, spacing=self._spacing(before, line))
        self._number()

    def _number(self) -> None:
        paper = self.paper
        border = tag("pBdr", tag("bottom", val="single", sz=18, space=RULE_SPACE, color=RED))
        gap = self._spacing(2 * LINE, NUMBER_LINE)
        if not paper.signer:
            self._add(
                "Normal",
                paper.number,
                tag("jc", val="center"),
                borders=border,
                spacing=gap,
            )
            return
        tabs = tag("tabs", tag("tab", val="right", pos=FULL - CHARACTER))
        kai = tag("rPr", fonts("kai", paper.language))
        runs = [
            tag("r", text_tag(paper.number), tag("tab"), text_tag(paper.signer_label)),
            tag("r", kai, text_tag(paper.signer)),
        ]
        indent = tag("ind", leftChars=100, left=CHARACTER, firstLineChars=0, firstLine=0)
        # The rule keeps the width of the type area although the text is indented.
        self.section.addprevious(paragraph_tag("Normal", runs, tabs, gap, indent))
        rule = self._spacing(0, 20)
        self._add("Normal", "", borders=border, spacing=rule)

    def _lines_over_title(self) -> int:
        return 2 if self.paper.mark else 0

    def _title(self, lines: tuple[str, ...], blank: int) -> None:
        for place, line in enumerate(lines):
            before = blank * LINE if place == 0 else 0
            self._add("Title", line, spacing=self._spacing(before))

    def _flow(self, flow: Flow, keep_last: bool = False) -> None:
        """`keep_last`: no page may hold only what follows the text."""
        for place, part in enumerate(flow, 1):
            if isinstance(part, Grid):
                self.section.addprevious(data_table(part, self._runs))
                # Word joins two tables that touch.
                self._add("Cell", "")
            else:
                self._line(part, keep_last and place == len(flow))

    def _line(self, line: Line, keep: bool) -> None:
        runs = [run for piece in line.pieces for run in self._runs(piece)]
        self.section.addprevious(paragraph_tag(STYLE_OF[line.style], runs, tag("keepNext") if keep else None))

    def _runs(self, piece: Piece) -> list[BaseOxmlElement]:
        """A figure is a run between bookmarks `figure_1`, `figure_2`, … in reading order."""
        run = text_run(piece.text)
        if not piece.code:
            return [run]
        self.figures += 1
        start = tag("bookmarkStart", id=self.figures, name=f"figure_{self.figures}")
        return [start, run, tag("bookmarkEnd", id=self.figures)]

    def _notes(self) -> None:
        paper = self.paper
        for place, note in enumerate(paper.notes):
            label = paper.note_label if place == 0 else ""
            hang = text_width(paper.note_label)
            if len(paper.notes) > 1:
                hang += 1.5
            left, first = (
                2 + hang,
                text_width(paper.note_label) - hang if place else -hang,
            )
            indent = tag(
                "ind",
                leftChars=round(left * 100),
                left=round(left * CHARACTER),
                hangingChars=round(-first * 100),
                hanging=round(-first * CHARACTER),
            )
            before = LINE if place == 0 else 0
            self._add("Normal", label + note, indent, spacing=self._spacing(before), keep=True)

    def _signature(self) -> None:
        """Two lines stay free over the signature: the seal is put over it and the date."""
        paper = self.paper
        before = 2 * LINE
        for text, right in (
            (paper.signature, paper.signature_indent),
            (paper.date, paper.date_indent),
        ):
            if not text:
                continue
            indent = tag("ind", rightChars=round(right * 100), right=round(right * CHARACTER))
            side = tag("jc", val="right")
            keep = text == paper.signature and bool(paper.date)
            self._add("Normal", text, indent, side, spacing=self._spacing(before), keep=keep)
            before = 0

    def _annex(self, annex: Annex) -> None:
        self._add("Label", annex.label, new_page=True)
        self._title(annex.title_lines, 1)
        self._add("Normal", "")
        self._flow(annex.flow)

    def _colophon(self) -> None:
        parts = colophon(self.paper)
        for part in parts:
            self.section.addprevious(part)
        if parts:
            # A frame hangs on the paragraph after it.
            self._add("Colophon", "", spacing=self._spacing(0, 20))

    def _add(
        self,
        style: str,
        text: str,
        *properties: BaseOxmlElement,
        run: BaseOxmlElement | None = None,
        spacing: BaseOxmlElement | None = None,
        borders: BaseOxmlElement | None = None,
        keep: bool = False,
        new_page: bool = False,
    ) -> None:
        runs = [text_run(text, run)] if text else []
        keeps = tag("keepNext") if keep else None
        breaks = tag("pageBreakBefore") if new_page else None
        parts = (keeps, breaks, borders, spacing, *properties)
        self.section.addprevious(paragraph_tag(style, runs, *parts))

    def _spacing(self, before: int, line: int = LINE) -> BaseOxmlElement:
        return tag("spacing", before=before, after=0, line=line, lineRule="exact")


def _prefer_chinese_faces(body: BaseOxmlElement) -> None:
    """Quotation marks and dashes exist in both scripts; Word believes only a hint at the run itself."""
    for run in body.iter(qn("w:r")):
        properties = run.get_or_add_rPr()
        properties.get_or_add_rFonts().set(qn("w:hint"), "eastAsia")


def _describe(document: WordDocument, paper: Composition, day: datetime.date | None) -> None:
    facts = document.core_properties
    facts.title = "".join(paper.title_lines)[:255]
    facts.author = (paper.mark or paper.signature)[:255]
    facts.comments = ""
    facts.language = "zh-CN" if paper.language == "zh-hans" else "en-GB"
    if day:
        moment = datetime.datetime(day.year, day.month, day.day)
        facts.created = facts.modified = moment
