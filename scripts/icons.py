"""Rebuild static/img/icons.svg from an unpacked bootstrap-icons package.

    python scripts/icons.py path/to/bootstrap-icons/icons

static/vendor/bootstrap-icons/icons.txt holds one icon a line: its file there, then
shorter names of ours for the same drawing.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "static" / "vendor" / "bootstrap-icons" / "icons.txt"
SPRITE = ROOT / "static" / "img" / "icons.svg"


def symbol(name: str, svg: str) -> str:
    body = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)[1]
    drawing = re.sub(r">\s+<", "><", body.strip())
    return f'<symbol id="{name}" viewBox="0 0 16 16">{drawing}</symbol>\n'


def sprite(folder: Path) -> str:
    symbols = []
    for line in LIST.read_text().splitlines():
        names = line.split()
        svg = (folder / f"{names[0]}.svg").read_text()
        symbols += [symbol(name, svg) for name in names]
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(symbols)}</svg>\n'


if __name__ == "__main__":
    SPRITE.write_text(sprite(Path(sys.argv[1])))
