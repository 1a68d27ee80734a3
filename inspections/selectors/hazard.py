"""The page of one hazard, and what hangs on it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from inspections.models import Hazard, HazardPhoto, Rectification

Stage = HazardPhoto.Stage


def with_names(rows: QuerySet[Hazard]) -> QuerySet[Hazard]:
    """Whatever a page or a rule asks of a hazard, in one query."""
    return rows.select_related(
        "campaign__area",
        "unit__kind",
        "unit__industry",
        "supervising",
        "category",
        "source",
        "found_by",
        "reinspector",
        "duplicate_of",
    )


@dataclass(frozen=True)
class Evidence:
    """Photos as the reader may see them: before, beside them after the last completion, and earlier attempts."""

    before: list[HazardPhoto]
    after: list[HazardPhoto]
    later: list[HazardPhoto]
    earlier: list[tuple[Rectification, list[HazardPhoto]]]


def evidence_of(hazard: Hazard, user: User) -> Evidence:
    seen = list(HazardPhoto.objects.visible_to(user).filter(hazard=hazard))
    filed = list(hazard.rectifications.select_related("filed_by"))
    proofs = [photo for photo in seen if photo.stage == Stage.AFTER]
    last = filed[0].pk if filed else None
    return Evidence(
        before=[photo for photo in seen if photo.stage == Stage.BEFORE],
        after=[photo for photo in proofs if photo.rectification_id == last],
        later=[photo for photo in seen if photo.stage == Stage.LATER],
        earlier=[(row, [photo for photo in proofs if photo.rectification_id == row.pk]) for row in filed[1:]],
    )


def duplicates_of(hazard: Hazard, user: User) -> list[Hazard]:
    """Reports that say the same, as far as the reader may see them."""
    return list(Hazard.objects.visible_to(user).filter(duplicate_of=hazard).select_related("source"))


def first_of(hazard: Hazard, user: User) -> Hazard | None:
    """The hazard that this one repeats, if the reader may see it."""
    return Hazard.objects.visible_to(user).filter(pk=hazard.duplicate_of_id).first()
