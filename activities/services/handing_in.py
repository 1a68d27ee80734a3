"""What the unit's side does with its record: hand in, withdraw, take up again, answer."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from accounts.models import Post, Role, User
from activities import rules
from activities.models import Activity, Remark
from activities.services.progress import settle_activities
from activities.services.states import locked, move, refuse_without, tell_host, tell_posts
from core.errors import DomainError
from core.history import because


@transaction.atomic
def submit_activity(activity: Activity, *, by: User, answer: str = "", version: int | None = None) -> Activity:
    """Send for review; a returned one again, with an answer to the office if there is one to give."""
    row = locked(activity, version=version)
    refusal = _("Only a draft or a returned activity can be sent for review.")
    if not row.can_become(Activity.State.SUBMITTED):
        raise DomainError(refusal)
    if not rules.may_submit(by, row):
        raise PermissionDenied
    answer = answer.strip()
    with because(answer, by=by):
        facts = {"submitted_at": timezone.now(), "submitted_by": by, "reopened_at": None}
        move(row, Activity.State.SUBMITTED, refusal, **facts)
        settle_activities([row])
    if answer:
        Remark.objects.create(activity=row, text=answer, by=by)
    return row


@transaction.atomic
def withdraw_activity(activity: Activity, *, by: User, why: str) -> Activity:
    """Take the record back; it counts nowhere and stays in its history."""
    row = locked(activity)
    if not (rules.is_own(by, row) and rules.may_log(by, row.campaign)):
        raise PermissionDenied
    with because(refuse_without(why), by=by):
        move(row, Activity.State.WITHDRAWN, _("Only an activity that isn't approved can be withdrawn."))
        settle_activities([row])
    return row


def resume_activity(activity: Activity, *, by: User) -> Activity:
    """Take a withdrawn record up again, as a draft."""
    try:
        with transaction.atomic(), because(by=by):
            row = locked(activity)
            if not rules.may_resume(by, row):
                raise PermissionDenied
            move(row, Activity.State.DRAFT, _("Only a withdrawn activity can be taken up again."))
            return row
    except IntegrityError:
        raise DomainError(_("The same activity has been logged again since. Change that record instead.")) from None


@transaction.atomic
def add_remark(activity: Activity, *, by: User, text: str) -> Remark:
    """A word to the other side, who finds it in the inbox."""
    row = Activity.objects.select_related("campaign", "unit", "reviewed_by").get(pk=activity.pk)
    if not rules.may_remark(by, row):
        raise PermissionDenied
    remark = Remark.objects.create(activity=row, text=refuse_without(text), by=by)
    words = lazy(lambda: _("%(name)s on “%(title)s”: %(text)s") % {"name": by, "title": row.title, "text": text}, str)()
    if rules.acts_for(by, row.unit):
        tell_posts(_posts_of_reviewer(row), row, f"remark-{remark.pk}", words)
    else:
        tell_host(row, f"remark-{remark.pk}", words)
    return remark


def _posts_of_reviewer(row: Activity) -> list[Post]:
    """Who has reviewed it before and still sits in an office; before a review the queue is enough."""
    held = Post.objects.held_on(timezone.localdate()).filter(role=Role.OFFICE, person=row.reviewed_by_id)
    return list(held.select_related("person")[:1])
