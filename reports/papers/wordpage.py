"""The page of a Word file: size, character grid, styles with East Asian faces, page numbers.

The styles of python-docx's own template are thrown away: they fall back to a Japanese face.
"""

from typing import NamedTuple

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Twips

from reports.papers.labels import faces
from reports.papers.paper import Language
from reports.papers.wordxml import tag, text_run

PAGE = (210, 297)
TOP, LEFT, RIGHT, BOTTOM = 37, 28, 26, 35
BODY_SIZE = 16  # points: size 3
LINE = 579  # twips: 225 mm / 22, rounded down so that 22 lines fit
PITCH = 15.79  # points: 156 mm / 28, rounded down so that 28 characters fit
CHARACTER = round(PITCH * 20)  # twips
# Word sets 16 pt characters in 15.79 pt cells; LibreOffice gives each of them two cells. So the grid
# is declared for the page, and the text keeps to it by its own spacing, which both obey.
TIGHTER = -6  # twips a character: 28 fit even where a program rounds the grid down, 29 don't
MM = 1440 / 25.4  # twips in a millimetre
TYPE_WIDTH = PAGE[0] - LEFT - RIGHT
FULL = round(TYPE_WIDTH * MM)
FOOT_SIZE = 14
# The dash of the page number hangs 7 mm under the type area and sits this far above the foot of its line.
DASH_RISE = 146  # twips
RED = "FF0000"


class Style(NamedTuple):
    name: str
    face: str
    size: float
    outline: int | None = None
    indent: int = 0  # characters, first line
    centred: bool = False
    tight: bool = False
    keep_next: bool = False


STYLES = {
    "Normal": Style("Normal", "fang", BODY_SIZE, tight=True),
    "Mark": Style("Issuer Mark", "mark", 50, centred=True),
    "Title": Style("Title", "title", 22, centred=True, keep_next=True),
    "Heading1": Style("heading 1", "hei", BODY_SIZE, 0, 2, keep_next=True, tight=True),
    "Heading2": Style("heading 2", "kai", BODY_SIZE, 1, 2, keep_next=True, tight=True),
    "Heading3": Style("heading 3", "fang", BODY_SIZE, 2, 2, keep_next=True, tight=True),
    "Heading4": Style("heading 4", "fang", BODY_SIZE, 3, 2, keep_next=True, tight=True),
    "BodyText": Style("Body Text", "fang", BODY_SIZE, None, 2, tight=True),
    "Label": Style("Label", "hei", BODY_SIZE, tight=True),
    "Caption": Style("caption", "hei", FOOT_SIZE, centred=True, keep_next=True),
    "Cell": Style("Table Cell", "fang", 12),
    "CellHead": Style("Table Head", "hei", 12, centred=True),
    "Colophon": Style("Colophon", "fang", FOOT_SIZE),
    "Header": Style("header", "hei", FOOT_SIZE),
    "Footer": Style("footer", "song", FOOT_SIZE),
}
CELL_STYLES = ("Cell", "CellHead")
# No punctuation beyond the type area, no extra space between Chinese and Latin, no cells of the grid.
SWITCHED_OFF = ("overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid")
KEPT_PARTS = (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS)


def new_document(language: Language, draft: str) -> WordDocument:
    """An empty document of the standard's page; `draft` is the word over each page, or empty."""
    document = Document()
    _drop_template_parts(document)
    _write_styles(document, language)
    _write_settings(document)
    _set_page(document)
    _write_page_numbers(document)
    _write_headers(document, draft)
    return document


def _drop_template_parts(document: WordDocument) -> None:
    """The template's theme, font table and second style sheet all name Japanese faces."""
    relations = document.part.rels
    for key in [key for key, one in relations.items() if one.reltype not in KEPT_PARTS]:
        relations.pop(key)
    package = document.part.package.rels
    for key in [key for key, one in package.items() if one.reltype.endswith("/thumbnail")]:
        package.pop(key)


def _write_styles(document: WordDocument, language: Language) -> None:
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    size = BODY_SIZE * 2
    latin = "en-US" if language == "zh-hans" else "en-GB"
    run = tag(
        "rPr",
        fonts("fang", language),
        tag("snapToGrid", val=0),
        tag("sz", val=size),
        tag("szCs", val=size),
        tag("lang", val=latin, eastAsia="zh-CN", bidi="ar-SA"),
    )
    root.append(tag("docDefaults", tag("rPrDefault", run), tag("pPrDefault")))
    for style_id, style in STYLES.items():
        root.append(_style(style_id, style, language))
    root.append(_plain_style("character", "DefaultParagraphFont", "Default Paragraph Font"))
    cells = tag("tblCellMar", *(tag(side, w=width, type="dxa") for side, width in CELL_AIR))
    root.append(_plain_style("table", "TableNormal", "Normal Table", tag("tblPr", cells)))


CELL_AIR = (("top", 0), ("left", 57), ("bottom", 0), ("right", 57))


def fonts(role: str, language: Language) -> BaseOxmlElement:
    asian, latin = faces(language)[role]
    element = tag("rFonts", ascii=latin, hAnsi=latin, eastAsia=asian, cs=latin)
    if language == "zh-hans":
        # Quotation marks and dashes exist in both scripts; here they are Chinese.
        element.set(qn("w:hint"), "eastAsia")
    return element


def _style(style_id: str, style: Style, language: Language) -> BaseOxmlElement:
    cell = style_id in CELL_STYLES
    side = "both" if language == "zh-hans" and not cell else "left"
    pitch, rule = (340, "atLeast") if cell else (LINE, "exact")
    paragraph = tag(
        "pPr",
        tag("keepNext") if style.keep_next else None,
        tag("widowControl", val=0),
        *(tag(name, val=0) for name in SWITCHED_OFF),
        tag("spacing", before=0, after=0, line=pitch, lineRule=rule),
        tag("ind", firstLineChars=style.indent * 100, firstLine=style.indent * CHARACTER),
        tag("jc", val="center" if style.centred else side),
        None if style.outline is None else tag("outlineLvl", val=style.outline),
    )
    run = tag(
        "rPr",
        fonts(style.face, language),
        # English has no face of its own for heads.
        tag("b") if language == "en" and style.face in ("title", "hei", "kai") else None,
        tag("color", val=RED) if style_id == "Mark" else None,
        tag("spacing", val=TIGHTER if style.tight and language == "zh-hans" else 0),
        tag("sz", val=round(style.size * 2)),
        tag("szCs", val=round(style.size * 2)),
    )
    element = tag("style", tag("name", val=style.name), type="paragraph", styleId=style_id)
    if style_id == "Normal":
        element.set(qn("w:default"), "1")
    else:
        element.append(tag("basedOn", val="Normal"))
    element.extend([tag("qFormat"), paragraph, run])
    return element


def _plain_style(kind: str, style_id: str, name: str, *children: BaseOxmlElement) -> BaseOxmlElement:
    return tag(
        "style",
        tag("name", val=name),
        *children,
        type=kind,
        default=1,
        styleId=style_id,
    )


def _write_settings(document: WordDocument) -> None:
    root = document.settings.element
    for child in list(root):
        root.remove(child)
    mode = tag(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    root.extend(
        [
            tag("defaultTabStop", val=2 * CHARACTER),
            tag("evenAndOddHeaders"),
            tag("characterSpacingControl", val="doNotCompress"),
            tag("compat", tag("useFELayout"), mode),
            tag("themeFontLang", val="en-US", eastAsia="zh-CN"),
        ]
    )


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.gutter = 0
    section.header_distance = Mm(20)
    section.footer_distance = Twips(round((BOTTOM - 7) * MM - DASH_RISE))
    properties = section._sectPr
    for child in properties.findall(qn("w:docGrid")):
        properties.remove(child)
    extra = round((PITCH - BODY_SIZE) * 4096)
    properties.append(tag("docGrid", type="linesAndChars", linePitch=LINE, charSpace=extra))


def _write_page_numbers(document: WordDocument) -> None:
    """`— 1 —`: odd pages to the right, even ones to the left, one character from the edge."""
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]._p
        paragraph.clear_content()
        properties = paragraph.get_or_add_pPr()
        for child in list(properties):
            properties.remove(child)
        edge = FOOT_SIZE * 20
        properties.extend(
            [
                tag("pStyle", val="Footer"),
                tag("spacing", line=edge, lineRule="exact"),
                tag("ind", **{f"{side}Chars": 100, side: edge}),
                tag("jc", val=side),
            ]
        )
        field = tag("fldSimple", text_run("1"), instr="PAGE \\* MERGEFORMAT")
        paragraph.extend([text_run("— "), field, text_run(" —")])


def _write_headers(document: WordDocument, draft: str) -> None:
    if not draft:
        return
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.style = document.styles["header"]
        paragraph._p.get_or_add_pPr().append(tag("jc", val="right"))
        paragraph.add_run(draft)
