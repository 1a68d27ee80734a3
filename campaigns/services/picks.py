"""Which indicators the dashboard of a campaign shows."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns import rules
from campaigns.models import Campaign, FigurePick, Indicator
from core.errors import Outdated
from core.history import because
from core.notation import BETWEEN_NAMES


@transaction.atomic
def pick_figures(
    campaign: Campaign, *, by: User, cards: Sequence[Indicator], others: Sequence[Indicator], seen: str | None = None
) -> None:
    """Exactly these, in this order; one that is among the cards stands there alone.

    Raises Outdated where others stand than those that were `seen` (`picks_seen`) when they were chosen. The same sent
    twice is no clash.
    """
    locked = Campaign.objects.select_for_update(of=("self",)).select_related("area").get(pk=campaign.pk)
    if not rules.may_edit(by, locked):
        raise PermissionDenied
    wanted = {row.pk: (place, place < len(cards)) for place, row in enumerate(_each_once([*cards, *others]))}
    kept = {row.indicator_id: row for row in locked.figure_picks.select_related("indicator")}
    stands = {key: (row.position, row.has_card) for key, row in kept.items()}
    if seen not in (None, picks_seen(locked)) and stands != wanted:
        raise Outdated(_changed([row.indicator.name for row in kept.values()]))
    with because(by=by):
        locked.figure_picks.exclude(indicator__in=wanted).delete()
        for key, (position, has_card) in wanted.items():
            row = kept.get(key) or FigurePick(campaign=locked, indicator_id=key)
            if row.pk is None or (row.position, row.has_card) != (position, has_card):
                row.position, row.has_card = position, has_card
                row.save()


def picks_seen(campaign: Campaign) -> str:
    """What stands there, for a form to bring back."""
    picked = campaign.figure_picks.values_list("indicator", "has_card")
    return " ".join(f"{indicator}{'+' if has_card else ''}" for indicator, has_card in picked)


def _changed(names: Sequence[str]) -> str:
    if not names:
        return _("Somebody else has taken back the choice meanwhile. Yours is below; save again to set it.")
    words = {"names": BETWEEN_NAMES.join(names)}
    return _("Somebody else has chosen meanwhile: %(names)s. Yours are below; save again to replace them.") % words


def copy_picks(source: Campaign, campaign: Campaign) -> None:
    """A campaign made after the pattern of another shows the same figures."""
    for row in source.figure_picks.all():
        FigurePick.objects.create(
            campaign=campaign, indicator_id=row.indicator_id, position=row.position, has_card=row.has_card
        )


def _each_once(rows: Sequence[Indicator]) -> list[Indicator]:
    return list(dict.fromkeys(rows))
