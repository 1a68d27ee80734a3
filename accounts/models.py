"""People and the posts they hold."""

from datetime import date
from functools import cached_property
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.history import track
from core.joined import Joined
from core.kept import Kept
from core.notation import LANGUAGE_NAMES
from units.models import Unit, nearest_area


class Role(models.TextChoices):
    OFFICE = "office", _("Safety office")
    LIAISON = "liaison", _("Liaison")
    LEADER = "leader", _("Leader")
    INSPECTOR = "inspector", _("Inspector")
    ADMIN = "admin", _("Administrator")


# Roles whose post reaches the whole area (county) their unit lies in; the others reach their unit and what is below.
AREA_ROLES = {Role.OFFICE, Role.LEADER, Role.ADMIN}


class PostQuerySet(models.QuerySet):
    def held_on(self, day: date):
        return self.filter(valid_from__lte=day).filter(Q(valid_until=None) | Q(valid_until__gte=day))

    def visible_to(self, user):
        """Administrator and office see the posts of their area, everybody their own."""
        if not user.is_authenticated:
            return self.none()
        if user.is_admin or user.is_office:
            return self.filter(Q(unit__path__startswith=user.reach) | Q(person=user))
        return self.filter(person=user)


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        if user.is_admin or user.is_office:
            here = Post.objects.filter(unit__path__startswith=user.reach).values("person")
            # Not Q(posts=None): joined, it would give a person once for each post.
            without = ~models.Exists(Post.objects.filter(person=models.OuterRef("pk")))
            return self.filter(Q(pk__in=here) | Q(pk=user.pk) | without)
        return self.filter(pk=user.pk)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username: str, password: str | None = None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields):
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


@track(exclude=["password", "last_login"])
class User(AbstractUser):
    """A person. Rights follow the post acted in, see `post`."""

    first_name = last_name = None
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=60)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True, choices=LANGUAGE_NAMES)
    must_change_password = models.BooleanField(_("has to choose a new password"), default=False)

    objects = UserManager()
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "id"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("accounts:person", args=[self.pk])

    @property
    def own_language(self) -> str:
        """Of what is sent: the one chosen, else that of the portal. A page may follow the browser instead."""
        return self.language or settings.LANGUAGE_CODE

    # The post chosen for this session; `accounts.middleware.PostMiddleware` sets it.
    chosen_post_id: int | None = None
    # The campaign that the view of this request has found; `campaigns.selectors` sets and reads it.
    campaign_in_hand: Any = None

    @cached_property
    def posts_today(self) -> list["Post"]:
        today = timezone.localdate()
        held = POSTS_HELD.ask(self.pk, today, today)
        for post in held:
            post.person = self
        return held

    @cached_property
    def post(self) -> "Post | None":
        """The post acted in: the one chosen if it is held today, else the longest held."""
        chosen = [post for post in self.posts_today if post.pk == self.chosen_post_id]
        return (chosen or self.posts_today or [None])[0]

    @cached_property
    def kept(self) -> Kept:
        """For the pages of one request; after a write to lists, plan or register it still has what was before."""
        return Kept()

    @property
    def standing(self) -> tuple[str | None, int | None]:
        """Role and unit: what decides which campaigns somebody sees, and so belongs to a key of what is kept of them."""
        return self.role, self.unit.pk if self.unit else None

    @property
    def role(self) -> str | None:
        return self.post.role if self.post else None

    is_office = property(lambda self: self.role == Role.OFFICE)
    is_liaison = property(lambda self: self.role == Role.LIAISON)
    is_leader = property(lambda self: self.role == Role.LEADER)
    is_inspector = property(lambda self: self.role == Role.INSPECTOR)
    is_admin = property(lambda self: self.role == Role.ADMIN)

    @property
    def unit(self) -> Unit | None:
        """The unit acted for."""
        return self.post.unit if self.post else None

    @cached_property
    def area(self) -> Unit | None:
        """The county (or city) the post lies in: the nearest unit upward whose kind is an area, else the root."""
        if self.unit is None:
            return None
        return nearest_area((unit, unit.kind.is_area) for unit in self.unit.upward())

    @cached_property
    def reach(self) -> str | None:
        """Path of the topmost unit whose records this person may read."""
        if self.post is None:
            return None
        return self.area.path if self.role in AREA_ROLES else self.unit.path


@track()
class Post(models.Model):
    """A role at a unit, from–until. Work belongs to the post, so handing it over hands over the work."""

    person = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("unit"))
    title = models.CharField(_("job title"), max_length=80, blank=True)
    is_head = models.BooleanField(
        _("heads the unit"),
        default=False,
        help_text=_("Has a liaison's rights and is told when the liaison stays silent."),
    )
    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_until = models.DateField(_("until"), null=True, blank=True)
    handed_over_to = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="taken_over_from", editable=False
    )
    # The first post of a row of hand-overs; empty for the first itself. What waits for one waits for its successors.
    line = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["unit__sort_key", "role", "valid_from"]
        indexes = [models.Index(fields=["unit", "role"], name="post_unit_role")]
        constraints = [
            models.CheckConstraint(
                name="post_until_not_before_from",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The post ends before it begins."),
            ),
            models.CheckConstraint(
                name="post_head_is_a_liaison",
                condition=Q(is_head=False) | Q(role="liaison"),
                violation_error_message=_("Only a liaison's post can be that of the head of the unit."),
            ),
            models.UniqueConstraint(
                fields=["person", "role", "unit"],
                condition=Q(valid_until=None),
                name="post_held_once",
                violation_error_message=_("This person already holds this post."),
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.get_role_display()} · {self.unit}"

    def is_held_on(self, day: date) -> bool:
        return self.valid_from <= day and not self.is_over_on(day)

    def is_over_on(self, day: date) -> bool:
        return self.valid_until is not None and self.valid_until < day


# The same as `held_on`: every page of a signed-in person begins with it.
POSTS_HELD = Joined(
    Post,
    "unit__kind",
    "unit__place",
    "unit__parent__kind",
    where='"row".person_id = %s AND "row".valid_from <= %s AND ("row".valid_until IS NULL OR "row".valid_until >= %s)',
    order='"row".valid_from, "row".id',
)


class Session(AbstractBaseSession):
    """A signed-in browser; unlike Django's own it knows whose it is and when it was last used."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    last_seen_at = models.DateTimeField(default=timezone.now)

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls):
        return import_module(settings.SESSION_ENGINE).SessionStore


# What a page of a signed-in person knows first: whose session it is.
SESSIONS_OPEN = Joined(
    Session, "user", where='"row".session_key = %s AND "row".expire_date > %s', order='"row".session_key'
)
