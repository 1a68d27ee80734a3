"""A paper with everything worded: what both the Word and the PDF writer put on the page."""

import re
from dataclasses import dataclass
from typing import Literal

from core.text import printable
from reports.papers.labels import date_text, labels
from reports.papers.numbering import HeadingNumbers
from reports.papers.paper import (
    Block,
    Cell,
    Figure,
    Heading,
    Language,
    Listing,
    Paper,
    Paragraph,
    Run,
    Table,
    Text,
)
from reports.papers.titles import text_width, title_lines

SEAL_INDENT = 4.0
KEPT_WIDTH = 5 * 28  # characters
MARK_SIZE = 50  # points; a long name is set smaller so that it stays on one line
MARK_WIDTH = 425  # points, of the 442 of the type area
LATE_CONTROLS = re.compile("[\x80-\x9f]")


def paper_text(text: str) -> str:
    """The text without what a page can't hold; a tab becomes a space, every line end `\\n`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return LATE_CONTROLS.sub("", printable(text))


def one_line(text: str) -> str:
    return " ".join(part for part in paper_text(text).split("\n") if part)


LineStyle = Literal["heading1", "heading2", "heading3", "heading4", "body", "caption"]
HEADING_STYLES: tuple[LineStyle, ...] = ("heading1", "heading2", "heading3", "heading4")


@dataclass(frozen=True)
class Piece:
    """Text of one run; `code` is empty unless the run is a figure."""

    text: str
    code: str = ""


@dataclass(frozen=True)
class Line:
    style: LineStyle
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Grid:
    headings: tuple[str, ...]
    rows: tuple[tuple[Piece, ...], ...]
    shares: tuple[float, ...]
    numeric: frozenset[int]


Flow = tuple[Line | Grid, ...]


@dataclass(frozen=True)
class Annex:
    label: str
    title_lines: tuple[str, ...]
    flow: Flow


@dataclass(frozen=True)
class Composition:
    language: Language
    draft: str
    urgency: str
    mark: str
    mark_size: int
    number: str
    signer_label: str
    signer: str
    title_lines: tuple[str, ...]
    addressee: str
    flow: Flow
    keep_last: bool
    note_label: str
    notes: tuple[str, ...]
    signature: str
    date: str
    signature_indent: float
    date_indent: float
    annexes: tuple[Annex, ...]
    copies: str
    printed_issuer: str
    printed_on: str


def compose(paper: Paper) -> Composition:
    words = labels(paper.language)
    date = date_text(paper.date, paper.language) if paper.date else ""
    signature = one_line(paper.signature)
    signature_indent, date_indent = _sign_indents(signature, date)
    colon = words["colon"] + ("" if words["colon"] > "\x7f" else " ")
    printed = paper.printed_by
    mark = one_line(paper.issuer)
    flow = _flow(paper.blocks, paper.language)
    return Composition(
        language=paper.language,
        draft=words["draft"] if paper.draft else "",
        urgency=one_line(paper.urgency),
        mark=mark,
        mark_size=int(max(6.0, min(MARK_SIZE, MARK_WIDTH / max(1.0, text_width(mark))))),
        number=one_line(paper.number),
        signer_label=words["signer"] + colon if paper.signer else "",
        signer=one_line(paper.signer),
        title_lines=tuple(title_lines(paper_text(paper.title), paper.language)),
        addressee=one_line(paper.addressee) + words["colon"] if paper.addressee else "",
        flow=flow,
        keep_last=bool(paper.attachments or signature or date) and _is_short(flow),
        note_label=words["attachment"] + colon if paper.attachments else "",
        notes=_notes(paper),
        signature=signature,
        date=date,
        signature_indent=signature_indent,
        date_indent=date_indent,
        annexes=_annexes(paper),
        copies=_copies(paper, colon),
        printed_issuer=one_line(printed.issuer) if printed else "",
        printed_on=_printed_on(paper),
    )


def _is_short(flow: Flow) -> bool:
    """A short last paragraph goes with the signature, which must not stand on a page of its own.

    A long one would be moved as a whole and leave half a page empty.
    """
    last = flow[-1] if flow else None
    return isinstance(last, Line) and text_width("".join(piece.text for piece in last.pieces)) <= KEPT_WIDTH


def _sign_indents(signature: str, date: str) -> tuple[float, float]:
    """Right indents in characters: the signature is centred over the date, the date four in."""
    over = (text_width(date) - text_width(signature)) / 2
    if not date or not signature:
        return SEAL_INDENT, SEAL_INDENT
    if SEAL_INDENT + over >= 0:
        return SEAL_INDENT + over, SEAL_INDENT
    return 0.0, -over


def _notes(paper: Paper) -> tuple[str, ...]:
    """Names of the attachments, numbered when there are several, with nothing after them."""
    names = [one_line(attachment.title) for attachment in paper.attachments]
    if len(names) == 1:
        return (names[0],)
    form = labels(paper.language)["attachment_number"]
    return tuple(form.format(number=place) + name for place, name in enumerate(names, 1))


def _annexes(paper: Paper) -> tuple[Annex, ...]:
    word, several = labels(paper.language)["attachment"], len(paper.attachments) > 1
    gap = "" if paper.language == "zh-hans" else " "
    return tuple(
        Annex(
            label=f"{word}{gap}{place}" if several else word,
            title_lines=tuple(title_lines(paper_text(attachment.title), paper.language)),
            flow=_flow(attachment.blocks, paper.language),
        )
        for place, attachment in enumerate(paper.attachments, 1)
    )


def _copies(paper: Paper, colon: str) -> str:
    if not paper.copies_to:
        return ""
    words = labels(paper.language)
    return words["copies"] + colon + words["list_comma"].join(map(one_line, paper.copies_to)) + words["stop"]


def _printed_on(paper: Paper) -> str:
    if not paper.printed_by:
        return ""
    day = date_text(paper.printed_by.date, paper.language)
    return labels(paper.language)["printed"].format(date=day)


def _flow(blocks: tuple[Block, ...], language: Language) -> Flow:
    numbers = HeadingNumbers(language)
    flow: list[Line | Grid] = []
    for block in blocks:
        match block:
            case Heading(level, text):
                piece = Piece(numbers.next(level) + one_line(text))
                flow.append(Line(HEADING_STYLES[level - 1], (piece,)))
            case Paragraph(runs):
                flow.append(Line("body", _pieces(runs)))
            case Listing(items):
                sign = Text(labels(language)["item"])
                flow += [Line("body", _pieces((sign, *item.runs))) for item in items]
            case Table(title=title):
                if title:
                    flow.append(Line("caption", (Piece(one_line(title)),)))
                flow.append(_grid(block))
    return tuple(flow)


def _pieces(runs: tuple[Run, ...]) -> tuple[Piece, ...]:
    return tuple(_piece(run) for run in runs)


def _piece(run: Run | Cell) -> Piece:
    if isinstance(run, str):
        return Piece(paper_text(run))
    return Piece(paper_text(run.text), run.code if isinstance(run, Figure) else "")


def _grid(table: Table) -> Grid:
    widths = table.widths or (1.0,) * len(table.headings)
    return Grid(
        headings=tuple(map(paper_text, table.headings)),
        rows=tuple(tuple(_piece(cell) for cell in row) for row in table.rows),
        shares=tuple(width / sum(widths) for width in widths),
        numeric=table.numeric,
    )
