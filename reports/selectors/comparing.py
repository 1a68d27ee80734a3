"""Two versions side by side: which words and figures went, which came."""

import difflib
import re
from dataclasses import dataclass

from reports.selectors.content import Content

# A Chinese character stands alone, a Latin word or a number is one piece, so is a run of spaces.
PIECE = re.compile(r"[A-Za-z0-9,.]+|\s+|.", re.DOTALL)


@dataclass(frozen=True)
class Stretch:
    """`sign` is "" for what stayed, "del" for what went, "ins" for what came."""

    text: str
    sign: str = ""


@dataclass(frozen=True)
class SectionChange:
    """`kind`: same, changed, added or removed."""

    title: str
    kind: str
    stretches: tuple[Stretch, ...] = ()


def compare(old: Content, new: Content) -> list[SectionChange]:
    """Section by section in the order of the new version; what was removed stands at the end."""
    before, after = _texts(old), _texts(new)
    found = []
    for key, (title, text) in after.items():
        if key not in before:
            found.append(SectionChange(title, "added", (Stretch(text, "ins"),)))
            continue
        was = before[key]
        stretches = difference(_whole(*was), _whole(title, text))
        kind = "same" if was == (title, text) else "changed"
        found.append(SectionChange(title or was[0], kind, stretches if kind == "changed" else ()))
    gone = [key for key in before if key not in after]
    return found + [SectionChange(before[key][0], "removed", (Stretch(before[key][1], "del"),)) for key in gone]


def _whole(title: str, text: str) -> str:
    return f"{title}\n{text}" if title else text


def _texts(content: Content) -> dict[str, tuple[str, str]]:
    """Text as read, with the figures as they were: a changed figure shows as a change."""
    return {each["key"]: (each["title"], "\n".join(_line(content, each))) for each in content.sections}


def _line(content: Content, section: dict) -> list[str]:
    if section["source"] == "attachment":
        rows = content.rows(section)
        return [" ".join(filter(None, [row.label, row.part.text if row.part else "", row.measure])) for row in rows]
    return [block.text for block in content.blocks(section)]


def difference(old: str, new: str) -> tuple[Stretch, ...]:
    """What went before what came, by words; by characters in Chinese."""
    one, other = PIECE.findall(old), PIECE.findall(new)
    found = []
    for sign, a, b, c, d in difflib.SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        if sign == "equal":
            found.append(Stretch("".join(one[a:b])))
            continue
        found += [Stretch("".join(one[a:b]), "del")] if b > a else []
        found += [Stretch("".join(other[c:d]), "ins")] if d > c else []
    return tuple(found)
