"""Make the PDF faces in reports/papers/fonts from the free originals.

    python scripts/subset_fonts.py STANDARD_TABLE NOTO_FOLDER LIBERATION_FOLDER WENKAI_FILE OUT

Needs fonttools, which the portal itself does not. The originals are Debian's packages
fonts-noto-cjk, fonts-liberation2 and fonts-lxgw-wenkai. STANDARD_TABLE is a text file that holds the
8,105 characters of the Table of General Standard Chinese Characters (2013); names are full of
characters that GB 2312 lacks. The results have names of their own, as the licence asks of changed faces.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

LATIN = set(range(0x20, 0x17F)) | {0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026}
COMPANY = {0x20AC, 0x2122, 0x2103, 0x33A1, 0x338F, 0x3392, 0xB2, 0xB3}
SIMPLIFIED = 2  # place of the simplified Chinese face in a Noto collection


def gb2312() -> set[int]:
    rows, cells = range(0xA1, 0xF8), range(0xA1, 0xFF)
    texts = (bytes([row, cell]).decode("gb2312", "ignore") for row in rows for cell in cells)
    return {ord(char) for text in texts for char in text}


def standard_table(path: str) -> set[int]:
    text = Path(path).read_text(encoding="utf-8")
    return {ord(char) for char in text if "\u3400" <= char <= "\u9fff" or char >= "\U00020000"}


def subset(font: TTFont, characters: set[int], family: str, style: str, target: Path) -> None:
    options = Options()
    options.layout_features = ["kern", "locl", "ccmp", "mark"]
    options.hinting = False
    options.desubroutinize = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG", "BASE", "meta"]
    worker = Subsetter(options)
    worker.populate(unicodes=characters)
    worker.subset(font)
    rename(font, family, style)
    font.save(target)


def rename(font: TTFont, family: str, style: str) -> None:
    plain = family.replace(" ", "") + "-" + style
    names = {1: family, 2: style, 3: plain, 4: f"{family} {style}", 6: plain}
    for record in list(font["name"].names):
        if record.nameID in names or record.langID not in (0, 0x409):
            font["name"].removeNames(record.nameID, record.platformID, record.platEncID, record.langID)
    for name_id, text in names.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    if "CFF " in font:
        face = font["CFF "].cff
        face.fontNames = [plain]
        top = face.topDictIndex[0]
        top.FullName, top.FamilyName = f"{family} {style}", family


def main(table: str, noto: str, liberation: str, wenkai: str, out: str) -> None:
    folder = Path(out)
    basic = gb2312() | LATIN | COMPANY
    wide = basic | standard_table(table)
    for source, family, name in (
        ("NotoSerifCJK-Regular", "Papers Song", "PapersSong-Regular.otf"),
        ("NotoSansCJK-Regular", "Papers Hei", "PapersHei-Regular.otf"),
    ):
        font = TTCollection(Path(noto) / f"{source}.ttc").fonts[SIMPLIFIED]
        subset(font, wide, family, "Regular", folder / name)
    subset(TTFont(wenkai), basic, "Papers Kai", "Regular", folder / "PapersKai-Regular.ttf")
    for style in ("Regular", "Bold"):
        font = TTFont(Path(liberation) / f"LiberationSerif-{style}.ttf")
        subset(font, LATIN, "Papers Latin", style, folder / f"PapersLatin-{style}.ttf")


if __name__ == "__main__":
    main(*sys.argv[1:])
