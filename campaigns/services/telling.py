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


def liaisons_at(unit_ids: Iterable[int]) -> dict[int, list[Post]]:
    """Who holds a liaison's post at these very units today; the head of a unit only where there is nobody else.

    At the office's own unit the office, where it has no liaison.
    """
    held = Post.objects.held_on(timezone.localdate())
    held = held.filter(role__in=[Role.LIAISON, Role.OFFICE], unit__in=list(unit_ids))
    found: dict[int, list[Post]] = {}
    for post in held.filter(person__is_active=True).select_related("person").order_by("valid_from", "id"):
        found.setdefault(post.unit_id, []).append(post)
    return {unit: _nearest(posts) for unit, posts in found.items()}


def _nearest(posts: list[Post]) -> list[Post]:
    liaisons = [post for post in posts if post.role == Role.LIAISON] or posts
    return [post for post in liaisons if not post.is_head] or liaisons


def tell_liaisons(unit_ids: Iterable[int], *, key: str, text: str | Promise, url: str, subject: str = "") -> set[int]:
    """Tell the liaisons of these very units. Returns the units where somebody was told."""
    found = liaisons_at(unit_ids)
    posts = [post for posts in found.values() for post in posts]
    queue(posts, key=key, text=text, url=url, subject=subject)
    return set(found)
