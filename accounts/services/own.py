"""What people do with their own account."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from core.history import because


@transaction.atomic
def choose_password(person: User, *, by: User, password: str) -> User:
    """Replace the own password; all other signed-in browsers of the person are signed out."""
    if by.pk != person.pk:
        raise PermissionDenied
    validate_password(password, person)
    person.set_password(password)
    person.must_change_password = False
    with because(by=by):
        person.save(update_fields=["password", "must_change_password"])
    return person


@transaction.atomic
def change_own_facts(person: User, *, by: User, **facts: Any) -> User:
    """Name, phone, e-mail and language."""
    if by.pk != person.pk:
        raise PermissionDenied
    for name, value in facts.items():
        setattr(person, name, value)
    with because(by=by):
        person.save(update_fields=list(facts))
    return person


@transaction.atomic
def choose_language(person: User, *, by: User, language: str) -> User:
    return change_own_facts(person, by=by, language=language)


def end_sessions(person: User, *, by: User, except_key: str | None = None) -> int:
    """Sign a person out everywhere but in one browser; returns how many were signed out."""
    if by.pk != person.pk:
        raise PermissionDenied
    rows = person.sessions.exclude(pk=except_key) if except_key else person.sessions.all()
    return rows.delete()[0]
