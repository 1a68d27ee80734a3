"""Addresses of static files, and drawings: put together once, for neither changes while a process runs."""

import json
from functools import cache, lru_cache

from django.templatetags.static import static
from django.utils.safestring import SafeString

from core.drawing import Piece

ICON = Piece('<svg class="icon" width="16" height="16" aria-hidden="true"><use href="{}"/></svg>')
LABELLED_ICON = Piece('<svg class="icon" width="16" height="16" role="img" aria-label="{}"><use href="{}"/></svg>')
SCRIPT_MODULES = (
    "bell",
    "chart",
    "copy",
    "dialog",
    "draft",
    "filters",
    "keyboard",
    "keys",
    "mask",
    "menu",
    "once",
    "photos",
    "picker",
    "place",
    "print",
    "receipt",
    "report",
    "signature",
    "sortable",
    "table",
    "tokens",
    "visit",
    "work",
)


@cache
def address(name: str) -> str:
    return static(name)


@lru_cache(maxsize=512)
def drawing(name: str) -> SafeString:
    """A drawing of static/img/icons.svg, hidden from readers."""
    return ICON(f"{address('img/icons.svg')}#{name}")


def labelled_drawing(name: str, label: str) -> SafeString:
    return LABELLED_ICON(label, f"{address('img/icons.svg')}#{name}")


@cache
def script_modules() -> str:
    """Addresses of the scripts that app.js loads when a page asks for them, as JSON."""
    return json.dumps({name: address(f"js/{name}.js") for name in SCRIPT_MODULES})
