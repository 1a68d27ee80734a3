"""The language in force: that of the page or the reader, the portal's own where none is active."""

from django.conf import settings
from django.utils.translation import get_language


def active_language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def is_chinese() -> bool:
    return active_language().startswith("zh")


def by_language(zh: str, en: str) -> str:
    """Of what a row has in both languages."""
    return zh if is_chinese() else en
