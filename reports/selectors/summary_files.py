"""The summary as files: an official paper, its tables, and the json other systems rely on."""

import io
from typing import Any

from core.figures import UNKNOWN_SIGN
from reports.papers.labels import labels
from reports.papers.paper import Attachment, Block, Figure, Heading, Paper, Paragraph, Table, Text
from reports.papers.pdf import kept_pdf
from reports.papers.sheets import write_sheets
from reports.papers.word import write_docx
from reports.selectors.content import Content, Part, Section
from reports.selectors.drafting.desk import words_of
from reports.selectors.resolving import kept_figure
from reports.selectors.tokens import tokens


def as_file(content: Content, form: str) -> bytes:
    """`form` is docx, pdf or xlsx. A PDF that no worker has set beforehand takes well under a second here."""
    if form == "pdf":
        return kept_pdf(paper_of(content))
    stream = io.BytesIO()
    if form == "docx":
        write_docx(paper_of(content), stream)
    else:
        write_sheets(workbook_of(content), stream)
    return stream.getvalue()


def paper_of(content: Content) -> Paper:
    words = words_of(content.language)
    blocks: list[Block] = []
    for section in content.texts:
        blocks += [Heading(1, section["title"])] if section["title"] else []
        blocks += _paper_blocks(content, section)
    return Paper(
        title=content.title,
        blocks=tuple(blocks),
        language=content.language,
        issuer=words["bulletin_head" if content.span else "red_head"].format(issuer=content.issuer)
        if content.issuer
        else "",
        number=content.document_number,
        addressee=content.addressee or None,
        signature=content.issuer,
        date=content.day,
        attachments=tuple(_attachment(content, section) for section in content.attachments),
        draft=not content.is_final,
    )


def _paper_blocks(content: Content, section: Section) -> list[Block]:
    return [
        Heading(block.level, block.text) if block.level else Paragraph(tuple(_run(part) for part in block.parts))
        for block in content.blocks(section)
    ]


def _run(part: Part) -> Text | Figure:
    return Figure(part.key, part.text) if part.key else Text(part.text)


def _attachment(content: Content, section: Section) -> Attachment:
    return Attachment(section["title"] or content.title, (_table(content, section),))


def _table(content: Content, section: Section) -> Table:
    words = words_of(content.language)
    rows: list[tuple[str | Figure, ...]] = []
    number = 0
    for row in content.rows(section):
        if row.part is None:
            rows.append(("", row.label, "", ""))
            continue
        number += 1
        rows.append(
            (
                str(number),
                row.label,
                Figure(row.part.key, row.part.text) if row.part.key else row.part.text,
                row.measure,
            )
        )
    return Table(
        headings=(words["number"], words["figure"], words["value"], words["measure"]),
        rows=tuple(rows),
        widths=(1, 5, 3, 2),
        numeric=frozenset({2}),
    )


def workbook_of(content: Content) -> Paper:
    """The tables of the attachment, and every figure of the text with where it stands."""
    words = words_of(content.language)
    rows = []
    for section in content.texts:
        for token in tokens(section["text"]):
            kept = content.figures.get(token.key)
            if kept is None:
                continue
            figure = kept_figure(kept)
            value = UNKNOWN_SIGN if figure.value is None else f"{figure.value:,}"
            note = words["qualifiers"][str(figure.qualifier)] if figure.is_known else ""
            where = section["title"] or content.title
            rows.append((kept["name"], value, note, kept["measure"], where, f"{kept['records']:,}", token.key))
    names = ("figure", "value", "qualifier", "measure", "section", "records")
    table = Table(
        headings=(*(words[name] for name in names), "token"),
        rows=tuple(rows),
        numeric=frozenset({1, 5}),
        title=words["figures_sheet"],
    )
    tables = tuple(_attachment(content, section) for section in content.attachments)
    return Paper(title=content.title, blocks=(table,), language=content.language, attachments=tables)


def json_of(content: Content, warnings: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "campaign": content.campaign.slug,
        "version": content.version,
        "state": content.state,
        "outline": content.outline,
        "language": content.language,
        "title": content.title,
        "number": content.document_number,
        "sections": [
            {
                "title": section["title"],
                "text": _text(content, section),
                "figures": _figures(content, section),
            }
            for section in [*content.texts, *content.attachments]
        ],
        "warnings": warnings,
    }


def _text(content: Content, section: Section) -> str:
    """A line of the attachment says what its figure counts, as the table of the paper does."""
    if section not in content.attachments:
        return "\n".join(block.text for block in content.blocks(section))
    colon = labels(content.language)["colon"]
    return "\n".join(
        f"{row.label}{colon}{row.part.text} {row.measure}".rstrip() if row.part else row.label
        for row in content.rows(section)
    )


def _figures(content: Content, section: Section) -> list[dict[str, Any]]:
    found = []
    for token in tokens(section["text"]):
        kept = content.figures.get(token.key)
        if kept is None:
            continue
        found.append(
            {
                "code": kept["code"],
                "value": kept["value"],
                "qualifier": kept["qualifier"],
                "text": kept_figure(kept).words(content.language),
                "url": kept["url"],
                "token": token.key,
            }
        )
    return found
