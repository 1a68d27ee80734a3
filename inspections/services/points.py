"""QR codes that hang at units and on walls; each leads to the report form, with the unit already named."""

import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from inspections import rules
from inspections.models import ReportPoint
from units.models import Unit

TOKEN_BYTES = 9


@transaction.atomic
def make_point(unit: Unit, *, by: User, place: str = "") -> ReportPoint:
    if not rules.may_keep_point_of(by, unit):
        raise PermissionDenied
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return ReportPoint.objects.create(
        unit=unit, place=place.strip(), token=token, made_on=timezone.localdate(), made_by=by
    )


@transaction.atomic
def retire_point(point: ReportPoint, *, by: User, retired: bool = True) -> ReportPoint:
    """Reports that came by it keep it; whoever still reads it gets the form without the unit."""
    row = ReportPoint.objects.select_for_update(of=("self",)).select_related("unit").get(pk=point.pk)
    if not rules.may_keep_point_of(by, row.unit):
        raise PermissionDenied
    row.retired = retired
    row.save(update_fields=["retired"])
    return row
