"""Urging units to answer what the office sent back: twice a day at most for each activity."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from accounts.models import User
from activities import rules
from activities.models import Activity
from activities.models.activity import ActivityQuerySet
from campaigns.models import Campaign
from campaigns.services.urging import Message, Urged, named, urge_owed
from notifications.duties import subject_of
from notifications.services.urging import Owed
from units.models import Unit


@transaction.atomic
def urge_returned(campaign: Campaign, activities: ActivityQuerySet, *, by: User) -> Urged:
    """Remind the hosts of those of these activities that were sent back; one message to each unit."""
    if not rules.may_review_in(by, campaign):
        raise PermissionDenied
    rows = activities.filter(campaign=campaign, state=Activity.State.RETURNED).order_by("pk")
    row_of = {
        Owed(subject_of(row), subject_of(row), row.unit_id): row
        for row in rows.select_for_update(of=("self",)).select_related("unit")
    }

    def say(unit: Unit, owed: Sequence[Owed]) -> Message:
        return _message(campaign, [row_of[each] for each in owed])

    matters = {owed: row.unit for owed, row in row_of.items()}
    urged, _fresh = urge_owed(matters, say, by=by, now=timezone.now())
    return urged


def _message(campaign: Campaign, rows: Sequence[Activity]) -> Message:
    """About many it is on no single page."""
    about = f"returned-{subject_of(rows[0])}"
    if len(rows) == 1:
        facts = {"title": rows[0].title, "why": rows[0].returned_why}
        words = lazy(lambda: _("Please answer what was returned: %(title)s. %(why)s") % facts, str)()
        return Message(about, words, rows[0].get_absolute_url(), subject_of(rows[0]))
    titles = [row.title for row in rows]
    words = lazy(
        lambda: (
            _("Please answer the %(number)s activities that were returned: %(titles)s.")
            % {"number": len(titles), "titles": named(titles)}
        ),
        str,
    )()
    return Message(about, words, f"{reverse('activities:activities', args=[campaign.slug])}?state=returned")
