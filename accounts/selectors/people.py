"""Reading people and the posts they hold."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import Post, User
from units.models import Unit
from units.selectors import without_liaison


def people(user: User, filters: dict[str, Any], day: date) -> QuerySet[User]:
    """The people a person looks after, narrowed as the list's form says; by default those not disabled."""
    rows = User.objects.visible_to(user).filter(is_superuser=False)
    if filters.get("q"):
        text = filters["q"].strip()
        rows = rows.filter(Q(name__icontains=text) | Q(username__icontains=text) | Q(phone__contains=text))
    rows = _in_state(rows, filters.get("state") or "active", day)
    posts = Post.objects.held_on(day).filter(person=OuterRef("pk"))
    if filters.get("role"):
        posts = posts.filter(role=filters["role"])
    if filters.get("below"):
        posts = posts.filter(unit__path__startswith=filters["below"].path)
    if filters.get("role") or filters.get("below"):
        rows = rows.filter(Exists(posts))
    held = Post.objects.held_on(day).select_related("unit")
    return rows.prefetch_related(Prefetch("posts", queryset=held, to_attr="held_posts"))


def _in_state(rows: QuerySet[User], state: str, day: date) -> QuerySet[User]:
    if state == "disabled":
        return rows.filter(is_active=False)
    if state == "all":
        return rows
    rows = rows.filter(is_active=True)
    if state == "without_post":
        return rows.filter(~Exists(Post.objects.held_on(day).filter(person=OuterRef("pk"))))
    if state == "first_password":
        return rows.filter(must_change_password=True)
    return rows


def posts_of(user: User, person: User) -> list[Post]:
    """All posts of a person, the open ones first."""
    rows = person.posts.select_related("unit", "handed_over_to__person", "taken_over_from__person")
    return sorted(rows, key=lambda post: (post.valid_until is not None, -post.valid_from.toordinal()))


def units_without_liaison(user: User, day: date) -> QuerySet[Unit]:
    """Active units for which nobody would answer."""
    rows = Unit.objects.visible_to(user).active_on(day).filter(kind__is_area=False)
    return without_liaison(rows, day).select_related("kind", "parent")
