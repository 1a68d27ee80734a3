"""What is the case in a campaign today, in one or two sentences."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from campaigns.models import Campaign
from core.languages import is_chinese
from reports.selectors.decisions_given import Waiting
from reports.selectors.helping import Counts, Silence
from reports.selectors.todo import ToDoList

State = Campaign.State


def phase(campaign: Campaign, today: date) -> str:
    """Where the calendar stands, as a sentence."""
    if campaign.state == State.ARCHIVED:
        return _("This campaign is archived; its records can only be read.")
    if campaign.state == State.DRAFT:
        return _("This campaign is a draft; units don't see it yet.")
    if today < campaign.starts_on:
        days = (campaign.starts_on - today).days
        return ngettext("It starts tomorrow.", "It starts in %(days)s days.", days) % {"days": days}
    if today > campaign.ends_on:
        days = (today - campaign.ends_on).days
        return ngettext("It ended yesterday.", "It ended %(days)s days ago.", days) % {"days": days}
    days = (campaign.ends_on - today).days
    if not days:
        return _("Today is the last day.")
    return ngettext("%(days)s day left.", "%(days)s days left.", days) % {"days": days}


def overview_headline(campaign: Campaign, *, today: date, counts: Counts | Silence, waiting: Waiting) -> str:
    """For those who read the whole campaign."""
    return _join(phase(campaign, today), _case(campaign, today, counts, waiting))


def own_headline(campaign: Campaign, *, today: date, todo: ToDoList) -> str:
    """For a unit: what it has to do itself."""
    return _join(phase(campaign, today), own_case(campaign, todo))


def own_case(campaign: Campaign, todo: ToDoList) -> str:
    if not campaign.is_writable:
        return ""
    number = len(todo.items)
    if not number:
        return _("You have nothing to do.")
    things = ngettext("%(number)s thing to do", "%(number)s things to do", number) % {"number": number}
    if todo.late:
        return _("%(things)s, %(late)s late.") % {"things": things, "late": todo.late}
    return _("%(things)s.") % {"things": things}


def _case(campaign: Campaign, today: date, counts: Counts | Silence, waiting: Waiting) -> str:
    if not campaign.is_writable:
        return ""
    if not counts.is_asked:
        return _("No assignment has been given yet.")
    if today > campaign.ends_on and waiting.number:
        return ngettext(
            "%(number)s activity still waits for review.",
            "%(number)s activities still wait for review.",
            waiting.number,
        ) % {"number": f"{waiting.number:,}"}
    if isinstance(counts, Silence) and counts.is_of_one:
        return _of_one(counts)
    if today < campaign.starts_on:
        return ngettext("%(number)s unit has assignments.", "%(number)s units have assignments.", counts.asked) % {
            "number": f"{counts.asked:,}"
        }
    if counts.silent:
        return ngettext(
            "%(number)s unit has logged nothing yet.", "%(number)s units have logged nothing yet.", counts.silent
        ) % {"number": f"{counts.silent:,}"}
    return _("Every unit asked has logged something.")


def _of_one(counts: Silence) -> str:
    """A unit with none below it is told of itself, not of “every unit”."""
    if counts.progress.late:
        words = ngettext(
            "%(late)s of its %(asked)s assignments is late.",
            "%(late)s of its %(asked)s assignments are late.",
            counts.progress.late,
        )
        return words % {"late": f"{counts.progress.late:,}", "asked": f"{counts.progress.owed:,}"}
    words = ngettext(
        "%(done)s of its %(asked)s assignments is done.",
        "%(done)s of its %(asked)s assignments are done.",
        counts.progress.done,
    )
    return words % {"done": f"{counts.progress.done:,}", "asked": f"{counts.progress.owed:,}"}


def helping_headline(counts: Counts) -> str:
    """Above the units to help: how many are in each trouble, and only in those that there are."""
    if not counts.is_asked:
        return _("No assignment has been given yet.")
    words = ngettext("%(number)s unit asked", "%(number)s units asked", counts.asked)
    asked = words % {"number": f"{counts.asked:,}"}
    said = [
        words % {"number": f"{number:,}"}
        for number, words in (
            (counts.late, ngettext("%(number)s late", "%(number)s late", counts.late)),
            (counts.silent, _("%(number)s with nothing logged")),
            (counts.unled, _("%(number)s owing without a liaison")),
        )
        if number
    ]
    if not said:
        return _("%(asked)s: none is late, silent or without a liaison") % {"asked": asked}
    return _("%(asked)s: %(troubles)s") % {"asked": asked, "troubles": pgettext("between troubles", ", ").join(said)}


def _join(first: str, second: str) -> str:
    return _("%(first)s %(second)s") % {"first": first, "second": second} if second else first


def eyebrow_parts(campaign: Campaign, today: date) -> list[str]:
    """As in “Day 18 of 30”, “1–30 June 2026”, “25th national, 32nd county Safety Production Month”."""
    number = campaign.day_number(today)
    parts = [_("Day %(day)s of %(days)s") % {"day": number, "days": campaign.days}] if number else []
    return [*parts, period(campaign), *edition_words(campaign)]


def time_gone(campaign: Campaign, today: date) -> float | None:
    """Share of the days that are over or running; None before the first."""
    if today < campaign.starts_on:
        return None
    return min((today - campaign.starts_on).days + 1, campaign.days) / campaign.days


def period(campaign: Campaign) -> str:
    return span(campaign.starts_on, campaign.ends_on)


def span(first: date, last: date) -> str:
    """As in “1–30 June 2026”."""
    whole = pgettext("day of another year", "j F Y")
    if first == last:
        return date_format(first, whole)
    if (first.year, first.month) == (last.year, last.month):
        return _("%(first)s–%(last)s") % {
            "first": date_format(first, pgettext("first of two days in one month", "j")),
            "last": date_format(last, pgettext("last of two days in one month", "j F Y")),
        }
    return _("%(first)s – %(last)s") % {"first": date_format(first, whole), "last": date_format(last, whole)}


def edition_words(campaign: Campaign) -> list[str]:
    found = []
    if campaign.national_edition is not None:
        number = ordinal(campaign.national_edition)
        found.append(_("%(number)s national Safety Production Month") % {"number": number})
    if campaign.local_edition is not None:
        found.append(_("%(number)s local edition") % {"number": ordinal(campaign.local_edition)})
    return found


def ordinal(number: int) -> str:
    """21st, 22nd, 23rd, 24th in English, the bare number in Chinese, whose sentence has 第."""
    if is_chinese():
        return str(number)
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
