"""Who may act on people and posts. Pure: no query beyond the person's own posts, no request.

Administrator and office look after the people of their area. The office gives every role but the
administrator's, and leaves people alone who hold that role or a post outside the area: whoever may
reset a password holds all that it opens.
"""

from collections.abc import Iterable
from datetime import date

from accounts.models import Post, Role, User
from units.models import Unit

OFFICE_GIVES = {Role.OFFICE, Role.LIAISON, Role.LEADER, Role.INSPECTOR}


def may_manage_people(user: User) -> bool:
    return user.is_admin or user.is_office


def roles_to_give(user: User) -> set[str]:
    if user.is_admin:
        return set(Role.values)
    return {str(role) for role in OFFICE_GIVES} if user.is_office else set()


def may_give_post(user: User, role: str, unit: Unit) -> bool:
    return role in roles_to_give(user) and unit.path.startswith(user.reach or "-")


def may_change_post(user: User, post: Post) -> bool:
    return may_give_post(user, post.role, post.unit)


def may_manage_person(user: User, person: User, posts: Iterable[Post], today: date) -> bool:
    """Edit, disable, give a new first password. `posts`: all of the person's; the finished ones don't count."""
    if not may_manage_people(user) or person.is_superuser:
        return False
    return all(may_change_post(user, post) for post in posts if not post.is_over_on(today))
