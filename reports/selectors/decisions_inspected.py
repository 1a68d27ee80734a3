"""What of inspections and the ledger waits for the office; the number of queries is fixed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.models import User
from campaigns.models import Campaign
from core.templatetags.portal import day as as_said
from inspections.models import Extension, Hazard
from inspections.rules import may_manage
from inspections.selectors.extensions import open_extensions
from inspections.selectors.filtering import HazardFilters
from inspections.selectors.look_backs import waiting_look_backs
from inspections.selectors.reporters import waiting_counts
from inspections.selectors.rewards import NEXT_ACTS, rewards_of
from inspections.selectors.unsettled import unsettled_of
from reports.selectors.listed import FEW_CASES, Case, Decision, urge_address
from units.models import Unit

State = Hazard.State


def ledger_decisions(campaign: Campaign, user: User, today: date, below: Unit | None = None) -> list[Decision]:
    """The most pressing first; of a unit and those below it only what stands in the ledger."""
    filters = HazardFilters(unit=below)
    found = unsettled_of(campaign, user, today, below)
    of_ledger = [
        *_overdue(campaign, user, found.overdue, found.first_due, today, filters),
        *_inbox(campaign, user, found.to_sort, found.oldest, today, filters),
        *_waiting(campaign, user, found.waiting, found.longest, today, filters),
    ]
    if not user.is_office or below:
        return of_ledger
    follow_up = [*_extensions(campaign, user, today), *_look_backs(campaign, user, today), *_rewards(campaign, user)]
    return [*_reporters(campaign, user), *of_ledger, *follow_up]


def _page(campaign: Campaign, name: str, query: str = "") -> str:
    address = reverse(f"inspections:{name}", args=[campaign.slug])
    return f"{address}?{query}" if query else address


def _ledger(campaign: Campaign, filters: HazardFilters) -> str:
    return _page(campaign, "hazards", filters.query_string())


def _days(since: date | None, today: date) -> str:
    days = (today - since).days if since else 0
    if not days:
        return _("since today")
    return ngettext("the oldest since yesterday", "the oldest for %(days)s days", days) % {"days": days}


def _overdue(
    campaign: Campaign, user: User, number: int, first: date | None, today: date, seen: HazardFilters
) -> Iterator[Decision]:
    if number:
        words = ngettext("%(number)s hazard is overdue", "%(number)s hazards are overdue", number)
        url = _ledger(campaign, replace(seen, overdue=True))
        sign = ("red", "exclamation-triangle", _("Urge"))
        post = urge_address(campaign, "hazards", seen.unit) if may_manage(user, campaign) else ""
        yield Decision(words % {"number": f"{number:,}"}, _days(first, today), url, *sign, post)


def _inbox(
    campaign: Campaign, user: User, number: int, oldest: date | None, today: date, seen: HazardFilters
) -> Iterator[Decision]:
    if number:
        words = ngettext("%(number)s report waits to be sorted", "%(number)s reports wait to be sorted", number)
        reported = _ledger(campaign, replace(seen, states=(State.REPORTED,)))
        url = _page(campaign, "inbox") if user.is_office and not seen.unit else reported
        yield Decision(words % {"number": f"{number:,}"}, _days(oldest, today), url, "yellow", "inbox", _("Sort"))


def _waiting(
    campaign: Campaign, user: User, number: int, since: date | None, today: date, seen: HazardFilters
) -> Iterator[Decision]:
    if number:
        words = ngettext(
            "%(number)s hazard waits for re-inspection", "%(number)s hazards wait for re-inspection", number
        )
        listed = _ledger(campaign, replace(seen, waiting=True))
        url = _page(campaign, "reinspections") if user.is_office and not seen.unit else listed
        sign = ("blue", "clipboard-check", _("Re-inspect"))
        yield Decision(words % {"number": f"{number:,}"}, _days(since, today), url, *sign)


def _reporters(campaign: Campaign, user: User) -> Iterator[Decision]:
    """What reporters say and wait for."""
    counts = waiting_counts(campaign, user)
    for why, colour, words, detail, act in (
        (
            "not_fixed",
            "red",
            ngettext(
                "%(number)s reporter says it isn't fixed",
                "%(number)s reporters say it isn't fixed",
                counts["not_fixed"],
            ),
            _("of cases that were closed"),
            _("Look at it"),
        ),
        (
            "unread",
            "yellow",
            ngettext("%(number)s reporter has answered", "%(number)s reporters have answered", counts["unread"]),
            _("not read yet"),
            pgettext("button", "Read"),
        ),
        (
            "not_told",
            "yellow",
            ngettext(
                "%(number)s reporter hasn't been told", "%(number)s reporters haven't been told", counts["not_told"]
            ),
            _("what came out"),
            _("Tell"),
        ),
    ):
        if counts[why]:
            url = _page(campaign, "reporters", f"why={why}")
            yield Decision(words % {"number": f"{counts[why]:,}"}, detail, url, colour, "chat", act)


def _extensions(campaign: Campaign, user: User, today: date) -> Iterator[Decision]:
    rows = open_extensions(campaign, user)
    found = rows.order_by().aggregate(number=Count("pk"), due=Min("answer_due_on"))
    if found["number"]:
        cases = [_extension(row) for row in rows[:FEW_CASES]] if may_manage(user, campaign) else []
        words = ngettext("%(number)s extension is asked for", "%(number)s extensions are asked for", found["number"])
        is_late = found["due"] < today
        detail = (
            _("the answer is overdue")
            if is_late
            else _("the first answer is due on %(day)s") % {"day": as_said(found["due"])}
        )
        url, colour = _page(campaign, "extensions"), "red" if is_late else "blue"
        said = words % {"number": f"{found['number']:,}"}
        yield Decision(said, detail, url, colour, "calendar-plus", _("Answer"), cases=tuple(cases))


def _extension(asked: Extension) -> Case:
    """Granted by a press; a refusal wants its reason, so it has a page."""
    page = reverse("inspections:extension_decide", args=[asked.pk])
    until = _("until %(day)s") % {"day": as_said(asked.new_due_on)}
    detail = " · ".join(map(str, filter(None, [until, asked.hazard.unit, asked.why])))
    return Case(str(asked.hazard), detail, page, _("Extend"), page, (("granted", "yes"),))


def _look_backs(campaign: Campaign, user: User, today: date) -> Iterator[Decision]:
    number = waiting_look_backs(campaign, user).filter(due_on__lte=today).order_by().count()
    if number:
        words = ngettext("%(number)s look-back is due", "%(number)s look-backs are due", number)
        detail, url = _("of fixed hazards"), _page(campaign, "look_backs")
        yield Decision(words % {"number": f"{number:,}"}, detail, url, "blue", "eye", _("Look back"))


def _rewards(campaign: Campaign, user: User) -> Iterator[Decision]:
    """Those on which the office has the next step."""
    number = rewards_of(campaign, user, {}).filter(state__in=NEXT_ACTS).order_by().count()
    if number:
        words = ngettext(
            "%(number)s reward waits for its next step", "%(number)s rewards wait for their next step", number
        )
        url = _page(campaign, "rewards")
        yield Decision(words % {"number": f"{number:,}"}, "", url, "blue", "star", _("Go on"))
