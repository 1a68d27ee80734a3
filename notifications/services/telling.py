"""Tell posts something, once."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise

from accounts.models import Post, Role, User
from notifications.models import Notification
from notifications.services.outbox import send_out
from units.models import Unit


@transaction.atomic
def queue(
    posts: Iterable[Post],
    *,
    key: str,
    text: str | Promise,
    url: str = "",
    subject: str = "",
    urgent: bool = False,
    at_once: bool = False,
    enclosed: Callable[[], list[dict[str, Any]]] = list,
) -> int:
    """Put a message into the inbox of each post, in the holder's language. Returns how many are new.

    Unique per post and `key`: calling it again, at any time, adds nothing. `subject` names the record on whose
    page it is listed ("hazard-7"). The other channels tell of it in the message of the next working day; `at_once`
    by one of its own, after the quiet hours; an urgent one by every channel now, quiet hours or not. `enclosed` is
    what that letter says below, see `Notification.enclosed`.
    """
    rows = []
    for post in posts:
        with translation.override(post.person.own_language):
            words, below = str(text)[:500], enclosed()
        facts = {"url": url, "subject": subject, "is_urgent": urgent, "enclosed": below}
        rows.append(Notification(post=post, key=key, text=words, **facts))
    known = set(
        Notification.objects.filter(key=key, post__in=[row.post_id for row in rows]).values_list("post_id", flat=True)
    )
    fresh = [row for row in rows if row.post_id not in known]
    Notification.objects.bulk_create(fresh, ignore_conflicts=True)
    if urgent or at_once:
        # Rows another transaction was first with have no primary key after ignore_conflicts: ask for ours anew.
        sent = Notification.objects.filter(key=key, post__in=[row.post_id for row in fresh])
        send_out(sent.select_related("post__person"))
    return len(fresh)


def liaison_posts(unit: Unit, day: date | None = None) -> list[Post]:
    """The liaisons of the unit, else those of the nearest superior that has one; today unless a day is given.

    A message to a superior's liaison should name the unit it is about.
    """
    places = [unit.pk, *reversed(unit.ancestor_ids)]
    held = Post.objects.held_on(day or timezone.localdate()).filter(role=Role.LIAISON, unit__in=places)
    posts = list(held.filter(person__is_active=True).select_related("person", "unit").order_by("valid_from", "id"))
    nearest = next((place for place in places if any(post.unit_id == place for post in posts)), None)
    here = [post for post in posts if post.unit_id == nearest]
    return [post for post in here if not post.is_head] or here


@transaction.atomic
def mark_read(user: User, ids: Iterable[int] | None = None) -> int:
    """Mark messages of this person as read: those with these ids, or all."""
    rows = Notification.objects.visible_to(user).unread()
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    return rows.update(read_at=timezone.now())
