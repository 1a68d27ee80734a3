"""Extensions: those that wait for an answer, and what a hazard's page and form show of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from campaigns.models import Campaign
from inspections import rules
from inspections.models import Extension, Hazard, Listing
from inspections.selectors.deadlines import Terms


def open_extensions(campaign: Campaign, user: User) -> QuerySet[Extension]:
    """Not answered yet, of hazards that are still worked on; the first due first."""
    rows = Extension.objects.visible_to(user).filter(hazard__campaign=campaign, granted=None)
    rows = rows.filter(hazard__state__in=Hazard.OPEN_STATES)
    return rows.select_related("hazard__unit", "hazard__campaign__area", "asked_by").order_by("answer_due_on", "pk")


def decided_extensions(campaign: Campaign, user: User) -> QuerySet[Extension]:
    rows = Extension.objects.visible_to(user).filter(hazard__campaign=campaign, granted__isnull=False)
    return rows.select_related("hazard__unit", "decided_by").order_by("-decided_on", "-pk")


@dataclass(frozen=True)
class AskingTerm:
    """Until when an extension may be asked for without saying why so late, and the years that aren't certain."""

    last_day: date
    length: str
    is_late: bool
    unknown_years: list[int]


def asking_term(hazard: Hazard, today: date, terms: Terms) -> AskingTerm | None:
    """None for a hazard without a deadline."""
    if hazard.due_on is None:
        return None
    last = terms.latest_start("extension_ask_before", hazard.due_on)
    length = terms.rules["extension_ask_before"].length
    return AskingTerm(last, length, today > last, terms.calendar.unknown_years(last, hazard.due_on))


def longest_until(hazard: Hazard, terms: Terms) -> date | None:
    """The last day of treatment that the rule on listed hazards allows; None while it isn't listed."""
    listing = Listing.objects.filter(hazard=hazard, delisted_on=None).first()
    return terms.due("listed_longest", listing.listed_on) if listing else None


@dataclass(frozen=True)
class ExtensionPanel:
    rows: list[Extension]
    open: Extension | None
    may_ask: bool
    may_decide: bool
    last_day: date | None


def extension_panel(hazard: Hazard, user: User) -> ExtensionPanel | None:
    rows = list(hazard.extensions.select_related("asked_by", "decided_by"))
    waiting = next((row for row in rows if row.granted is None), None)
    may_ask = waiting is None and rules.may_ask_extension(user, hazard)
    if not rows and not may_ask:
        return None
    last_day = None
    if may_ask and hazard.due_on:
        last_day = Terms.load().latest_start("extension_ask_before", hazard.due_on)
    may_decide = waiting is not None and rules.may_manage(user, hazard.campaign)
    return ExtensionPanel(rows, waiting, may_ask, may_decide, last_day)
