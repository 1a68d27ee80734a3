"""People: made, changed, disabled, given a new first password."""

import secrets
from copy import copy
from typing import Any

from django.contrib.auth.hashers import get_hasher, make_password
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from core.errors import DomainError
from core.history import because

# Without signs that look alike on paper: 0 and O, 1, l and I.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
FIRST_ITERATIONS = 20_000


def one_time_password() -> str:
    """About 59 bits, in groups that can be read out: abcd-efgh-jkmn."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(3))


def hashed_first_password(password: str) -> str:
    """Quickly, for hundreds at once: 59 random bits need no slow hash, and signing in replaces it."""
    hasher = copy(get_hasher())
    if hasattr(hasher, "iterations"):
        hasher.iterations = FIRST_ITERATIONS
    return make_password(password, hasher=hasher)


@transaction.atomic
def create_person(*, by: User, **facts: Any) -> tuple[User, str]:
    """The person and the first password, which is kept nowhere: show it now."""
    if not rules.may_manage_people(by):
        raise PermissionDenied
    password = one_time_password()
    try:
        with because(by=by), transaction.atomic():
            person = User.objects.create_user(must_change_password=True, password=password, **facts)
    except IntegrityError:
        # The form was sent twice, or somebody else was quicker.
        raise DomainError(_("Somebody has this user name already.")) from None
    return person, password


@transaction.atomic
def edit_person(person: User, *, by: User, **facts: Any) -> User:
    """Name, user name, phone, e-mail, language: never rights, which follow from posts."""
    person = _locked(person, by)
    for name, value in facts.items():
        setattr(person, name, value)
    with because(by=by):
        person.save(update_fields=list(facts))
    return person


@transaction.atomic
def disable_person(person: User, *, by: User, why: str) -> User:
    """No more signing in; whoever is signed in is out at once. Posts stay and can be handed over."""
    person = _locked(person, by)
    if person.pk == by.pk:
        raise DomainError(_("You can't disable yourself."))
    if not person.is_active:
        raise DomainError(_("This person is disabled already."))
    person.is_active = False
    with because(why, by=by):
        person.save(update_fields=["is_active"])
    person.sessions.all().delete()
    return person


@transaction.atomic
def enable_person(person: User, *, by: User, why: str) -> User:
    person = _locked(person, by)
    if person.is_active:
        raise DomainError(_("This person isn't disabled."))
    person.is_active = True
    with because(why, by=by):
        person.save(update_fields=["is_active"])
    return person


@transaction.atomic
def reset_password(person: User, *, by: User, why: str) -> str:
    """A new first password, kept nowhere; the person is signed out everywhere."""
    person = _locked(person, by)
    password = one_time_password()
    person.set_password(password)
    person.must_change_password = True
    with because(why, by=by):
        person.save(update_fields=["password", "must_change_password"])
    person.sessions.all().delete()
    return password


def _locked(person: User, by: User) -> User:
    person = User.objects.select_for_update().get(pk=person.pk)
    posts = person.posts.select_related("unit")
    if not rules.may_manage_person(by, person, posts, timezone.localdate()):
        raise PermissionDenied
    return person
