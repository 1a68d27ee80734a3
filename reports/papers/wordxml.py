"""Short ways to make elements of WordprocessingML. Values go in as values, never as XML text."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

# The schema wants this order; Word calls a file with another order damaged.
PROPERTY_ORDER = [
    qn(f"w:{name}")
    for name in [
        "pStyle",
        "keepNext",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "pBdr",
        "shd",
        "tabs",
        "autoSpaceDE",
        "autoSpaceDN",
        "snapToGrid",
        "spacing",
        "ind",
        "jc",
        "outlineLvl",
    ]
]


def tag(kind: str, /, *children: BaseOxmlElement | None, **attributes: str | int) -> BaseOxmlElement:
    """`tag("sz", val=32)` is `<w:sz w:val="32"/>`; a child that is None is left out."""
    element = OxmlElement(f"w:{kind}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    element.extend(child for child in children if child is not None)
    return element


def text_tag(text: str) -> BaseOxmlElement:
    element = OxmlElement("w:t")
    element.text = text
    element.set(qn("xml:space"), "preserve")
    return element


def text_run(text: str, properties: BaseOxmlElement | None = None) -> BaseOxmlElement:
    """A run; line ends of the text become line breaks."""
    run = tag("r", properties)
    for place, part in enumerate(text.split("\n")):
        if place:
            run.append(tag("br"))
        run.append(text_tag(part))
    return run


def paragraph_tag(style: str, runs: list[BaseOxmlElement], *properties: BaseOxmlElement | None) -> BaseOxmlElement:
    given = [one for one in (tag("pStyle", val=style), *properties) if one is not None]
    given.sort(key=lambda one: PROPERTY_ORDER.index(one.tag))
    return tag("p", tag("pPr", *given), *runs)
