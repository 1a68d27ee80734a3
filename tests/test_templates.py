"""What every template keeps to, so that the content security policy can be strict."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = settings.BASE_DIR
TEMPLATES = sorted(
    path
    for folder in [ROOT / "templates", *ROOT.glob("*/templates")]
    for path in folder.rglob("*.html")
    if not {".venv", "bench"} & set(path.parts)
)
COMPONENTS = [path for path in TEMPLATES if path.parent.name in ("components", "layouts", "widgets")]
LETTERS = {path for path in TEMPLATES if path.parent.name == "mail"}
SPRITE = ROOT / "static" / "img" / "icons.svg"
FORBIDDEN = {
    "inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "htmx that needs eval": re.compile(r"\bhx-on\b|\bhx-vals\s*=\s*[\"']?js:|hx-trigger=\"[^\"]*\["),
    "another host": re.compile(r"(?:src|href)=\"(?:https?:)?//", re.IGNORECASE),
    "unescaped value": re.compile(r"\|\s*safe\b|autoescape off"),
    "Chinese in code": re.compile(r"[\u4e00-\u9fff]"),
}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_templates_have_nothing_forbidden(rule):
    found = {path for path in TEMPLATES if FORBIDDEN[rule].search(path.read_text())}

    # Letters are read by mail programs, which know no style sheet.
    assert sorted(name(path) for path in found - (LETTERS if rule == "inline style" else set())) == []


def test_templates_are_at_most_120_lines():
    assert [name(path) for path in TEMPLATES if len(path.read_text().splitlines()) > 120] == []


def test_components_open_with_their_inputs():
    assert [name(path) for path in COMPONENTS if not re.match(r"\{# .+ #\}", path.read_text())] == []


def test_components_are_included_with_only():
    loose = re.compile(r'{% include "components/(?:(?!only %})[^%])*%}')

    assert [name(path) for path in TEMPLATES if loose.search(path.read_text())] == []


def test_icons_are_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))
    asked = {icon for path in TEMPLATES for icon in re.findall(r'{% icon "([^"]+)"', path.read_text())}
    asked |= {icon for path in TEMPLATES for icon in re.findall(r'\bsymbol="([^"]+)"', path.read_text())}

    assert asked - drawn == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_compiles(path):
    get_template(str(path).partition("/templates/")[2])
