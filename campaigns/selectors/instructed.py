"""Records of campaigns, and units, as what a leader's instruction is about."""

from collections.abc import Collection, Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.instructed import About
from campaigns.models import Assignment, Campaign, Notice, PlanItem
from campaigns.selectors.recipients import addressable
from notifications.duties import subject_of
from units.models import Unit


def campaigns(keys: Collection[int], *, user: User, campaign: Campaign) -> Iterator[About]:
    for row in Campaign.objects.visible_to(user).filter(pk__in=keys, pk=campaign.pk):
        yield About(subject_of(row), _("Campaign"), row.name, row.get_absolute_url())


def units(keys: Collection[int], *, user: User, campaign: Campaign) -> Iterator[About]:
    """A unit that takes part is offered as the one to answer."""
    asked = set(addressable(campaign, timezone.localdate()).filter(pk__in=keys).values_list("pk", flat=True))
    for row in Unit.objects.visible_to(user).filter(pk__in=keys, path__startswith=campaign.area.path):
        concerned = (row,) if row.pk in asked else ()
        yield About(subject_of(row), _("Unit"), row.name, row.get_absolute_url(), concerned)


def plan_items(keys: Collection[int], *, user: User, campaign: Campaign) -> Iterator[About]:
    rows = PlanItem.objects.visible_to(user).filter(pk__in=keys, campaign=campaign).select_related("lead", "campaign")
    for row in rows:
        led_by = (row.lead,) if row.lead else ()
        yield About(subject_of(row), _("Plan item"), row.title, row.get_absolute_url(), led_by, row)


def assignments(keys: Collection[int], *, user: User, campaign: Campaign) -> Iterator[About]:
    rows = Assignment.objects.visible_to(user).filter(pk__in=keys, campaign=campaign)
    for row in rows.select_related("campaign", "plan_item"):
        yield About(subject_of(row), _("Assignment"), row.title, row.get_absolute_url(), plan_item=row.plan_item)


def notices(keys: Collection[int], *, user: User, campaign: Campaign) -> Iterator[About]:
    rows = Notice.objects.visible_to(user).filter(pk__in=keys, campaign=campaign).select_related("campaign")
    for row in rows:
        yield About(subject_of(row), _("Notice"), f"{row.number} {row.title}".strip(), row.get_absolute_url())


SUBJECTS = {
    "campaign": campaigns,
    "unit": units,
    "planitem": plan_items,
    "assignment": assignments,
    "notice": notices,
}
