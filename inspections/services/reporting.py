"""A report by anybody, without a trace of who it was or when: a day, no hour, no history (reliability.md, T2)."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Campaign
from core.codes import Code, code_of, hash_secret
from core.errors import DomainError
from core.sealing import seal
from inspections.models import (
    Hazard,
    HazardCategory,
    HazardPhoto,
    HazardSource,
    LedgerCounter,
    Report,
    ReporterContact,
    ReportPoint,
)
from inspections.services.filing import HazardFacts, add_hazard, open_ledger
from inspections.services.report_photos import claim_photos_of_report
from units.models import Unit

# A locator is one of a billion: the second try is never needed, the fifth costs nothing.
ATTEMPTS = 5


class PhotosMissing(DomainError):
    """Fewer photos have arrived than the form sent ahead; nothing was filed."""


@dataclass(frozen=True)
class Told:
    """What a reporter says. `by_employee` and `to_unit` make sense with a unit only."""

    description: str
    place: str = ""
    category: HazardCategory | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    unit: Unit | None = None
    point: ReportPoint | None = None
    by_employee: bool = False
    to_unit: bool = False
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    claim_word: str = field(default="", repr=False)

    def facts(self) -> HazardFacts:
        names = ("description", "place", "category", "latitude", "longitude", "unit")
        return HazardFacts(**{name: getattr(self, name) for name in names})

    def audience(self) -> str:
        return Report.Audience.UNIT if self.to_unit else Report.Audience.OFFICE


@dataclass(frozen=True)
class Receipt:
    report: Report
    code: Code
    is_new: bool


def first_receipt(key: uuid.UUID) -> Receipt | None:
    """The receipt of a form that has arrived already: its key, which no table holds, gives the same code again."""
    report = Report.objects.filter(hazard__submission_key=_submission(key)).select_related("hazard").first()
    if report is None:
        return None
    for attempt in range(ATTEMPTS):
        code = code_of(str(key), attempt)
        if code.locator == report.locator:
            return Receipt(report, code, is_new=False)
    # SECRET_KEY was changed in between.
    raise DomainError(_("This report has arrived already, and its code was shown then."))


def file_report(
    campaign: Campaign, told: Told, *, key: uuid.UUID, photos_key: uuid.UUID | None = None, expected: int = 0
) -> Receipt:
    """File it, with the photos that wait under their key. Sent twice with one key, it is one report.

    Raises PhotosMissing when fewer photos than expected have arrived.
    """
    code = _free_code(key)
    secret, claim = hash_secret(code), make_password(told.claim_word.strip()) if told.claim_word.strip() else ""
    today = timezone.localdate()
    with transaction.atomic():
        ledger = open_ledger(campaign, today.year)
        if (first := first_receipt(key)) is not None:
            return first
        _refuse_missing(photos_key, expected)
        hazard = _add_hazard(ledger, told, key, today)
        report = Report.objects.create(
            hazard=hazard,
            point=told.point,
            audience=told.audience(),
            description=told.description,
            place=told.place,
            locator=code.locator,
            secret_hash=secret,
            claim_hash=claim,
            received_on=today,
        )
        keep_contact(report, name=told.name, phone=told.phone)
        if photos_key is not None:
            claim_photos_of_report(report, photos_key)
        if told.to_unit:
            report.photos.update(for_unit=True)
        return Receipt(report, code, is_new=True)


def keep_contact(report: Report, *, name: str, phone: str) -> None:
    """Sealed, and apart from the report; nothing at all when nothing was left."""
    if name.strip() or phone.strip():
        sealed = {"name_sealed": seal(name.strip()), "phone_sealed": seal(phone.strip())}
        ReporterContact.objects.create(report=report, **sealed)


def _add_hazard(ledger: LedgerCounter, told: Told, key: uuid.UUID, today: date) -> Hazard:
    source = HazardSource.EMPLOYEE if told.by_employee else HazardSource.PUBLIC
    columns = {"unit_sees": told.to_unit, "submission_key": _submission(key)}
    return add_hazard(ledger, source, told.facts(), reported_on=today, **columns)


def _submission(key: uuid.UUID) -> uuid.UUID:
    """What the ledger keeps of a form's key: from it nobody gets back to the key, which gives the code."""
    return uuid.UUID(bytes=salted_hmac("inspections.report", str(key), algorithm="sha256").digest()[:16])


def _free_code(key: uuid.UUID) -> Code:
    tries = [code_of(str(key), attempt) for attempt in range(ATTEMPTS)]
    taken = set(Report.objects.filter(locator__in=[code.locator for code in tries]).values_list("locator", flat=True))
    return next(code for code in tries if code.locator not in taken)


def waiting_photos(photos_key: uuid.UUID) -> QuerySet[HazardPhoto]:
    """What has arrived under a form's key; whoever holds the key sent it."""
    return HazardPhoto.objects.filter(hazard=None, waiting_key=photos_key, added_by=None).order_by("pk")


def _refuse_missing(photos_key: uuid.UUID | None, expected: int) -> None:
    missing = expected - (waiting_photos(photos_key).count() if photos_key else 0)
    if missing > 0:
        words = ngettext(
            "One photo hasn't arrived yet, so the report isn't sent. Send it again when the line is back.",
            "%(missing)s photos haven't arrived yet, so the report isn't sent. Send it again when the line is back.",
            missing,
        )
        raise PhotosMissing(words % {"missing": missing})
