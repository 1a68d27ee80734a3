"""Tell posts something, once."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise

from accounts.models import Post, User
from notifications.models import Notification


@transaction.atomic
def queue(posts: Iterable[Post], *, key: str, text: str | Promise, url: str = "") -> int:
    """Put a message into the inbox of each post, in the holder's language. Returns how many are new.

    Unique per post and `key`: calling it again, at any time, adds nothing.
    """
    rows = []
    for post in posts:
        with translation.override(post.person.language or settings.LANGUAGE_CODE):
            rows.append(Notification(post=post, key=key, text=str(text)[:500], url=url))
    known = set(
        Notification.objects.filter(key=key, post__in=[row.post_id for row in rows]).values_list("post_id", flat=True)
    )
    fresh = [row for row in rows if row.post_id not in known]
    Notification.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def mark_read(user: User, ids: Iterable[int] | None = None) -> int:
    """Mark messages of this person as read: those with these ids, or all."""
    rows = Notification.objects.visible_to(user).unread()
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    return rows.update(read_at=timezone.now())
