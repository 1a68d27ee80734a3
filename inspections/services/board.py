"""The switch of the public board."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from campaigns.models import Campaign
from core.history import because
from inspections import rules
from inspections.models import LedgerBoard


def open_board(campaign: Campaign, *, by: User, is_public: bool) -> LedgerBoard:
    """Let everybody read the counts of the ledger, or nobody; twice the same changes nothing."""
    if not rules.may_manage(by, campaign):
        raise PermissionDenied
    with because(by=by), transaction.atomic():
        LedgerBoard.objects.get_or_create(campaign=campaign, defaults={"changed_by": by})
        board = LedgerBoard.objects.select_for_update().get(campaign=campaign)
        if board.is_public != is_public:
            board.is_public, board.changed_by = is_public, by
            board.save(update_fields=["is_public", "changed_by"])
        return board
