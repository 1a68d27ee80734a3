"""The inbox: short messages to a post, each once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Post


def _of_posts(user):
    """What went to the posts a person holds, and what went to those who held them before."""
    lines = [post.line_id for post in user.posts_today if post.line_id]
    own = models.Q(post__in=[post.pk for post in user.posts_today])
    return own, models.Q(post__in=lines) | models.Q(post__line__in=lines) if lines else models.Q()


class ToPostQuerySet(models.QuerySet):
    """Of rows that belong to a post."""

    def of_posts(self, user):
        """To the posts a person holds today and to those before in the same posts."""
        own, before = _of_posts(user)
        return self.filter(own | before)

    def told_around(self, user):
        """What was told to posts where a person has to see to it: office and leaders their area, liaisons their units."""
        if not user.is_authenticated or not (user.is_office or user.is_leader or user.is_liaison):
            return self.none()
        return self.filter(post__unit__path__startswith=user.reach)


class NotificationQuerySet(ToPostQuerySet):
    def visible_to(self, user):
        """Messages to the posts a person holds today, and what those before in the post left unread."""
        if not user.is_authenticated:
            return self.none()
        own, before = _of_posts(user)
        return self.filter(own | before & models.Q(read_at=None) if before else own)

    def unread(self):
        return self.filter(read_at=None)


class Notification(models.Model):
    """One message to one post; `key` names the occasion, so that nothing is told twice.

    `subject` names the record it is about ("hazard-7"), for the list of who was told on that record's page.
    The merged message of a day has its `day` and its lines in `Reminder`.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="notifications")
    key = models.CharField(max_length=120)
    subject = models.CharField(max_length=60, blank=True)
    text = models.CharField(_("text"), max_length=500)
    url = models.CharField(max_length=300, blank=True)
    # What its letter says below the text: {"heading", "lines": [{"text", "url"}]}, in the reader's language.
    enclosed = models.JSONField(default=list, blank=True)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    day = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(
                fields=["subject", "-created_at"], condition=~models.Q(subject=""), name="notification_subject"
            ),
            # The bell on every page counts them.
            models.Index(fields=["post"], condition=models.Q(read_at=None), name="notification_unread"),
        ]
        constraints = [models.UniqueConstraint(fields=["post", "key"], name="notification_once")]

    def __str__(self):
        return self.text
