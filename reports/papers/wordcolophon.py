"""The colophon of a Word file: who gets copies, who printed it, between rules at the foot.

It is a frame of paragraphs, bound to the bottom of the type area of the page on which the paper
ends. LibreOffice floats neither a table as wide as the page nor a frame of paragraphs with
borders, so each rule is a paragraph as high as the rule, filled with black.
"""

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.papers.composition import Composition
from reports.papers.wordpage import FOOT_SIZE, FULL
from reports.papers.wordxml import paragraph_tag, tag, text_run

THICK, THIN = 20, 14  # twips: 0.35 mm and 0.25 mm
EDGE = FOOT_SIZE * 20  # one character of the colophon
LINE = 500  # twips


def colophon(paper: Composition) -> list[BaseOxmlElement]:
    rows = []
    if paper.copies:
        hang = 3 * EDGE if paper.language == "zh-hans" else 0
        indent = tag("ind", left=EDGE + hang, right=EDGE, hanging=hang)
        rows.append(_line([text_run(paper.copies)], indent))
    if paper.printed_on:
        indent = tag("ind", left=EDGE, right=EDGE, firstLine=0)
        tabs = tag("tabs", tag("tab", val="right", pos=FULL - EDGE))
        runs = [
            text_run(paper.printed_issuer),
            tag("r", tag("tab")),
            text_run(paper.printed_on),
        ]
        rows.append(_line(runs, indent, tabs))
    parts = [_rule(THICK)]
    for number, row in enumerate(rows, 1):
        parts += [row, _rule(THICK if number == len(rows) else THIN)]
    return parts if rows else []


def _line(runs: list[BaseOxmlElement], *properties: BaseOxmlElement) -> BaseOxmlElement:
    spacing = tag("spacing", before=0, after=0, line=LINE, lineRule="exact")
    return paragraph_tag("Colophon", runs, _frame(), spacing, *properties)


def _rule(height: int) -> BaseOxmlElement:
    fill = tag("shd", val="clear", color="auto", fill="000000")
    spacing = tag("spacing", before=0, after=0, line=height, lineRule="exact")
    return paragraph_tag("Colophon", [], _frame(), fill, spacing)


def _frame() -> BaseOxmlElement:
    return tag(
        "framePr",
        w=FULL,
        wrap="around",
        vAnchor="margin",
        hAnchor="margin",
        xAlign="left",
        yAlign="bottom",
    )
