"""What every figure of a summary is made of that isn't added over activities."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from core.figures import Figure
from reports.selectors.binding import Binder, keys

Params = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Own:
    figure: Figure
    name: str
    measure: str
    url: str
    keys: tuple[int, ...]


def page_of(binder: Binder, name: str, query: str | Iterable[tuple[str, Any]] = "") -> str:
    address = reverse(name, args=[binder.campaign.slug])
    asked = query if isinstance(query, str) else urlencode(list(query))
    return f"{address}?{asked}" if asked else address


def count_of(rows: QuerySet, name: str, measure: str, url: str) -> Own:
    found = keys(rows)
    return Own(Figure(len(found)), name, measure, url, found)
