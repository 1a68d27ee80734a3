"""What all steps of a hazard share: the locked row, its new state, and who is told."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import Post, User
from core.editing import EditConflict
from core.errors import DomainError
from inspections.models import Hazard
from notifications.services.telling import liaison_posts, queue


def locked(hazard: Hazard, *, version: int | None = None) -> Hazard:
    """The row as it is now, locked, with what the rules look at; its version counted up.

    Raises EditConflict when `version` is given and somebody has saved since.
    """
    rows = Hazard.objects.select_for_update(of=("self",)).select_related("campaign__area", "unit", "supervising")
    current = rows.get(pk=hazard.pk)
    if version is not None and version != current.version:
        raise EditConflict(current)
    current.version += 1
    return current


def demand(right: bool) -> None:
    if not right:
        raise PermissionDenied


def too_late(hazard: Hazard) -> DomainError:
    """For somebody of the right side whose step comes after another's."""
    words = _("This step doesn't follow: the hazard is “%(state)s” in the meantime.")
    return DomainError(words % {"state": hazard.get_state_display()})


def move(hazard: Hazard, state: str, **facts: object) -> None:
    """Save the next state of a locked row; a step that doesn't follow is refused in words."""
    if not hazard.can_become(state):
        raise too_late(hazard)
    save(hazard, state=state, **facts)


def save(hazard: Hazard, **facts: object) -> None:
    for name, value in facts.items():
        setattr(hazard, name, value)
    hazard.save(update_fields=["version", *facts])


def refuse_without(why: str) -> str:
    """The reason, trimmed; a step that takes something away from the other side needs one."""
    if not why.strip():
        raise DomainError(_("Give a reason: those concerned read it."))
    return why.strip()


def tell_unit(hazard: Hazard, occasion: str, text: str | Promise) -> None:
    """One message for this occasion to the liaisons of the unit; the version makes the next time a new one."""
    if hazard.unit is not None:
        tell(liaison_posts(hazard.unit), hazard, occasion, text)


def posts_of(person: User | None) -> list[Post]:
    """Where a message reaches somebody who works here today."""
    if person is None:
        return []
    return list(Post.objects.held_on(timezone.localdate()).filter(person=person).select_related("person")[:1])


def tell(posts: Iterable[Post], hazard: Hazard, occasion: str, text: str | Promise, *, urgent: bool = False) -> None:
    subject = f"hazard-{hazard.pk}"
    key = f"{subject}-{occasion}-{hazard.version}"
    queue(posts, key=key, text=text, url=hazard.get_absolute_url(), subject=subject, urgent=urgent)
