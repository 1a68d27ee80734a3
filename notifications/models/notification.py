"""The inbox: short messages to a post, each once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Post


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Messages to the posts a person holds today, and what those before in the post left unread."""
        if not user.is_authenticated:
            return self.none()
        own = models.Q(post__in=[post.pk for post in user.posts_today])
        lines = [post.line_id for post in user.posts_today if post.line_id]
        if not lines:
            return self.filter(own)
        left = models.Q(post__in=lines) | models.Q(post__line__in=lines)
        return self.filter(own | (left & models.Q(read_at=None)))

    def unread(self):
        return self.filter(read_at=None)


class Notification(models.Model):
    """One message to one post; `key` names the occasion, so that nothing is told twice."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="notifications")
    key = models.CharField(max_length=120)
    text = models.CharField(_("text"), max_length=500)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["post", "key"], name="notification_once")]

    def __str__(self):
        return self.text
