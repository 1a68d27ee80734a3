"""What all changes of state share: the locked row, its new state, and who is told."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import Post
from activities.models import Activity
from core.editing import EditConflict
from core.errors import DomainError
from notifications.duties import subject_of
from notifications.services.telling import liaison_posts, queue


class RecordLocked(DomainError):
    """Approved and withdrawn records are not changed by anybody."""

    def __init__(self) -> None:
        super().__init__(_("The record is locked: it has been approved or withdrawn in the meantime."))


def locked(activity: Activity, *, version: int | None = None) -> Activity:
    """The row as it is now, locked, with what the rules look at; its version counted up.

    Raises EditConflict when `version` is given and somebody has saved since.
    """
    rows = Activity.objects.select_for_update(of=("self",)).select_related("campaign__area", "unit", "kind")
    current = rows.get(pk=activity.pk)
    if version is not None and version != current.version:
        raise EditConflict(current)
    current.version += 1
    return current


def move(activity: Activity, state: str, refusal: str, **facts: object) -> None:
    """Save the next state of a locked row; `refusal` is what a person reads when it does not follow."""
    if not activity.can_become(state):
        raise DomainError(refusal)
    activity.state = state
    for name, value in facts.items():
        setattr(activity, name, value)
    activity.save(update_fields=["state", "version", *facts])


def refuse_without(why: str) -> str:
    """The reason, trimmed; a step that takes something away from the other side needs one."""
    if not why.strip():
        raise DomainError(_("Give a reason: the other side reads it."))
    return why.strip()


def tell_host(activity: Activity, occasion: str, text: str | Promise) -> None:
    """One message for this occasion; the version makes the next time a new one."""
    key = f"activity-{activity.pk}-{occasion}-{activity.version}"
    url = activity.get_absolute_url()
    queue(liaison_posts(activity.unit), key=key, text=text, url=url, subject=subject_of(activity))


def tell_posts(posts: Iterable[Post], activity: Activity, occasion: str, text: str | Promise) -> None:
    key, url = f"activity-{activity.pk}-{occasion}", activity.get_absolute_url()
    queue(posts, key=key, text=text, url=url, subject=subject_of(activity))
