"""Notices and who has signed for them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from accounts.models import User
from campaigns.models import Campaign, Notice, Receipt
from campaigns.models.notice import ReceiptQuerySet

SIGNED, READ, UNREAD = Q(state="signed"), Q(state="read"), Q(state="unread")
STANDINGS = ("unsigned", "late", "unread", "read", "signed")


@dataclass(frozen=True)
class ReceiptCounts:
    """`late` owe a signature past its time; `signed_late` came after it."""

    total: int
    signed: int
    read: int
    unread: int
    late: int
    signed_late: int

    @property
    def unsigned(self) -> int:
        return self.total - self.signed


def next_serial(campaign: Campaign, mark: str, year: int) -> int:
    """One more than the largest number given out so far; gaps are left alone."""
    rows = Notice.objects.filter(campaign=campaign, mark=mark, year=year)
    return (rows.aggregate(last=Max("serial"))["last"] or 0) + 1


def last_mark(campaign: Campaign) -> str:
    """The mark used last, offered for the next notice."""
    return Notice.objects.filter(campaign=campaign).order_by("-pk").values_list("mark", flat=True).first() or ""


def notices_for_office(user: User, campaign: Campaign) -> QuerySet[Any]:
    """With `asked`, `signed` receipts and whether a newer notice `has_successor`."""
    newer = Notice.objects.filter(supersedes=OuterRef("pk")).exclude(state=Notice.State.DRAFT)
    rows = Notice.objects.visible_to(user).filter(campaign=campaign).annotate(has_successor=Exists(newer))
    return rows.annotate(
        asked=Count("receipts"), signed=Count("receipts", filter=Q(receipts__state="signed"))
    ).order_by("-year", "-serial", "-pk")


def receipt_totals(rows: QuerySet[Any]) -> dict[str, int]:
    """Issued `notices` of `notices_for_office`, the receipts `asked` for them and those `signed`."""
    issued = rows.filter(state=Notice.State.ISSUED).order_by().values("pk")
    return Receipt.objects.filter(notice__in=issued).aggregate(
        notices=Count("notice", distinct=True), asked=Count("pk"), signed=Count("pk", filter=Q(state="signed"))
    )


def unsigned_notices(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of `notices_for_office` that some unit still has to sign."""
    return rows.filter(state=Notice.State.ISSUED, has_successor=False, asked__gt=F("signed"))


def receipts_for_unit(user: User, campaign: Campaign) -> QuerySet[Receipt]:
    """What was sent to the unit acted for and to those below it, what is still to sign first."""
    newer = Notice.objects.filter(supersedes=OuterRef("notice")).exclude(state=Notice.State.DRAFT)
    rows = Receipt.objects.visible_to(user).filter(notice__campaign=campaign).annotate(has_successor=Exists(newer))
    return rows.select_related("notice__campaign", "unit").order_by("-notice__issued_at", "unit__sort_key", "id")


def receipts_of(user: User, notice: Notice, *, standing: str = "", now: datetime) -> ReceiptQuerySet:
    rows = Receipt.objects.visible_to(user).filter(notice=notice)
    narrowed = {
        "unsigned": rows.unsigned(),
        "late": rows.late(now),
        "unread": rows.filter(UNREAD),
        "read": rows.filter(READ),
        "signed": rows.filter(SIGNED),
    }
    return narrowed.get(standing, rows).select_related("unit__kind", "read_by", "signed_by")


def receipt_counts(receipts: ReceiptQuerySet, *, now: datetime) -> ReceiptCounts:
    counts = receipts.aggregate(
        total=Count("pk"),
        signed=Count("pk", filter=SIGNED),
        read=Count("pk", filter=READ),
        unread=Count("pk", filter=UNREAD),
        signed_late=Count("pk", filter=SIGNED & Q(signed_at__gt=F("notice__sign_by"))),
    )
    return ReceiptCounts(**counts, late=receipts.late(now).count())


def own_receipt(user: User, notice: Notice) -> Receipt | None:
    """The receipt of the very unit the person acts for."""
    if user.unit is None:
        return None
    rows = Receipt.objects.visible_to(user).select_related("unit", "notice__campaign", "signed_by")
    return rows.filter(notice=notice, unit=user.unit).first()


def unsigned_by(user: User) -> QuerySet[Receipt]:
    """What the person's own unit still has to sign, the most urgent first, in campaigns that aren't archived."""
    if not user.is_liaison:
        return Receipt.objects.none()
    rows = Receipt.objects.visible_to(user).owed().filter(unit=user.unit)
    rows = rows.exclude(notice__campaign__state=Campaign.State.ARCHIVED).select_related("notice__campaign", "unit")
    return rows.order_by(F("notice__sign_by").asc(nulls_last=True), "pk")
