"""What waits for the office to decide, with the page on which it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from activities.models import Activity
from activities.rules import may_review_in
from campaigns.models import Campaign, Receipt
from campaigns.selectors.editions import warnings_of
from campaigns.selectors.plan import Plan
from notifications.selectors.deliveries import undecided
from reports.models import Summary
from reports.selectors.decisions_inspected import ledger_decisions
from reports.selectors.helping import Counts
from reports.selectors.listed import Decision
from units.models import Unit


@dataclass(frozen=True)
class Waiting:
    """Activities handed in and not yet looked at."""

    number: int
    oldest: datetime | None


def waiting_activities(campaign: Campaign, *, user: User, below: Unit | None = None) -> Waiting:
    rows = Activity.objects.visible_to(user).filter(campaign=campaign, state=Activity.State.SUBMITTED)
    if below:
        rows = rows.of_unit(below.path)
    found = rows.order_by().aggregate(number=Count("pk"), oldest=Min("submitted_at"))
    return Waiting(found["number"], found["oldest"])


def decisions(
    campaign: Campaign, *, user: User, now: datetime, waiting: Waiting, counts: Counts, plan: Plan
) -> list[Decision]:
    """The most pressing first; empty for a campaign that is closed for good."""
    if not campaign.is_writable:
        return []
    today = timezone.localtime(now).date()
    return [
        *_summary(campaign, user, today),
        *ledger_decisions(campaign, user, today),
        *_late(campaign, counts),
        *_unsigned(campaign, user, now),
        *_review(campaign, user, waiting, today),
        *_unled(campaign, counts),
        *_plan_gaps(campaign, plan),
        *_editions(campaign),
        *_messages(user),
    ]


def _review(campaign: Campaign, user: User, waiting: Waiting, today: date) -> Iterator[Decision]:
    if not waiting.number:
        return
    days = (today - timezone.localtime(waiting.oldest).date()).days if waiting.oldest else 0
    age = ngettext("the oldest since yesterday", "the oldest for %(days)s days", days) % {"days": days}
    yield Decision(
        ngettext("%(number)s activity waits for review", "%(number)s activities wait for review", waiting.number)
        % {"number": f"{waiting.number:,}"},
        age if days else _("all handed in today"),
        reverse("activities:review", args=[campaign.slug])
        if may_review_in(user, campaign)
        else f"{reverse('activities:activities', args=[campaign.slug])}?state=submitted",
        "yellow" if days > 1 else "blue",
        "file-check",
        _("Review"),
    )


def _late(campaign: Campaign, counts: Counts) -> Iterator[Decision]:
    if not counts.late_shares:
        return
    yield Decision(
        ngettext("%(number)s assignment is late", "%(number)s assignments are late", counts.late_shares)
        % {"number": f"{counts.late_shares:,}"},
        ngettext("of %(units)s unit", "of %(units)s units", counts.late) % {"units": f"{counts.late:,}"},
        f"{reverse('campaigns:assignments', args=[campaign.slug])}?state=late",
        "red",
        "clock",
        _("Urge"),
    )


def _unsigned(campaign: Campaign, user: User, now: datetime) -> Iterator[Decision]:
    rows = Receipt.objects.visible_to(user).late(now).filter(notice__campaign=campaign)
    found = rows.order_by().aggregate(number=Count("pk"), notices=Count("notice", distinct=True))
    if not found["number"]:
        return
    yield Decision(
        ngettext(
            "%(number)s unit has not signed for a notice in time",
            "%(number)s signatures for notices are late",
            found["number"],
        )
        % {"number": f"{found['number']:,}"},
        ngettext("%(notices)s notice", "%(notices)s notices", found["notices"]) % {"notices": found["notices"]},
        f"{reverse('campaigns:notices', args=[campaign.slug])}?state=unsigned",
        "red",
        "sign",
        _("Urge"),
    )


def _unled(campaign: Campaign, counts: Counts) -> Iterator[Decision]:
    if not counts.unled:
        return
    yield Decision(
        ngettext("%(number)s unit that owes has no liaison", "%(number)s units that owe have no liaison", counts.unled)
        % {"number": f"{counts.unled:,}"},
        ngettext(
            "%(shares)s assignment has nobody to answer it",
            "%(shares)s assignments have nobody to answer them",
            counts.unled_shares,
        )
        % {"shares": f"{counts.unled_shares:,}"},
        f"{reverse('reports:helping', args=[campaign.slug])}?why=unled",
        "yellow",
        "person-x",
        _("See which"),
    )


def _plan_gaps(campaign: Campaign, plan: Plan) -> Iterator[Decision]:
    for count in plan.counts:
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


def _summary(campaign: Campaign, user: User, today: date) -> Iterator[Decision]:
    if today <= campaign.ends_on or campaign.state == Campaign.State.DRAFT or not user.is_office:
        return
    if Summary.objects.visible_to(user).filter(campaign=campaign).exists():
        return
    yield Decision(
        _("The summary has not been drafted"),
        _("The month is over."),
        reverse("reports:summary", args=[campaign.slug]),
        "blue",
        "file-text",
        _("Draft it"),
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
