"""Putting a message about campaign work into the inboxes of units."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise

from accounts.models import Post, Role
from notifications.services.telling import queue


def moment_words(moment: datetime) -> str:
    """A day with its year and a time of 24 hours, in the active language and the portal's zone."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATE_FORMAT')} {local:%H:%M}"


def tell_liaisons(unit_ids: Iterable[int], *, key: str, text: str | Promise, url: str) -> set[int]:
    """Tell the liaisons who hold a post at these units today. Returns the units where somebody was told."""
    held = Post.objects.held_on(timezone.localdate()).filter(role=Role.LIAISON, unit__in=list(unit_ids))
    posts = list(held.select_related("person"))
    queue(posts, key=key, text=text, url=url)
    return {post.unit_id for post in posts}
