"""Activities as what a leader's instruction is about."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activities.models import Activity
from campaigns.instructed import About
from campaigns.models import Campaign
from notifications.duties import subject_of


def activities(keys: Collection[int], *, user: User, campaign: Campaign) -> Iterator[About]:
    rows = Activity.objects.visible_to(user).filter(pk__in=keys, campaign=campaign)
    for row in rows.select_related("unit", "plan_item"):
        yield About(subject_of(row), _("Activity"), row.title, row.get_absolute_url(), (row.unit,), row.plan_item)


SUBJECTS = {"activity": activities}
