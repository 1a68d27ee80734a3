"""Hazards and typical cases made public: prepared, masked, published, withdrawn."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign
from campaigns.services.access import current_campaign
from core.editing import EditConflict, apply, refuse_broken_constraints
from core.errors import DomainError
from core.history import because
from inspections import rules
from inspections.models import Exposure, ExposureQuota, Hazard, LookBack, MediaTier
from inspections.services.lookbacks import ensure_look_back
from inspections.services.states import refuse_without
from notifications.services.telling import liaison_posts, queue

State = Exposure.State
# What nobody has taken up yet, or what was no hazard of this ledger, is nobody's to make public.
UNPROVED = (Hazard.State.REPORTED, *Hazard.OFF_LEDGER)


def prepare_exposure(campaign: Campaign, *, by: User, **facts: Any) -> Exposure:
    """A draft; nobody but its unit, office and leader sees it. The exposed unit is the hazard's unless another is named."""
    with because(by=by), transaction.atomic():
        return _save(Exposure(campaign=current_campaign(campaign), made_by=by), facts, by=by)


def update_exposure(exposure: Exposure, *, by: User, version: int, **facts: Any) -> Exposure:
    """Change a draft that nobody else has changed since this `version`."""
    with because(by=by), transaction.atomic():
        row = lock_exposure(exposure, version=version)
        refuse_editing(row, by=by)
        return _save(row, facts, by=by)


def publish_exposure(
    exposure: Exposure, *, by: User, outlet: str, tier: MediaTier, published_on: date, link: str = ""
) -> Exposure:
    """Note where it came out. The exposed hazard will be looked at again."""
    with because(by=by), transaction.atomic():
        row = lock_exposure(exposure)
        if not rules.may_manage(by, row.campaign):
            raise PermissionDenied
        _refuse_day(published_on)
        where = {"outlet": outlet.strip(), "tier": tier, "published_on": published_on, "link": link}
        _move(row, State.PUBLISHED, why="", **where)
        _tell_exposed(row)
        if row.hazard and row.hazard.state == Hazard.State.FIXED:
            ensure_look_back(row.hazard, reason=LookBack.Reason.EXPOSED)
        return row


def correct_publication(
    exposure: Exposure, *, by: User, outlet: str, tier: MediaTier, published_on: date, link: str = ""
) -> Exposure:
    """The link came later, the day was wrong: words and pictures stay as they are."""
    with because(by=by), transaction.atomic():
        row = lock_exposure(exposure)
        if not rules.may_manage(by, row.campaign):
            raise PermissionDenied
        if row.state != State.PUBLISHED:
            raise DomainError(_("It isn't published any more."))
        _refuse_day(published_on)
        row.outlet, row.tier, row.published_on, row.link = outlet.strip(), tier, published_on, link
        row.save(update_fields=["outlet", "tier", "published_on", "link", "version"])
        return row


def withdraw_exposure(exposure: Exposure, *, by: User, why: str) -> Exposure:
    """It counts no more; what others have printed can't be called back, so the reason is kept."""
    why = refuse_without(why)
    with because(why, by=by), transaction.atomic():
        row = lock_exposure(exposure)
        if not rules.may_drop_exposure(by, row):
            raise PermissionDenied
        _move(row, State.WITHDRAWN, why=why)
        return row


def take_up_exposure(exposure: Exposure, *, by: User) -> Exposure:
    """A withdrawn one becomes a draft again."""
    with because(by=by), transaction.atomic():
        row = lock_exposure(exposure)
        if not rules.may_drop_exposure(by, row):
            raise PermissionDenied
        _move(row, State.DRAFT)
        return row


def set_quota(campaign: Campaign, *, by: User, version: int | None, **facts: Any) -> ExposureQuota:
    """How many a month, by whom; the row is made with its first change."""
    with because(by=by), transaction.atomic():
        if not rules.may_manage(by, current_campaign(campaign)):
            raise PermissionDenied
        row = ExposureQuota.objects.select_for_update().filter(campaign=campaign).first()
        if row and row.version != version:
            raise EditConflict(row)
        row = row or ExposureQuota(campaign=campaign, version=0)
        row.version += 1
        many = apply(row, facts)
        refuse_broken_constraints(row)
        row.save()
        row.kinds.set(many["kinds"])
        return row


def lock_exposure(exposure: Exposure, *, version: int | None = None) -> Exposure:
    """The row as it is now, locked, with what the rules look at; its version counted up."""
    rows = Exposure.objects.select_for_update(of=("self",))
    row = rows.select_related("campaign__area", "by_unit", "hazard", "unit").get(pk=exposure.pk)
    if version is not None and version != row.version:
        raise EditConflict(row)
    row.version += 1
    return row


def refuse_editing(row: Exposure, *, by: User) -> None:
    """Whoever may prepare it comes too late once it is published or withdrawn."""
    if not rules.may_prepare_exposure_for(by, row.campaign, row.by_unit):
        raise PermissionDenied
    if row.state != State.DRAFT:
        raise DomainError(_("It is no longer in preparation. What is published stays as it was published."))


def _save(row: Exposure, facts: dict[str, Any], *, by: User) -> Exposure:
    apply(row, facts)
    if not rules.may_prepare_exposure_for(by, row.campaign, row.by_unit):
        raise PermissionDenied
    row.kind = Exposure.Kind.HAZARD if row.hazard else Exposure.Kind.CASE
    if row.hazard:
        if row.hazard.campaign_id != row.campaign_id or row.hazard.state in UNPROVED:
            raise DomainError(_("Choose a hazard of this ledger that was accepted."))
        row.unit = row.unit or row.hazard.unit
    refuse_broken_constraints(row)
    row.save()
    return row


def _move(row: Exposure, state: str, **facts: Any) -> None:
    if not row.can_become(state):
        raise DomainError(
            _("This step doesn't follow: the exposure is “%(state)s” in the meantime.")
            % {"state": row.get_state_display()}
        )
    for name, value in (facts | {"state": state}).items():
        setattr(row, name, value)
    row.save(update_fields=["state", "version", *facts])


def _tell_exposed(row: Exposure) -> None:
    if row.unit is not None:
        facts = {"title": row.title, "unit": row.unit}
        text = lazy(lambda: _("Made public: %(title)s (%(unit)s)") % facts, str)()
        subject = f"exposure-{row.pk}"
        key = f"{subject}-published-{row.version}"
        queue(liaison_posts(row.unit), key=key, text=text, url=row.get_absolute_url(), subject=subject)


def _refuse_day(day: date) -> None:
    if day > timezone.localdate():
        raise DomainError(_("The day of publication lies in the future."))
