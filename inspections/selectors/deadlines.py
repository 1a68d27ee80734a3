"""One definition of every term: how it is counted, on which day it ends, and what is due of a hazard now.

The day from which a term runs doesn't count. A term of calendar days whose last day is a day off ends on the next
working day (Civil Code, articles 201 and 203), unless its rule says that it doesn't move on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.workdays import ONE_DAY, Calendar
from inspections.models import DeadlineRule, Extension, Hazard, Listing, LookBack, Report, Reward
from inspections.rules import missing_implementations

State = Hazard.State
OWED_REWARDS = (Reward.State.APPROVED, Reward.State.CLAIMED)


@dataclass(frozen=True)
class Terms:
    """The table of time limits and the calendar, loaded once and asked in loops without a query."""

    rules: Mapping[str, DeadlineRule]
    calendar: Calendar

    @classmethod
    def load(cls) -> "Terms":
        return cls({row.code: row for row in DeadlineRule.objects.all()}, Calendar.load())

    def due(self, code: str, start: date) -> date:
        """The last day of the term that runs from `start`."""
        return end_of(self.rules[code], start, self.calendar)

    def check_due(self, accepted_on: date, *, is_extended: bool) -> date:
        """The last day for checking a report by the public; a longer check runs on from the first end."""
        first = self.due("public_case_days", accepted_on)
        return self.due("public_case_extension", first) if is_extended else first

    def latest_start(self, code: str, end: date) -> date:
        """The last day on which the whole term still lies ahead of `end`, that day counted in."""
        rule = self.rules[code]
        if rule.unit == DeadlineRule.Unit.DAYS:
            return end - timedelta(days=rule.value)
        left, day = rule.value, end
        while left:
            left -= self.calendar.is_workday(day)
            day -= ONE_DAY
        return day


def end_of(rule: DeadlineRule, start: date, calendar: Calendar) -> date:
    if rule.unit == DeadlineRule.Unit.WORKING_DAYS:
        return calendar.add_workdays(start, rule.value)
    end = start + timedelta(days=rule.value)
    return calendar.next_workday(end) if rule.moves_on else end


def proposed_deadline(hazard: Hazard, today: date) -> tuple[date, DeadlineRule] | None:
    """What the order of an ordinary hazard may say; None for a major one, whose deadline is part of its plan."""
    if hazard.is_major:
        return None
    terms = Terms.load()
    return terms.due("ordinary_days", today), terms.rules["ordinary_days"]


@dataclass(frozen=True)
class Duty:
    """Something that is to be done of a hazard by a day, and the rule that says so, if one does.

    `since` is the day from which the term runs. What has no day of its own `waits`: its `due_on` is `since`.
    """

    code: str
    name: str | Promise
    due_on: date
    since: date
    rule: DeadlineRule | None = None
    waits: bool = False

    def is_late(self, today: date) -> bool:
        return self.due_on < today and not self.waits


def with_duties(rows: QuerySet[Hazard]) -> QuerySet[Hazard]:
    """Load with the hazards what `duties_of` looks at; as many queries for a thousand as for one."""
    return rows.select_related("report", "reward", "duplicate_of").prefetch_related(
        "extensions", Prefetch("listings", Listing.objects.order_by("id")), "look_backs", "penalties"
    )


def duties_of(hazard: Hazard, terms: Terms) -> list[Duty]:
    """What is due of a hazard loaded by `with_duties`, the most pressing first. For the office: units see a part."""
    found = state_duties(hazard, terms)
    found += [duty for row in hazard.listings.all() for duty in listing_duties(row, terms)]
    found += [duty for row in hazard.extensions.all() for duty in extension_duties(row, hazard, terms)]
    found += [duty for row in hazard.look_backs.all() for duty in look_back_duties(row, hazard, terms)]
    if hasattr(hazard, "report"):
        found += telling_duties(hazard.report, hazard, terms)
    if hasattr(hazard, "reward"):
        found += reward_duties(hazard.reward, hazard, terms)
    return sorted(found, key=lambda duty: duty.due_on)


def _by_rule(terms: Terms, code: str, start: date | None) -> list[Duty]:
    if start is None:
        return []
    rule = terms.rules[code]
    return [Duty(code, rule.name, terms.due(code, start), start, rule)]


def state_duties(hazard: Hazard, terms: Terms) -> list[Duty]:
    """The next step on the hazard's way, if it has a term."""
    if hazard.state == State.REPORTED:
        return _by_rule(terms, "accept_days", hazard.reported_on)
    if hazard.state == State.ACCEPTED and hasattr(hazard, "report"):
        return _of_check(hazard, terms)
    if hazard.state == State.GRADED and hazard.is_major and missing_implementations(hazard):
        since = handed_out_on(hazard)
        return [Duty("five", _("The five implementations"), since, since, waits=True)]
    if hazard.state == State.RECTIFYING and hazard.due_on:
        return [Duty("rectify", _("Rectification"), hazard.due_on, handed_out_on(hazard))]
    return _by_rule(terms, "acceptance_visit", hazard.rectified_on) if hazard.state == State.RECTIFIED else []


def handed_out_on(hazard: Hazard) -> date:
    """When the unit was told of the step that it has to take; of a ledger kept elsewhere the nearest day known."""
    told_on = hazard.ordered_on if hazard.state == State.RECTIFYING else hazard.graded_on
    return told_on or hazard.checked_on or hazard.accepted_on or hazard.reported_on


def _of_check(hazard: Hazard, terms: Terms) -> list[Duty]:
    if hazard.accepted_on is None:
        return []
    is_extended = hazard.report.check_extended_on is not None
    rule = terms.rules["public_case_extension" if is_extended else "public_case_days"]
    due_on = terms.check_due(hazard.accepted_on, is_extended=is_extended)
    return [Duty("public_case_days", rule.name, due_on, hazard.accepted_on, rule)]


def listing_duties(listing: Listing, terms: Terms) -> list[Duty]:
    """Filed and made public after listing, the result made public after de-listing."""
    found = [] if listing.filed_on else _by_rule(terms, "listing_filed", listing.listed_on)
    found += [] if listing.public_on else _by_rule(terms, "listing_public", listing.listed_on)
    return found + ([] if listing.result_public_on else _by_rule(terms, "result_public", listing.delisted_on))


def extension_duties(extension: Extension, hazard: Hazard, terms: Terms) -> list[Duty]:
    """The answer, as long as the hazard is worked on; the day was set when it was asked for."""
    if extension.granted is not None or hazard.state not in Hazard.OPEN_STATES:
        return []
    rule = terms.rules["extension_answer"]
    return [Duty(rule.code, rule.name, extension.answer_due_on, extension.asked_on, rule)]


def look_back_duties(look_back: LookBack, hazard: Hazard, terms: Terms) -> list[Duty]:
    """A hazard that is reopened meanwhile has nothing to look back at."""
    if look_back.result or hazard.state != State.FIXED or hazard.closed_on is None:
        return []
    rule = terms.rules["look_back"]
    return [Duty(rule.code, rule.name, look_back.due_on, hazard.closed_on, rule)]


def telling_duties(report: Report, hazard: Hazard, terms: Terms) -> list[Duty]:
    """The result told once the case is closed, also to who reported it again; anew after it was reopened."""
    closed_on = (hazard.duplicate_of or hazard).closed_on
    if closed_on is None or (report.told_on and report.told_on >= closed_on):
        return []
    return _by_rule(terms, "tell_reporter_days", closed_on)


def reward_duties(reward: Reward, hazard: Hazard, terms: Terms) -> list[Duty]:
    """Paid once the fine it is a share of has been; what waits for the reporter's claim is not owed yet."""
    return _by_rule(terms, "reward_paid", executed_on(hazard)) if reward.state in OWED_REWARDS else []


def executed_on(hazard: Hazard) -> date | None:
    """The day on which the last penalty was executed: from it the payment of the reward counts."""
    return max((row.executed_on for row in hazard.penalties.all() if row.executed_on), default=None)
