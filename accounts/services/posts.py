"""Posts are given, ended and handed over. Work belongs to unit and post, so it stays where it is."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import Post, User
from core.editing import refuse_broken_constraints
from core.errors import DomainError
from core.history import because
from units.models import Unit


@transaction.atomic
def give_post(
    person: User,
    *,
    by: User,
    role: str,
    unit: Unit,
    valid_from: date,
    valid_until: date | None = None,
    title: str = "",
    is_head: bool = False,
) -> Post:
    if not rules.may_give_post(by, role, unit):
        raise PermissionDenied
    post = Post(
        person=person,
        role=role,
        unit=unit,
        title=title,
        is_head=is_head,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    return _open_post(post, by, "")


@transaction.atomic
def edit_post(post: Post, *, by: User, title: str, is_head: bool) -> Post:
    """The job title, and whether the post is that of the head of the unit; never role, unit or days."""
    post = _locked(post, by)
    post.title, post.is_head = title, is_head
    refuse_broken_constraints(post)
    with because(by=by):
        post.save(update_fields=["title", "is_head"])
    return post


@transaction.atomic
def end_post(post: Post, *, by: User, last_day: date, why: str) -> Post:
    """The rights end with that day; whatever the unit owes stays with the unit."""
    post = _locked(post, by)
    _end(post, last_day)
    with because(why, by=by):
        post.save(update_fields=["valid_until"])
    return post


@transaction.atomic
def hand_over_post(post: Post, *, by: User, person: User, starts_on: date, why: str) -> Post:
    """The post of one person goes to another from that day; the one before holds it to the day before.

    What is unread in the inbox comes along, see `Notification.objects.visible_to`.
    """
    post = _locked(post, by)
    if post.handed_over_to_id:
        raise DomainError(_("This post has been handed over already."))
    if person.pk == post.person_id:
        raise DomainError(_("This person holds the post already."))
    if not person.is_active:
        raise DomainError(_("“%(person)s” is disabled. Enable the account first.") % {"person": person})
    _end(post, starts_on - timedelta(days=1))
    successor = Post(
        person=person,
        role=post.role,
        unit=post.unit,
        title=post.title,
        is_head=post.is_head,
        valid_from=starts_on,
        line_id=post.line_id or post.pk,
    )
    _open_post(successor, by, why)
    post.handed_over_to = successor
    with because(why, by=by):
        post.save(update_fields=["valid_until", "handed_over_to"])
    return successor


def _locked(post: Post, by: User) -> Post:
    post = Post.objects.select_for_update(of=("self",)).select_related("unit").get(pk=post.pk)
    if not rules.may_change_post(by, post):
        raise PermissionDenied
    return post


def _end(post: Post, last_day: date) -> None:
    if post.valid_until and post.valid_until < last_day:
        raise DomainError(_("The post has ended before that day."))
    if last_day < post.valid_from:
        raise DomainError(_("The post ends before it begins."))
    post.valid_until = last_day


def _open_post(post: Post, by: User, why: str) -> Post:
    # A form sent twice: the second waits here and then finds the post of the first.
    User.objects.select_for_update().get(pk=post.person_id)
    refuse_broken_constraints(post)
    if post.unit.merged_into_id:
        raise DomainError(_("“%(unit)s” has been merged into another unit.") % {"unit": post.unit})
    with because(why, by=by):
        post.save(force_insert=True)
    return post
