"""What the forms of hazards offer."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Post, Role, User
from campaigns.models import Campaign
from inspections.models import Hazard, HazardSource
from units.models import Unit


def units_for(campaign: Campaign, user: User) -> QuerySet[Unit]:
    """Where this person may say that a hazard is: a liaison at the own unit and below, others in the whole area."""
    rows = Unit.objects.below(campaign.area.path).filter(merged_into=None)
    if user.is_liaison:
        return rows.filter(path__startswith=user.reach or "-")
    if user.is_inspector and user.unit is not None:
        return rows.exclude(path__startswith=user.unit.path)
    return rows


# What comes in by other doors: the public page, the employees' code, a workbook.
OWN_DOORS = (HazardSource.PUBLIC, HazardSource.EMPLOYEE, HazardSource.IMPORT)


def sources_for(user: User) -> QuerySet[HazardSource]:
    """Sources that this person may enter; a unit finds by self-check, an inspector by inspection."""
    rows = HazardSource.objects.in_use()
    if user.is_liaison:
        return HazardSource.objects.filter(code=HazardSource.SELF_CHECK)
    if user.is_inspector:
        return HazardSource.objects.filter(code=HazardSource.INSPECTION)
    return rows.exclude(code__in=OWN_DOORS)


def units_of_area(campaign: Campaign) -> QuerySet[Unit]:
    return Unit.objects.below(campaign.area.path).filter(merged_into=None)


def reinspectors_for(hazard: Hazard) -> QuerySet[User]:
    """Inspectors and officers of the area who may re-inspect: not who accepted it, no inspector of the own unit."""
    posts = Post.objects.held_on(timezone.localdate()).filter(unit__path__startswith=hazard.campaign.area.path)
    right = Q(role=Role.OFFICE) | Q(role=Role.INSPECTOR)
    if hazard.unit is not None:
        # Nobody inspects the own unit: neither the unit itself nor one it lies under.
        own = [hazard.unit.pk, *hazard.unit.ancestor_ids]
        right = Q(role=Role.OFFICE) | (Q(role=Role.INSPECTOR) & ~Q(unit__in=own))
    people = User.objects.filter(pk__in=posts.filter(right).values("person"), is_active=True)
    return people.exclude(pk=hazard.accepted_by_id).order_by("name", "id")
