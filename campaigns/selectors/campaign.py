"""Reading campaigns."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext, pgettext

from accounts.models import User
from campaigns.models import Campaign, PlanItemKind
from core.joined import Joined

State = Campaign.State
CAMPAIGN = Joined(Campaign, "area__place", "entry_set", where='"row".id = %s', order='"row".id')


def current_campaign(user: User, slug: str | None = None) -> Campaign | None:
    """The campaign of the address, else the one that runs, else the newest the person may see."""
    if not user.is_authenticated:
        return None
    # Which one it is hardly ever changes; what stands in it is read by each page.
    key = user.kept.get(("campaign", slug, user.standing), lambda: _key_of(user, slug))
    return CAMPAIGN.first(key) if key else None


def _key_of(user: User, slug: str | None) -> int | None:
    rows = Campaign.objects.visible_to(user).values_list("pk", flat=True)
    return rows.most_wanted_first().first() if slug is None else rows.filter(slug=slug).first()


def campaign_or_404(user: User, slug: str) -> Campaign:
    """The campaign at this address, if the person may see it."""
    found = current_campaign(user, slug)
    if found is None:
        raise Http404
    user.campaign_in_hand = found
    return found


def campaign_in_hand(user: User, slug: str | None) -> Campaign | None:
    """For what surrounds a page: the one that the view has asked for a moment ago, else `current_campaign`."""
    found = user.campaign_in_hand if user.is_authenticated else None
    return found if found is not None and found.slug == slug else current_campaign(user, slug)


def campaigns_of(user: User) -> tuple[list[Campaign], list[Campaign]]:
    """What is prepared or runs, and apart from it what is archived; the newest first."""
    rows = list(Campaign.objects.visible_to(user).select_related("area"))
    current = [row for row in rows if row.state != State.ARCHIVED]
    return current, [row for row in rows if row.state == State.ARCHIVED]


def declared_of(campaign: Campaign) -> dict[PlanItemKind, int]:
    return {row.kind: row.count for row in campaign.declarations.select_related("kind")}


@dataclass(frozen=True)
class Step:
    """A state that a campaign can take now, in the words of a button."""

    to: str
    label: str


def next_steps(campaign: Campaign) -> list[Step]:
    words = {
        (State.DRAFT, State.RUNNING): gettext("Start"),
        (State.RUNNING, State.CLOSING): pgettext("campaign", "Close"),
        (State.RUNNING, State.DRAFT): gettext("Back to draft"),
        (State.CLOSING, State.ARCHIVED): gettext("Archive"),
        (State.CLOSING, State.RUNNING): gettext("Let it run again"),
        (State.ARCHIVED, State.CLOSING): gettext("Take out of the archive"),
    }
    return [Step(to, label) for (state, to), label in words.items() if state == campaign.state]
