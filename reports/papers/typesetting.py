"""Setting pages by typst with our own faces: papers, the ledger and pictures of charts."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache as once_a_process
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, cast

import typst
from django.core.cache import cache

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
SECONDS_KEPT = 24 * 3600


def typeset(
    template: str,
    inputs: Mapping[str, str],
    *,
    form: Literal["pdf", "png"] = "pdf",
    day: date | None = None,
    **how: Any,
) -> bytes:
    """The same inputs of the same day give the same bytes. `how` is what typst takes besides, such as `ppi`."""
    compiler = typst.Compiler(str(HERE / template), root=str(HERE), font_paths=_fonts())
    if day:
        how["timestamp"] = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    return cast(bytes, compiler.compile(format=form, sys_inputs=dict(inputs), **how))


def typeset_once(template: str, inputs: Mapping[str, str], *, day: date) -> bytes:
    """A PDF, set anew only where something of it changed within a day: the key is made of all that goes into it."""
    parts = [template, *_stand(template), day.isoformat(), inputs]
    key = f"typeset-{hashlib.sha256(json.dumps(parts).encode()).hexdigest()}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = typeset(template, inputs, day=day)
        cache.set(key, kept, SECONDS_KEPT)
    return kept


@once_a_process
def _fonts() -> Any:
    """Only our own faces, so that every machine sets the same page."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


@once_a_process
def _stand(template: str) -> list[str]:
    """What a new release may bring: typst, the template, the faces."""
    faces = sorted(f"{path.name} {path.stat().st_size}" for path in FONTS.iterdir())
    return [version("typst"), (HERE / template).read_text("utf-8"), *faces]
