"""Parts of a long table, drawn without a template each."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.urls import reverse


def addresses(name: str, *leading: str) -> Callable[[int], str]:
    """The address of a record by its key, found once for a table instead of once a row; `leading` stand before the key."""
    before, after = reverse(name, args=[*leading, 0]).rsplit("0", 1)
    return lambda pk: f"{before}{pk}{after}"


def once(said: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Of the same value always the same words: a day stands in most rows of a page. For one table, then forgotten."""
    return cache(said)
