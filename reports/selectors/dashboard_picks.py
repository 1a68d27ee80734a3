"""Which indicators a dashboard shows."""

from dataclasses import dataclass

from campaigns.models import Campaign

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


def picks_of(campaign: Campaign) -> Picks:
    return Picks(USUAL)
