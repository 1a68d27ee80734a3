"""Parts of a long table, drawn without a template each."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString


def addresses(name: str, *leading: str) -> Callable[[int], str]:
    """The address of a record by its key, found once for a table instead of once a row; `leading` stand before the key."""
    before, after = reverse(name, args=[*leading, 0]).rsplit("0", 1)
    return lambda pk: f"{before}{pk}{after}"


def together(parts: Iterable[object]) -> SafeString:
    """One after the other; what isn't markup already is escaped."""
    return format_html_join("", "{}", ((part,) for part in parts))


def once(said: Callable[..., Any]) -> Callable[..., Any]:
    """Of the same value always the same words: a day stands in most rows of a page. For one table, then forgotten."""
    return cache(said)
