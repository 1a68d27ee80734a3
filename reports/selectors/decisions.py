"""What waits for the office to decide, with the page on which it is done."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from campaigns.models import Campaign
from campaigns.selectors.editions import warnings_of
from campaigns.selectors.plan import kind_counts
from notifications.selectors.deliveries import undecided
from reports.selectors import decisions_given as given
from reports.selectors.decisions_inspected import ledger_decisions
from reports.selectors.decisions_papers import paper_decisions
from reports.selectors.helping import helping_counts
from reports.selectors.listed import Decision
from units.models import Unit


def decisions(
    campaign: Campaign,
    *,
    user: User,
    now: datetime,
    below: Unit | None = None,
) -> list[Decision]:
    """The most pressing first; empty for a campaign that is closed for good. `below` is the unit they are about."""
    if not campaign.is_writable:
        return []
    today = timezone.localtime(now).date()
    counts = helping_counts(campaign, user=user, now=now, below=below)
    waiting = given.waiting_activities(campaign, user=user, below=below)
    of_units = [
        *ledger_decisions(campaign, user, today, below),
        *given.late(campaign, user, counts, below),
        *(given.unsigned(campaign, user, now) if below is None else ()),
        *given.answers(campaign, user, today, below),
        *given.review(campaign, user, waiting, today, below),
        *given.unled(campaign, counts, below),
    ]
    if below:
        return of_units
    return [
        *paper_decisions(campaign, user, today),
        *of_units,
        *_plan_gaps(campaign),
        *_editions(campaign),
        *_messages(user),
    ]


def _plan_gaps(campaign: Campaign) -> Iterator[Decision]:
    for count in kind_counts(campaign):
        if count.missing:
            yield Decision(
                _("%(kind)s: %(entered)s of %(declared)s entered")
                % {"kind": count.kind.name, "entered": count.entered, "declared": count.declared},
                _("announced in the plan, not filled in"),
                reverse("campaigns:plan", args=[campaign.slug]),
                "yellow",
                "tree",
                _("Open the plan"),
            )


def _editions(campaign: Campaign) -> Iterator[Decision]:
    for sentence in warnings_of(campaign).values():
        yield Decision(
            _("Does the edition number fit?"),
            sentence,
            reverse("campaigns:campaign", args=[campaign.slug]),
            "yellow",
            "warning",
            _("Check"),
        )


def _messages(user: User) -> Iterator[Decision]:
    """Of the whole portal, since messages belong to no campaign."""
    waiting = undecided(user) if user.is_office else {}
    for state, colour, words in (
        (
            "failed",
            "red",
            ngettext(
                "%(number)s message could not be sent",
                "%(number)s messages could not be sent",
                waiting.get("failed", 0),
            ),
        ),
        (
            "unclear",
            "yellow",
            ngettext(
                "Nobody knows whether %(number)s message arrived",
                "Nobody knows whether %(number)s messages arrived",
                waiting.get("unclear", 0),
            ),
        ),
    ):
        if waiting.get(state):
            yield Decision(
                words % {"number": f"{waiting[state]:,}"},
                _("send again or let it be"),
                f"{reverse('notifications:deliveries')}?state={state}",
                colour,
                "send",
                _("Decide"),
            )
