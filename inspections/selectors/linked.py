"""What hangs on the hazards of one batch, as far as the person may see it, in the words of the ledger's cells."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.bulk import among
from inspections.models import (
    Exposure,
    Extension,
    HazardPhoto,
    Listing,
    LookBack,
    Penalty,
    Rectification,
    Reinspection,
    Reward,
)

SEPARATOR = "; "


class Linked:
    """Cells by hazard and column; a fixed number of queries for any number of hazards."""

    def __init__(self, keys: list[int], user: User) -> None:
        self._cells: dict[int, dict[str, Any]] = {key: {} for key in keys}
        self._user, self._of_batch = user, among("hazard", keys)
        self._count_photos()
        self._note_fixes()
        self._note_dates()
        self._note_money()

    def cells(self, key: int) -> dict[str, Any]:
        return self._cells[key]

    def _rows(self, model: Any) -> Any:
        """The oldest first, so that of several the last one stands in the cell.

        The hazards are the person's to see, and with them what is seen through them: asked once more for each
        model, a ledger of twenty thousand took minutes.
        """
        return model.objects.filter(self._of_batch).order_by("pk")

    def _put(self, code: str, pairs: Iterable[tuple[int, Any]]) -> None:
        for key, value in pairs:
            self._cells[key][code] = value

    def _join(self, code: str, pairs: Iterable[tuple[int, str]]) -> None:
        for key, text in pairs:
            known = self._cells[key].get(code)
            self._cells[key][code] = f"{known}{SEPARATOR}{text}" if known else text

    def _count_photos(self) -> None:
        photos = self._rows(HazardPhoto).order_by()
        if not (self._user.is_office or self._user.is_leader):
            photos = photos.filter(for_unit=True)
        counted = photos.values_list("hazard", "stage").annotate(number=Count("pk"))
        for key, stage, number in counted:
            code = "photos_before" if stage == HazardPhoto.Stage.BEFORE else "photos_after"
            self._cells[key][code] = self._cells[key].get(code, 0) + number

    def _note_fixes(self) -> None:
        self._put("done", self._rows(Rectification).values_list("hazard", "done"))
        self._join("reinspection", ((row.hazard_id, _reinspected(row)) for row in self._rows(Reinspection)))
        self._join("extension", ((row.hazard_id, _extended(row)) for row in self._rows(Extension)))
        self._join("look_back", ((row.hazard_id, _looked_back(row)) for row in self._rows(LookBack)))

    def _note_dates(self) -> None:
        for row in self._rows(Listing):
            self._cells[row.hazard_id] |= {
                "listed_on": row.listed_on,
                "listing_public_on": row.public_on,
                "delisted_on": row.delisted_on,
                "result_public_on": row.result_public_on,
            }
        self._put("exposed_on", self._rows(Exposure).published().values_list("hazard", "published_on"))

    def _note_money(self) -> None:
        penalties = Penalty.objects.visible_to(self._user).filter(self._of_batch).order_by("pk")
        self._join("penalty", ((row.hazard_id, _punished(row)) for row in penalties))
        if not self._user.is_office:
            return
        paid = self._rows(Reward).filter(amount_yuan__isnull=False).exclude(state=Reward.State.REFUSED)
        self._put("reward", paid.values_list("hazard", "amount_yuan"))


def _reinspected(row: Reinspection) -> str:
    result = _("passed") if row.passed else _("not passed")
    return f"{timezone.localdate(row.done_at)} {result}"


def _extended(row: Extension) -> str:
    result = {True: _("granted"), False: _("refused"), None: _("asked for")}[row.granted]
    return f"{row.new_due_on} {result}"


def _looked_back(row: LookBack) -> str:
    if row.result:
        return f"{row.done_on} {row.get_result_display()}"
    return _("due %(day)s") % {"day": row.due_on}


def _punished(row: Penalty) -> str:
    parts = [f"{row.decided_on}", row.document_no]
    for words, amount in ((_("firm %(yuan)s yuan"), row.firm_yuan), (_("person %(yuan)s yuan"), row.person_yuan)):
        if amount:
            parts.append(words % {"yuan": f"{Decimal(amount).normalize():f}"})
    return " ".join(filter(None, [*parts, row.other]))
