"""Official letters: draft, issued, withdrawn, replaced."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns import rules
from campaigns.models import Campaign, Notice, Receipt
from campaigns.selectors.recipients import reasons_of_recipients
from campaigns.services.access import current_campaign, lock_notice
from campaigns.services.attachments import attach, forget_files
from campaigns.services.telling import moment_words, tell_liaisons
from core.editing import apply, lock_for_edit
from core.errors import DomainError
from core.history import because
from notifications.duties import subject_of
from units.models import Unit


@transaction.atomic
def create_notice(campaign: Campaign, *, by: User, files: Iterable[File] = (), **facts: Any) -> Notice:
    """A draft: nobody but the office sees it. `facts` are the editable fields of the model."""
    if not rules.may_give_work(by, current_campaign(campaign)):
        raise PermissionDenied
    return _save(Notice(campaign=campaign), facts, files, by=by)


@transaction.atomic
def update_notice(notice: Notice, *, by: User, version: int | None, files: Iterable[File] = (), **facts: Any) -> Notice:
    """Change a draft that nobody else has changed since this `version`."""
    notice = lock_for_edit(notice, version=version)
    if not rules.may_give_work(by, current_campaign(notice.campaign)):
        raise PermissionDenied
    if notice.state != Notice.State.DRAFT:
        raise DomainError(_("The notice has been issued. Issue a new one that replaces it."))
    return _save(notice, facts, files, by=by)


@transaction.atomic
def delete_notice(notice: Notice, *, by: User) -> None:
    """Throw a draft away; its number is free again."""
    notice = lock_notice(notice)
    if not rules.may_give_work(by, notice.campaign):
        raise PermissionDenied
    if notice.state != Notice.State.DRAFT:
        raise DomainError(_("The notice has been issued. It can be withdrawn, not deleted."))
    forget_files(notice)
    with because(by=by):
        notice.delete()


@transaction.atomic
def issue_notice(notice: Notice, *, by: User) -> Notice:
    """Make a receipt for each recipient, tell their liaisons, and take the place of the notice it replaces."""
    notice = lock_notice(notice)
    if not rules.may_give_work(by, notice.campaign):
        raise PermissionDenied
    # Locked too, so that two notices can't replace the same one.
    notice.supersedes = notice.supersedes and lock_notice(notice.supersedes)
    now = timezone.now()
    reasons = reasons_of_recipients(notice, timezone.localdate(now))
    _refuse_unissuable(notice, reasons)
    notice.state, notice.issued_at, notice.issued_by = Notice.State.ISSUED, now, by
    with because(by=by):
        notice.save(update_fields=["state", "issued_at", "issued_by"])
        _make_receipts(notice, reasons)
    return notice


@transaction.atomic
def add_recipients(notice: Notice, units: Iterable[Unit], *, by: User) -> int:
    """Send an issued notice to units that joined later. Returns how many are new."""
    notice = lock_notice(notice)
    if not rules.may_give_work(by, notice.campaign):
        raise PermissionDenied
    _refuse_unless_standing(notice)
    known = set(notice.receipts.values_list("unit", flat=True))
    fresh = {unit.pk: Receipt.Reason.HAND for unit in units if unit.pk not in known}
    with because(by=by):
        _make_receipts(notice, fresh, asked_at=timezone.now())
    return len(fresh)


@transaction.atomic
def withdraw_notice(notice: Notice, *, by: User, why: str) -> Notice:
    """Nobody has to sign it any more; its number stays taken."""
    notice = lock_notice(notice)
    if not rules.may_follow_up(by, notice.campaign):
        raise PermissionDenied
    if not notice.can_become(Notice.State.WITHDRAWN):
        raise DomainError(_("Only an issued notice can be withdrawn."))
    notice.state, notice.withdrawn_why = Notice.State.WITHDRAWN, why
    notice.withdrawn_at, notice.withdrawn_by = timezone.now(), by
    with because(why, by=by):
        notice.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "withdrawn_why"])
    text = lazy(
        lambda: _("Notice %(number)s “%(title)s” has been withdrawn: %(why)s") % (_named(notice) | {"why": why}), str
    )()
    units = notice.receipts.values_list("unit", flat=True)
    _tell(notice, units, "withdrawn", text)
    return notice


@transaction.atomic
def mark_read(receipt: Receipt, *, by: User) -> Receipt:
    """The unit's liaison has the notice on the screen. The first time counts, later ones change nothing."""
    receipt = _locked_receipt(receipt)
    if not rules.may_sign(by, receipt):
        raise PermissionDenied
    if receipt.state == Receipt.State.UNREAD:
        receipt.state, receipt.read_at, receipt.read_by = Receipt.State.READ, timezone.now(), by
        with because(by=by):
            receipt.save(update_fields=["state", "read_at", "read_by"])
    return receipt


@transaction.atomic
def sign_receipt(receipt: Receipt, *, by: User) -> Receipt:
    """Sign for the unit; who signs has read. Signing twice changes nothing, signing late stays visible as late."""
    receipt = _locked_receipt(receipt)
    if not rules.may_sign(by, receipt):
        raise PermissionDenied
    if receipt.state == Receipt.State.SIGNED:
        return receipt
    _refuse_unless_standing(receipt.notice)
    now = timezone.now()
    if receipt.state == Receipt.State.UNREAD:
        receipt.read_at, receipt.read_by = now, by
    receipt.state, receipt.signed_at, receipt.signed_by = Receipt.State.SIGNED, now, by
    with because(by=by):
        receipt.save(update_fields=["state", "read_at", "read_by", "signed_at", "signed_by"])
    return receipt


def _save(notice: Notice, facts: dict[str, Any], files: Iterable[File], *, by: User) -> Notice:
    recipients = apply(notice, facts)
    _refuse_replaced(notice.supersedes)
    with because(by=by), _number_taken_once(notice):
        notice.save()
        for name, chosen in recipients.items():
            getattr(notice, name).set(chosen)
        attach(notice, files, by=by)
    return notice


def _locked_receipt(receipt: Receipt) -> Receipt:
    rows = Receipt.objects.select_for_update(of=("self",))
    return rows.select_related("notice__campaign").get(pk=receipt.pk)


def _make_receipts(notice: Notice, reasons: Mapping[int, str], asked_at: datetime | None = None) -> None:
    rows = (
        Receipt(notice=notice, unit_id=pk, reason=reason, asked_at=asked_at) for pk, reason in sorted(reasons.items())
    )
    Receipt.objects.bulk_create(rows, batch_size=2000)
    text = lazy(lambda: _issued_words(notice), str)()
    _tell(notice, reasons, "issued", text)


def _tell(notice: Notice, unit_ids: Iterable[int], occasion: str, text: str | Promise) -> None:
    name = subject_of(notice)
    tell_liaisons(unit_ids, key=f"{name}-{occasion}", text=text, url=notice.get_absolute_url(), subject=name)


def _issued_words(notice: Notice) -> str:
    if notice.sign_by is None:
        return _("Notice %(number)s “%(title)s”: please sign.") % _named(notice)
    return _("Notice %(number)s “%(title)s”: please sign by %(when)s.") % (
        _named(notice) | {"when": moment_words(notice.sign_by)}
    )


def _named(notice: Notice) -> dict[str, str]:
    return {"number": notice.number, "title": notice.title}


@contextmanager
def _number_taken_once(notice: Notice) -> Iterator[None]:
    """Two people may give out the same number in the same second: the constraint decides, we say it in words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "notice_number_once" not in str(error):
            raise
        raise DomainError(_("The number %(number)s is taken.") % {"number": notice.number}) from None


def _refuse_replaced(old: Notice | None) -> None:
    if old is None:
        return
    current = Notice.objects.get(pk=old.pk)
    if current.state != Notice.State.ISSUED or current.is_replaced:
        raise DomainError(_("Notice %(number)s no longer stands, so it can't be replaced.") % {"number": old.number})


def _refuse_unissuable(notice: Notice, reasons: Mapping[int, str]) -> None:
    if not notice.can_become(Notice.State.ISSUED):
        raise DomainError(_("The notice has already been issued."))
    if notice.campaign.state == Campaign.State.DRAFT:
        raise DomainError(_("The campaign is still a draft that units can't see. Start it, then issue."))
    if not reasons:
        raise DomainError(_("No unit is chosen yet. Choose at least one."))
    if notice.sign_by and notice.sign_by <= timezone.now():
        raise DomainError(_("The time to sign by has already passed. Set a later one."))
    _refuse_replaced(notice.supersedes)


def _refuse_unless_standing(notice: Notice) -> None:
    if notice.state != Notice.State.ISSUED or notice.is_replaced:
        raise DomainError(_("This notice need not be signed any more."))
