"""Which indicators a dashboard shows."""

from dataclasses import dataclass

from campaigns.models import Campaign
from core.kept import Kept

# Where the office has picked nothing; the codes are those that other systems rely on too.
USUAL = ("consulted", "materials")


@dataclass(frozen=True)
class Picks:
    """Codes of indicators: those with a card of their own, and the others."""

    cards: tuple[str, ...]
    more: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return self.cards + self.more


def picks_of(campaign: Campaign, kept: Kept | None = None) -> Picks:
    """`kept` is that of the page."""
    return (kept or Kept()).get(("picks", campaign.pk), lambda: _picked(campaign))


def _picked(campaign: Campaign) -> Picks:
    picked = list(campaign.figure_picks.values_list("indicator__code", "has_card"))
    if not picked:
        return Picks(USUAL)
    cards = tuple(code for code, has_card in picked if has_card)
    return Picks(cards, tuple(code for code, has_card in picked if not has_card))
