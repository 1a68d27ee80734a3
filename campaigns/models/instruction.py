from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Post
from campaigns.models.assignment import Assignment
from core.history import track


class InstructionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees its assignment."""
        return self.filter(assignment__in=Assignment.objects.visible_to(user))

    def of_leader(self, user):
        """Written in the post acted in, or by those before in it."""
        line = user.post.line_id or user.post.pk
        return self.filter(models.Q(post=line) | models.Q(post__line=line))


@track()
class Instruction(models.Model):
    """A leader's word on a record. What it asks, of whom and by when is its assignment; what is answered goes to `post`.

    `subject` names the record ("hazard-7", see `campaigns.instructed`). The work goes to whoever takes the post over.
    """

    assignment = models.OneToOneField(
        Assignment, models.CASCADE, related_name="instruction", verbose_name=_("assignment")
    )
    subject = models.CharField(max_length=60, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", editable=False)

    objects = InstructionQuerySet.as_manager()

    class Meta:
        verbose_name = _("instruction")
        verbose_name_plural = _("instructions")
        ordering = ["-assignment__sent_at", "-id"]
        indexes = [models.Index(fields=["subject"], name="instruction_subject")]
        constraints = [
            models.CheckConstraint(
                name="instruction_is_about_a_record", condition=models.Q(subject__regex=r"^[a-z]+-\d+$")
            )
        ]

    def __str__(self):
        return str(self.assignment)

    @property
    def line(self) -> int:
        """The first of the posts that have handed it on to one another."""
        return self.post.line_id or self.post_id
