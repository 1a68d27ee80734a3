"""A document before it has a file format.

Callers say what stands in the document; numbers of headings, labels, dates in words and the
layout are the writers' business. Text is plain: nothing in it is ever read as markup.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh-hans", "en"]


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Figure:
    """A counted figure. It reads like text; its code says which figure it is."""

    code: str
    text: str


Run = Text | Figure
Cell = str | Figure


@dataclass(frozen=True)
class Heading:
    """Level 1 to 4; the text carries no number of its own."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3, 4):
            raise ValueError(f"A heading has level 1 to 4, not {self.level}.")


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]

    @classmethod
    def of(cls, *parts: str | Run) -> "Paragraph":
        return cls(tuple(Text(part) if isinstance(part, str) else part for part in parts))

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Listing:
    """Short items without numbers, one to a line."""

    items: tuple[Paragraph, ...]

    @classmethod
    def of(cls, *items: str) -> "Listing":
        return cls(tuple(Paragraph.of(item) for item in items))


@dataclass(frozen=True)
class Table:
    """`widths` are shares of the page, one a column (equal when empty); `numeric` are column indexes."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    numeric: frozenset[int] = frozenset()
    title: str = ""

    def __post_init__(self) -> None:
        columns = len(self.headings)
        if not columns or any(len(row) != columns for row in self.rows):
            raise ValueError("A table needs headings and rows of the same length.")
        if self.widths and (len(self.widths) != columns or min(self.widths) <= 0):
            raise ValueError("A table needs one positive width a column, or none.")


Block = Heading | Paragraph | Listing | Table


@dataclass(frozen=True)
class Attachment:
    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class PrintedBy:
    """The foot of the last page: who had it printed, and when."""

    issuer: str
    date: datetime.date


@dataclass(frozen=True)
class Paper:
    """`title` may hold line breaks chosen by a person; without them the writer breaks it.

    An empty `issuer` leaves out the red head (plans, lists); `signer` is for papers going up.
    """

    title: str
    blocks: tuple[Block, ...]
    language: Language
    issuer: str = ""
    number: str = ""
    signer: str = ""
    urgency: str = ""
    addressee: str | None = None
    signature: str = ""
    date: datetime.date | None = None
    attachments: tuple[Attachment, ...] = ()
    copies_to: tuple[str, ...] = ()
    printed_by: PrintedBy | None = None
    draft: bool = False

    def figures(self) -> Iterator[Figure]:
        """Every figure in reading order, attachments included."""
        yield from _figures(self.blocks)
        for attachment in self.attachments:
            yield from _figures(attachment.blocks)

    def tables(self) -> Iterator[Table]:
        blocks = [*self.blocks, *(b for a in self.attachments for b in a.blocks)]
        yield from (block for block in blocks if isinstance(block, Table))


def _figures(blocks: tuple[Block, ...]) -> Iterator[Figure]:
    for block in blocks:
        parts: list[Cell | Run] = []
        if isinstance(block, Paragraph):
            parts = list(block.runs)
        elif isinstance(block, Listing):
            parts = [run for item in block.items for run in item.runs]
        elif isinstance(block, Table):
            parts = [cell for row in block.rows for cell in row]
        yield from (part for part in parts if isinstance(part, Figure))
